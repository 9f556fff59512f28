/** The crate: what `latest-posts.js`, `parse.js` and `server.js` load when it is needed. */

import { parseText, start } from './wasm.js';

export { showText, start } from './wasm.js';

/**
 * Reads a feed.
 *
 * @param {Uint8Array} bytes
 * @param {{ contentType?: string, contentLanguage?: string, url?: string, limit?: number }} origin
 * @param {typeof import('./faults.js').fault} makeError as `start` says
 * @returns {Promise<import('./feed.js').Feed>}
 */
export async function parse(bytes, { contentType, contentLanguage, url, limit }, makeError) {
  await start(makeError);
  return JSON.parse(parseText(bytes, JSON.stringify([contentType, contentLanguage, url]), limit));
}
