/** One request to a feed's server, within limits, and without anything of the client's. */

import { fault } from './faults.js';
import { refusal } from './edge-refusals.js';

/** How often a server may lead to another address. */
const MAX_REDIRECTS = 5;

const REDIRECTS = [301, 302, 303, 307, 308];

const ACCEPT = 'application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';

/**
 * @typedef {object} Limits
 * @property {typeof globalThis.fetch} fetch
 * @property {number} timeLimit for all of it, in milliseconds
 * @property {number} maxBytes after decompression
 */

/**
 * @typedef {object} Known what an earlier answer said of itself
 * @property {string} url after redirects
 * @property {string} etag empty where it is not said, as the next
 * @property {string} lastModified
 */

/** @typedef {Known & import('./fetch.js').Answer} Asked */

/**
 * @param {string} url
 * @param {(address: string) => import('./edge-list.js').Allowed | undefined} allowed asked at every redirect
 * @param {Limits} limits
 * @param {Known} [known] asked for only if it has changed
 * @returns {Promise<Asked | undefined>} undefined where it has not
 * @throws {Error} with `code`: `timeout`, `network`, `http-status`, `too-large`, `redirects`, `not-allowed`; and with
 *   `retryAfter`, in seconds, where the server says when to come again
 */
export async function ask(url, allowed, limits, known) {
  const signal = AbortSignal.timeout(limits.timeLimit);
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const response = await untilAborted(limits.fetch(url, { headers: headersFor(url, known), redirect: 'manual', signal }), signal);
      const location = REDIRECTS.includes(response.status) ? response.headers.get('location') : null;
      if (response.status === 304 && known?.url === url) return undefined;
      if (location === null) return await read(response, url, { ...limits, signal });
      void response.body?.cancel().catch(() => {});
      const next = URL.canParse(location, url) ? allowed(new URL(location, url).href) : undefined;
      if (!next) throw refusal('not-allowed', 'behind a redirect');
      url = next.url;
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'LatestPostsError') throw error;
    throw fault(signal.aborted ? 'timeout' : 'network', error);
  }
  throw refusal('redirects');
}

/** @param {string} url @param {Known} [known] @returns {Record<string, string>} */
function headersFor(url, known) {
  /** @type {Record<string, string>} */
  const headers = { accept: ACCEPT, 'user-agent': 'latest-posts' };
  // Of another address of the redirects it says nothing.
  if (known?.url !== url) return headers;
  if (known.etag) headers['if-none-match'] = known.etag;
  if (known.lastModified) headers['if-modified-since'] = known.lastModified;
  return headers;
}

/**
 * @param {Response} response
 * @param {string} url
 * @param {{ maxBytes: number, signal: AbortSignal }} limits
 * @returns {Promise<Asked>}
 */
async function read(response, url, { maxBytes, signal }) {
  /** @param {string} name */
  const header = (name) => response.headers.get(name) ?? '';
  if (!response.ok) {
    void response.body?.cancel().catch(() => {});
    throw Object.assign(fault('http-status', undefined, response.status), { retryAfter: secondsOf(header('retry-after')) });
  }
  return {
    bytes: await bytesOf(response, maxBytes, signal),
    url,
    contentType: header('content-type'),
    contentLanguage: header('content-language'),
    cacheControl: header('cache-control'),
    etag: header('etag'),
    lastModified: header('last-modified'),
  };
}

/** `Retry-After` is a number of seconds, or a date (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3). @param {string} said */
function secondsOf(said) {
  if (/^\d+$/.test(said)) return Number(said);
  const date = Date.parse(said);
  return Number.isNaN(date) ? 0 : Math.max((date - Date.now()) / 1000, 0);
}

/** @param {Response} response @param {number} maxBytes @param {AbortSignal} signal @returns {Promise<Uint8Array>} */
async function bytesOf(response, maxBytes, signal) {
  const reader = response.body?.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = [];
  let size = 0;
  while (reader) {
    const { done, value } = await untilAborted(reader.read(), signal);
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      void reader.cancel().catch(() => {});
      throw fault('too-large');
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/**
 * Not every engine, and not every `fetch` that is put in its place, ends what waits for a byte that never comes.
 *
 * @template T
 * @param {Promise<T>} work
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
function untilAborted(work, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
