/** What a client asks for, by the parameters of the address. */

import { attributeOf } from './attributes.js';
import { refusal } from './edge-refusals.js';
import { properties } from './generated.js';

/** Characters of a setting: what is longer was not meant. */
const MAX_LENGTH = 500;

/** Settings that choose posts, and what is left of them. */
export const OF_POSTS = ['limit', 'offset', 'category', 'author', 'include', 'exclude', 'order', 'excerpt', 'excerpt-length'];

/** Settings of an element that say where its feed is, which is known here. */
const OF_WAYS = ['src', 'via', 'fallback-src'];

/** The formats, with the parameters that each understands. */
const FORMATS = {
  feed: /** @type {string[]} */ ([]),
  json: OF_POSTS,
  html: [...Object.keys(properties).map(attributeOf).filter((name) => !OF_WAYS.includes(name)), 'lang'],
};

/**
 * @typedef {object} Query
 * @property {string} feed
 * @property {keyof typeof FORMATS} format
 * @property {Record<string, string>} settings
 */

/**
 * @param {URL} url
 * @returns {Query}
 * @throws {Error} with `code`: `no-feed`, `bad-parameter`
 */
export function queryOf(url) {
  const { feed = '', format = 'feed', ...settings } = parameters(url);
  if (!URL.canParse(feed)) throw refusal('no-feed');
  const inner = new URL(feed);
  // A page that was made here names its feed by an address of this place, and `via` puts that into another one.
  if (inner.origin === url.origin && inner.pathname === url.pathname && isAsked(url, inner)) return queryOf(inner);
  if (!isFormat(format)) throw refusal('bad-parameter', 'format');
  for (const [name, value] of Object.entries(settings)) {
    if (!FORMATS[format].includes(name) || value.length > MAX_LENGTH) throw refusal('bad-parameter', name);
  }
  return { feed, format, settings };
}

/** Addresses inside each other get shorter, so this comes to an end. @param {URL} url @param {URL} inner */
const isAsked = (url, inner) => inner.searchParams.has('feed') && inner.href.length < url.href.length;

/** @param {URL} url @returns {Record<string, string>} */
function parameters(url) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [name, value] of url.searchParams) {
    if (found.has(name)) throw refusal('bad-parameter', name);
    found.set(name, value);
  }
  return Object.fromEntries(found);
}

/** @param {string} name @returns {name is Query['format']} */
const isFormat = (name) => Object.hasOwn(FORMATS, name);
