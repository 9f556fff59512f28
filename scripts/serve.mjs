/** A static server for the project's own pages, on this machine alone. */

import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, posix } from 'node:path';

import { SetupError } from './run.mjs';

const types = {
  '.atom': 'application/atom+xml',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.rss': 'application/rss+xml',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.xml': 'application/rss+xml',
};

/** @param {string} file @returns {string} its content type, by the end of its name */
export function typeOf(file) {
  if (/(^|[./-])atom\.xml$/.test(file)) return types['.atom'];
  return types[extname(file)] ?? 'application/octet-stream';
}

/**
 * The file that a request's path names, in the first folder that has it.
 *
 * @param {string[]} roots full paths of folders
 * @param {string} path the path of a URL, still percent-encoded
 * @returns {{ file: string, size: number } | null} null where there is none, or the path leads out of the folders
 */
export function findFile(roots, path) {
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (/[\0\\]/.test(name)) return null;
  // From the root there is no way up: what is left of `..` after this stays inside the folder.
  const inside = posix.normalize(`/${name}`);
  for (const folder of roots) {
    for (const file of [join(folder, inside), join(folder, inside, 'index.html')]) {
      const stats = statSync(file, { throwIfNoEntry: false });
      if (stats?.isFile()) return { file, size: stats.size };
    }
  }
  return null;
}

/**
 * Serves folders laid over each other: the first that has a file gives it.
 *
 * @param {{ port?: number, roots: string[], isForOthers?: boolean }} options without a port: the first free one from 8080 on;
 *   whether pages of other sites may load what is served
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 * @throws {SetupError} where the port, or each of twenty, is taken
 */
export async function serve({ port, roots, isForOthers = false }) {
  const server = createServer((request, response) => {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    if (isForOthers) response.setHeader('access-control-allow-origin', '*');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const [path] = (request.url ?? '/').split('?', 1);
    const found = findFile(roots, path);
    if (!found) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
      return;
    }
    response.writeHead(200, { 'content-type': typeOf(found.file), 'content-length': found.size });
    if (request.method === 'HEAD') response.end();
    else createReadStream(found.file).on('error', () => response.destroy()).pipe(response);
  });
  const used = await listen(server, port);
  return {
    url: `http://127.0.0.1:${used}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A port that nobody listens at. @returns {Promise<number>} */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** @param {import('node:http').Server} server @param {number | undefined} port @returns {Promise<number>} */
async function listen(server, port) {
  const ports = port === undefined ? Array.from({ length: 20 }, (_, index) => 8080 + index) : [port];
  for (const candidate of ports) {
    const listening = await new Promise((resolve, reject) => {
      const failed = (/** @type {NodeJS.ErrnoException} */ error) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error);
      server.once('error', failed);
      server.listen(candidate, '127.0.0.1', () => {
        server.off('error', failed);
        resolve(true);
      });
    });
    if (listening) return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
    server.removeAllListeners('error');
  }
  throw new SetupError(`No free port among ${ports.join(', ')}. Name another one: PORT=3000 npm start`);
}
