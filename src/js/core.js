/**
 * The core: the crate as WebAssembly, started once for all widgets of a page and replaced should it ever trap.
 */

import { __wbg_reset_state, initSync, parseFeed, showPosts } from '#bindgen';
import packed from 'latest-posts.wasm';
import { fault } from './faults.js';
import { fetchFeed } from './fetch.js';

/** @type {Promise<void> | undefined} */
let started;

/**
 * Fetches the feed of an element and shows its posts in the shadow root.
 *
 * @param {Element} host
 * @param {ShadowRoot} root
 * @param {AbortSignal} signal
 * @returns {Promise<object>} the feed, with the posts that are shown as its items
 */
export async function show(host, root, signal) {
  const page = host.baseURI;
  const fetched = async (src) => {
    const [answer] = await Promise.all([fetchFeed(src, page, signal), start()]);
    signal.throwIfAborted();
    return answer;
  };
  const answer = await fetched(host.getAttribute('src'));
  try {
    return display(answer, host, root, page);
  } catch (error) {
    if (!error.feedUrl) throw error;
    // A page was given, which names its feed.
    return display(await fetched(error.feedUrl), host, root, page);
  }
}

function display({ bytes, contentType, contentLanguage, url, broken }, host, root, page) {
  try {
    const format = days(languageOf(host));
    const feed = call(showPosts, bytes, contentType, contentLanguage, url, host, root, page, format);
    if (broken) {
      if (!feed.items.length) throw broken;
      (feed._latest_posts.warnings ??= []).push({ code: broken.code, message: broken.message });
    }
    return feed;
  } catch (error) {
    // Where the body broke off, that is the reason for whatever is missing.
    throw broken ?? error;
  }
}

/**
 * Reads a feed.
 *
 * @param {Uint8Array} bytes
 * @param {{ contentType?: string, contentLanguage?: string, url?: string, limit?: number }} origin
 * @returns {Promise<object>}
 */
export async function parse(bytes, { contentType, contentLanguage, url, limit }) {
  await start();
  return call(parseFeed, bytes, contentType, contentLanguage, url, limit);
}

function start() {
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

/**
 * Calls the core, which gives the text of a JSON Feed. It throws a code, behind a blank a detail, and in a line of its own
 * the feed of a page. Anything else is a trap: it leaves the memory of its instance in any state, so the instance is
 * replaced.
 */
function call(work, ...parameters) {
  try {
    return JSON.parse(work(...parameters));
  } catch (error) {
    if (typeof error === 'string') {
      const [, code, detail, feedUrl] = error.match(/^(\S+) (.*)\n(.*)/);
      throw Object.assign(fault(code, undefined, detail), feedUrl && { feedUrl });
    }
    __wbg_reset_state();
    throw fault('internal', error);
  }
}

/**
 * The language that the page says for an element, through the shadow roots around it.
 *
 * @param {Element | undefined} element
 * @returns {string | undefined}
 */
function languageOf(element) {
  for (; element; element = /** @type {ShadowRoot} */ (element.getRootNode()).host) {
    const language = element.closest('[lang]')?.getAttribute('lang');
    if (language) return language;
  }
}

/**
 * Writes days in a language, or in the visitor's where the page's is no language.
 *
 * @param {string | undefined} language
 * @returns {(milliseconds: number) => string}
 */
function days(language) {
  /** @type {Intl.DateTimeFormatOptions} */
  const style = { dateStyle: 'long', timeZone: 'UTC' };
  try {
    return new Intl.DateTimeFormat(language, style).format;
  } catch {
    return new Intl.DateTimeFormat(undefined, style).format;
  }
}
