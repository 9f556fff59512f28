/**
 * A module of WebAssembly whose code stands apart by kind: all opcodes, all indices of locals, and so on, each in a stream of
 * its own. That is the same module with a tenth less of brotli, which finds nothing where the kinds stand mixed.
 * scripts/streams.mjs takes a module apart.
 */

/** The streams, in their order: the module before and behind the code, sizes of functions, locals, opcodes, operands. */
export const [BEFORE, BEHIND, SIZES, LOCALS, OPCODES, RAW, BLOCK, BRANCH, CALL, LOCAL, GLOBAL, ALIGN, OFFSET, I32, I64] = Array(15).keys();
export const COUNT = 15;

/** Opcodes with one operand, from the first to the last, and its stream (https://webassembly.github.io/spec/core/binary/instructions.html). */
const ranges = [
  [0x02, 0x04, BLOCK],
  [0x0c, 0x0d, BRANCH],
  [0x10, 0x10, CALL],
  [0x20, 0x22, LOCAL],
  [0x23, 0x24, GLOBAL],
  // How the memory is aligned stands before it, in a stream of its own.
  [0x28, 0x3e, OFFSET],
  [0x41, 0x41, I32],
  [0x42, 0x42, I64],
];

/** Opcodes whose operands are many, or rare: how many bytes they have, and these. */
const raw = [0x0e, 0x11, 0x1c, 0x25, 0x26, 0x3f, 0x40, 0x43, 0x44, 0xd0, 0xd2, 0xfc, 0xfd];

/** The stream of the operand of each opcode; 0 where there is none. */
export const operands = new Uint8Array(256);
for (const [first, last, stream] of ranges) operands.fill(stream, first, last + 1);
for (const opcode of raw) operands[opcode] = RAW;

/** How memory is aligned nearly always, by the opcode: the stream has the difference. */
export const alignments = new Uint8Array(256);
alignments.set([...'23230011001122232301012'].map(Number), 0x28);

/**
 * Puts a module together.
 *
 * @param {Uint8Array} packed the length of the module, those of the streams, and the streams
 * @returns {Uint8Array<ArrayBuffer>} the module
 */
export function together(packed) {
  let rest = 0;
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
  module.set(packed.subarray(at[BEFORE], at[BEHIND]));
  const end = addFunctions(module, lengths[BEFORE], packed, at);
  module.set(packed.subarray(at[BEHIND], at[BEHIND] + lengths[BEHIND]), end);
  return module;
}

/**
 * Every page waits for it, and it runs but once: without calls in the loop it takes half the time.
 *
 * @param {Uint8Array} module
 * @param {number} end where the functions begin
 * @param {Uint8Array} packed
 * @param {number[]} at where each stream begins; they are moved on
 * @returns {number} where the functions end
 */
function addFunctions(module, end, packed, at) {
  const stop = at[LOCALS];
  while (at[SIZES] < stop) {
    let [size, byte] = [0, 128];
    for (let shift = 0; byte > 127; shift += 7) {
      byte = module[end++] = packed[at[SIZES]++];
      size |= (byte & 127) << shift;
    }
    const last = end + size;
    // How many groups of locals there are, which is one byte, and of each the number and the type.
    const groups = (module[end++] = packed[at[LOCALS]++]);
    for (let left = 2 * groups; left > 0; ) if ((module[end++] = packed[at[LOCALS]++]) < 128) left -= 1;
    while (end < last) {
      const opcode = (module[end++] = packed[at[OPCODES]++]);
      const stream = operands[opcode];
      if (stream === RAW) {
        for (let left = packed[at[RAW]++]; left > 0; left -= 1) module[end++] = packed[at[RAW]++];
      } else if (stream) {
        if (stream === OFFSET) module[end++] = packed[at[ALIGN]++] ^ alignments[opcode];
        // The last byte of a number is the first below 128.
        do byte = module[end++] = packed[at[stream]++];
        while (byte > 127);
      }
    }
  }
  return end;
}
