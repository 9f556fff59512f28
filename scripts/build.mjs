/**
 * `npm run build`: Rust → wasm → JavaScript → `dist/`, then the sizes of what came out.
 *
 * Every stage writes into `target/wasm`, apart from cargo's other builds, whose flags differ.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { sorted } from './order.mjs';
import { at, main, run, step } from './run.mjs';
import { checkSizes } from './size.mjs';
import { decoder } from './streams.mjs';
import { withoutInTable } from './table.mjs';
import { compiler, setUpBuild } from './tools.mjs';
import { toJavaScript } from './wasm2js.mjs';

const target = 'wasm32-unknown-unknown';
const folder = at('target', 'wasm');
const cargoOutput = at('target', 'wasm', target, 'release', 'latest_posts.wasm');
const glue = at('target', 'wasm', 'bindgen', 'latest_posts.js');
const wasm = at('target', 'wasm', 'latest-posts.wasm');
const ownGlue = at('src', 'js', 'glue.js');

/** The same crate for the first version of WebAssembly, which alone can be made into JavaScript. */
const plainFolder = at('target', 'wasm-plain');
const plainOutput = at('target', 'wasm-plain', target, 'release', 'latest_posts.wasm');
const plainGlueFolder = at('target', 'wasm-plain', 'bindgen');
const plainGlue = at('target', 'wasm-plain', 'bindgen', 'latest_posts.js');
const javaScript = at('target', 'wasm-plain', 'latest-posts.js');
const plainStamp = at('target', 'wasm-plain', 'latest-posts.key');

/** @param {string} folder of its own, because another flag builds everything anew */
const cargoArgs = (folder) => [
  'rustc',
  '--release',
  '--lib',
  // Without the rlib: beside one, cargo leaves the optimisation across crates out, which takes 4 kB off.
  ...['--crate-type', 'cdylib'],
  ...['--target', target],
  ...['--target-dir', folder],
  '-Zbuild-std=std,panic_abort',
  '-Zbuild-std-features=optimize_for_size',
];

/** What the module is compiled by, wherever it is built. */
const rustEnv = { RUSTUP_TOOLCHAIN: compiler };

/**
 * The standard library built for size, and panics as bare traps, take 8 kB off; both are unstable flags. The linker is what
 * optimises across crates, because it takes arguments that rustc does not.
 */
const cargoEnv = (/** @type {string} */ features, /** @type {string[]} */ linkerArgs) => ({
  ...rustEnv,
  RUSTC_BOOTSTRAP: '1',
  RUSTFLAGS: [
    ...['-Zunstable-options', '-Cpanic=immediate-abort', '-Zlocation-detail=none', '-Zfmt-debug=none', features, '-Clinker-plugin-lto'],
    ...linkerArgs.map((arg) => `-Clink-arg=-mllvm -Clink-arg=${arg}`),
  ].join(' '),
});

/**
 * What LLVM does for speed, and engines do again: an address that is counted beside the index, and what is computed in one
 * branch computed in the other too. Together 0.3 kB, and the same time.
 */
const withoutSpeed = ['-disable-lsr', '-enable-scalar-pre=false'];

/** A function returns a pair, as `&str` and most `Option` are, in two values instead of by way of memory: 1 kB, 1.5 as a file. */
const withPairs = ['-target-abi=experimental-mv', ...withoutSpeed];

/**
 * Names of functions that stand in tables and are never called from there: the way that each closure behind a `dyn Fn` is called
 * once and consumed, which takes a `Box`, and there is none.
 */
const neverCalled = /call_once.*shim:vtable/;

/** @param {string} folder */
const bindgenArgs = (folder) => [
  ...['--target', 'web'],
  // The wasm travels inside the JavaScript: no bundler shall find a URL to follow.
  '--omit-default-module-path',
  '--no-typescript',
  // An instance that has trapped is replaced.
  '--experimental-reset-state-function',
  // Nothing for engines without it.
  ...['--encode-into', 'always'],
  ...['--out-dir', folder],
  ...['--out-name', 'latest_posts'],
];

/**
 * What the module may have, by wasm-opt's names, and those of the data that scripts/floor.mjs looks them up in. By name, because
 * `--all-features` writes compact imports, which Chromium refuses.
 */
