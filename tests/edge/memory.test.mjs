/** What an edge without a cache of the engine keeps. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createHandler } from '../../dist/edge.js';
import { rss } from './upstream.mjs';

const feeds = ['https://blog.example.com/1', 'https://blog.example.com/2', 'https://blog.example.com/3'];

/** An edge, and how often it has asked. @param {number} maxMemory */
function edgeOf(maxMemory) {
  let asked = 0;
  const fetch = async () => {
    asked += 1;
    return new Response(rss('Memory', 10));
  };
  const edge = createHandler({ feeds, maxMemory, fetch });
  return async (/** @type {number} */ place) => {
    await edge.fetch(new Request(`https://edge.example.com/?feed=${feeds[place]}`));
    return asked;
  };
}

test('what was not used for the longest time goes first', async () => {
  const ask = edgeOf(2 * (rss('Memory', 10).length + 1200));
  assert.deepEqual([await ask(0), await ask(1), await ask(0), await ask(1)], [1, 2, 2, 2]);
  assert.equal(await ask(2), 3, 'the third takes the place of the first');
  assert.deepEqual([await ask(1), await ask(2), await ask(0)], [3, 3, 4]);
});

test('the last is kept, however large', async () => {
  const ask = edgeOf(1);
  assert.deepEqual([await ask(0), await ask(0), await ask(1), await ask(1), await ask(0)], [1, 1, 2, 2, 3]);
});
