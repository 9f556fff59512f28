/** The handler as a listener of `node:http`. */

import { originOf } from './edge-answer.js';

/** Headers of a client that are looked at. */
const HEARD = ['origin', 'if-none-match'];

/**
 * What is used of `node:http`, so that these types need none of Node's.
 *
 * @typedef {object} Incoming
 * @property {string} [method]
 * @property {string} [url]
 * @property {Record<string, string | string[] | undefined>} headers
 */

/**
 * @typedef {object} Outgoing
 * @property {(status: number, headers: Record<string, string>) => unknown} writeHead
 * @property {(body: Uint8Array) => unknown} end
 */

/**
 * @param {import('./edge.js').Handler} handler
 * @param {object} [options]
 * @param {string} [options.origin] the address that clients know, as `https://edge.example.com`, where a server in front
 *   does the encryption; else the one that they say
 * @returns {(request: Incoming, response: Outgoing) => Promise<void>}
 * @throws {TypeError} for an origin that is no address
 *
 * @example
 * createServer(toNode(createHandler({ feeds: ['https://blog.example.com/feed'] }))).listen(8080);
 */
export function toNode(handler, { origin } = {}) {
  // An empty variable of the environment names none.
  const own = origin && originOf(origin);
  return async ({ method = 'GET', url = '/', headers }, response) => {
    const heard = new Headers();
    for (const name of HEARD) if (headers[name] !== undefined) heard.set(name, String(headers[name]));
    const said = `http://${headers.host ?? 'localhost'}`;
    const base = own || new URL(URL.canParse(said) ? said : 'http://localhost').origin;
    // A target may be written with a site before it, which is not asked, or be no path at all.
    const path = url.replace(/^https?:\/\/[^/?]*/i, '').replace(/^(?!\/).*/s, '/');
    // Node gives a method that a request may not have.
    const asked = new Request(base + path, { method: /^(CONNECT|TRACE|TRACK)$/.test(method) ? 'POST' : method, headers: heard });
    // The process lives on after an answer, so there is no need to hold it.
    const answered = await handler.fetch(asked, undefined, { waitUntil() {} });
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    response.end(new Uint8Array(await answered.arrayBuffer()));
  };
}
