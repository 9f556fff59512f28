/** The JavaScript of `dist/`: one file per entry of `src/js`, with the wasm and the style sheet inside. */

import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

import * as esbuild from 'esbuild';
import { minify } from 'terser';

import { targets } from './floor.mjs';
import { writeManifests } from './manifest.mjs';
import { CommandError, at } from './run.mjs';
import { apart, decoder } from './streams.mjs';

/** Each file of `dist/` and its source in `src/js`. */
const modules = {
  'latest-posts': 'define.js',
  element: 'element.js',
  parse: 'parse.js',
  server: 'server.js',
  edge: 'edge.js',
  cli: 'cli.js',
  doctor: 'doctor.js',
  languages: 'languages.js',
  widget: 'widget.js',
};
const classicScripts = { embed: 'embed.js' };

/**
 * The files that hold the crate or know where it is, and how each comes by it: `#module` of `src/js/wasm.js`. The entries
 * beside the core are the same but for the name of the core they load.
 */
const cores = [
  { module: 'module-inside.js', entries: { core: 'core.js' } },
  { module: 'module-file.js', suffix: '-external', entries: { core: 'core.js', external: 'define.js' } },
  { module: 'module-import.js', suffix: '-workerd', entries: { core: 'core.js', 'parse-workerd': 'parse.js', 'server-workerd': 'server.js', 'edge-workerd': 'edge.js' } },
];

/** What stays an import of its own in every file. */
const external = ['./core.js', './widget.js', './languages.js', './without-wasm.js', './latest-posts.wasm', 'node:*'];

/**
 * @typedef {object} Parts files that earlier stages have made
 * @property {string} glue `src/js/glue.js` with the short names of the module
 * @property {string} wasm the optimised module
 * @property {string} plainGlue what wasm-bindgen wrote for the crate as JavaScript
 * @property {string} javaScript that crate
 */

