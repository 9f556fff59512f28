/**
 * `npm test`: every check there is, all run even where one fails, and the count of tests as the last line.
 *
 * A step's output is shown where it fails, or always with `npm test -- --verbose`.
 */

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';

import { engines, flags } from './browsers.mjs';
import { build, decoderArgs, decoderSource, wasmFeatures } from './build.mjs';
import { checkFloor } from './floor.mjs';
import { canFuzz, fuzzAll } from './fuzz.mjs';
import { CommandError, at, complain, main, run, step } from './run.mjs';
import { checkSizes } from './size.mjs';
import { decoder } from './streams.mjs';
import { setUpTests } from './tools.mjs';

/** How a runner says its counts: one such line, or several to be added up. */
const cargoCounts = /^test result: \w+\. (?<passed>\d+) passed; (?<failed>\d+) failed/gm;
const nodeCounts = /^ℹ (?:pass (?<passed>\d+)|(?:fail|cancelled) (?<failed>\d+))$/gm;

/** A test that an engine cannot do, and why, as node's runner says it. */
const leftOut = /^\s*﹣ (?<name>.*) \([\d.]+ms\) # (?<reason>.*)$/gm;

const wasmTarget = ['--target', 'wasm32-unknown-unknown'];
const denyWarnings = ['--', '-D', 'warnings'];

/** A short look for each target, where a nightly Rust and cargo-fuzz are there; `npm run fuzz` takes its time. */
const smokeSeconds = 5;

const total = { passed: 0, failed: 0 };

/**
 * Does work that counts as one test.
 *
 * @param {() => unknown} work
 * @returns {Promise<boolean>} whether it passed
 */
async function check(work) {
  try {
    await work();
    total.passed += 1;
    return true;
  } catch (error) {
    complain(error);
    total.failed += 1;
    return false;
  }
}

/** @param {string} name @param {string[]} args a cargo command that counts as one test */
const cargoCheck = (name, args) => check(() => step(name, async () => void (await run('cargo', args))));

/**
 * Runs a runner of tests and adds its counts. One that fails without a failed test, or runs none, is a failed test.
 *
 * @param {string} name
 * @param {RegExp} counts
 * @param {() => Promise<string>} work gives the output
 */
async function suite(name, counts, work) {
  const sum = { passed: 0, failed: 0 };
  const add = (/** @type {string} */ output) => {
    for (const { groups } of output.matchAll(counts)) {
      sum.passed += Number(groups?.passed ?? 0);
      sum.failed += Number(groups?.failed ?? 0);
    }
  };
  try {
    await step(name, async () => {
      const output = await work();
      add(output);
      if (sum.passed + sum.failed === 0) throw new CommandError(`${name} ran no test`, output);
      const others = [...output.matchAll(leftOut)].map(({ groups }) => `\n    left out: ${groups?.name} (${groups?.reason})`);
      return [`${sum.passed} passed${others.length > 0 ? `, ${others.length} left out` : ''}`, ...others].join('');
    });
  } catch (error) {
    // A run that ended well has been added up already.
    if (error instanceof CommandError && sum.passed + sum.failed === 0) add(error.output);
    complain(error);
    sum.failed = Math.max(sum.failed, 1);
  }
  total.passed += sum.passed;
  total.failed += sum.failed;
}

/** @param {string} folder under `tests/` @returns {string[]} its test files */
function testFiles(folder) {
  if (!existsSync(at('tests', folder))) return [];
  const names = readdirSync(at('tests', folder)).filter((name) => name.endsWith('.test.mjs'));
  return names.sort().map((name) => `tests/${folder}/${name}`);
}

/** @param {string[]} files @param {Record<string, string>} env @param {...string} flags of node @returns {Promise<string>} */
async function nodeTest(files, env, ...flags) {
  // Without a file, node would look for tests everywhere.
  return files.length > 0 ? run(process.execPath, ['--test', '--test-reporter=spec', ...flags, ...files], { env }) : '';
}

