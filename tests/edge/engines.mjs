/** The engines that an edge runs on, each the real one. */

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { build } from 'esbuild';

import { at, run } from '../../scripts/run.mjs';
import { freePort } from '../../scripts/serve.mjs';

/**
 * @typedef {object} Engine
 * @property {string} url
 * @property {() => Promise<unknown>} close
 */

/** Where the package is installed that is tried, with copies of these files and of the recipes; the repository itself without it. */
const folder = process.env.EDGE_FOLDER;
const installed = (/** @type {string[]} */ ...parts) => join(folder ?? '', 'node_modules', ...parts);
const ownFile = (/** @type {string} */ name) => (folder ? join(folder, 'edge', name) : at('tests', 'edge', name));

/** @param {string} platform @returns {string} the file of its recipe */
export const recipeFile = (platform) => (folder ? join(folder, 'recipes', `${platform}.js`) : at('www', 'recipes', `${platform}.js`));

/** The engines of this run. */
export const engines = (process.env.EDGE_ENGINES ?? 'node workerd').split(' ');

/** What runs a script; all but the first are those that `npm run test:edge` has installed. @type {Record<string, () => [string, ...string[]]>} */
const commands = {
  node: () => [process.execPath],
  node22: () => [installed('node22', 'bin', 'node')],
  node24: () => [installed('node24', 'bin', 'node')],
  deno: () => [installed('@deno', 'linux-x64-glibc', 'deno'), 'run', '--allow-net', '--allow-env', '--allow-read', '--no-remote', '--node-modules-dir=manual'],
  bun: () => [installed('@oven', 'bun-linux-x64', 'bin', 'bun')],
};

/** The cache of Deno would outlive a run. */
const ownCache = { DENO_DIR: at('target', 'edge', `deno-${process.pid}`) };
process.on('exit', () => rmSync(ownCache.DENO_DIR, { recursive: true, force: true }));

/** The edges of `handlers.mjs` in an engine. @param {string} name @param {number} upstream the port of the feeds' server @returns {Promise<Engine>} */
export async function startEngine(name, upstream) {
  if (name === 'workerd') return startWorkerd(ownFile('worker.mjs'), upstream);
  const child = start(name, ['serve.mjs'], { UPSTREAM: String(upstream) });
  let said = '';
  const port = await new Promise((resolve, reject) => {
    for (const stream of [child.process.stdout, child.process.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
        const [, found] = /port (\d+)/.exec(said) ?? [];
        if (found) resolve(found);
      });
    }
    child.process.on('close', () => reject(new Error(`${name} ended: ${said}`)));
  });
  return { url: `http://127.0.0.1:${port}`, close: child.close };
}

/** A recipe as its platform starts it, with one of these scripts before it. @param {string} name @param {string} file @param {number} upstream @returns {Promise<Engine>} */
export async function startRecipe(name, file, upstream) {
  const port = await freePort();
  const child = start(name, ['start.mjs', file], { UPSTREAM: String(upstream), PORT: String(port), DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` });
  const url = `http://127.0.0.1:${port}`;
  for (let round = 0; round < 100; round += 1) {
    if (await fetch(url).then(() => true, () => false)) return { url, close: child.close };
    await delay(50);
  }
  await child.close();
  throw new Error(`${file} answers nothing in ${name}`);
}

/** What a recipe exports, called in an engine. @param {string} name @param {string} file @param {string} address @param {number} upstream @returns {Promise<{ status: number, allowed: string, text: string }>} */
export async function callRecipe(name, file, address, upstream) {
  const [command, ...args] = commands[name]();
  return JSON.parse(await run(command, [...args, ownFile('call.mjs'), file, address], { env: { ...ownCache, UPSTREAM: String(upstream) } }));
}

/** @param {string} name @param {[string, ...string[]]} script @param {Record<string, string>} env */
function start(name, [script, ...rest], env) {
  const [command, ...args] = commands[name]();
  const child = spawn(command, [...args, ownFile(script), ...rest], { env: { ...process.env, ...ownCache, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => void child.on('close', resolve));
  return {
    process: child,
    close: () => {
      child.kill();
      return ended;
    },
  };
}

/** A script in workerd, bundled for it. @param {string} script @param {number} upstream @returns {Promise<Engine>} */
export async function startWorkerd(script, upstream) {
  const out = at('target', 'edge', `worker-${process.pid}-${Math.random()}`);
  mkdirSync(out, { recursive: true });
  await build({
    entryPoints: { worker: script },
    bundle: true,
    format: 'esm',
    conditions: ['workerd'],
    loader: { '.wasm': 'copy' },
    assetNames: '[name]',
    outdir: out,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: folder ?? at(),
    logLevel: 'silent',
  });
  const engine = await startBundle(join(out, 'worker.mjs'), upstream);
  return {
    ...engine,
    close: async () => {
      await engine.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

/** A bundle in workerd, with the WebAssembly beside it. @param {string} file @param {number} upstream @returns {Promise<Engine>} */
export async function startBundle(file, upstream) {
  const { Miniflare } = await import('miniflare');
  const beside = readdirSync(dirname(file)).filter((name) => name.endsWith('.wasm'));
  const miniflare = new Miniflare({
    compatibilityDate: '2026-04-01',
    modulesRoot: dirname(file),
    modules: [{ type: 'ESModule', path: file }, ...beside.map((name) => ({ type: /** @type {const} */ ('CompiledWasm'), path: join(dirname(file), name) }))],
    // Whatever the worker asks for, it asks this server.
    outboundService: { external: { address: `127.0.0.1:${upstream}`, http: {} } },
  });
  const { origin } = await miniflare.ready;
  return { url: origin, close: () => miniflare.dispose() };
}