/** Stands for a module until esbuild is done: it would escape every other byte. */
const placeholder = /(["'`])@([\w-]+)\.wasm@\1/g;

/**
 * Writes `dist/` anew.
 *
 * @param {Parts} parts
 */
export async function bundle(parts) {
  const { glue, wasm, plainGlue, javaScript } = parts;
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: at(),
    bundle: true,
    define: { VERSION: JSON.stringify(version) },
    // `sideEffects` of package.json speaks of dist/: by it, esbuild would drop the sources that register the element.
    ignoreAnnotations: true,
    legalComments: 'none',
    logLevel: 'silent',
    minify: true,
    outdir: at('dist'),
    plugins: [inside({ glue, wasm, module: 'module-inside.js' })],
    target: targets,
    // src/js/tsconfig.json is for its types; by its `strict`, esbuild would say "use strict" in every module of a script.
    tsconfigRaw: {},
    write: false,
  };
  /** @type {import('esbuild').BuildOptions} */
  const esm = { ...options, format: 'esm', charset: 'utf8', external };
  rmSync(at('dist'), { recursive: true, force: true });
  mkdirSync(at('dist'));
  copyFileSync(wasm, at('dist', 'latest-posts.wasm'));
  writeManifests();
  // For pages whose policy takes no style but from files: server.js says where.
  writeFileSync(at('dist', 'latest-posts.css'), await styleSheet(at('src', 'show', 'style.css')));
  // The core stays a file of its own, so that a page's first script is small and the entries share one instance.
  const files = [
    ...(await outputs({ ...esm, entryPoints: sources(modules) })),
    ...(await outputs({ ...options, entryPoints: sources(classicScripts), format: 'iife', external: ['./without-wasm.js'] })),
    ...(await outputs({
      ...esm,
      entryPoints: sources({ 'without-wasm': 'without-wasm.js' }),
      define: { ...options.define, WebAssembly: 'engine' },
      inject: [at('src', 'js', 'engine.js')],
      plugins: [inside({ wasm, plainGlue, javaScript })],
    })),
  ];
  for (const { module, suffix = '', entries } of cores) {
    const { core, ...others } = entries;
    const plugins = [inside({ glue, wasm, module })];
    const all = { [`core${suffix}`]: core, ...others };
    for (const file of await outputs({ ...esm, plugins, entryPoints: sources(all) })) {
      files.push({ ...file, text: file.text.replaceAll(/(["'`])\.\/core\.js\1/g, `"./core${suffix}.js"`) });
    }
  }
  const strings = { 'latest-posts': apart(readFileSync(wasm)), streams: readFileSync(decoder, 'latin1') };
  for (const { path, text } of files) {
    const isClassic = path.endsWith('embed.js');
    // Nothing is gained with what wasm2js has made, and it is long.
    const small = path.endsWith('without-wasm.js') ? text : await smaller(text, { isClassic });
    writeFileSync(path, small.replace(placeholder, (_, quote, name) => stringLiteral(strings[name], { isClassic })));
  }
  writeIntegrity();
}

/**
 * A text as a string of JavaScript: no template literal, whose control characters the minifier of Parcel makes into wrong escapes.
 * In a classic script it is ASCII, because a page may read that in another charset.
 *
 * @param {string} text without code points above 255
 * @param {{ isClassic: boolean }} options
 * @returns {string}
 */
function stringLiteral(text, { isClassic }) {
  const escapes = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r' };
  const escape = (/** @type {string} */ character) => escapes[character] ?? `\\x${character.charCodeAt(0).toString(16)}`;
  return `'${text.replace(isClassic ? /[\\'\n\r\x80-\xff]/g : /[\\'\n\r]/g, escape)}'`;
}

/**
 * What esbuild has minified, once more: other names and more of it folded, 0.5 kB of brotli.
 *
 * @param {string} text
 * @param {{ isClassic: boolean }} options a classic script is ASCII
 * @returns {Promise<string>}
 */
async function smaller(text, { isClassic }) {
  const { code } = await minify(text, { module: !isClassic, ecma: 2020, compress: { passes: 3 }, format: { ascii_only: isClassic } });
  return code ?? text;
}

/**
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<import('esbuild').OutputFile[]>}
 * @throws {CommandError} on an error, and on a warning: the use of a function that the wasm does not export is one
 */
async function outputs(options) {
  const { errors, warnings, outputFiles } = await esbuild.build(options).catch((failure) => {
    if (failure.errors) return failure;
    throw failure;
  });
  const texts = [
    ...(await esbuild.formatMessages(errors, { kind: 'error' })),
    ...(await esbuild.formatMessages(warnings, { kind: 'warning' })),
  ];
  if (texts.length > 0) throw new CommandError('esbuild found faults', texts.join(''));
  return outputFiles;
}

/** @param {Record<string, string>} entries */
function sources(entries) {
  return Object.entries(entries).map(([out, file]) => ({ in: at('src', 'js', file), out }));
}

/**
 * Resolves what `src/js` imports and no file of it is:
 * - `#bindgen`: the glue that wasm-bindgen wrote, of the crate as JavaScript;
 * - `#module`: how the crate's module is come by;
 * - `#crate`: the crate as JavaScript;
 * - `latest-posts.wasm`: the module as a string, and `streams.wasm`, which puts it together;
 * - `*.css`: the minified style sheet as text.
 *
 * In the place of `src/js/glue.js` is what the build has made of it.
 *
 * @param {{ wasm: string, glue?: string, module?: string, plainGlue?: string, javaScript?: string }} parts
 * @returns {import('esbuild').Plugin}
 */
function inside({ wasm, glue = '', module = '', plainGlue = '', javaScript = '' }) {
  return {
    name: 'inside',
    setup(build) {
      build.onResolve({ filter: /^#bindgen$/ }, () => ({ path: plainGlue }));
      build.onResolve({ filter: /^#module$/ }, () => ({ path: at('src', 'js', module) }));
      build.onResolve({ filter: /^#crate$/ }, () => ({ path: javaScript }));
      build.onResolve({ filter: /^latest-posts\.wasm$/ }, () => ({ path: wasm }));
      build.onResolve({ filter: /^streams\.wasm$/ }, () => ({ path: decoder }));
      build.onLoad({ filter: /[\\/]glue\.js$/ }, () => ({ contents: readFileSync(glue, 'utf8') }));
      build.onLoad({ filter: /\.wasm$/ }, ({ path }) => ({ contents: `export default "@${basename(path)}@"` }));
      build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: await styleSheet(path), loader: 'text' }));
    },
  };
}

/** What a page writes into `integrity` (https://www.w3.org/TR/SRI/), for every file of `dist/`, so that a release can be compared. */
function writeIntegrity() {
  const hash = (/** @type {string} */ file) => createHash('sha384').update(readFileSync(at('dist', file))).digest('base64');
  const rows = readdirSync(at('dist')).sort().map((file) => [file, { integrity: `sha384-${hash(file)}` }]);
  writeFileSync(at('dist', 'sri.json'), `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
}

/** @param {string} file @returns {Promise<string>} minified */
async function styleSheet(file) {
  const { code } = await esbuild.transform(readFileSync(file, 'utf8'), { loader: 'css', minify: true, sourcefile: file, target: targets });
  return code.trim();
}
