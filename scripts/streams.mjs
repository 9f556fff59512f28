/** Takes a module of WebAssembly apart by kind, for what src/js/streams.js says. */

import * as format from '../src/js/streams.js';
import { Reader, codeSection, leb, sectionsOf } from './binary.mjs';

/**
 * @param {Buffer} module whose memory is said to be aligned nowhere, which is a hint alone
 * @returns {string} what `together` makes the same module of, but for the sizes of functions, which have three bytes each
 */
export function apart(module) {
  const even = withEvenSizes(module);
  const code = codeOf(even);
  const reader = new Reader(code.body);
  const functions = reader.number();
  const streams = new Streams();
  streams.add(format.REST, even.length);
  streams.addBytes(format.REST, even.subarray(0, code.start + reader.at));
  const bodies = Array.from({ length: functions }, () => new Reader(reader.take(reader.number())));
  const opcodes = bodies.map((body) => addBody(body, streams)).join('');
  streams.addBytes(format.REST, even.subarray(code.start + code.body.length));
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

/** @param {Reader} body @param {Streams} streams @returns {string} its opcodes */
function addBody(body, streams) {
  for (let left = body.number(); left > 0; left -= 1) body.number(), body.byte();
  streams.addBytes(format.LOCALS, body.bytes.subarray(0, body.at));
  let opcodes = '';
  while (body.more()) {
    const opcode = body.byte();
    opcodes += String.fromCharCode(opcode);
    const kind = format.kinds[opcode];
    if (kind === format.BYTES) streams.addBytes(opcode, rawOperands(opcode, body));
    if (kind === format.INDEX) streams.add(opcode, body.number());
    if (kind === format.MEMORY) {
      if (body.byte() !== 0) throw new Error('a place in memory is said to be aligned');
      streams.add(format.streamOfMemory(opcode), body.number());
    }
    if (kind === format.CONSTANT) {
      const value = (body.signed() + format.BIAS) >>> 0;
      streams.add(format.streamOfConstant(body.bytes[body.at]), value);
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

/** How many numbers follow the second number of an instruction behind 0xfc. */
const afterPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** @param {number} opcode @param {Reader} body @returns {Buffer} */
function rawOperands(opcode, body) {
  const start = body.at;
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
  return body.bytes.subarray(start, body.at);
}

/** @param {Buffer} module @returns {Buffer} the module, with three bytes for the size of each function */
function withEvenSizes(module) {
  const { start, body } = codeOf(module);
  const reader = new Reader(body);
  const count = reader.number();
  const functions = Array.from({ length: count }, () => reader.take(reader.number()));
  const even = ({ length }) => Buffer.of((length & 127) | 128, ((length >> 7) & 127) | 128, length >> 14);
  const code = Buffer.concat([leb(count), ...functions.flatMap((bytes) => [even(bytes), bytes])]);
  const before = module.subarray(0, start - leb(body.length).length);
  return Buffer.concat([before, leb(code.length), code, module.subarray(start + body.length)]);
}

/** @param {Buffer} module */
function codeOf(module) {
  const code = [...sectionsOf(module)].find(({ id }) => id === codeSection);
  if (!code) throw new Error('the module has no code');
  return code;
}
