/** Asks the worker in workerd. */

import { readFileSync } from 'node:fs';

import { Miniflare, Response } from 'miniflare';

const folder = new URL('out/worker/', import.meta.url);
const rss = '<rss><channel><title>Boats</title><item><title>Tide &amp; time</title><link>https://boats.example/1</link></item></channel></rss>';
const miniflare = new Miniflare({
  compatibilityDate: '2026-04-01',
  modulesRoot: folder.pathname,
  modules: [
    { type: 'ESModule', path: new URL('worker.mjs', folder).pathname },
    { type: 'CompiledWasm', path: new URL('latest-posts.wasm', folder).pathname },
  ],
  // The web, as the worker sees it.
  outboundService: () => new Response(rss),
});
const response = await miniflare.dispatchFetch('http://localhost/', { method: 'POST', body: rss });
const html = await response.text();
// Of a feed that it is given, and of one that it asks for.
console.log(html.split('Tide &amp; time</a></h3>').length === 3 ? 'ok' : html);
await miniflare.dispose();
