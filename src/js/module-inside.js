/** The module as a string of this file: one download, and any bundler can carry it. */

import packed from 'latest-posts.wasm';
import { together } from './streams.js';

/** The crate as JavaScript. */
export const withoutWasm = () => import('./without-wasm.js');

/** @returns {Promise<WebAssembly.Module>} rejects where the page refuses WebAssembly */
export async function compile() {
  return WebAssembly.compile(together(unpacked()));
}

/** The bytes, as scripts/bundle.mjs writes them. In a loop, because every page waits for it. */
function unpacked() {
  const bytes = new Uint8Array(packed.length);
  let end = 0;
  for (let at = 0; at < packed.length; at += 1) {
    const code = packed.charCodeAt(at);
    bytes[end++] = code === 127 ? packed.charCodeAt((at += 1)) + 128 : code === 256 ? 127 : code;
  }
  return bytes;
}
