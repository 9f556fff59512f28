/**
 * `npm run test:packaging`: the package in bundlers, frameworks and engines, each as its users have it; the table of the
 * README is written from what came of it.
 */

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { at, complain, main, run, step } from './run.mjs';
import { freePort, serve } from './serve.mjs';
import { setUpTests } from './tools.mjs';

export const folder = at('target', 'packaging');
const inFolder = (/** @type {string[]} */ ...parts) => join(folder, ...parts);
const tool = (/** @type {string} */ name) => inFolder('node_modules', '.bin', name);

/**
 * What is tried: how the page is built, or what runs the script.
 *
 * @typedef {object} Consumer
 * @property {string} name
 * @property {string} package whose version is told
 * @property {(out: string) => Promise<unknown>} [build] into a folder, which is opened in Chromium then
 * @property {string} [app] the folder of `tests/packaging`; `app` without it
 * @property {() => Promise<string>} [check] says `ok`
 * @property {() => Promise<{ url: string, close: () => void }>} [start] a server of its own
 */

const vite = (/** @type {string} */ app) => (/** @type {string} */ out) =>
  inside(tool('vite'), ['build', inFolder(app), '--config', inFolder('vite.config.js'), '--outDir', out, '--emptyOutDir']);

/** @type {Consumer[]} */
const consumers = [
  { name: 'Vite, build', package: 'vite', build: vite('app') },
  { name: 'Vite, dev server', package: 'vite', start: viteDev },
  { name: 'Vite, with `latest-posts/external`', package: 'vite', app: 'external', build: vite('external') },
  {
    name: 'webpack',
    package: 'webpack',
    build: (out) => bundled(out, inside(tool('webpack'), ['--mode', 'production', '--entry', './app/main.js', '-o', out, '--output-filename', 'main.js', '--output-public-path', '/', '--stats', 'errors-only'])),
  },
  {
    name: 'Rollup',
    package: 'rollup',
    build: (out) => bundled(out, inside(tool('rollup'), ['app/main.js', '-d', out, '-f', 'es', '-p', 'node-resolve'])),
  },
  {
    name: 'esbuild',
    package: 'esbuild',
    build: (out) => bundled(out, inside(tool('esbuild'), ['app/main.js', '--bundle', '--format=esm', '--splitting', '--minify', `--outdir=${out}`])),
  },
  {
    name: 'Parcel, without `packageExports`',
    package: 'parcel',
    build: (out) => inside(tool('parcel'), ['build', 'app/index.html', '--dist-dir', out, '--cache-dir', inFolder('parcel-cache'), '--no-source-maps', '--public-url', '/']),
  },
  { name: 'React', package: 'react', app: 'react', build: vite('react') },
  { name: 'Vue', package: 'vue', app: 'vue', build: vite('vue') },
  { name: 'Svelte', package: 'svelte', app: 'svelte', build: vite('svelte') },
  {
    name: 'TypeScript, with the types of React, Vue, Svelte and Solid',
    package: 'typescript',
    check: async () => ((await inside(tool('tsc'), ['-p', 'types'])).trim() || 'ok'),
  },
  { name: 'Node', package: 'node', check: () => inside(process.execPath, ['check.mjs']) },
  { name: 'Node', package: 'node22', check: () => inside(inFolder('node_modules', 'node22', 'bin', 'node'), ['check.mjs']) },
  { name: 'Node, by `require`', package: 'node22', check: () => inside(inFolder('node_modules', 'node22', 'bin', 'node'), ['-e', "require('latest-posts/parse').parseFeed('<rss/>').then(() => console.log('ok'))"]) },
  { name: 'Node', package: 'node24', check: () => inside(inFolder('node_modules', 'node24', 'bin', 'node'), ['check.mjs']) },
  { name: 'Deno', package: '@deno/linux-x64-glibc', check: () => inside(inFolder('node_modules', '@deno', 'linux-x64-glibc', 'deno'), ['run', '--no-remote', '--node-modules-dir=manual', 'check.mjs']) },
  { name: 'Bun', package: '@oven/bun-linux-x64', check: () => inside(inFolder('node_modules', '@oven', 'bun-linux-x64', 'bin', 'bun'), ['check.mjs']) },
  { name: 'workerd, by miniflare', package: 'miniflare', check: worker },
];

