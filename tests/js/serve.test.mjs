/** The server of `npm start`: the site's files, and to pages of other sites no more than was meant. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';

const roots = [at('www'), at('dist')];
const [own, others] = await Promise.all([{ roots, port: 0 }, { roots, port: 0, isForOthers: true }].map(serve));

after(() => Promise.all([own.close(), others.close()]));

test('what is copied from the site of npm start can be loaded by pages of other sites, and elsewhere nothing is', async () => {
  for (const path of ['latest-posts.js', 'embed.js', 'feed.xml', 'sri.json']) {
    const headers = await Promise.all([own, others].map(async ({ url }) => (await fetch(url + path)).headers.get('access-control-allow-origin')));
    assert.deepEqual(headers, [null, '*'], path);
  }
});

test('what lies outside of the folders is not served, however it is asked for', async () => {
  for (const path of ['%2e%2e/package.json', '..%2fpackage.json', '..%5cpackage.json', '%00', 'no-such-file']) assert.equal((await fetch(own.url + path)).status, 404, path);
  assert.equal((await fetch(own.url, { method: 'POST' })).status, 405);
});
