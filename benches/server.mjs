/** The host of the pages that are measured: on this machine, as hosts send things, compressed and with a time to keep them. */

import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** How long everything may be kept: so long that a second visit asks for nothing but what it wants to ask for. */
const MAX_AGE = 3600;

/** Timers of a page are exact only where it shares its process with nobody. */
const headers = {
  'cache-control': `max-age=${MAX_AGE}`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** How much work a host spends on what it sends: files once for ever, feeds each time. */
const encoders = {
  br: (/** @type {Buffer} */ body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  gzip: (/** @type {Buffer} */ body) => gzipSync(body),
};

/** @typedef {{ type?: string, encoding?: keyof typeof encoders, status?: number }} How the way that something is sent */

export class Server {
  /** The paths that were asked for, in the order of the requests. @type {string[]} */
  requests = [];
  /** @type {Map<string, { body: Buffer, headers: Record<string, string> }>} */
  #files = new Map();
  #server = createServer((request, response) => {
    const path = request.url ?? '';
    this.requests.push(path);
    // The same feed has many addresses, so that many widgets may each have one of their own.
    const file = this.#files.get(path.split('?')[0]);
    response.on('error', () => {});
    if (file) response.writeHead(200, { ...headers, ...file.headers }).end(file.body);
    else response.writeHead(404).end();
  });

  static async start() {
    const server = new Server();
    await new Promise((resolve) => server.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return server;
  }

  get url() {
    return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (this.#server.address()).port}`;
  }

  /** @param {string} path @param {string | Buffer} content @param {How} [how] */
  put(path, content, { type = 'text/html; charset=utf-8', encoding } = {}) {
    const whole = Buffer.from(content);
    const body = encoding ? encoders[encoding](whole) : whole;
    const about = { 'content-type': type, 'content-length': String(body.length) };
    this.#files.set(path, { body, headers: encoding ? { ...about, 'content-encoding': encoding } : about });
  }

  /** @param {string} folder whose scripts are put at the top */
  putSite(folder) {
    this.put('/empty.html', '<!doctype html><title>Empty</title>');
    for (const file of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
      this.putScript(`/${file}`, readFileSync(join(folder, file), 'utf8'));
    }
  }

  /** @param {string} path @param {string} source of a script, sent as small as can be */
  putScript(path, source) {
    this.put(path, source, { type: 'text/javascript; charset=utf-8', encoding: 'br' });
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
