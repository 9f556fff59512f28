/** What is answered: hardened, for the pages that may read it, and with what caches are told. */

import { STALE, STALE_IF_ERROR } from './edge-copies.js';
import { statusOf } from './edge-refusals.js';

/** Methods of a feed. */
export const METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** How long a refusal may be kept, and what browsers may keep of a feed at most, in seconds. */
const REFUSAL_AGE = 60;
const BROWSER_AGE = 900;

/** What a page may see besides what any page may: where the feed is that is passed on, and how it was come by. */
const EXPOSED = 'Cache-Status, Content-Location, ETag, Retry-After';

/**
 * @typedef {(request: Request) => Record<string, string>} Cors headers that let pages read
 */

/**
 * @param {'*' | string | string[]} pages the sites whose pages may read, by any of their addresses; or all
 * @returns {Cors}
 * @throws {TypeError} for what is no address
 */
export function corsFor(pages) {
  const expose = { 'Access-Control-Expose-Headers': EXPOSED };
  const all = { 'Access-Control-Allow-Origin': '*', ...expose };
  if (pages === '*') return () => all;
  const origins = [pages].flat().map(originOf);
  return ({ headers }) => {
    const origin = headers.get('origin') ?? '';
    const allow = origins.includes(origin) ? { 'Access-Control-Allow-Origin': origin, ...expose } : undefined;
    return { Vary: 'Origin', ...allow };
  };
}

/** What any page can say it is, is none. @param {string} page @returns {string} */
export function originOf(page) {
  const { origin } = new URL(page);
  if (origin === 'null') throw new TypeError(`${page} is no address of a page.`);
  return origin;
}

/**
 * @param {Request} request
 * @param {Cors} cors
 * @param {import('./edge-formats.js').Made} made
 * @param {import('./edge-copies.js').Found & { copy: import('./edge-formats.js').GoodCopy }} found
 * @returns {Response}
 */
export function answer(request, cors, { body, type, language, tag }, { copy, how }) {
  const etag = `"${tag}"`;
  const headers = {
    ...hardened(cors, request),
    'Cache-Control': cacheControl(copy.until),
    'Cache-Status': cacheStatus(how, copy),
    'Content-Location': copy.answer.url,
    ETag: etag,
  };
  // Compression on the way makes a strong tag a weak one.
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers });
  const about = { 'Content-Length': String(body.length), 'Content-Type': type, ...(language && { 'Content-Language': language }) };
  return new Response(request.method === 'HEAD' ? null : /** @type {BodyInit} */ (body), { headers: { ...headers, ...about } });
}

/**
 * @param {Request} request
 * @param {Cors} cors
 * @param {{ code: string, message: string }} failure
 * @param {number} [until] when it may be different, in milliseconds on the clock
 * @returns {Response}
 */
export function refused(request, cors, { code, message }, until) {
  const status = statusOf(code);
  const seconds = until === undefined ? REFUSAL_AGE : secondsTo(until);
  const headers = {
    ...hardened(cors, request),
    ...(code === 'method' && { Allow: METHODS.join(', ') }),
    ...(until !== undefined && { 'Retry-After': String(seconds) }),
    'Cache-Control': status === 500 || status === 405 ? 'no-store' : `public, max-age=${seconds}, s-maxage=${seconds}`,
    'Content-Type': 'application/json; charset=utf-8',
  };
  const body = JSON.stringify({ error: { code, message } });
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

/** What a browser is told that asks before it asks. @param {Request} request @param {Cors} cors @returns {Response} */
export function preflight(request, cors) {
  const allowed = { 'Access-Control-Allow-Methods': METHODS.join(', '), 'Access-Control-Allow-Headers': 'If-None-Match', 'Access-Control-Max-Age': '86400' };
  return new Response(null, { status: 204, headers: { ...hardened(cors, request), Allow: METHODS.join(', '), ...allowed } });
}

/**
 * What comes from others runs nowhere, and is nothing but what its type says. That a page may not read it is told by CORS
 * alone: the element finds out about that by asking in a way that gives it nothing to read.
 *
 * @param {Cors} cors
 * @param {Request} request
 */
const hardened = (cors, request) => ({
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  ...cors(request),
});

/** @param {number} until */
function cacheControl(until) {
  const seconds = secondsTo(until);
  const stale = `stale-while-revalidate=${STALE / 1000}, stale-if-error=${STALE_IF_ERROR / 1000}`;
  return `public, max-age=${Math.min(seconds, BROWSER_AGE)}, s-maxage=${seconds}, ${stale}`;
}

/** At least one: what is asked for at once again is the same. @param {number} until */
const secondsTo = (until) => Math.max(Math.ceil((until - Date.now()) / 1000), 1);

/**
 * As https://www.rfc-editor.org/rfc/rfc9211 has it: what is no longer fresh has less than no time left.
 *
 * @param {'hit' | 'stale' | 'miss'} how
 * @param {import('./edge-copies.js').Copy} copy
 */
function cacheStatus(how, { until, failure }) {
  const found = how === 'miss' ? 'fwd=miss' : `hit; ttl=${Math.round((until - Date.now()) / 1000)}`;
  return `latest-posts; ${found}${failure ? `; detail=${failure.code}` : ''}`;
}
