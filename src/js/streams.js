/**
 * A module of WebAssembly, of the text that it travels as; streams.rs puts it together.
 *
 * @param {string} packed
 * @param {BufferSource} decoder the module that streams.rs is
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function together(packed, decoder) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(decoder));
  const { memory, BYTES, together } = /** @type {any} */ (exports);
  const bytes = new Uint8Array(memory.buffer, BYTES.value);
  const { written } = new TextEncoder().encodeInto(packed, bytes);
  return bytes.subarray(written, written + together(written));
}
