/** Takes a module of WebAssembly apart by kind, for what src/js/streams.js says. */

import * as format from '../src/js/streams.js';
import { Reader, leb } from './binary.mjs';
import { codeOf, instructionsOf, localsOf } from './code.mjs';

/**
 * @param {Buffer} module whose memory is said to be aligned nowhere, which is a hint alone
 * @returns {string} what `together` makes the same module of, but for the sizes of functions, which have three bytes each
 */
export function apart(module) {
  const even = withEvenSizes(module);
  const { start, body, functions } = codeOf(even);
  const streams = new Streams();
  streams.add(format.REST, even.length);
  streams.addBytes(format.REST, even.subarray(0, start + leb(functions.length).length));
  const opcodes = functions.map((bytes) => addBody(bytes, streams)).join('');
  streams.addBytes(format.REST, even.subarray(start + body.length));
  const packed = [shortened(opcodes), ...streams.texts].join(format.SEPARATOR);
  if (!even.equals(format.together(packed))) throw new Error('the module has code that is new to this script');
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
  const { ONE, TWO, ESCAPE, BASE, MANY } = format;
  if (value < ONE) return [value];
  if (value < TWO) return [ONE + Math.floor((value - ONE) / BASE), (value - ONE) % BASE];
  return [ESCAPE, ...Array.from({ length: MANY }, (_, at) => Math.floor(value / BASE ** (MANY - 1 - at)) % BASE)];
}

/** @param {Buffer} body @param {Streams} streams @returns {string} its opcodes */
function addBody(body, streams) {
  streams.addBytes(format.LOCALS, localsOf(body));
  let opcodes = '';
  for (const { opcode, kind, operands, next } of instructionsOf(body)) {
    opcodes += String.fromCharCode(opcode);
    const reader = new Reader(operands);
    if (kind === format.BYTES) streams.addBytes(opcode, operands);
    if (kind === format.INDEX) streams.add(opcode, reader.number());
    if (kind === format.CONSTANT) streams.add(format.streamOfConstant(next), (reader.signed() + format.BIAS) >>> 0);
    if (kind === format.MEMORY) {
      if (reader.byte() !== 0) throw new Error('a place in memory is said to be aligned');
      streams.add(format.streamOfMemory(opcode), reader.number());
    }
  }
  return opcodes;
}

/** @param {string} opcodes @returns {string} */
function shortened(opcodes) {
  return format.shorts.reduce((text, [short, ...long]) => {
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
