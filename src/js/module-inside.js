/** The module as a string of this file: one download, and any bundler can carry it. */

import packed from 'latest-posts.wasm';

/** @returns {Promise<WebAssembly.Module>} rejects where the page refuses WebAssembly */
export async function compile() {
  // scripts/bundle.mjs says how the bytes are written.
  const characters = packed.replace(/\x7f(.)/gs, (_, /** @type {string} */ low) => String.fromCharCode(low.charCodeAt(0) + 128));
  return WebAssembly.compile(Uint8Array.from(characters, (character) => (character === '\u0100' ? 127 : character.charCodeAt(0))));
}
