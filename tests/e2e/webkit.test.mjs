/**
 * What the other files look at in Chromium and Firefox, in short, in WebKit: its driver knows less, so it has a file of its own.
 *
 * WebKitGTK runs WebAssembly under any policy, so what is looked at is a page that has none, as in Safari's Lockdown Mode.
 * Left out are narrow windows, dark schemes and forced colours, which the driver cannot choose, and layout shifts, which WebKit
 * does not measure.
 */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { TestServer } from './server.mjs';
import { launch, watch } from './webkit.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

const { renderToString } = await import('../../dist/server.js');
const { parseFeed } = await import('../../dist/parse.js');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

let server, browser;

before(async () => {
  server = await TestServer.start();
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  server.put('/watch.js', watch, { type: 'text/javascript' });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page of this text, with the script that watches it. */
async function open(html, { path = '/webkit.html', headers = {} } = {}) {
  server.put(path, html.replace('<title>', '<script src="/watch.js"></script><title>'), { headers });
  server.requests.length = 0;
  return browser.open(path);
}

const watched = (page) => page.evaluate(() => globalThis.watched);
const nothing = { errors: [], warnings: [], violations: [] };
const inWidget = (page, act) => page.evaluate(`return (${act})(document.querySelector('latest-posts').shadowRoot)`);

test('the demo shows its posts', async () => {
  const page = await open(readFileSync(at('www', 'demo.html'), 'utf8'), { path: '/demo.html' });
  await page.waitForFunction(() => [...document.querySelectorAll('latest-posts')].every(({ shadowRoot }) => shadowRoot?.querySelector('article')));
  const { articles, excerpts, archives } = await seen(page);
  assert.deepEqual([articles, excerpts.length], [5, 5]);
  assert.equal(archives, 'Browse the archives for engineering or all posts.');
  assert.deepEqual(server.requests.filter(({ origin }) => origin === 'other'), []);
  assert.deepEqual(await watched(page), nothing);
});

for (const file of readdirSync(at('www', 'variants')).filter((name) => name.endsWith('.html'))) {
  test(`${file}: posts are shown, nothing overflows, and axe-core finds nothing`, async () => {
    const page = await open(readFileSync(at('www', 'variants', file), 'utf8'), { path: `/variants/${file}` });
    await page.waitForFunction(() => document.querySelector('latest-posts').feed);
    const { articles, posts, overflow } = await page.evaluate(() => {
      const widget = document.querySelector('latest-posts');
      return {
        articles: widget.shadowRoot.querySelectorAll('article').length,
        posts: widget.feed.items.length,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
    assert.equal(articles, posts);
    assert.ok(posts > 0);
    assert.equal(overflow, 0);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { violations } = await globalThis.axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
    });
    assert.deepEqual(found, []);
    const { errors, warnings } = await watched(page);
    assert.deepEqual([errors, warnings], [[], []]);
  });
}

/** A page with the strict policy, with WebAssembly or as if the visitor's browser had none. */
async function visit({ hasWasm }) {
  server.put('/lockdown.js', hasWasm ? '' : 'delete globalThis.WebAssembly;', { type: 'text/javascript' });
  const html = pageWith('src="/feed.xml"', '<script src="/lockdown.js"></script>');
  const page = await open(html, { headers: { 'content-security-policy': strict } });
  await settled(page);
  return { page, ...(await seen(page)) };
}

test('the strictest policy that allows WebAssembly has nothing to refuse', async () => {
  const { page, articles } = await visit({ hasWasm: true });
  assert.equal(articles, 5);
  assert.deepEqual(await watched(page), nothing);
  assert.equal(server.to('/without-wasm.js').length, 0);
});

test('a browser without WebAssembly shows the same', async () => {
  const { page: _, ...usual } = await visit({ hasWasm: true });
  const { page, ...result } = await visit({ hasWasm: false });
  assert.equal(server.to('/without-wasm.js').length, 1);
  assert.deepEqual(result, usual);
  assert.deepEqual(await watched(page), nothing);
});

test('where that cannot be loaded either, the fallback is seen and the page is told why', async () => {
  server.put('/without-wasm.js', 'Not found', { status: 404 });
  const { code, fallback } = await visit({ hasWasm: false });
  server.put('/without-wasm.js', readFileSync(at('dist', 'without-wasm.js')), { type: 'text/javascript' });
  assert.deepEqual([code, fallback], ['wasm-refused', true]);
});

test('the classic script shows posts where it stands, in all the ways in which pages have scripts', async () => {
  for (const how of ['', 'async', 'defer']) {
    const script = (limit) => `<script ${how} src="/embed.js" data-src="/feed.xml" data-limit="${limit}"></script>`;
    const page = await open(`<!doctype html><html lang="en"><title>A page</title><p>${script(1)}</p><div>${script(2)}</div>`);
    await page.waitForFunction(() => [...document.querySelectorAll('latest-posts')].filter(({ feed }) => feed).length === 2);
    const places = await page.evaluate(() => [...document.querySelectorAll('latest-posts')].map(({ parentElement, feed }) => [parentElement.localName, feed.items.length]));
    assert.deepEqual(places, [['p', 1], ['div', 2]]);
    assert.deepEqual(await watched(page), nothing);
  }
});

test('the feed and the crate are asked for at once, whichever comes first', async () => {
  for (const [first, second] of [['/core.js', '/feed.xml'], ['/feed.xml', '/core.js']]) {
    const release = server.hold(first);
    const page = await open(pageWith('src="/feed.xml" cache="off"'));
    await server.asked(second);
    assert.equal((await seen(page)).articles, 0);
    release();
    await settled(page);
    assert.equal((await seen(page)).articles, 5);
  }
});

test('a button shows more posts, and the first of them has the focus', async () => {
  const page = await open(pageWith('src="/feed.xml" limit="3" more'));
  await settled(page);
  const titles = (await seen(page)).titles;
  await inWidget(page, (root) => root.querySelector("[part='more']").click());
  await page.waitForFunction(() => document.querySelector('latest-posts').shadowRoot.querySelectorAll('article').length === 6);
  const after = (await seen(page)).titles;
  assert.deepEqual(after.slice(0, 3), titles);
  assert.equal(await inWidget(page, (root) => root.activeElement.textContent.trim()), after[3]);
  assert.equal(server.to('/feed.xml').length, 1, 'nothing is asked for again');
});

test('a search by keyboard finds posts and keeps the focus', async () => {
  const posts = ['Bread, one', 'Butter, two', 'Bread, three'].map((title) => `<item><title>${title}</title></item>`);
  server.put('/breakfast.xml', `<rss><channel><title>Breakfast</title>${posts.join('')}</channel></rss>`);
  const page = await open(pageWith('src="/breakfast.xml" searchable'));
  await settled(page);
  await inWidget(page, (root) => root.querySelector("[part='search']").focus());
  await page.type('thr BREAD');
  await page.waitForFunction(() => document.querySelector('latest-posts').shadowRoot.querySelectorAll('article').length === 1);
  assert.deepEqual((await seen(page)).titles, ['Bread, three']);
  assert.equal(await inWidget(page, (root) => root.activeElement.part.value), 'search');
});

test('the archive has all posts by year and month, and opens at a fragment', async () => {
  const page = await open(pageWith('src="/feed.xml" limit="2" archives="#archive"'));
  await settled(page);
  const posts = server.sample.posts;
  assert.equal((await seen(page)).articles, 2);
  await page.evaluate(() => void (location.hash = '#archive'));
  await page.waitForFunction(() => document.querySelector('latest-posts').shadowRoot.querySelector('details'));
  assert.equal(await inWidget(page, (root) => root.querySelectorAll('li').length), posts);
  const counts = await inWidget(page, (root) => [...root.querySelectorAll("[part='year'] > summary")].map(({ textContent }) => Number(textContent.split(' ').at(-1))));
  assert.equal(counts.reduce((sum, count) => sum + count, 0), posts);
});

test('what a server has rendered stays where it is, fresh or stale', async () => {
  const feed = await parseFeed(readFileSync(at('www', 'feed.xml')), { url: `${server.url}/feed.xml` });
  const fresh = await renderToString({ feed, src: '/feed.xml', url: `${server.url}/`, lang: 'en', limit: 3 });
  for (const [rendered, asked] of [[fresh, 0], [fresh.replace(/"until":\d+/, '"until":0'), 1]]) {
    const page = await open(`<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><script src="/note-events.js"></script>
      ${rendered}
      <script>
        globalThis.posts = [...document.querySelector('latest-posts').shadowRoot.querySelectorAll('article')];
        posts[1].querySelector('a').focus();
      </script>
      <script type="module" src="/latest-posts.js"></script>`);
    await settled(page);
    const kept = await page.evaluate(() => ({
      posts: globalThis.posts.filter((post) => post.isConnected).length,
      hasFocus: globalThis.posts[1].contains(document.querySelector('latest-posts').shadowRoot.activeElement),
    }));
    assert.deepEqual(kept, { posts: 3, hasFocus: true });
    assert.equal(server.to('/feed.xml').length, asked);
    assert.deepEqual((await seen(page)).events, ['loadstart', 'load', 'loadend']);
    assert.deepEqual(await watched(page), nothing);
  }
});
