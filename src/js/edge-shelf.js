/** Copies of feeds in the engine's own cache, where it has one: Cloudflare's for a data centre, Deno's for a machine. */

/** What is known of a copy travels beside its bytes. */
const HEADER = 'latest-posts-copy';

/** How long one is kept, in seconds. */
export const KEPT = 7 * 86_400;

/**
 * @typedef {object} Copy what is known of a feed
 * @property {number} until before this its server is not asked again, in milliseconds on the clock, as the next
 * @property {number} since when its server has last said that this is the feed
 * @property {{ code: string, message: string }} [failure] why the last request brought nothing
 * @property {import('./edge-ask.js').Asked & { tag: string, ttl?: number }} [answer] the last good one, with a tag of its
 *   bytes, and the minutes that the feed says it is good for
 */

/** @param {string} url @returns {Promise<Copy | undefined>} */
export async function take(url) {
  try {
    const response = await (await shelf())?.match(address(url));
    if (!response) return undefined;
    const { about, ...copy } = JSON.parse(decodeURIComponent(response.headers.get(HEADER) ?? ''));
    return { ...copy, answer: { ...about, bytes: new Uint8Array(await response.arrayBuffer()) } };
  } catch {
    // A cache that is full, broken or switched off is none.
    return undefined;
  }
}

/** @param {string} url @param {Copy} copy one with an answer */
export async function keep(url, { answer, ...copy }) {
  if (!answer) return;
  const { bytes, ...about } = answer;
  try {
    const headers = { 'cache-control': `public, s-maxage=${KEPT}`, [HEADER]: encodeURIComponent(JSON.stringify({ ...copy, about })) };
    await (await shelf())?.put(address(url), new Response(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]), { headers }));
  } catch {
    // As above.
  }
}

/** @returns {Promise<Cache | undefined>} */
async function shelf() {
  const caches = /** @type {(CacheStorage & { default?: Cache }) | undefined} */ (globalThis.caches);
  return caches && (caches.default ?? caches.open('latest-posts-edge'));
}

/** No request is made for this address, and what a client says of the host is no part of it. @param {string} url */
const address = (url) => `https://latest-posts.invalid/?${encodeURIComponent(url)}`;
