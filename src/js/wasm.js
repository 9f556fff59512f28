/** The crate as WebAssembly: started once for all widgets of a page, and replaced should it ever trap. */

import { __wbg_reset_state, initSync, parseFeed, showPosts } from '#bindgen';
import packed from 'latest-posts.wasm';
import { fault } from './faults.js';

/** @type {Promise<void> | undefined} */
let started;

/** Starts the crate, if nobody has yet. @returns {Promise<void>} */
export function start() {
  started ??= instantiate().catch((error) => {
    started = undefined;
    throw fault(error instanceof WebAssembly.CompileError ? 'wasm-refused' : 'core', error);
  });
  return started;
}

async function instantiate() {
  // scripts/bundle.mjs says how the bytes are written.
  const characters = packed.replace(/\x7f(.)/gs, (_, low) => String.fromCharCode(low.charCodeAt(0) + 128));
  const bytes = Uint8Array.from(characters, (character) => (character === '\u0100' ? 127 : character.charCodeAt(0)));
  initSync({ module: await WebAssembly.compile(bytes) });
}

/** As `parse_feed` of src/web/exports.rs says. @returns {string} */
export const parseText = (...parameters) => call(parseFeed, parameters);

/** As `show_posts` of src/web/exports.rs says. @returns {string | undefined} */
export const showText = (...parameters) => call(showPosts, parameters);

/**
 * Calls the crate. It throws a code, behind a blank a detail, and in lines of their own the feed of a page, and which of
 * the documents is meant. Anything else is a trap: it leaves the memory of its instance in any state, so the instance is
 * replaced.
 */
function call(work, parameters) {
  try {
    return work(...parameters);
  } catch (error) {
    if (typeof error === 'string') {
      const [, code, detail, feedUrl, place] = error.match(/^(\S+) (.*)\n(.*)\n(.*)/);
      throw Object.assign(fault(code, undefined, detail), feedUrl && { feedUrl }, place && { place: Number(place) });
    }
    __wbg_reset_state();
    throw fault('internal', error);
  }
}