/**
 * Runs the crate's tests in a browser, which its driver starts.
 *
 * @param {import('./tools.mjs').TestTools} tools
 * @param {string[]} driver flags that name it
 * @param {object} capabilities of the browser
 */
function wasmPackTest(tools, driver, capabilities) {
  const file = at('target', 'webdriver.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(capabilities));
  // Examples in doc comments have run natively; no browser runs them.
  return run(tools.wasmPack, ['test', '--headless', '--mode', 'no-install', ...driver, '--', '--lib', '--test', '*'], {
    env: {
      PATH: [dirname(tools.build.wasmBindgen), process.env.PATH].join(delimiter),
      WASM_BINDGEN_TEST_WEBDRIVER_JSON: file,
    },
  });
}

/** @param {string} engine @returns {string[]} the test files that run in it */
function endToEnd(engine) {
  // The site's own scripts are for nobody else's pages: one engine will do.
  return testFiles('e2e').filter((file) => engine === 'chromium' || !file.includes('/site-'));
}

/** The others wait more than they work: there two files run at once, even on a small machine. @param {string} engine */
const concurrency = (engine) => (engine === 'chromium' ? [] : ['--test-concurrency=2']);

async function testAll() {
  const tools = await setUpTests();

  await cargoCheck('cargo fmt', ['fmt', '--check']);
  await cargoCheck('clippy, native', ['clippy', '--all-targets', ...denyWarnings]);
  await cargoCheck('clippy, wasm32', ['clippy', ...wasmTarget, '--lib', '--tests', ...denyWarnings]);
  await check(() => step('rustfmt and clippy, streams.rs', async () => {
    await run('rustfmt', ['--check', '--edition', '2024', decoderSource]);
    await run('clippy-driver', [...decoderArgs, '-Wclippy::all', '-Dwarnings', '--emit=metadata', '--out-dir', dirname(decoder)]);
  }));
  await suite('cargo test', cargoCounts, () => run('cargo', ['test', '--no-fail-fast']));
  await suite('wasm-pack test in Chromium', cargoCounts, () => {
    const capabilities = { 'goog:chromeOptions': { binary: tools.chrome, args: flags } };
    return wasmPackTest(tools, ['--chrome', '--chromedriver', tools.chromedriver], capabilities);
  });
  if (tools.firefox) {
    await suite('wasm-pack test in Firefox', cargoCounts, () => {
      const capabilities = { 'moz:firefoxOptions': { binary: tools.firefox, args: ['-headless'] } };
      return wasmPackTest(tools, ['--firefox', '--geckodriver', tools.geckodriver], capabilities);
    });
  }

  await check(() => step('ESLint', async () => void (await run(process.execPath, [at('node_modules', 'eslint', 'bin', 'eslint.js'), 'src/js', 'www']))));
  await check(() => step('TypeScript', async () => void (await run(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'src/js']))));
  await check(() => step('browser floor', () => checkFloor(Object.values(wasmFeatures))));
  if (!(await check(() => build(tools.build)))) return;
  await check(checkSizes);
  const units = testFiles('js');
  if (units.length > 0) await suite('JavaScript', nodeCounts, () => nodeTest(units, { ENGINE: 'chromium' }));
  await suite('the edge', nodeCounts, () => nodeTest(testFiles('edge'), {}));
  // One file after the other: to pack is to build, which begins with an empty dist/.
  await suite('the package', nodeCounts, () => nodeTest(testFiles('packaging'), { ENGINE: 'chromium' }, '--test-concurrency=1'));
  for (const engine of tools.engines) {
    await suite(`end to end in ${engines[engine].title}`, nodeCounts, () => nodeTest(endToEnd(engine), { ENGINE: engine }, ...concurrency(engine)));
  }
  if (await canFuzz()) await check(() => fuzzAll(smokeSeconds));
}

await main(import.meta.url, async () => {
  try {
    await testAll();
  } catch (error) {
    complain(error);
    total.failed += 1;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
});
