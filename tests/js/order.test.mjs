/** A module whose functions were sorted is the same module. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { codeSection, leb, sectionsOf } from '../../scripts/binary.mjs';
import { codeOf } from '../../scripts/code.mjs';
import { sorted } from '../../scripts/order.mjs';
import { at } from '../../scripts/run.mjs';

const section = (/** @type {number} */ id, /** @type {number[]} */ ...body) => Buffer.concat([Buffer.of(id), leb(body.length), Buffer.from(body)]);
const constant = (/** @type {number} */ value) => [0x41, value];

/** Three functions without parameters: the first and the last are alike; the last is exported and calls the second through the table. */
const small = Buffer.concat([
  Buffer.from('\0asm\x01\0\0\0'),
  section(1, 1, 0x60, 0, 1, 0x7f),
  section(2, 1, 1, 0x61, 1, 0x62, 0, 0),
  section(3, 3, 0, 0, 0),
  section(4, 1, 0x70, 0, 1),
  section(7, 2, 1, 0x66, 0, 1, 1, 0x6c, 0, 3),
  section(9, 1, 0, ...constant(0), 0x0b, 1, 2),
  section(
    codeSection,
    3,
    ...[16, 0, 0x10, 0, ...constant(1), 0x6a, ...constant(2), 0x6a, ...constant(3), 0x6a, ...constant(4), 0x6a, 0x0b],
    ...[4, 0, ...constant(7), 0x0b],
    ...[19, 0, ...constant(0), 0x11, 0, 0, ...constant(1), 0x6a, ...constant(2), 0x6a, ...constant(3), 0x6a, 0x10, 2, 0x6a, 0x0b],
  ),
]);

test('functions that are alike stand together, and whoever names them finds them', () => {
  const changed = sorted(small);
  assert.deepEqual(codeOf(changed).functions.map(({ length }) => length), [16, 19, 4]);
  for (const module of [small, changed]) {
    const { f, l } = new WebAssembly.Instance(new WebAssembly.Module(module), { a: { b: () => 100 } }).exports;
    assert.deepEqual([f(), l()], [110, 20]);
  }
});

test('the order of the module that is shipped is the same again', () => {
  const module = readFileSync(at('dist', 'latest-posts.wasm'));
  assert.ok(WebAssembly.validate(module));
  assert.equal([...sectionsOf(sorted(module))].length, [...sectionsOf(module)].length);
  assert.equal(sorted(module).length > 0.99 * module.length, true);
});

test('a table that is filled in another way is refused', () => {
  const passive = Buffer.concat([...[...sectionsOf(small)].map(({ id, body }) => (id === 9 ? section(9, 1, 1, 0, 1, 2) : section(id, ...body)))]);
  assert.throws(() => sorted(Buffer.concat([small.subarray(0, 8), passive])), /new to this script/);
});
