/**
 * The HTTP server of the tests: two origins on this machine, what the project serves, and every way to serve it badly.
 *
 * Both origins serve the same: `dist/` and `www/`, the pages a test has put, and the faults in the table below. Any
 * path takes the query options `cors` (the value of `access-control-allow-origin`; none without it) and `type` (the
 * content type).
 */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Readable, pipeline } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import { at } from '../../scripts/run.mjs';
import { findFile, typeOf } from '../../scripts/serve.mjs';

const roots = [at('www'), at('dist')];

/**
 * Scripts that stand first on each page, for a browser whose driver runs none before a page's own: who drives it sets their
 * sources before it asks for a page.
 *
 * @type {{ scripts: string[] }}
 */
export const first = { scripts: [] };

/** Where they are, under any policy that lets a page have its own scripts. */
const firstPath = '/first.js';

/** What `/endless` sends at most, so that no forgotten test fills the memory. */
const endlessBytes = 256 * 1024 * 1024;

/**
 * @typedef {object} Exchange one request and what became of it
 * @property {string} method
 * @property {string} path without the query
 * @property {string} url with the query
 * @property {'page' | 'other'} origin which of the two origins was asked
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {boolean} finished whether the whole answer was sent
 * @property {boolean} aborted whether the client went away before that
 */

/**
 * @typedef {object} Answer what a test puts at a path
 * @property {string} [type] content type; HTML without it
 * @property {number} [status]
 * @property {Record<string, string>} [headers]
 */

/**
 * @typedef {object} Fault
 * @property {import('node:http').ServerResponse} response its status and headers are not sent yet
 * @property {URLSearchParams} query
 * @property {string} rest what follows the fault's name in the path
 * @property {Sample} sample
 */

/** Every fault, by the first segment of its path. @type {Record<string, (fault: Fault) => void | Promise<void>>} */
const faults = {
  /** `/status/404`: that status, and a short text. */
  status: ({ response, rest }) => {
    response.statusCode = Number(rest);
    response.end(`Status ${rest}\n`);
  },
  /** 200, and no byte of body. */
  empty: ({ response, sample }) => {
    declare(response, sample.type);
    response.end();
  },
  /** An HTML page. */
  html: ({ response }) => {
    declare(response, 'text/html; charset=utf-8');
    response.end('<!doctype html><html lang="en"><title>Not here</title><p>This page is no feed.</p></html>\n');
  },
  /** Plain text, sent as if it were XML. */
  text: ({ response, sample }) => {
    declare(response, sample.type);
    response.end('Hello! This is no XML.\n');
  },
  /** The sample feed cut in the middle of a post: the posts before it are whole. */
  cut: ({ response, sample }) => {
    declare(response, sample.type);
    response.end(sample.cut);
  },
  /** Breaks the connection, unless it is asked for the headers alone. */
  drop: ({ response }) => void (response.req.method === 'HEAD' ? response.end() : response.destroy()),
  /** Takes the request and never answers. */
  never: () => {},
  /** `/stall?bytes=1000`: promises the whole feed and sends half of it, or so much, then nothing; the connection stays until `breakOff`. */
  stall: ({ response, query, sample }) => {
    declare(response, sample.type);
    response.setHeader('content-length', sample.whole.length);
    response.write(sample.cut.subarray(0, Number(query.get('bytes') ?? sample.cut.length)));
  },
  /** `/slow?ms=300`: the sample feed, after a while. */
  slow: async ({ response, query, sample }) => {
    await delay(Number(query.get('ms') ?? 1000), undefined, { ref: false });
    declare(response, sample.type);
    response.end(sample.whole);
  },
  /** Half a feed, then white space without end. */
  endless: ({ response, sample }) => {
    declare(response, sample.type);
    pipeline(Readable.from(endless(sample.cut)), response, () => {});
  },
  /** `/redirect?to=/feed.xml`: to a path or to another origin. */
  redirect: ({ response, query }) => {
    response.writeHead(302, { location: query.get('to') ?? '/' }).end();
  },
};

/** @param {Buffer} start @returns {AsyncGenerator<Buffer>} what `/endless` sends, in pieces of 64 kB */
async function* endless(start) {
  yield start;
  const piece = Buffer.alloc(64 * 1024, ' ');
  for (let sent = 0; sent < endlessBytes; sent += piece.length) {
    yield piece;
    await delay(1);
  }
}

/** @param {import('node:events').EventEmitter} emitter @param {string} name @returns {Promise<void>} */
const once = (emitter, name) => new Promise((resolve) => void emitter.once(name, () => resolve()));

/**
 * Sets the content type unless the query has.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {string} type
 */
function declare(response, type) {
  if (!response.hasHeader('content-type')) response.setHeader('content-type', type);
}

/**
 * A page with the scripts that stand first, where there are any; what is no page of a window is left as it is.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response its headers are known
 * @param {string | Buffer} body
 * @returns {string | Buffer}
 */
function withFirst(request, response, body) {
  if (first.scripts.length === 0 || request.headers['sec-fetch-dest'] !== 'document') return body;
  const [, nonce] = /'nonce-([^']+)'/.exec(String(response.getHeader('content-security-policy'))) ?? [];
  const script = `<script src="${firstPath}"${nonce ? ` nonce="${nonce}"` : ''}></script>`;
  return String(body).replace(/^\s*(<!doctype html>)?/i, `$&${script}`);
}

