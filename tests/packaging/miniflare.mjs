/** Asks the worker in workerd. */

import { readFileSync } from 'node:fs';

import { Miniflare } from 'miniflare';

const folder = new URL('out/worker/', import.meta.url);
const miniflare = new Miniflare({
  compatibilityDate: '2026-04-01',
  modulesRoot: folder.pathname,
  modules: [
    { type: 'ESModule', path: new URL('worker.mjs', folder).pathname },
    { type: 'CompiledWasm', path: new URL('latest-posts.wasm', folder).pathname },
  ],
});
const rss = '<rss><channel><title>Boats</title><item><title>Tide &amp; time</title><link>https://boats.example/1</link></item></channel></rss>';
const response = await miniflare.dispatchFetch('http://localhost/', { method: 'POST', body: rss });
const html = await response.text();
console.log(html.includes('Tide &amp; time</a>') ? 'ok' : html);
await miniflare.dispose();
