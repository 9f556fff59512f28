/** The crate: started once for all widgets of a page, and replaced should it ever trap. */

import { compile, withoutWasm } from '#module';
import { initSync, parseFeed, reset, showPosts } from './glue.js';

/** @import { Code, fault } from './faults.js' */

/** The crate: as WebAssembly, or, on a page that refuses that, as JavaScript. */
let crate = { reset, initSync, parseFeed, showPosts };

/** @type {Promise<void> | undefined} */
let started;

/** Makes errors, as `start` is told. @type {typeof fault} */
let errorOf;

/**
 * Starts the crate, if nobody has yet.
 *
 * @param {typeof fault} makeError comes from whoever starts it, so that no page downloads the sentences twice
 * @returns {Promise<void>}
 */
export function start(makeError) {
  errorOf = makeError;
  started ??= instantiate().catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function instantiate() {
  let module;
  try {
    module = await compile();
  } catch (refusal) {
    crate = await withoutWasm().catch(() => Promise.reject(errorOf('wasm-refused', refusal)));
  }
  crate.initSync({ module });
}

/**
 * Calls a function of src/web/exports.rs. Of a failure that gives `!` and a code, behind a blank a detail, and in lines of their
 * own the feed of a page, and which of the documents is meant. What it throws is a trap: it leaves the memory of its instance in
 * any state, so the instance is replaced.
 *
 * @template {'parseFeed' | 'showPosts'} Name
 * @param {Name} name
 * @param {Parameters<typeof crate[Name]>} parameters
 * @returns {ReturnType<typeof crate[Name]>}
 */
export function ask(name, ...parameters) {
  let text;
  try {
    text = /** @type {(...parameters: unknown[]) => any} */ (crate[name])(...parameters);
  } catch (error) {
    crate.reset();
    throw errorOf('internal', error);
  }
  const failure = text?.match(/^!(\S+) (.*)\n(.*)\n(.*)/);
  if (!failure) return text;
  const [, code, detail, feedUrl, place] = failure;
  throw Object.assign(errorOf(/** @type {Code} */ (code), undefined, detail), feedUrl && { feedUrl }, place && { place: Number(place) });
}
