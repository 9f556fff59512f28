/** The ways to a feed. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { climb } from '../../src/js/ladder.js';

test('the interface of a WordPress is beside what answers for its feed', async () => {
  const { fetch } = globalThis;
  const asked = [];
  // A server that is there, and lets no other site read: to the second kind of request no address is told.
  globalThis.fetch = async (url, { mode }) => {
    asked.push(String(url));
    if (mode === 'no-cors') return { url: '' };
    throw new TypeError('Failed to fetch');
  };
  for (const [feed, api] of [
    ['https://blog.example/feed/', 'https://blog.example/wp-json/wp/v2/posts'],
    ['https://blog.example/en/feed/atom', 'https://blog.example/en/wp-json/wp/v2/posts'],
    ['https://blog.example/?feed=rss2', 'https://blog.example/wp-json/wp/v2/posts'],
    ['https://blog.example/en/index.php?feed=rss2', 'https://blog.example/en/wp-json/wp/v2/posts'],
  ]) {
    asked.length = 0;
    const { signal } = new AbortController();
    await assert.rejects(climb(feed, { via: null, base: undefined, rungs: [], signal }), { code: 'cors' });
    assert.equal(asked.find((url) => url.includes('wp-json'))?.split('?')[0], api);
  }
  globalThis.fetch = fetch;
});
