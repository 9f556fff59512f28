/** The ways to a feed, one after the other, and what became of each. */

import { fault } from './faults.js';
import { fetchFeed, webAddress } from './fetch.js';

/** @import { Code, Fault } from './faults.js' */
/** @import { Answer, Options } from './fetch.js' */

/**
 * @typedef {object} Rung one way that was tried
 * @property {'server' | 'direct' | 'via' | 'wordpress' | 'copy' | 'fallback-src'} rung
 * @property {string} [url]
 * @property {Code} [code] why it failed; absent where it did not
 */

/** @typedef {{ value?: Answer, reason?: Fault }} Outcome of a way, as `Promise.allSettled` tells it */

/**
 * The addresses in `src`.
 *
 * @param {string | null} src
 * @param {string | undefined} base the page's address
 * @returns {string[]}
 * @throws {Error} with `code`: `no-src`, `bad-src`
 */
export function addresses(src, base) {
  const references = src?.match(/\S+/g);
  if (!references) throw fault('no-src');
  return references.map((reference) => {
    const url = webAddress(reference, base);
    if (!url) throw fault('bad-src', undefined, reference);
    return url;
  });
}

/**
 * Asks for one feed: by the page's own server where it has one, else directly; and where a WordPress does not let other
 * sites read its feed, by its interface for programs, which does.
 *
 * @param {string} url
 * @param {{ via: string | null, base: string | undefined, rungs: Rung[] } & Options} options
 * @returns {Promise<Answer>}
 */
export async function climb(url, { via, base, rungs, ...options }) {
  const by = via && webAddress(via.replaceAll('{url}', encodeURIComponent(url)), base);
  try {
    return await tried(rungs, by ? 'via' : 'direct', by || url, options);
  } catch (error) {
    const api = /** @type {Fault} */ (error).code === 'cors' && !by && wordPress(url);
    if (!api) throw error;
    // The feed's own failure says more than that of a guess.
    return tried(rungs, 'wordpress', api, options).then(
      // The feed is what a visitor can subscribe to.
      (answer) => ({ ...answer, url }),
      () => Promise.reject(error),
    );
  }
}

/**
 * Asks in one way, and notes what became of it.
 *
 * @param {Rung[]} rungs
 * @param {Rung['rung']} rung
 * @param {string} url
 * @param {Options} options
 */
export async function tried(rungs, rung, url, options) {
  /** @type {Rung} */
  const step = { rung, url };
  rungs.push(step);
  try {
    return await fetchFeed(url, options);
  } catch (error) {
    step.code = /** @type {Fault} */ (error).code;
    throw error;
  }
}

/**
 * Where the posts of a WordPress are, if the address of the feed is like those that WordPress gives.
 *
 * @param {string} url
 */
function wordPress(url) {
  const address = new URL(url);
  const path = /^(.*\/)feed(\/rss2?|\/atom)?\/?$/.exec(address.pathname)?.[1] ?? (address.searchParams.has('feed') && address.pathname);
  return path && new URL('wp-json/wp/v2/posts?per_page=20&_embed=author,wp:term,wp:featuredmedia', new URL(path, address)).href;
}
