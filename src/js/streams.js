/**
 * A module of WebAssembly as a text in which its code stands apart by kind: all opcodes, and the operands of each opcode, in
 * a stream of its own. That is a tenth less of brotli, which finds nothing where the kinds stand mixed. It is a text of
 * ASCII, so that it does not matter in which charset a page reads a classic script. scripts/streams.mjs takes a module apart.
 */

/** What stands between two streams; no character is above it. */
export const SEPARATOR = '\x7f';

/** A number below `ONE` is one character, one below `TWO` two, of base `BASE`; others are `MANY`, behind `ESCAPE`. */
export const [ONE, ESCAPE, BASE, MANY] = [120, 126, 127, 5];
export const TWO = ONE + (ESCAPE - ONE) * BASE;

/** What is added to constants, which may be negative, and seldom are. */
export const BIAS = 24;

/** Kinds of operands: none, an index, a constant, a place in memory, and those that are many, or rare: how many bytes, and these. */
export const [, INDEX, CONSTANT, MEMORY, BYTES] = Array(5).keys();

/** The kind by the opcode (https://webassembly.github.io/spec/core/binary/instructions.html). */
export const kinds = Uint8Array.from(
  '001110000000114014000000000040001111144033333333333333333333333442444'.padEnd(0xd0, '0').padEnd(256, '4'),
  Number,
);

/** Constants stand among those with which the same is done, by the opcode behind. @param {number} next @returns {number} */
export const streamOfConstant = (next) => 0x45 + (next >> 2);

/** All loads stand together, and all stores. @param {number} opcode @returns {number} */
export const streamOfMemory = (opcode) => (opcode < 0x36 ? 0x28 : 0x36);

/** The streams that belong to no opcode: what is not code, and the locals of functions. */
export const [REST, LOCALS] = [0, 1];

/**
 * The first characters are opcodes of f32, of which the module has none, and stand for what is there often, or is no character
 * of a stream.
 */
export const shorts = [']\r', '^\x7f', '*Aj', '8 *', '[ ('];

const END = 0x0b;

/**
 * Puts a module together.
 *
 * @param {string} packed the opcodes, and the streams by their places
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function together(packed) {
  const [short] = packed.split(SEPARATOR, 1);
  const opcodes = shorts.reduceRight((text, [short, ...long]) => text.replaceAll(short, long.join('')), short);
  const streams = new TextEncoder().encode(packed);
  // Where each stream is read on.
  const at = /** @type {number[]} */ ([]);
  for (let start = streams.indexOf(127); start >= 0; start = streams.indexOf(127, start + 1)) at.push(start + 1);
  const module = new Uint8Array(number(streams, at, REST));
  const end = addBytes(module, 0, streams, at, REST);
  addBytes(module, addFunctions(module, end, opcodes, streams, at), streams, at, REST);
  return module;
}

/**
 * Every page waits for it, and it runs but once: without calls and variables of others in the loop it takes half the time.
 *
 * @param {Uint8Array} module
 * @param {number} end where the functions begin
 * @param {string} opcodes
 * @param {Uint8Array} streams
 * @param {number[]} at
 * @returns {number} where the functions end
 */
function addFunctions(module, end, opcodes, streams, at) {
  for (let place = 0; place < opcodes.length; ) {
    const start = (end += 3);
    end = addBytes(module, end, streams, at, LOCALS);
    for (let depth = 1; depth > 0; ) {
      const opcode = (module[end++] = opcodes.charCodeAt(place++));
      const kind = kinds[opcode];
      if (kind === BYTES) end = addBytes(module, end, streams, at, opcode);
      else if (kind > 0) {
        let stream = opcode;
        if (kind === CONSTANT) stream = streamOfConstant(opcodes.charCodeAt(place));
        else if (kind === MEMORY) {
          stream = streamOfMemory(opcode);
          // How the memory is aligned: a hint, which the optimiser has set to nothing.
          end += 1;
        } else if (opcode < 5) depth += 1;
        let value = streams[at[stream]];
        if (value < ONE) at[stream] += 1;
        else value = number(streams, at, stream);
        // LEB128, whose last byte has a range of its own where there is a sign.
        let low = 0;
        if (kind === CONSTANT) {
          value = (value - BIAS) | 0;
          low = -64;
        }
        for (; value < low || value > low + 127; value >>= 7) module[end++] = (value & 127) | 128;
        module[end++] = value & 127;
      } else if (opcode === END) depth -= 1;
    }
    const size = end - start;
    module[start - 3] = (size & 127) | 128;
    module[start - 2] = ((size >> 7) & 127) | 128;
    module[start - 1] = size >> 14;
  }
  return end;
}

/** @param {Uint8Array} module @param {number} end @param {Uint8Array} streams @param {number[]} at @param {number} stream */
function addBytes(module, end, streams, at, stream) {
  for (let left = number(streams, at, stream); left > 0; left -= 1) module[end++] = number(streams, at, stream);
  return end;
}

/** @param {Uint8Array} streams @param {number[]} at @param {number} stream @returns {number} the next one of the stream */
function number(streams, at, stream) {
  const first = streams[at[stream]++];
  if (first < ONE) return first;
  let value = first < ESCAPE ? first - ONE : 0;
  for (let left = first < ESCAPE ? 1 : MANY; left > 0; left -= 1) value = value * BASE + streams[at[stream]++];
  return first < ESCAPE ? ONE + value : value;
}
