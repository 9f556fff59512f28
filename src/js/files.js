/** Feeds that are files of this machine, as a server would answer them: while a site is built, its feed is one. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { raised } from './faults.js';
import { addresses } from './ladder.js';

/** @import { Answer } from './fetch.js' */

/**
 * @param {string[]} files
 * @param {string} [src] where visitors find them, one address for each
 * @param {string} [page] what those are relative to
 * @returns {Answer[]}
 * @throws {Error} with `code`: `bad-src`, where there is no such file
 */
export function readFeeds(files, src, page) {
  const urls = src ? addresses(src, page) : [];
  return files.map((file, place) => ({ bytes: bytesOf(file), contentType: '', contentLanguage: '', cacheControl: '', url: urls[place] ?? '' }));
}

/** @param {string} file */
function bytesOf(file) {
  try {
    return readFileSync(/^file:/i.test(file) ? fileURLToPath(file) : file);
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    // Who has left the scheme of an address out is helped by it.
    const said = code === 'ENOENT' ? 'There is no such file, and an address of the web begins with https://' : message;
    throw raised('bad-src', said, error);
  }
}