export const wasmFeatures = {
  'bulk-memory': 'bulk-memory-operations',
  'bulk-memory-opt': 'bulk-memory-operations',
  multivalue: 'multi-value',
  // They came with the class.
  'mutable-globals': 'api.Global',
  'nontrapping-float-to-int': 'non-trapping-float-to-int-conversions',
  'reference-types': 'reference-types',
  'sign-ext': 'sign-extension-operations',
  simd: 'fixed-width-SIMD',
};

const binaryen = (/** @type {string} */ name) => at('node_modules', 'binaryen', 'bin', name);

const enableFeatures = Object.keys(wasmFeatures).map((name) => `--enable-${name}`);

const optimiserArgs = [
  // Less inlining makes more bytes, and fewer after compression.
  ...['--one-caller-inline-max-function-size', '25'],
  ...['--always-inline-max-function-size', '1'],
  // As less common subexpressions: 100 bytes.
  '--skip-pass=local-cse',
  // One segment of data with its zeros is 200 bytes less than sixty with their addresses.
  '--skip-pass=memory-packing',
  // The linker puts the stack there, whose lowest kilobyte is the last that is used: 200 bytes.
  '--low-memory-unused',
  '-Oz',
  '--gufa',
  // Control flow made anew: 140 bytes, and no more than a hundredth of the time.
  '--flatten',
  '--rereloop',
  '-Oz',
  '-Oz',
  // How memory is aligned is a hint, which no engine heeds on a machine of today.
  '--dealign',
  ...enableFeatures,
  '--strip-debug',
  '--strip-producers',
  // Prints what it has renamed, for the glue.
  '--minify-imports-and-exports-and-modules',
];

const decoderOptimiserArgs = ['-Oz', '--low-memory-unused', '--dealign', '-Oz', ...enableFeatures, '--strip-debug', '--strip-producers', '--strip-target-features'];

/** What puts the module together in a browser: small, as a part of the download, and with little of a stack. */
export const decoderSource = at('src', 'js', 'streams.rs');
export const decoderArgs = ['--edition', '2024', '--target', target, '--crate-type', 'cdylib', decoderSource];
const decoderFlags = ['opt-level=s', 'llvm-args=-inline-threshold=0', 'lto', 'panic=abort', 'strip=debuginfo', 'link-arg=-zstack-size=4096'];

/**
 * Builds `dist/`.
 *
 * @param {import('./tools.mjs').BuildTools} tools
 */
export async function build({ wasmBindgen, wasmBindgenVersion }) {
  await makeModule({ wasmBindgen, wasmBindgenVersion }, { folder, output: cargoOutput, ownGlue });
  await step('cargo build, for wasm2js', async () => void (await run('cargo', cargoArgs(plainFolder), { env: cargoEnv('-Ctarget-cpu=mvp', withoutSpeed) })));
  await step('wasm2js', async () => {
    const plainKey = stageKey(wasmBindgenVersion, plainOutput);
    if (isCurrent([plainGlue, javaScript], plainStamp, plainKey)) return 'unchanged';
    mkdirSync(plainGlueFolder, { recursive: true });
    await run(wasmBindgen, [...bindgenArgs(plainGlueFolder), plainOutput]);
    await toJavaScript(at('target', 'wasm-plain', 'bindgen', 'latest_posts_bg.wasm'), javaScript);
    writeFileSync(plainStamp, plainKey);
  });
  await step('the module that puts it together', async () => {
    mkdirSync(dirname(decoder), { recursive: true });
    await run('rustc', [...decoderArgs, ...decoderFlags.map((flag) => `-C${flag}`), '-o', decoder], { env: rustEnv });
    await run(process.execPath, [binaryen('wasm-opt'), ...decoderOptimiserArgs, decoder, '-o', decoder]);
  });
  const { bundle } = await import('./bundle.mjs');
  await step('esbuild', () => bundle({ glue, wasm, plainGlue, javaScript }));
}

