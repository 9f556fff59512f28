/** Takes a module of WebAssembly apart by kind, for what src/js/streams.js says. */

import { ALIGN, BEFORE, BEHIND, COUNT, LOCALS, OPCODES, RAW, SIZES, alignment, operands, together } from '../src/js/streams.js';
import { Reader, codeSection, leb, sectionsOf } from './binary.mjs';

/**
 * @param {Buffer} module
 * @returns {Buffer} the length of the module, those of the streams, and the streams
 */
export function apart(module) {
  const code = [...sectionsOf(module)].find(({ id }) => id === codeSection);
  if (!code) throw new Error('the module has no code');
  /** @type {Buffer[][]} */
  const streams = Array.from({ length: COUNT }, () => []);
  const reader = new Reader(code.body);
  const count = reader.number();
  streams[BEFORE].push(module.subarray(0, code.start + reader.at));
  streams[BEHIND].push(module.subarray(code.start + code.body.length));
  for (let left = count; left > 0; left -= 1) {
    const size = reader.number();
    streams[SIZES].push(leb(size));
    addBody(new Reader(reader.take(size)), streams);
  }
  const joined = streams.map((pieces) => Buffer.concat(pieces));
  const packed = Buffer.concat([leb(module.length), ...joined.map(({ length }) => leb(length)), ...joined]);
  if (!module.equals(together(packed))) throw new Error('the module has code that is new to this script');
  return packed;
}

/** @param {Reader} body @param {Buffer[][]} streams */
function addBody(body, streams) {
  const groups = body.digits();
  streams[LOCALS].push(groups);
  for (let left = new Reader(groups).number(); left > 0; left -= 1) streams[LOCALS].push(body.digits(), body.take(1));
  while (body.more()) {
    const opcode = body.byte();
    streams[OPCODES].push(Buffer.of(opcode));
    for (const stream of operands[opcode]) {
      if (stream === RAW) {
        const bytes = rawOperands(opcode, body);
        streams[RAW].push(Buffer.of(bytes.length), bytes);
      } else if (stream === ALIGN) {
        streams[ALIGN].push(Buffer.of(body.byte() ^ alignment(opcode)));
      } else {
        streams[stream].push(body.digits());
      }
    }
  }
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
