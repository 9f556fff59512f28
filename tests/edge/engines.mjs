/** The engines that an edge runs on, each the real one. */

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

import { at } from '../../scripts/run.mjs';

/**
 * @typedef {object} Engine
 * @property {string} url
 * @property {() => Promise<unknown>} close
 */

/** What starts `serve.mjs`; Deno and Bun are those that `npm run test:edge` has installed. @type {Record<string, (script: string) => [string, string[]]>} */
const commands = {
  node: (script) => [process.execPath, [script]],
  node22: (script) => [installed('node22', 'bin', 'node'), [script]],
  node24: (script) => [installed('node24', 'bin', 'node'), [script]],
  deno: (script) => [installed('@deno', 'linux-x64-glibc', 'deno'), ['run', '--allow-net', '--allow-env', '--allow-read', '--no-remote', '--node-modules-dir=manual', script]],
  bun: (script) => [installed('@oven', 'bun-linux-x64', 'bin', 'bun'), [script]],
};

/** Where the package is installed that is tried; the repository itself without it. */
const folder = process.env.EDGE_FOLDER;

const installed = (/** @type {string[]} */ ...parts) => join(folder ?? '', 'node_modules', ...parts);

/** The engines of this run. */
export const engines = (process.env.EDGE_ENGINES ?? 'node workerd').split(' ');

/** @param {string} name @param {number} upstream the port of the feeds' server @returns {Promise<Engine>} */
export const startEngine = (name, upstream) =>
  name === 'workerd' ? startWorkerd(at('tests', 'edge', 'worker.mjs'), upstream) : startServer(commands[name](folder ? join(folder, 'edge', 'serve.mjs') : at('tests', 'edge', 'serve.mjs')), { UPSTREAM: String(upstream) });

/** A program that says `port 1234`. @param {[string, string[]]} command @param {Record<string, string>} env @returns {Promise<Engine>} */
export async function startServer([command, args], env) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const port = await new Promise((resolve, reject) => {
    const hear = (/** @type {Buffer} */ chunk) => {
      said += chunk;
      const [, found] = /port (\d+)/.exec(said) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(`${command} ended: ${said}`)));
  });
  const ended = new Promise((resolve) => void child.on('close', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      child.kill();
      return ended;
    },
  };
}

/** @param {string} script @param {number} upstream @returns {Promise<Engine>} */
export async function startWorkerd(script, upstream) {
  const { Miniflare } = await import('miniflare');
  const out = at('target', 'edge', `worker-${process.pid}-${Math.random()}`);
  mkdirSync(out, { recursive: true });
  await build({
    entryPoints: { worker: script },
    bundle: true,
    format: 'esm',
    conditions: ['workerd'],
    loader: { '.wasm': 'copy' },
    assetNames: '[name]',
    external: ['./without-wasm.js'],
    outdir: out,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: folder ?? at(),
    logLevel: 'silent',
  });
  const miniflare = new Miniflare({
    compatibilityDate: '2026-04-01',
    modulesRoot: out,
    modules: [
      { type: 'ESModule', path: join(out, 'worker.mjs') },
      { type: 'CompiledWasm', path: join(out, 'latest-posts.wasm') },
    ],
    // Whatever the worker asks for, it asks this server.
    outboundService: { external: { address: `127.0.0.1:${upstream}`, http: {} } },
  });
  const { origin } = await miniflare.ready;
  return {
    url: origin,
    close: async () => {
      await miniflare.dispose();
      rmSync(out, { recursive: true, force: true });
    },
  };
}
