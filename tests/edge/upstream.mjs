/** The feeds' server of the tests: a real one, on this machine, that answers as a test says, and remembers who asked for what. */

import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @typedef {object} Asked
 * @property {string} host that the edge meant
 * @property {string} path with its query
 * @property {import('node:http').IncomingHttpHeaders} headers
 */

/** @typedef {(response: import('node:http').ServerResponse, asked: Asked, place: number) => unknown} Answer `place` counts from 0 */

export class Upstream {
  /** @type {Asked[]} */
  requests = [];
  /** @type {Map<string, Answer>} */
  #answers = new Map();
  #server = createServer();

  static async start() {
    const upstream = new Upstream();
    upstream.#server.on('request', ({ url = '/', headers }, response) => {
      // Where `fetch` is put in place it cannot say the host in the header of that name.
      const asked = { host: String(headers['x-host'] ?? headers.host), path: url, headers };
      const place = upstream.to(url).length;
      upstream.requests.push(asked);
      response.on('error', () => {});
      const answer = upstream.#answers.get(url);
      if (answer) void answer(response, asked, place);
      else response.writeHead(404).end('Not here\n');
    });
    await new Promise((resolve) => void upstream.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return upstream;
  }

  get port() {
    return /** @type {import('node:net').AddressInfo} */ (this.#server.address()).port;
  }

  /** @param {string} path @param {Answer} answer @returns {string} the address that the edge knows it by */
  at(path, answer) {
    this.#answers.set(path, answer);
    return `https://blog.example.com${path}`;
  }

  /** @param {string} path @returns {Asked[]} */
  to(path) {
    return this.requests.filter((asked) => asked.path === path);
  }

  /** @returns {Promise<void>} */
  close() {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

/** A feed. @param {string} title @param {number} [posts] @param {string} [more] in each post */
export const rss = (title, posts = 3, more = '') =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>https://blog.example.com/</link>${Array.from(
    { length: posts },
    (_, place) =>
      `<item><title>${title} ${place}</title><link>/posts/${place}</link><category>${place % 2 ? 'odd' : 'even'}</category>` +
      `<description>${more}Text of ${title} ${place}.</description></item>`,
  ).join('')}</channel></rss>`;

export const xml = { 'content-type': 'application/rss+xml' };

/** Sends a text again and again, until the other side has had enough. @param {import('node:http').ServerResponse} response @param {string} text @param {number} pause in milliseconds */
export async function endlessly(response, text, pause) {
  while (!response.destroyed) {
    // Not more than it takes: what is not taken would fill this process.
    if (!response.writableNeedDrain) response.write(text);
    await delay(pause);
  }
}
