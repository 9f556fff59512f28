/** The crate as JavaScript reads what the crate as WebAssembly reads. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { parseFeed } from '../../dist/parse.js';
import * as crate from '../../dist/without-wasm.js';

crate.initSync({ module: undefined });

const url = 'https://blog.example.com/feed';
const read = (bytes) => crate.parseFeed(bytes, JSON.stringify(['', '', url]), undefined);

/** What either makes of bytes: a feed, or the code of an error. */
async function both(bytes) {
  const one = await parseFeed(bytes, { url }).catch(({ code }) => code);
  const other = read(bytes);
  return [one, other.startsWith('!') ? other.slice(1).split(' ')[0] : JSON.parse(other)];
}

for (const folder of readdirSync(at('tests', 'feeds'))) {
  test(`the same feeds: ${folder}`, async () => {
    const files = readdirSync(at('tests', 'feeds', folder));
    assert.ok(files.length > 0);
    for (const file of files) {
      const [wasm, javaScript] = await both(readFileSync(at('tests', 'feeds', folder, file)));
      assert.deepEqual(javaScript, wasm, file);
    }
  });
}

test('its memory grows, and what was in it stays', async () => {
  const item = (number) => `<item><guid>${number}</guid><title>Post ${number}</title><description>${'word '.repeat(2000)}</description></item>`;
  const bytes = new TextEncoder().encode(`<rss><channel>${Array.from({ length: 600 }, (_, number) => item(number)).join('')}</channel></rss>`);
  assert.ok(bytes.length > 6_000_000);
  for (let round = 0; round < 2; round += 1) {
    const [wasm, javaScript] = await both(bytes);
    assert.equal(javaScript.items.length, 600);
    assert.deepEqual(javaScript, wasm);
  }
});

test('after a reset it reads on', async () => {
  crate.reset();
  const [wasm, javaScript] = await both(readFileSync(at('www', 'feed.xml')));
  assert.deepEqual(javaScript, wasm);
});
