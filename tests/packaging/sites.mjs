/** Sites of frameworks that render posts on a server, or while they are built: `/posts` there, and `/` in the browser alone. */

import { cpSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import { at } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';
import { inFolder, inside, modern, started, tool } from './folder.mjs';
import { shown } from './pages.mjs';

/**
 * @typedef {object} Site
 * @property {string} home its folder
 * @property {[command: string, ...args: string[]]} [build]
 * @property {string} [files] its folder of files that are served as they are
 * @property {(port: string) => [command: string, ...args: string[]]} [start] its own server
 * @property {string} [out] the folder with its pages, where it needs no server
 * @property {boolean} isOnePage whether its links are followed without a new document
 */

/** @type {Record<'next' | 'nextDev' | 'astro' | 'sveltekit' | 'nuxt', Site>} */
export const sites = {
  next: {
    home: 'next',
    build: [tool('next', 'next'), 'build'],
    files: 'public',
    start: (port) => [tool('next', 'next'), 'start', '--hostname', '127.0.0.1', '--port', port],
    isOnePage: true,
  },
  nextDev: {
    home: 'next',
    files: 'public',
    start: (port) => [tool('next', 'next'), 'dev', '--hostname', '127.0.0.1', '--port', port],
    isOnePage: true,
  },
  astro: { home: 'astro', build: [tool('astro', 'astro'), 'build'], out: 'dist', isOnePage: false },
  sveltekit: {
    home: 'sveltekit',
    build: [tool('vite', 'sveltekit'), 'build'],
    files: 'static',
    start: () => ['node', 'build/index.js'],
    isOnePage: true,
  },
  nuxt: {
    home: 'nuxt',
    build: [tool('nuxt', 'nuxt'), 'build'],
    files: 'public',
    start: () => ['node', '.output/server/index.mjs'],
    isOnePage: true,
  },
};

/**
 * Builds a site and looks at its pages.
 *
 * @param {Site} site
 * @param {import('puppeteer-core').Browser} browser
 */
export async function trySite({ home, build, files, start, out = '', isOnePage }, browser) {
  const feed = await serveFeed();
  const env = { ...modern, FEED: feed.url };
  let server;
  try {
    if (files) cpSync(at('www', 'feed.xml'), inFolder(home, files, 'feed.xml'));
    if (build) await inside(build[0], build.slice(1), { home, env });
    server = start ? await started(start, { home, env }) : await serve({ roots: [inFolder(home, out), at('www')] });
    await look(server.url, isOnePage, browser);
  } finally {
    await server?.close();
    feed.close();
  }
}

/** @param {string} url @param {boolean} isOnePage @param {import('puppeteer-core').Browser} browser */
async function look(url, isOnePage, browser) {
  const posts = new URL('posts', url).href;
  const plain = await shown(browser, posts, { withScripts: false });
  const served = await shown(browser, posts);
  const own = await shown(browser, url);
  const reached = await shown(browser, url, { link: '/posts' });
  const isRight =
    [plain, served, own, reached].every(({ titles, errors }) => titles.length === 3 && errors.length === 0) &&
    [served, own, reached].every(({ isRead }) => isRead) &&
    // What a server has rendered is kept, and is fresh.
    served.elements === 1 &&
    served.feeds.length === 0 &&
    own.feeds.length === 1 &&
    own.heard === 3 &&
    own.searchable === true &&
    reached.feeds.length <= 1 &&
    reached.searchable === false &&
    reached.isSamePage === isOnePage;
  if (!isRight) throw new Error(JSON.stringify({ plain, served, own, reached }));
}

/** A feed that may be kept for an hour, as blogs send it. @returns {Promise<{ url: string, close: () => void }>} */
function serveFeed() {
  const feed = readFileSync(at('www', 'feed.xml'));
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml', 'cache-control': 'max-age=3600' }).end(feed);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve({ url: `http://127.0.0.1:${port}/feed.xml`, close: () => void server.close() });
    });
  });
}
