/**
 * Takes functions out of the table of a wasm module, so that the optimiser can drop them.
 *
 * The table holds whatever a `dyn` may call, used or not: for each closure behind a `dyn Fn` also the way to call it once and
 * consume it. They are 0.1 kB of brotli.
 */

import { Reader, customSection, elementSection, leb, sectionsOf } from './binary.mjs';

const endOfExpression = 0x0b;

/**
 * @param {Buffer} module with its section of names, as wasm-bindgen writes it
 * @param {RegExp} unwanted names of functions that nothing calls through the table
 * @returns {Buffer} the module, with another function in the places of those
 */
export function withoutInTable(module, unwanted) {
  const sections = [...sectionsOf(module)];
  const names = namesOf(sections);
  const parts = sections.map(({ id, body }) => {
    const content = id === elementSection ? replaced(body, (index) => unwanted.test(names.get(index) ?? '')) : body;
    return Buffer.concat([Buffer.of(id), leb(content.length), content]);
  });
  return Buffer.concat([module.subarray(0, 8), ...parts]);
}

/** @param {{ id: number, body: Buffer }[]} sections @returns {Map<number, string>} names of functions by their index */
function namesOf(sections) {
  const names = new Map();
  for (const { id, body } of sections) {
    const reader = new Reader(body);
    if (id !== customSection || reader.text() !== 'name') continue;
    while (reader.more()) {
      const kind = reader.byte();
      const part = new Reader(reader.take(reader.number()));
      if (kind !== 1) continue;
      for (let count = part.number(); count > 0; count -= 1) names.set(part.number(), part.text());
    }
  }
  return names;
}

/** @param {Buffer} body @param {(index: number) => boolean} isUnwanted @returns {Buffer} */
function replaced(body, isUnwanted) {
  const reader = new Reader(body);
  const segments = reader.number();
  const parts = [leb(segments)];
  for (let segment = 0; segment < segments; segment += 1) {
    if (reader.number() !== 0) throw new Error('the table is filled in a way that is new to this script');
    const start = reader.at;
    while (reader.byte() !== endOfExpression);
    const offset = body.subarray(start, reader.at);
    const indices = Array.from({ length: reader.number() }, () => reader.number());
    const other = indices.find((index) => !isUnwanted(index)) ?? indices[0];
    parts.push(leb(0), offset, leb(indices.length));
    for (const index of indices) parts.push(leb(isUnwanted(index) ? other : index));
  }
  return Buffer.concat(parts);
}
