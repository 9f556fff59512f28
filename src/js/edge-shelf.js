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

/** @param {string} url @param {string} origin of the edge @returns {Promise<Copy | undefined>} */
export async function take(url, origin) {
  try {
    const { cache, key } = (await shelf(url, origin)) ?? {};
    const response = key && (await cache?.match(key));
    if (!response) return undefined;
    const { about, ...copy } = JSON.parse(decodeURIComponent(response.headers.get(HEADER) ?? ''));
    return { ...copy, answer: { ...about, bytes: new Uint8Array(await response.arrayBuffer()) } };
  } catch {
    // A cache that is full, broken or switched off is none.
    return undefined;
  }
}

/** @param {string} url @param {string} origin of the edge @param {Copy} copy one with an answer */
export async function keep(url, origin, { answer, ...copy }) {
  if (!answer) return;
  const { bytes, ...about } = answer;
  try {
    const headers = { 'cache-control': `public, s-maxage=${KEPT}`, [HEADER]: encodeURIComponent(JSON.stringify({ ...copy, about })) };
    const { cache, key } = (await shelf(url, origin)) ?? {};
    if (key) await cache?.put(key, new Response(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]), { headers }));
  } catch {
    // As above.
  }
}

/**
 * The cache, and the address of a copy in it, which nobody asks for. Cloudflare wants the Worker's own host there
 * (https://developers.cloudflare.com/workers/runtime-apis/cache/), which its routes say; elsewhere a client may say any.
 *
 * @param {string} url
 * @param {string} origin
 * @returns {Promise<{ cache: Cache, key: string } | undefined>}
 */
async function shelf(url, origin) {
  const caches = /** @type {(CacheStorage & { default?: Cache }) | undefined} */ (globalThis.caches);
  const path = `/latest-posts-edge?${encodeURIComponent(url)}`;
  if (caches?.default) return { cache: caches.default, key: origin + path };
  return caches && { cache: await caches.open('latest-posts-edge'), key: `https://latest-posts.invalid${path}` };
}
