/** Takes a module of WebAssembly apart by kind, as src/js/streams.rs says, whose numbers these are: a build with others fails. */

import { readFileSync } from 'node:fs';

import { together } from '../src/js/streams.js';
import { Reader, leb } from './binary.mjs';
import { BYTES, CONSTANT, INDEX, MEMORY, codeOf, instructionsOf, localsOf } from './code.mjs';
import { at } from './run.mjs';

/** What puts a module together, made of src/js/streams.rs. */
export const decoder = at('target', 'streams', 'streams.wasm');

const SEPARATOR = '\x7f';
const [ONE, ESCAPE, BASE, MANY] = [120, 126, 127, 5];
const BIAS = 24;
const [REST, LOCALS] = [0, 1];
const streamOfConstant = (/** @type {number} */ next) => 0x45 + (next >> 2);
const streamOfMemory = (/** @type {number} */ opcode) => (opcode < 0x36 ? 0x28 : 0x36);

/** Opcodes of f32 stand for what is there often, or is no character of a stream. */
export const shorts = [']\r', '^\x7f', '*Aj', '8 *', '[ ('];

/**
 * @param {Buffer} module whose memory is said to be aligned nowhere, which is a hint alone
 * @returns {string} what src/js/streams.rs makes the same module of, but for the sizes of functions, which have three bytes each
 */
export function apart(module) {
  const even = withEvenSizes(module);
  const { start, body, functions } = codeOf(even);
  const streams = new Streams();
  streams.addBytes(REST, even.subarray(0, start + leb(functions.length).length));
  const opcodes = functions.map((bytes) => addBody(bytes, streams)).join('');
  streams.addBytes(REST, even.subarray(start + body.length));
  const packed = [shortened(opcodes), ...streams.texts].join(SEPARATOR);
  if (!even.equals(together(packed, readFileSync(decoder)))) throw new Error('the module has code that is new to this script');
  return packed;
}

class Streams {
  /** By their places; where there are no numbers the text is empty. */
  texts = Array(0x100).fill('');

  /** @param {number} stream @param {number} value */
  add(stream, value) {
    this.texts[stream] += String.fromCharCode(...characters(value));
  }

  /** @param {number} stream @param {Uint8Array} bytes */
  addBytes(stream, bytes) {
    for (const value of [bytes.length, ...bytes]) this.add(stream, value);
  }
}

/** @param {number} value @returns {number[]} their codes */
function characters(value) {
  if (value < ONE) return [value];
  if (value < ONE + (ESCAPE - ONE) * BASE) return [ONE + Math.floor((value - ONE) / BASE), (value - ONE) % BASE];
  return [ESCAPE, ...Array.from({ length: MANY }, (_, at) => Math.floor(value / BASE ** (MANY - 1 - at)) % BASE)];
}

/** @param {Buffer} body @param {Streams} streams @returns {string} its opcodes */
function addBody(body, streams) {
  streams.addBytes(LOCALS, localsOf(body));
  let opcodes = '';
  for (const { opcode, kind, operands, next } of instructionsOf(body)) {
    opcodes += String.fromCharCode(opcode);
    const reader = new Reader(operands);
    if (kind === BYTES) streams.addBytes(opcode, operands);
    if (kind === INDEX) streams.add(opcode, reader.number());
    if (kind === CONSTANT) streams.add(streamOfConstant(next), (reader.signed() + BIAS) >>> 0);
    if (kind === MEMORY) {
      if (reader.byte() !== 0) throw new Error('a place in memory is said to be aligned');
      streams.add(streamOfMemory(opcode), reader.number());
    }
  }
  return opcodes;
}

/** @param {string} opcodes @returns {string} */
function shortened(opcodes) {
  return shorts.reduce((text, [short, ...long]) => {
    if (text.includes(short)) throw new Error(`the module has the opcode ${short.charCodeAt(0)}, which stands for another`);
    return text.replaceAll(long.join(''), short);
  }, opcodes);
}

/** @param {Buffer} module @returns {Buffer} the module, with three bytes for the size of each function */
function withEvenSizes(module) {
  const { start, body, functions } = codeOf(module);
  const even = (/** @type {number} */ size) => Buffer.of((size & 127) | 128, ((size >> 7) & 127) | 128, size >> 14);
  const code = Buffer.concat([leb(functions.length), ...functions.flatMap((bytes) => [even(bytes.length), bytes])]);
  const before = module.subarray(0, start - leb(body.length).length);
  return Buffer.concat([before, leb(code.length), code, module.subarray(start + body.length)]);
}
