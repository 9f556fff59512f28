/** Passes on the feeds that its owner names, and no others: on any engine that knows `Request` and `Response`. */

import { METHODS, answer, corsFor, preflight, refused } from './edge-answer.js';
import { Copies } from './edge-copies.js';
import { Formats } from './edge-formats.js';
import { allowList } from './edge-list.js';
import { queryOf } from './edge-query.js';
import { refusal } from './edge-refusals.js';
import { fault } from './faults.js';

export { toNode } from './edge-node.js';

/**
 * @typedef {object} Handler
 * @property {(request: Request, env?: unknown, context?: unknown) => Promise<Response>} fetch
 */

/**
 * A handler that answers `?feed=ADDRESS`, with `&format=feed` (the default: as it came), `json` (a JSON Feed with what
 * `limit`, `category`, `excerpt` and so on leave of it) or `html` (the element with its posts).
 *
 * @param {object} options
 * @param {string[]} options.feeds the addresses that are passed on, with https; with `/*` at its end an address stands for
 *   all below it
 * @param {'*' | string | string[]} [options.pages] the sites whose pages may read, as `https://www.example.com`; all without it
 * @param {number} [options.floor] between two requests to a server for one feed, in seconds: the least, whatever happens
 * @param {number} [options.maxAge] how long a feed is fresh, in seconds: the most; it says itself how long, and its server
 * @param {number} [options.maxBytes] of a feed, after decompression
 * @param {number} [options.maxMemory] bytes of feeds that are kept in memory; those of a list that takes more are asked for more
 *   often, unless the engine has a cache
 * @param {number} [options.timeLimit] for a feed, in seconds, redirects included
 * @param {typeof globalThis.fetch} [options.fetch] asks the feeds' servers in place of the platform's own: the way for a
 *   test to lead https addresses to a server on its own machine
 * @returns {Handler}
 * @throws {TypeError} for an entry of `feeds` or `pages` that cannot be meant
 *
 * @example
 * export default createHandler({ feeds: ['https://blog.example.com/feed'] });
 */
export function createHandler({
  feeds,
  pages = '*',
  floor = 60,
  maxAge = 86_400,
  maxBytes = 8_388_608,
  maxMemory = 33_554_432,
  timeLimit = 10,
  fetch = platformFetch,
}) {
  const allowed = allowList(feeds);
  const cors = corsFor(pages);
  const limits = { fetch, timeLimit: timeLimit * 1000, maxBytes };
  const copies = new Copies({ allowed, limits, floor: floor * 1000, maxAge: maxAge * 1000, maxMemory });
  const formats = new Formats();

  /** @param {Request} request @param {unknown} given by the engine */
  const respond = async (request, given) => {
    if (!METHODS.includes(request.method)) throw refusal('method');
    if (request.method === 'OPTIONS') return preflight(request, cors);
    const url = new URL(request.url);
    const query = queryOf(url);
    const feed = allowed(query.feed);
    if (!feed) throw refusal('not-allowed');
    const { copy, how } = await copies.get(feed, { origin: url.origin, waitUntil: waitUntilOf(given) });
    if (!hasAnswer(copy)) return refused(request, cors, copy.failure ?? fault('internal'), copy.until);
    const made = await formats.make(copy, { ...query, feed: feed.url }, url.origin + url.pathname);
    return answer(request, cors, made, { copy, how });
  };

  return {
    fetch: (request, _, context) =>
      respond(request, context).catch((error) => refused(request, cors, error?.name === 'LatestPostsError' ? error : fault('internal', error))),
  };
}

/** Detached from its object the function of some engines is refused. @type {typeof globalThis.fetch} */
const platformFetch = (...parameters) => globalThis.fetch(...parameters);

/** What engines give besides a request is not the same everywhere. @param {unknown} given @returns {import('./edge-copies.js').Context['waitUntil']} */
function waitUntilOf(given) {
  const { waitUntil } = /** @type {{ waitUntil?: unknown }} */ (given ?? {});
  return typeof waitUntil === 'function' ? (work) => void waitUntil.call(given, work) : undefined;
}

/** @param {import('./edge-shelf.js').Copy} copy @returns {copy is import('./edge-formats.js').GoodCopy} */
const hasAnswer = (copy) => copy.answer !== undefined;
