/** The listener of `node:http`: what a client can write that is no `Request`, and the address that it says the edge has. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';

import { createHandler, toNode } from '../../dist/edge.js';
import { Upstream, rss, xml } from './upstream.mjs';

const feed = 'https://blog.example.com/feed';

/** @type {Upstream} */
let upstream;
/** @type {import('node:http').Server[]} */
const servers = [];

/** @param {Parameters<typeof toNode>[1]} [options] @returns {Promise<number>} its port */
async function listen(options) {
  const handler = createHandler({ feeds: [feed], fetch: (url, init) => fetch(`http://127.0.0.1:${upstream.port}${new URL(url).pathname}`, init) });
  const server = createServer(toNode(handler, options));
  servers.push(server);
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}

before(async () => {
  upstream = await Upstream.start();
  upstream.at('/feed', (response) => response.writeHead(200, xml).end(rss('Node')));
});

after(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await upstream?.close();
});

/** What is answered to lines as they are. @param {number} port @param {string[]} lines @returns {Promise<string>} */
const said = (port, lines) =>
  new Promise((resolve, reject) => {
    let text = '';
    connect(port, '127.0.0.1', function () {
      this.write(`${[...lines, 'connection: close', '', ''].join('\r\n')}`);
    })
      .on('data', (chunk) => (text += chunk))
      .on('close', () => resolve(text))
      .on('error', reject);
  });

test('a request that is none for the platform is refused, and the server lives', async () => {
  const port = await listen();
  const query = `/?feed=${encodeURIComponent(feed)}`;
  for (const [status, ...lines] of [
    ['200', `GET ${query} HTTP/1.1`, 'host: edge.example.com'],
    ['200', `GET ${query} HTTP/1.0`],
    ['200', `GET //evil.example${query} HTTP/1.1`, 'host: edge.example.com'],
    ['200', `GET https://evil.example${query} HTTP/1.1`, 'host: edge.example.com'],
    ['400', 'GET /?feed=%ff%fe HTTP/1.1', 'host: edge.example.com'],
    ['200', `GET ${query} HTTP/1.1`, 'host: a b<c>'],
    ['200', `GET ${query} HTTP/1.1`, 'host: user:password@edge.example.com/path?x#y'],
    ['204', 'OPTIONS * HTTP/1.1', 'host: edge.example.com'],
    ['405', `TRACE ${query} HTTP/1.1`, 'host: edge.example.com'],
    ['405', `PROPFIND ${query} HTTP/1.1`, 'host: edge.example.com'],
    ['200', `HEAD ${query} HTTP/1.1`, 'host: edge.example.com'],
  ]) {
    const answer = await said(port, lines);
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), `${lines[0]}: ${answer.slice(0, 300)}`);
    assert.match(answer, /x-content-type-options: nosniff/i);
  }
});

test('the element asks at the address that the owner says, not the client', async () => {
  const lines = [`GET /posts?feed=${encodeURIComponent(feed)}&format=html HTTP/1.1`, 'host: evil.example'];
  assert.match(await said(await listen({ origin: 'https://edge.example.com' }), lines), /via="https:\/\/edge\.example\.com\/posts\?feed=\{url\}"/);
  const port = await listen();
  assert.match(await said(port, lines), /via="http:\/\/evil\.example\/posts/);
  assert.match(await said(port, [lines[0], 'host: www.example.com']), /via="http:\/\/www\.example\.com\/posts/, 'what one client says is not kept for others');
});

test('an address that is none is refused when the server starts, not at its first request', async () => {
  const handler = createHandler({ feeds: [feed] });
  for (const origin of ['edge.example.com', 'localhost:8080']) assert.throws(() => toNode(handler, { origin }), TypeError);
  const lines = [`GET /?feed=${encodeURIComponent(feed)} HTTP/1.1`, 'host: edge.example.com'];
  assert.match(await said(await listen({ origin: '' }), lines), /^HTTP\/1\.1 200 /);
});
