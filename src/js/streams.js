/**
 * A module of WebAssembly whose code stands apart by kind: all opcodes, all indices of locals, and so on, each in a stream of
 * its own. That is the same module with a tenth less of brotli, which finds nothing where the kinds stand mixed.
 * scripts/streams.mjs takes a module apart.
 */

/** The streams, in their order: the module before and behind the code, sizes of functions, locals, opcodes, operands. */
export const [BEFORE, BEHIND, SIZES, LOCALS, OPCODES, RAW, BLOCK, BRANCH, CALL, LOCAL, GLOBAL, ALIGN, OFFSET, I32, I64] = Array(15).keys();
export const COUNT = 15;

/** Opcodes with one operand, from the first to the last, and its stream (https://webassembly.github.io/spec/core/binary/instructions.html). */
const single = [
  [0x02, 0x04, BLOCK],
  [0x0c, 0x0d, BRANCH],
  [0x10, 0x10, CALL],
  [0x20, 0x22, LOCAL],
  [0x23, 0x24, GLOBAL],
  [0x41, 0x41, I32],
  [0x42, 0x42, I64],
];

/** Opcodes whose operands are many, or rare: how many bytes they have, and these. */
const raw = [0x0e, 0x11, 0x1c, 0x25, 0x26, 0x3f, 0x40, 0x43, 0x44, 0xd0, 0xd2, 0xfc, 0xfd];

/** How the memory is aligned that each opcode from 0x28 to 0x3e reads or writes, nearly always: its stream has the difference. */
export const alignment = (/** @type {number} */ opcode) => Number('23230011001122232301012'[opcode - 0x28]);

/** @type {number[][]} the streams of the operands of each opcode */
export const operands = Array.from({ length: 256 }, (_, opcode) => {
  if (raw.includes(opcode)) return [RAW];
  if (opcode >= 0x28 && opcode <= 0x3e) return [ALIGN, OFFSET];
  return single.filter(([first, last]) => opcode >= first && opcode <= last).map(([, , stream]) => stream);
});

/**
 * Puts a module together.
 *
 * @param {Uint8Array} packed the length of the module, those of the streams, and the streams
 * @returns {Uint8Array<ArrayBuffer>} the module
 */
export function together(packed) {
  let [end, rest] = [0, 0];
  const number = () => {
    let value = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      byte = packed[rest++];
      value |= (byte & 127) << shift;
    }
    return value;
  };
  const module = new Uint8Array(number());
  const lengths = Array.from({ length: COUNT }, number);
  const at = lengths.map((length) => (rest += length) - length);
  const stops = at.map((start, stream) => start + lengths[stream]);
  /** Takes so many bytes. @param {number} stream @param {number} length */
  const take = (stream, length) => {
    module.set(packed.subarray(at[stream], (at[stream] += length)), end);
    end += length;
  };
  /** Takes a number, whose last byte is the first below 128. @param {number} stream */
  const copy = (stream) => {
    let value = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      byte = module[end++] = packed[at[stream]++];
      value |= (byte & 127) << shift;
    }
    return value;
  };
  take(BEFORE, lengths[BEFORE]);
  while (at[SIZES] < stops[SIZES]) {
    const size = copy(SIZES);
    const stop = end + size;
    for (let groups = copy(LOCALS); groups > 0; groups -= 1) {
      copy(LOCALS);
      copy(LOCALS);
    }
    while (end < stop) {
      const opcode = (module[end++] = packed[at[OPCODES]++]);
      for (const stream of operands[opcode]) {
        if (stream === RAW) take(RAW, packed[at[RAW]++]);
        else copy(stream);
        if (stream === ALIGN) module[end - 1] ^= alignment(opcode);
      }
    }
  }
  take(BEHIND, lengths[BEHIND]);
  return module;
}
