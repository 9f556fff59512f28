import { fault } from './faults.js';

/** How long a server may take for its whole answer, in milliseconds. */
const TIME_LIMIT = 10_000;

/** Bytes that are read of one answer, after decompression: the rest is left unread. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * @typedef {object} Answer
 * @property {Uint8Array} bytes
 * @property {string} [contentType]
 * @property {string} [contentLanguage]
 * @property {string} url after redirects, and as the answer says that its content is called
 * @property {Error} [broken] why the bytes end before their end
 */

/**
 * Requests a feed. Without headers of its own and without credentials for other sites, so that no preflight is asked.
 * A body that breaks off is no error: what came is kept, with the reason.
 *
 * @param {string | null} src
 * @param {string} base the page's address
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 * @throws {Error} with `code`: `no-src`, `bad-src`, `offline`, `timeout`, `cors`, `network`, `http-status`
 */
export async function fetchFeed(src, base, signal) {
  const url = address(src, base);
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIME_LIMIT);
  const init = { signal: AbortSignal.any([signal, timeout.signal]) };
  try {
    const response = await fetch(url, init);
    if (!response.ok) throw fault('http-status', undefined, response.status);
    return await read(response, timeout.signal);
  } catch (error) {
    if (signal.aborted || error.name === 'LatestPostsError') throw error;
    throw fault(timeout.signal.aborted ? 'timeout' : await reason(url, init), error);
  } finally {
    clearTimeout(timer);
  }
}

function address(src, base) {
  if (!src?.trim()) throw fault('no-src');
  const url = webAddress(src, base);
  if (!url) throw fault('bad-src', undefined, src);
  return url;
}

/** An address of the web; undefined for one of another scheme, and for what is none at all. */
function webAddress(reference, base) {
  try {
    const { protocol, hostname, href } = new URL(reference, base);
    // Chromium takes a label of Punycode with nothing in it, which the URL Standard calls a failure.
    if (/^https?:$/.test(protocol) && !/\bxn--(\.|$)/.test(hostname)) return href;
  } catch {
    // As one of another scheme.
  }
}

/**
 * @param {Response} response
 * @param {AbortSignal} timeout
 * @returns {Promise<Answer>}
 */
async function read(response, timeout) {
  const chunks = [];
  let size = 0;
  let broken;
  try {
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      if (size + value.length > MAX_BYTES) {
        broken = fault('too-large');
        reader.cancel().catch(() => {});
        break;
      }
      size += value.length;
      chunks.push(value);
    }
  } catch (error) {
    broken = fault(timeout.aborted ? 'timeout' : 'network', error);
  }
  // A Blob would do the same, by way of another process of the browser.
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  const header = (name) => response.headers.get(name) ?? undefined;
  return {
    bytes,
    contentType: header('content-type'),
    contentLanguage: header('content-language'),
    url: webAddress(header('content-location') ?? '', response.url) ?? response.url,
    broken,
  };
}

/**
 * Why a request failed, as far as a browser lets a page know it. It hides a refusal of CORS behind a failure of the
 * network; a request whose answer nobody may read shows whether the server is there.
 */
function reason(url, init) {
  if (!navigator.onLine) return 'offline';
  return fetch(url, { ...init, method: 'HEAD', mode: 'no-cors' }).then(
    () => 'cors',
    () => 'network',
  );
}
