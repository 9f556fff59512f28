/** A module that was taken apart and put together is the same module. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

import { apart } from '../../scripts/streams.mjs';
import { at } from '../../scripts/run.mjs';
import { together } from '../../src/js/streams.js';

const module = readFileSync(at('dist', 'latest-posts.wasm'));

test('a module is put together as it was', () => {
  assert.ok(module.equals(together(apart(module))));
});

test('a module apart is smaller after compression', () => {
  const [whole, streams] = [module, apart(module)].map((bytes) => brotliCompressSync(bytes).length);
  assert.ok(streams < 0.95 * whole, `${streams} of ${whole}`);
});

test('a module without code is refused', () => {
  assert.throws(() => apart(module.subarray(0, 8)), /no code/);
});
