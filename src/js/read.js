/** A feed as it is read, without an element: what `parse.js`, an edge and the doctor ask the crate for. */

import { fault } from './faults.js';

/**
 * @param {typeof import('./core.js')} core
 * @param {Uint8Array} bytes
 * @param {{ contentType?: string, contentLanguage?: string, url?: string, limit?: number }} origin
 * @returns {Promise<import('./feed.js').Feed>}
 */
export async function read(core, bytes, { contentType, contentLanguage, url, limit }) {
  await core.start(fault);
  // On its way into the crate a larger number would begin again at nought.
  const most = Math.min(limit ?? Infinity, 2 ** 32 - 1);
  return JSON.parse(core.ask('parseFeed', bytes, JSON.stringify([contentType, contentLanguage, url]), most));
}