/**
 * Makes the module that browsers get, and its glue: `latest-posts.wasm` and `bindgen/latest_posts.js` in a folder.
 *
 * @param {import('./tools.mjs').BuildTools} tools
 * @param {{ folder: string, output: string, args?: string[], ownGlue?: string }} options `output` is what cargo writes; `args`
 *   are more for cargo, so that `npm run bench` makes its own crate in the same way; `ownGlue` stands for what wasm-bindgen writes
 */
export async function makeModule({ wasmBindgen, wasmBindgenVersion }, { folder, output, args = [], ownGlue }) {
  const [wasm, stamp] = [join(folder, 'latest-posts.wasm'), join(folder, 'latest-posts.key')];
  const [glueFolder, glue] = [join(folder, 'bindgen'), join(folder, 'bindgen', 'latest_posts.js')];
  const env = cargoEnv('-Ctarget-feature=+simd128', withPairs);
  await step('cargo build', async () => void (await run('cargo', [...cargoArgs(folder), ...args], { env })));
  const key = stageKey(wasmBindgenVersion, output, ownGlue);
  const current = isCurrent([glue, wasm], stamp, key);
  await step('wasm-bindgen', async () => {
    if (current) return 'unchanged';
    mkdirSync(glueFolder, { recursive: true });
    await run(wasmBindgen, [...bindgenArgs(glueFolder), output]);
  });
  await step('wasm-opt', async () => {
    if (current) return 'unchanged';
    const input = join(glueFolder, 'latest_posts_bg.wasm');
    writeFileSync(input, withoutInTable(readFileSync(input), neverCalled));
    const text = readFileSync(ownGlue ?? glue, 'utf8');
    const graph = join(folder, 'exports.json');
    writeFileSync(graph, JSON.stringify(exportsFor(text)));
    await run(process.execPath, [binaryen('wasm-metadce'), ...enableFeatures, '--graph-file', graph, input, '-o', input]);
    const names = JSON.parse(await run(process.execPath, [binaryen('wasm-opt'), ...optimiserArgs, input, '-o', wasm]));
    writeFileSync(wasm, sorted(readFileSync(wasm)));
    writeFileSync(glue, rename(text, names));
    writeFileSync(stamp, key);
  });
}

/** @param {string[]} files @param {string} stamp @param {string} key of what the files were to be made */
const isCurrent = (files, stamp, key) =>
  [...files, stamp].every((file) => existsSync(file)) && readFileSync(stamp, 'utf8') === key;

/** The exports that a glue names, as wasm-metadce is told of them. @param {string} glue */
function exportsFor(glue) {
  const names = [...new Set(glue.match(/(?<=\bwasm\.)\w+/g))];
  return [{ name: 'glue', root: true, reaches: names }, ...names.map((name) => ({ name, export: name }))];
}

/**
 * Makes the glue use the short names of the optimised module. The long ones end in hashes, which nothing compresses.
 *
 * @param {string} glue
 * @param {{ imports: [string, string, string][], exports: [string, string][] }} names module, old and new name; old and new
 * @returns {string}
 */
function rename(glue, { imports, exports }) {
  const short = new Map();
  for (const [, name, to] of imports) {
    // Our own glue has no hashes.
    for (const key of [name, name.replace(/^__wbg_(\w+)_\w{16}$/, '$1')]) short.set(`${key}:`, `${to}:`);
  }
  for (const [name, to] of exports) short.set(`wasm.${name}`, `wasm.${to}`);
  return glue
    .replaceAll(imports[0][0], 'a')
    .replace(/\b(wasm\.\w+|\w+:)/g, (name) => short.get(name) ?? name);
}

/** What the stages after cargo depend on. @param {string} wasmBindgenVersion @param {...(string | undefined)} files @returns {string} */
function stageKey(wasmBindgenVersion, ...files) {
  const { version } = JSON.parse(readFileSync(at('node_modules', 'binaryen', 'package.json'), 'utf8'));
  const settings = JSON.stringify([wasmBindgenVersion, bindgenArgs(''), version, optimiserArgs, String(neverCalled), toJavaScript.toString(), readFileSync(at('scripts', 'order.mjs'), 'utf8')]);
  const hash = createHash('sha256').update(settings);
  for (const file of files) if (file) hash.update(readFileSync(file));
  return hash.digest('hex');
}

await main(import.meta.url, async () => {
  await build(await setUpBuild());
  checkSizes();
});
