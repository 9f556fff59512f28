import * as core from './core.js';
import { raised } from './faults.js';
import { badInput } from './generated.js';
import { read } from './read.js';

/**
 * Reads a feed, RSS, Atom or JSON Feed, in browsers, Node, workers, Deno and Bun.
 *
 * @param {Uint8Array | ArrayBuffer | string} input the document; bytes are decoded as they say themselves
 * @param {object} [origin] what came with it
 * @param {string} [origin.contentType] the `Content-Type` of the answer
 * @param {string} [origin.contentLanguage] the `Content-Language` of the answer, for a feed that does not say its language
 * @param {string} [origin.url] where it came from: relative addresses are relative to it
 * @param {number} [origin.limit] stop after so many posts
 * @returns {Promise<import('./feed.js').Feed>} a JSON Feed 1.1, its content cleaned
 * @throws {Error} named `LatestPostsError`, with a `code`: `bad-input`, `empty-body`, `not-a-feed`, and those of the core;
 *   with `not-a-feed`, `feedUrl` is the feed that a page of HTML names
 *
 * @example
 * const response = await fetch('https://blog.example.com/feed');
 * const feed = await parseFeed(await response.arrayBuffer(), { url: response.url });
 * console.log(feed.items[0].title);
 */
export async function parseFeed(input, origin = {}) {
  if (typeof input === 'string') {
    // What the document says of its bytes is no longer true.
    return read(core, new TextEncoder().encode(input), { ...origin, contentType: 'text/plain;charset=utf-8' });
  }
  if (input instanceof Uint8Array) return read(core, input, origin);
  if (input instanceof ArrayBuffer) return read(core, new Uint8Array(input), origin);
  throw raised('bad-input', badInput);
}
