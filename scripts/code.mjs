/** The code of a module of WebAssembly (https://webassembly.github.io/spec/core/binary/instructions.html). */

import { Reader, codeSection, sectionOf } from './binary.mjs';

/** Kinds of operands: none, an index, a constant, a place in memory, and those that are many, or rare. */
export const [, INDEX, CONSTANT, MEMORY, BYTES] = Array(5).keys();

/** The kind by the opcode. @type {number[]} */
const kinds = [...'001110000000114014000000000040001111144033333333333333333333333442444'.padEnd(0xd0, '0').padEnd(0x100, '4')].map(Number);

/** @param {Buffer} module @returns {{ body: Buffer, start: number, functions: Buffer[] }} the section, where its body begins, and what is in it */
export function codeOf(module) {
  const code = sectionOf(module, codeSection);
  const reader = new Reader(code.body);
  const functions = Array.from({ length: reader.number() }, () => reader.take(reader.number()));
  return { ...code, functions };
}

/** @param {Buffer} body of a function @returns {Buffer} which locals it has */
export function localsOf(body) {
  const reader = new Reader(body);
  for (let left = 2 * reader.number(); left > 0; left -= 1) reader.digits();
  return body.subarray(0, reader.at);
}

/**
 * @param {Buffer} body of a function
 * @returns {Generator<{ opcode: number, kind: number, operands: Buffer, next: number }>} what it does, one by one; `next` is the
 *   opcode behind it
 */
export function* instructionsOf(body) {
  for (const reader = new Reader(body, localsOf(body).length); reader.more(); ) {
    const opcode = reader.byte();
    const kind = kinds[opcode];
    const start = reader.at;
    if (kind === BYTES) skipOperands(opcode, reader);
    else if (kind > 0) reader.digits();
    if (kind === MEMORY) reader.digits();
    yield { opcode, kind, operands: body.subarray(start, reader.at), next: body[reader.at] };
  }
}

/** How many numbers follow the second number of an instruction behind 0xfc. */
const afterPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** @param {number} opcode @param {Reader} body */
function skipOperands(opcode, body) {
  const numbers = (/** @type {number} */ count) => {
    for (let left = count; left > 0; left -= 1) body.digits();
  };
  if (opcode === 0x0e) numbers(body.number() + 1);
  else if (opcode === 0x11) numbers(2);
  else if (opcode === 0x1c) body.take(body.number());
  else if (opcode === 0x43) body.take(4);
  else if (opcode === 0x44) body.take(8);
  else if (opcode === 0xfc) numbers(afterPrefix[body.number()]);
  else if (opcode === 0xfd) {
    const vector = body.number();
    // Memory, with a lane from 84 on; constants; lanes.
    if (vector < 12 || (vector > 83 && vector < 94)) numbers(2);
    if (vector === 12 || vector === 13) body.take(16);
    if ((vector > 20 && vector < 35) || (vector > 83 && vector < 92)) body.take(1);
  } else numbers(1);
}
