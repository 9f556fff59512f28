/** A copy of a feed as it is answered: as it came, as a small JSON Feed, or as the element with its posts. */

import { tagOf } from './edge-copies.js';
import { Memory } from './edge-memory.js';
import { OF_POSTS } from './edge-query.js';
import { renderToString, snapshot } from './server.js';

/** Bytes of what was made of copies. */
const MEMORY = 16 * 1024 * 1024;

/** Posts of a JSON Feed where nobody says how many: the element that reads it chooses of them. */
const POSTS = '20';

/**
 * @typedef {object} Made
 * @property {Uint8Array} body
 * @property {string} type
 * @property {string} [language]
 * @property {string} tag the same for the same body
 */

/** @typedef {import('./edge-shelf.js').Copy & { answer: object }} GoodCopy */

export class Formats {
  /** @type {Memory<Made>} */
  #memory = new Memory(MEMORY);

  /**
   * @param {GoodCopy} copy
   * @param {import('./edge-query.js').Query} query
   * @param {string} place the address of the edge, without a query
   * @returns {Promise<Made>}
   */
  async make(copy, { feed, format, settings }, place) {
    const { answer, until } = copy;
    if (format === 'feed') return { body: answer.bytes, type: typeOf(answer), language: answer.contentLanguage, tag: answer.tag };
    // What is made depends on the day as well, which the next request to the server tells.
    const key = JSON.stringify([answer.tag, answer.url, until, format, settings, place]);
    const known = this.#memory.get(key);
    if (known) return known;
    const cacheControl = `max-age=${Math.max(Math.round((until - Date.now()) / 1000), 0)}`;
    const given = { ...answer, cacheControl };
    const made = await (format === 'json' ? json(given, settings) : html(given, settings, { feed, place }));
    this.#memory.put(key, made, made.body.length + key.length);
    return made;
  }
}

/** Never a type of pages or scripts, whatever the server says. @param {GoodCopy['answer']} answer */
function typeOf({ bytes, contentType }) {
  const [first] = new TextDecoder('latin1').decode(bytes.subarray(0, 64)).replace(/[\s\0\xef\xbb\xbf\xfe\xff]/g, '');
  const type = { '{': 'application/feed+json', '[': 'application/json' }[first] ?? 'application/xml';
  const [, charset] = /;\s*charset="?([\w.:-]{1,40})/i.exec(contentType) ?? [];
  return charset ? `${type}; charset=${charset}` : type;
}

/** @param {GoodCopy['answer']} given @param {Record<string, string>} settings @returns {Promise<Made>} */
async function json(given, settings) {
  const feed = await snapshot({ limit: POSTS, ...settings, feed: given, excerpts: true });
  return made(JSON.stringify(feed), 'application/feed+json; charset=utf-8');
}

/**
 * The element asks here when its posts are no longer fresh; and where it is the source of another element, the link leads
 * that to the same posts.
 *
 * @param {GoodCopy['answer']} given
 * @param {Record<string, string>} settings
 * @param {{ feed: string, place: string }} where
 * @returns {Promise<Made>}
 */
async function html(given, settings, { feed, place }) {
  const ofPosts = Object.entries(settings).filter(([name]) => OF_POSTS.includes(name));
  const own = `${place}?${new URLSearchParams([['feed', feed], ['format', 'json'], ...ofPosts])}`;
  const element = await renderToString({ ...settings, feed: given, src: feed, via: `${place}?feed={url}` });
  // Of what ends a value or begins a reference, only this stands in an address that the platform has written.
  const link = `<link rel="alternate" type="application/feed+json" href="${own.replaceAll('&', '&amp;')}">`;
  return made(link + element, 'text/html; charset=utf-8');
}

/** @param {string} text @param {string} type @returns {Promise<Made>} */
async function made(text, type) {
  const body = new TextEncoder().encode(text);
  return { body, type, tag: await tagOf(body) };
}
