/** What travels at once, and what is not waited for: the code, the feed, and the rest of a long feed. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

const posts = 2000;
const type = 'application/rss+xml; charset=utf-8';

/** A feed of some 4 MB. @param {'newest' | 'oldest'} order */
function longFeed(order) {
  const items = Array.from({ length: posts }, (_, place) => {
    const date = new Date(Date.UTC(2015, 0, 1) + (order === 'newest' ? -place : place) * 86_400_000);
    return `<item><title>Post ${place}</title><link>https://blog.example/${place}</link><pubDate>${date.toUTCString()}</pubDate><description>${'Some words. '.repeat(160)}</description></item>`;
  });
  return `<rss version="2.0"><channel><title>Long</title><link>https://blog.example/</link>${items.join('\n')}</channel></rss>`;
}

let server, browser;

before(async () => {
  server = await TestServer.start();
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Waits for what the server sees. @param {() => unknown} is @param {string} what */
async function until(is, what) {
  for (const end = Date.now() + 10_000; !is(); ) {
    assert.ok(Date.now() < end, `in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('the feed is asked for while the crate is still on its way', async () => {
  const letGo = server.hold('/core.js');
  server.put('/start.html', pageWith('src="/feed.xml" cache="off"'));
  const from = server.requests.length;
  const { page, errors, close } = await browser.open('/start.html', { until: 'domcontentloaded' });
  const asked = () => server.requests.slice(from).map(({ path }) => path);
  await until(() => asked().includes('/feed.xml'), 'a request for the feed');
  assert.ok(asked().includes('/core.js'), 'both are on their way');
  assert.equal((await seen(page)).titles.length, 0);
  letGo();
  await settled(page);
  assert.equal((await seen(page)).titles.length, 5);
  assert.equal(asked().filter((path) => path === '/feed.xml').length, 1);
  assert.deepEqual(errors, []);
  await close();
});

test('the crate is asked for while the feed is still on its way', async () => {
  server.put('/held.xml', longFeed('newest'), { type });
  const letGo = server.hold('/held.xml');
  server.put('/start.html', pageWith('src="/held.xml" cache="off"'));
  const from = server.requests.length;
  const { page, errors, close } = await browser.open('/start.html', { until: 'domcontentloaded' });
  const core = () => server.requests.slice(from).find(({ path }) => path === '/core.js');
  await until(() => core()?.finished, 'the crate');
  assert.equal((await seen(page)).titles.length, 0);
  letGo();
  await settled(page);
  assert.deepEqual((await seen(page)).titles, ['Post 0', 'Post 1', 'Post 2', 'Post 3', 'Post 4']);
  assert.deepEqual(errors, []);
  await close();
});

test('the first posts are shown while the server holds back the rest of a long feed', async () => {
  server.put('/part.xml', longFeed('newest'), { type });
  // Seven posts, which show five and that there are more, and are too few to tell that the rest does not matter.
  const letGo = server.hold('/part.xml', 17 * 1024);
  server.put('/start.html', pageWith('src="/part.xml" cache="off"'));
  const { page, errors, close } = await browser.open('/start.html', { until: 'domcontentloaded' });
  await page.waitForFunction(() => document.querySelector('latest-posts').feed, { polling: 50, timeout: 10_000 });
  assert.deepEqual((await seen(page)).titles, ['Post 0', 'Post 1', 'Post 2', 'Post 3', 'Post 4']);
  assert.equal(server.to('/part.xml').at(-1).finished, false);
  letGo();
  await settled(page);
  assert.deepEqual((await seen(page)).titles, ['Post 0', 'Post 1', 'Post 2', 'Post 3', 'Post 4']);
  assert.deepEqual(errors, []);
  await close();
});

test('a long feed with its newest first is not read to its end', async () => {
  server.put('/newest.xml', longFeed('newest'), { type });
  // What comes at once is more than enough; the rest never comes, and nobody waits for it.
  server.hold('/newest.xml', 256 * 1024);
  server.put('/start.html', pageWith('src="/newest.xml" cache="off"'));
  const { page, errors, close } = await browser.open('/start.html', { until: 'domcontentloaded' });
  await settled(page);
  assert.equal((await seen(page)).titles[0], 'Post 0');
  await until(() => server.to('/newest.xml').at(-1).aborted, 'the end of the request');
  assert.deepEqual(errors, []);
  await close();
});

test('a feed with its newest last is read whole', async () => {
  server.put('/oldest.xml', longFeed('oldest'), { type });
  server.put('/start.html', pageWith('src="/oldest.xml" cache="off"'));
  const { page, errors, close } = await browser.open('/start.html', { until: 'domcontentloaded' });
  await settled(page);
  assert.equal((await seen(page)).titles[0], `Post ${posts - 1}`);
  const { finished, aborted } = server.to('/oldest.xml').at(-1);
  assert.deepEqual({ finished, aborted }, { finished: true, aborted: false });
  assert.deepEqual(errors, []);
  await close();
});

test('a lazy widget asks for nothing until the window comes near', async () => {
  const widget = pageWith('src="/feed.xml" cache="off" loading="lazy"');
  server.put('/start.html', widget.replace('<latest-posts', '<div style="height: 10000px"></div><latest-posts'));
  const from = server.requests.length;
  const { page, errors, close } = await browser.open('/start.html');
  const asked = () => ['/core.js', '/widget.js', '/feed.xml'].map((file) => server.requests.slice(from).filter(({ path }) => path === file).length);
  await page.evaluate(() => customElements.whenDefined('latest-posts').then(() => new Promise((resolve) => setTimeout(resolve, 300))));
  assert.deepEqual(asked(), [0, 0, 0]);
  await page.evaluate(() => document.querySelector('latest-posts').scrollIntoView());
  await settled(page);
  assert.deepEqual(asked(), [1, 1, 1]);
  assert.deepEqual(errors, []);
  await close();
});
