/** The module as a string of this file: one download, and any bundler can carry it. */

import packed from 'latest-posts.wasm';
import { together } from './streams.js';
import decoder from 'streams.wasm';

/** The crate as JavaScript. */
export const withoutWasm = () => import('./without-wasm.js');

/** @returns {Promise<WebAssembly.Module>} rejects where the page refuses WebAssembly */
export async function compile() {
  return WebAssembly.compile(together(packed, Uint8Array.from(decoder, (character) => character.charCodeAt(0))));
}
