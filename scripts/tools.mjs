/**
 * What the build and the tests need, each piece installed where it is missing.
 *
 * Nothing is installed into the user's own Rust tools but rustup's target and components: the command line tools
 * whose version must be exact go to a cache of their own.
 */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { chosen, find, installBrowsers, which } from './browsers.mjs';
import { SetupError, ask, at, run, step } from './run.mjs';

const wasmPackVersion = '0.15.1';
const geckodriverVersion = '0.37.1';
const target = 'wasm32-unknown-unknown';

/**
 * The Rust that compiles the module, exactly: its bytes depend on it. LLVM before 23 makes wrong code of functions that return two
 * values (https://github.com/llvm/llvm-project/pull/200429).
 */
export const compiler = '1.99.1';

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'latest-posts');

/**
 * @typedef {object} BuildTools
 * @property {string} wasmBindgen full path of the command
 * @property {string} wasmBindgenVersion for instance `0.2.130`
 */

/** Sets up what `npm run build` needs. @returns {Promise<BuildTools>} */
export async function setUpBuild() {
  await step('npm packages', npmPackages);
  await step('Rust', rust);
  await step('Rust, for the module', rustOfModule);
  const version = lockedVersion('wasm-bindgen');
  const folder = await cargoTool('wasm-bindgen-cli', version, ['wasm-bindgen', 'wasm-bindgen-test-runner']);
  return { wasmBindgen: which(['wasm-bindgen'], [folder]) ?? '', wasmBindgenVersion: version };
}

/** Sets up what `npm run bench` needs. @returns {Promise<BuildTools>} */
export async function setUpBench() {
  const tools = await setUpBuild();
  await step('Chromium', () => installBrowsers(['chromium']));
  return tools;
}

/**
 * @typedef {object} TestTools
 * @property {BuildTools} build
 * @property {string} wasmPack full path of the command
 * @property {string[]} engines to test in
 * @property {string} chrome full path of Chromium or Chrome
 * @property {string} chromedriver full path of its driver
 * @property {string} firefox full path; empty where this engine is not tested
 * @property {string} geckodriver full path of its driver
 */

/** Sets up what `npm test` needs. @returns {Promise<TestTools>} */
export async function setUpTests() {
  const build = await setUpBuild();
  await step('rustfmt and clippy', formatterAndLinter);
  const wasmPack = await cargoTool('wasm-pack', wasmPackVersion, ['wasm-pack']);
  const engines = chosen();
  await step('browsers', () => installBrowsers(engines));
  const { chrome = '', chromedriver = '' } = find('chromium');
  const { firefox = '' } = engines.includes('firefox') ? find('firefox') : {};
  // It hands messages on: a debug build is as good, and compiles in half the time. Of its crates no newer ones are needed.
  const driver = firefox && (await cargoTool('geckodriver', geckodriverVersion, ['geckodriver'], ['--debug', '--locked']));
  return {
    build,
    wasmPack: which(['wasm-pack'], [wasmPack]) ?? '',
    engines,
    chrome,
    chromedriver,
    firefox,
    geckodriver: driver && (which(['geckodriver'], [driver]) ?? ''),
  };
}

async function npmPackages() {
  const installed = at('node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) {
    return 'there';
  }
  const args = ['ci', '--no-audit', '--no-fund'];
  // Under `npm start` npm says where it is itself, which also spares Windows its .cmd file.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...args]);
  else await run('npm', args);
  return 'installed';
}

async function rust() {
  const version = (await ask('rustc', ['--version'])).split(' ')[1];
  if (!version) throw new SetupError('Rust is missing. Install it with rustup, then run this command again.');
  const oldest = /^rust-version = "(.+)"$/m.exec(readFileSync(at('Cargo.toml'), 'utf8'))?.[1] ?? '';
  const [[major, minor], [leastMajor, leastMinor]] = [version, oldest].map((text) => text.split('.').map(Number));
  if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
    throw new SetupError(`Rust is ${version}; the build needs ${oldest}. Run: rustup update stable`);
  }
  const there = existsSync(join(libraryOf(await ask('rustc', ['--print', 'sysroot'])), target, 'lib'));
  return rustup(there ? [] : [['target', 'add', target]], version);
}

async function rustOfModule() {
  const library = libraryOf(await ask('rustup', ['run', compiler, 'rustc', '--print', 'sysroot']));
  // The standard library is built with the crate, for size: its source must be there.
  const there = [join(target, 'lib'), join('src', 'rust', 'library')].every((part) => existsSync(join(library, part)));
  const install = ['toolchain', 'install', '--no-self-update', '--profile', 'minimal', '--target', target, '--component', 'rust-src', compiler];
  return rustup(there ? [] : [install], compiler);
}

const libraryOf = (/** @type {string} */ sysroot) => join(sysroot, 'lib', 'rustlib');

async function formatterAndLinter() {
  const missing = [
    (await ask('cargo', ['fmt', '--version'])) ? true : ['component', 'add', 'rustfmt'],
    (await ask('cargo', ['clippy', '--version'])) ? true : ['component', 'add', 'clippy'],
  ];
  return rustup(missing.filter((args) => args !== true), 'there');
}

/** @param {string[][]} calls @param {string} unchanged @returns {Promise<string>} */
async function rustup(calls, unchanged) {
  for (const args of calls) {
    if (!which(['rustup'])) throw new SetupError(`rustup is missing. It would be asked to: rustup ${args.join(' ')}`);
    await run('rustup', args);
  }
  const added = calls.map((args) => args.at(-1)).join(', ');
  return added ? `added ${added}` : unchanged;
}

/** @param {string} name a crate @returns {string} the version that Cargo.lock holds */
function lockedVersion(name) {
  const lock = readFileSync(at('Cargo.lock'), 'utf8');
  const version = lock.match(`\\[\\[package\\]\\]\\r?\\nname = "${name}"\\r?\\nversion = "([^"]+)"`)?.[1];
  if (!version) throw new SetupError(`Cargo.lock names no ${name}.`);
  return version;
}

/**
 * Finds a command line tool of exactly one version, on `PATH` or in the cache, or installs it there.
 *
 * @param {string} crate
 * @param {string} version
 * @param {string[]} commands all must lie in one folder; the first is asked for its version
 * @param {string[]} [flags] of the installation
 * @returns {Promise<string>} the folder
 */
async function cargoTool(crate, version, commands, flags = []) {
  const home = join(cache, `${crate}-${version}`);
  const suits = async (/** @type {string} */ folder) => {
    const files = commands.map((command) => which([command], [folder]));
    if (!files.every((file) => file && dirname(file) === folder)) return false;
    return (await ask(/** @type {string} */ (files[0]), ['--version'])).split(' ')[1] === version;
  };
  const onPath = which(commands.slice(0, 1));
  const folders = [...(onPath ? [dirname(onPath)] : []), join(home, 'bin')];
  let found = '';
  await step(`${crate} ${version}`, async () => {
    for (const folder of folders) if (!found && (await suits(folder))) found = folder;
    if (found) return 'there';
    process.stdout.write('compiling it once for this machine takes some minutes … ');
    // Without --locked: the lock file of a release may name a version that a lagging registry lacks.
    await run('cargo', ['install', crate, '--version', version, '--root', home, ...flags]);
    found = join(home, 'bin');
    return 'installed';
  });
  return found;
}