/** A feed whole, and cut in the middle of its middle post. */
class Sample {
  /** @param {Buffer} whole */
  constructor(whole) {
    const starts = [...whole.toString('latin1').matchAll(/<(?:item|entry)[\s>]/g)].map(({ index }) => index);
    /** How many posts come whole before the cut. */
    this.postsBeforeCut = Math.floor(starts.length / 2);
    const start = starts[this.postsBeforeCut] ?? 0;
    const end = starts[this.postsBeforeCut + 1] ?? whole.length;
    this.whole = whole;
    this.cut = whole.subarray(0, Math.floor((start + end) / 2));
    this.posts = starts.length;
    this.type = 'application/rss+xml; charset=utf-8';
  }
}

/** Two origins under test; `start` makes one, `close` ends it. */
export class TestServer {
  /** Every request so far, in the order of arrival. @type {Exchange[]} */
  requests = [];
  /** @type {Map<string, { body: string | Buffer } & Answer>} */
  #put = new Map();
  /** What is being answered, by path. @type {Map<string, import('node:http').ServerResponse>} */
  #answering = new Map();
  /** What is kept back, and until when. @type {Map<string, Promise<void>>} */
  #held = new Map();
  #servers = [createServer(), createServer()];

  /** @param {Sample} sample */
  constructor(sample) {
    this.sample = sample;
  }

  /**
   * @param {{ feed?: string | Buffer }} [options] the sample feed that the faults spoil; `www/feed.xml` without it
   * @returns {Promise<TestServer>}
   */
  static async start({ feed = readFileSync(at('www', 'feed.xml')) } = {}) {
    const test = new TestServer(new Sample(Buffer.from(feed)));
    const names = /** @type {const} */ (['page', 'other']);
    await Promise.all(
      test.#servers.map((server, index) => {
        server.on('request', (request, response) => void test.#answer(names[index], request, response));
        server.listen(0, '127.0.0.1');
        return once(server, 'listening');
      }),
    );
    return test;
  }

  /** The origin of the pages, without a slash at its end. */
  get url() {
    return originOf(this.#servers[0]);
  }

  /** Another origin: what it serves without `cors=*` cannot be read by a page of the first. */
  get other() {
    return originOf(this.#servers[1]);
  }

  /**
   * Serves a text or bytes at a path, over whatever was there.
   *
   * @param {string} path
   * @param {string | Buffer} body
   * @param {Answer} [answer]
   * @returns {string} its URL on the pages' origin
   */
  put(path, body, answer = {}) {
    this.#put.set(path, { body, ...answer });
    return this.url + path;
  }

  /** @param {string} path without a query @returns {Exchange[]} the requests for it */
  to(path) {
    return this.requests.filter((exchange) => exchange.path === path);
  }

  /** Waits until a path has been asked for. @param {string} path without a query */
  async asked(path) {
    const wait = 20;
    for (let left = 5000; this.to(path).length === 0; left -= wait) {
      if (left <= 0) throw new Error(`Nobody asks for ${path}.`);
      await delay(wait);
    }
  }

  /** Keeps the answers for a path back. @param {string} path without a query @returns {() => void} lets them go */
  hold(path) {
    /** @type {() => void} */
    let release = () => {};
    this.#held.set(path, new Promise((resolve) => (release = resolve)));
    return release;
  }

  /** Breaks the connection of the last request for a path. @param {string} path without a query */
  breakOff(path) {
    this.#answering.get(path)?.destroy();
  }

  async close() {
    await Promise.all(
      this.#servers.map((server) => {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        return closed;
      }),
    );
  }

  /**
   * @param {'page' | 'other'} origin
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer(origin, request, response) {
    const { method = '', url = '', headers } = request;
    const { pathname: path, searchParams: query } = new URL(url, 'http://localhost');
    if (path === firstPath) {
      declare(response, 'text/javascript');
      response.end(first.scripts.join('\n'));
      return;
    }
    const exchange = { method, path, url, origin, headers, finished: false, aborted: false };
    this.requests.push(exchange);
    this.#answering.set(path, response);
    response.on('finish', () => (exchange.finished = true));
    response.on('close', () => (exchange.aborted = !exchange.finished));
    response.on('error', () => {});

    response.setHeader('cache-control', 'no-store');
    const cors = query.get('cors');
    if (cors !== null) response.setHeader('access-control-allow-origin', cors);
    const type = query.get('type');
    if (type !== null) response.setHeader('content-type', type);

    await this.#held.get(path);
    const put = this.#put.get(path);
    const [, name, rest = ''] = path.split('/');
    const found = findFile(roots, path);
    if (put) {
      declare(response, put.type ?? 'text/html; charset=utf-8');
      for (const [header, value] of Object.entries(put.headers ?? {})) response.setHeader(header, value);
      response.statusCode = put.status ?? 200;
      response.end(withFirst(request, response, put.body));
    } else if (Object.hasOwn(faults, name)) {
      void faults[name]({ response, query, rest, sample: this.sample });
    } else if (found) {
      declare(response, typeOf(found.file));
      response.end(withFirst(request, response, readFileSync(found.file)));
    } else {
      response.writeHead(404).end('Not found\n');
    }
  }
}

/** @param {import('node:http').Server} server */
function originOf(server) {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}`;
}
