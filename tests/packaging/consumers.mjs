/** Who uses the package: bundlers, frameworks and engines, and how each is asked for a page, or to run the script. */

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { at } from '../../scripts/run.mjs';
import { inFolder, inside, modern, started, tool } from './folder.mjs';
import { sites } from './sites.mjs';

/**
 * What is tried: how the page is built, or what runs the script.
 *
 * @typedef {object} Consumer
 * @property {string} name
 * @property {string} package whose version is told
 * @property {string} [home] the folder of `tests/packaging` with packages of its own
 * @property {(out: string) => Promise<unknown>} [build] into a folder, which is opened in Chromium then
 * @property {string} [app] the folder of `tests/packaging`; `app` without it
 * @property {() => Promise<string>} [check] says `ok`
 * @property {() => Promise<{ url: string, close: () => void }>} [start] a server of its own
 * @property {import('./sites.mjs').Site} [site] with pages that a server renders
 */

const vite = (/** @type {string} */ app) => (/** @type {string} */ out) =>
  inside(tool('vite'), ['build', inFolder(app), '--config', inFolder('vite.config.js'), '--outDir', out, '--emptyOutDir']);

const node = (/** @type {string} */ name) => inFolder('node_modules', name, 'bin', 'node');

/** @type {Consumer[]} */
export const consumers = [
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
  { name: 'Angular', package: '@angular/core', home: 'angular', app: 'angular', build: angular },
  { name: 'Next, app router', package: 'next', home: 'next', site: sites.next },
  { name: 'Next, app router, dev server', package: 'next', home: 'next', site: sites.nextDev },
  { name: 'Astro', package: 'astro', home: 'astro', site: sites.astro },
  { name: 'SvelteKit', package: '@sveltejs/kit', home: 'sveltekit', site: sites.sveltekit },
  { name: 'Nuxt', package: 'nuxt', home: 'nuxt', site: sites.nuxt },
  {
    name: 'TypeScript, with the types of React, Vue, Svelte and Solid',
    package: 'typescript',
    check: async () => ((await inside(tool('tsc'), ['-p', 'types'])).trim() || 'ok'),
  },
  { name: 'Node', package: 'node', check: () => inside(process.execPath, ['check.mjs']) },
  { name: 'Node', package: 'node22', check: () => inside(node('node22'), ['check.mjs']) },
  { name: 'Node, by `require`', package: 'node22', check: () => inside(node('node22'), ['-e', "require('latest-posts/parse').parseFeed('<rss/>').then(() => console.log('ok'))"]) },
  { name: 'Node', package: 'node24', check: () => inside(node('node24'), ['check.mjs']) },
  { name: 'Deno', package: '@deno/linux-x64-glibc', check: () => inside(inFolder('node_modules', '@deno', 'linux-x64-glibc', 'deno'), ['run', '--no-remote', '--node-modules-dir=manual', 'check.mjs']) },
  { name: 'Bun', package: '@oven/bun-linux-x64', check: () => inside(inFolder('node_modules', '@oven', 'bun-linux-x64', 'bin', 'bun'), ['check.mjs']) },
  { name: 'workerd, by miniflare', package: 'miniflare', check: worker },
];

/** The page beside a bundle of its script. @param {string} out @param {Promise<string>} work */
async function bundled(out, work) {
  await work;
  cpSync(inFolder('app', 'index.html'), join(out, 'index.html'));
}

function viteDev() {
  rmSync(inFolder('node_modules', '.vite'), { recursive: true, force: true });
  cpSync(at('www', 'feed.xml'), inFolder('app', 'public', 'feed.xml'));
  return started((port) => [tool('vite'), inFolder('app'), '--config', inFolder('vite.config.js'), '--port', port, '--strictPort', '--host', '127.0.0.1']);
}

/** It takes no other folder than its own. @param {string} out */
async function angular(out) {
  await inside(tool('ng', 'angular'), ['build'], { home: 'angular', env: modern });
  cpSync(inFolder('angular', 'dist'), out, { recursive: true });
}

/** A worker as wrangler would deploy it: its bundle and the module beside it. */
async function worker() {
  await inside(tool('esbuild'), ['worker.mjs', '--bundle', '--format=esm', '--conditions=workerd', '--loader:.wasm=copy', '--asset-names=[name]', '--outdir=out/worker', '--out-extension:.js=.mjs']);
  return inside(process.execPath, ['miniflare.mjs']);
}