/** Runs a command in the consumers' folder. @param {string} command @param {string[]} args @returns {Promise<string>} */
const inside = (command, args) => run(command, args, { cwd: folder, env: { NO_COLOR: '1', FORCE_COLOR: '0' } });

/** The page beside a bundle of its script. @param {string} out @param {Promise<string>} work */
async function bundled(out, work) {
  await work;
  cpSync(inFolder('app', 'index.html'), join(out, 'index.html'));
}

async function viteDev() {
  const port = await freePort();
  rmSync(inFolder('node_modules', '.vite'), { recursive: true, force: true });
  cpSync(at('www', 'feed.xml'), inFolder('app', 'public', 'feed.xml'));
  const args = [inFolder('app'), '--config', inFolder('vite.config.js'), '--port', String(port), '--strictPort', '--host', '127.0.0.1'];
  const child = spawn(tool('vite'), args, { cwd: folder, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  for (let round = 0; round < 100; round += 1) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, close: () => void child.kill() };
}

/** A worker as wrangler would deploy it: its bundle and the module beside it. */
async function worker() {
  await inside(tool('esbuild'), ['worker.mjs', '--bundle', '--format=esm', '--conditions=workerd', '--loader:.wasm=copy', '--asset-names=[name]', '--outdir=out/worker', '--out-extension:.js=.mjs']);
  return inside(process.execPath, ['miniflare.mjs']);
}

/** @param {Consumer} consumer @param {import('puppeteer-core').Browser} browser */
async function tryOut({ app = 'app', build, check, start }, browser) {
  if (check) {
    const said = (await check()).trim();
    if (said !== 'ok') throw new Error(said);
    return;
  }
  const { shown } = await import('../tests/packaging/pack.mjs');
  const out = inFolder('out', 'page');
  rmSync(out, { recursive: true, force: true });
  await build?.(out);
  const server = start ? await start() : await serve({ roots: [out, at('www')] });
  try {
    const { titles, parsed, heard, searchable, errors } = await shown(browser, server.url);
    const found = JSON.stringify({ titles: titles.length, parsed, heard, searchable, errors });
    const isRight = titles.length === 3 && errors.length === 0;
    const isHeard = app === 'app' ? parsed === 16 : app === 'external' || (heard === 3 && searchable === true);
    if (!isRight || !isHeard) throw new Error(found);
  } finally {
    await server.close();
  }
}

export async function installConsumers() {
  const { consumers: source, install, pack } = await import('../tests/packaging/pack.mjs');
  mkdirSync(folder, { recursive: true });
  const wanted = readFileSync(join(source, 'package.json'), 'utf8');
  const isThere = existsSync(inFolder('installed.json')) && readFileSync(inFolder('installed.json'), 'utf8') === wanted;
  cpSync(source, folder, { recursive: true });
  if (!isThere) {
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'], { cwd: folder });
    writeFileSync(inFolder('installed.json'), wanted);
  }
  await install(await pack(folder), folder);
  return isThere ? 'there' : 'installed';
}

/** @param {string} name @returns {string} */
function versionOf(name) {
  if (name === 'node') return process.versions.node;
  return JSON.parse(readFileSync(inFolder('node_modules', name, 'package.json'), 'utf8')).version;
}

await main(import.meta.url, async () => {
  await setUpTests();
  await step('consumers', installConsumers);
  const { launch } = await import('../tests/e2e/browser.mjs');
  const browser = await launch('http://127.0.0.1/');
  const only = process.argv[2];
  const rows = [];
  for (const consumer of consumers) {
    const name = `${consumer.name} ${versionOf(consumer.package)}`;
    if (only && !name.includes(only)) continue;
    try {
      await step(name, () => tryOut(consumer, browser.browser));
      rows.push([consumer.name, versionOf(consumer.package), 'works']);
    } catch (error) {
      complain(error);
      rows.push([consumer.name, versionOf(consumer.package), 'fails']);
    }
  }
  await browser.close();
  const failed = rows.filter(([, , result]) => result !== 'works').length;
  if (!only) {
    const table = ['| with | version | |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
    const readme = readFileSync(at('README.md'), 'utf8');
    writeFileSync(at('README.md'), readme.replace(/(<!-- packaging -->\n).*?(<!-- \/packaging -->)/s, `$1${table}\n$2`));
  }
  console.log(`\n${rows.length - failed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
});
