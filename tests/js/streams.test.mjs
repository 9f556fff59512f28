/** A module that was taken apart and put together is the same module. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

import { Reader, codeSection, sectionsOf } from '../../scripts/binary.mjs';
import { at } from '../../scripts/run.mjs';
import { apart, decoder, shorts } from '../../scripts/streams.mjs';
import { together } from '../../src/js/streams.js';

const module = readFileSync(at('dist', 'latest-posts.wasm'));

test('a module is put together as it was, but for the length of the sizes of functions', () => {
  const again = together(apart(module), readFileSync(decoder));
  const [before, behind] = [module, Buffer.from(again)].map(functionsOf);
  assert.ok(before.length > 100);
  assert.deepEqual(behind, before);
  assert.ok(WebAssembly.validate(again));
});

test('a module apart is ASCII, and smaller after compression', () => {
  const packed = apart(module);
  assert.match(packed, /^[\0-\xff]+$/);
  const [whole, streams] = [module, packed].map((text) => brotliCompressSync(text).length);
  assert.ok(streams < 0.92 * whole, `${streams} of ${whole}`);
});

test('a module whose code says how memory is aligned is refused', () => {
  const load = Buffer.of(0x00, 0x41, 0x00, 0x28, 0x02, 0x00, 0x1a, 0x0b);
  const code = Buffer.concat([Buffer.of(1, load.length), load]);
  assert.throws(() => apart(Buffer.concat([module.subarray(0, 8), Buffer.of(codeSection, code.length), code])), /aligned/);
});

test('a module with an opcode that stands for another is refused', () => {
  const body = Buffer.of(0x00, shorts[0].charCodeAt(0), 0x0b);
  const code = Buffer.concat([Buffer.of(1, body.length), body]);
  assert.throws(() => apart(Buffer.concat([module.subarray(0, 8), Buffer.of(codeSection, code.length), code])), /stands for another/);
});

test('a text that was taken apart in another way ends in an error', () => {
  const packed = apart(module);
  for (const [place, foreign] of Object.entries({
    'no end of a function': packed.replaceAll('\x0b', '\x01'),
    'more bytes than there are': packed.replace('\x7f', '\x7f~~~~~~'),
    'a part of it': packed.slice(0, packed.length / 2),
    'another order': [...packed].reverse().join(''),
  })) {
    assert.throws(() => new WebAssembly.Module(together(foreign, readFileSync(decoder))), WebAssembly.RuntimeError, place);
  }
});

test('a module without code is refused', () => {
  assert.throws(() => apart(module.subarray(0, 8)), /no code/);
});

/** @param {Buffer} module @returns {Buffer[]} what stands outside of the code, and the body of each function */
function functionsOf(module) {
  return [...sectionsOf(module)].flatMap(({ id, body }) => {
    if (id !== codeSection) return [body];
    const reader = new Reader(body);
    return Array.from({ length: reader.number() }, () => reader.take(reader.number()));
  });
}
