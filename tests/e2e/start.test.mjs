/** What is asked for when: the feed while the crate is on its way, and of a feed no more than is shown. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

/** Some 700 kB, newest first. */
const posts = Array.from({ length: 600 }, (_, number) => {
  const date = new Date(Date.UTC(2024, 0, 1) - number * 86_400_000).toUTCString();
  return `<item><title>Post ${number}</title><link>/${number}</link><pubDate>${date}</pubDate><description>${'word '.repeat(200)}</description></item>`;
});
const feed = (/** @type {string[]} */ items) => `<rss><channel><title>Blog</title><link>/</link>${items.join('')}</channel></rss>`;
const type = 'application/rss+xml';

let server, browser;

before(async () => {
  server = await TestServer.start({ feed: feed(posts) });
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  server.put('/long.xml', feed(posts), { type });
  server.put('/oldest-first.xml', feed(posts.toReversed()), { type });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

test('the feed is asked for while the crate is on its way', async () => {
  server.put('/early.html', pageWith('src="/long.xml?early" cache="off"'));
  const release = server.hold('/core.js');
  const { page, close } = await browser.open('/early.html', { until: 'domcontentloaded' });
  await server.asked('/long.xml');
  assert.equal((await seen(page)).articles, 0);
  release();
  await settled(page);
  assert.equal((await seen(page)).articles, 5);
  await close();
});

test('the crate is asked for while the feed is on its way', async () => {
  server.put('/late.xml', feed(posts), { type });
  server.put('/late.html', pageWith('src="/late.xml" cache="off"'));
  const cores = server.to('/core.js').length;
  const release = server.hold('/late.xml');
  const { page, close } = await browser.open('/late.html');
  await server.asked('/late.xml');
  assert.equal(server.to('/core.js').length, cores + 1);
  release();
  await settled(page);
  assert.equal((await seen(page)).articles, 5);
  await close();
});

test('the feed is asked for before a format for dates is made, which takes a browser long', async () => {
  const watch = `<script>
    globalThis.order = [];
    globalThis.fetch = new Proxy(fetch, { apply: (target, self, values) => (order.push('fetch'), target(...values)) });
    Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, { construct: (target, values) => (order.push('format'), new target(...values)) });
  </script>`;
  server.put('/dates.html', watch + pageWith('src="/long.xml?dates" cache="off"'));
  const release = server.hold('/core.js');
  const { page, close } = await browser.open('/dates.html', { until: 'domcontentloaded' });
  await page.waitForFunction(() => globalThis.order.length === 2, { polling: 50 });
  release();
  await settled(page);
  assert.deepEqual(await page.evaluate(() => globalThis.order), ['fetch', 'format']);
  await close();
});

test('the first posts are shown while others are still to come', async () => {
  server.put('/first.html', pageWith('src="/stall" cache="off"'));
  const { page, close } = await browser.open('/first.html');
  await page.waitForFunction(() => document.querySelector('latest-posts').shadowRoot.querySelector('article'), { polling: 50 });
  const { titles, events } = await seen(page);
  assert.deepEqual(titles, ['Post 0', 'Post 1', 'Post 2', 'Post 3', 'Post 4']);
  assert.equal(server.to('/stall')[0].finished, false);
  // Enough posts have borne the order out, so the rest is given up, long before the time is over.
  await settled(page);
  assert.deepEqual(events.slice(0, 2), ['loadstart', 'load']);
  assert.equal(server.to('/stall')[0].aborted, true);
  assert.equal(await page.evaluate(() => document.querySelector('latest-posts').feed._latest_posts.warnings), undefined);
  await close();
});

test('posts are shown a little behind their end, however much has come before', async () => {
  // 36 posts end behind 40 kB.
  server.put('/little.html', pageWith('src="/stall?bytes=50000" limit="35" cache="off"'));
  const { page, close } = await browser.open('/little.html');
  await page.waitForFunction(() => document.querySelector('latest-posts').shadowRoot.querySelector('article'), { polling: 50 });
  assert.equal((await seen(page)).articles, 35);
  const { finished, aborted } = server.to('/stall').at(-1);
  assert.deepEqual([finished, aborted], [false, false]);
  await close();
});

test('a feed that has its newest posts last is read to its end before any is shown', async () => {
  server.put('/reversed.html', pageWith('src="/oldest-first.xml" cache="off"'));
  const { page, close } = await browser.open('/reversed.html');
  await settled(page);
  const { titles, events } = await seen(page);
  assert.deepEqual(titles, ['Post 0', 'Post 1', 'Post 2', 'Post 3', 'Post 4']);
  assert.deepEqual(events, ['loadstart', 'load', 'loadend']);
  await close();
});

test('a feed whose newest posts stand behind a section of older ones shows them', async () => {
  server.put('/sections.xml', feed([...posts.slice(100, 130), ...posts.slice(0, 30)]), { type });
  for (const attributes of ['cache="off"', 'more cache="off"']) {
    server.put('/sections.html', pageWith(`src="/sections.xml" ${attributes}`));
    const { page, close } = await browser.open('/sections.html');
    await settled(page);
    assert.deepEqual((await seen(page)).titles, ['Post 0', 'Post 1', 'Post 2', 'Post 3', 'Post 4']);
    await close();
  }
});

test('of a large feed that is there at once, the rest is read where the visitor may ask for it', async () => {
  const late = '<item><title>Late</title><link>/late</link><pubDate>Mon, 01 Jan 2024 12:00:00 GMT</pubDate></item>';
  server.put('/at-once.xml', feed([...posts, late]), { type });
  for (const [attributes, first] of [['', 'Post 0'], ['more', 'Late'], ['searchable', 'Late'], ['order="oldest"', 'Post 599']]) {
    server.put('/at-once.html', pageWith(`src="/at-once.xml" ${attributes} cache="off"`));
    // The crate comes when all of the feed is there.
    const release = server.hold('/core.js');
    const { page, close } = await browser.open('/at-once.html', { until: 'domcontentloaded' });
    await server.asked('/at-once.xml');
    await page.evaluate(() => fetch('/at-once.xml').then((response) => response.text()));
    release();
    await settled(page);
    assert.equal((await seen(page)).titles[0], first, attributes);
    await close();
  }
});

test('contents are cleaned when a script reads them, and are those of the posts', async () => {
  const content = 'An <b>important</b> text<script>alert(1)</script>.';
  const items = [1, 2].map((number) => `<item><title>${number}</title><link>/${number}</link><description><![CDATA[${content}${number}]]></description></item>`);
  const whole = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<img src="https://blog.example/3.png"> All of it.]]>';
  items.push(`<item><title>3</title><link>/3</link><description>Some of it.</description><content:encoded ${whole}</content:encoded></item>`);
  server.put('/contents.xml', feed(items), { type });
  server.put('/contents.html', pageWith('src="/contents.xml" cache="off"'));
  const { page, close } = await browser.open('/contents.html');
  await settled(page);
  const read = await page.evaluate(() => {
    const { items } = document.querySelector('latest-posts').feed;
    const membersOf = ({ content_html: content, summary, image }) => [content, summary ?? '', image ?? ''];
    return [items.map(membersOf), JSON.parse(JSON.stringify(items)).map(membersOf)];
  });
  const wanted = [
    ['An <b>important</b> text.1', '', ''],
    ['An <b>important</b> text.2', '', ''],
    ['<img src="https://blog.example/3.png" loading="lazy" decoding="async" referrerpolicy="no-referrer"> All of it.', 'Some of it.', 'https://blog.example/3.png'],
  ];
  assert.deepEqual(read, [wanted, wanted]);
  await close();
});

test('contents are those of the post, whatever is shown since', async () => {
  const numbered = [1, 2, 3].map((number) => `<item><title>T${number}</title><link>/${number}</link><description>D${number}</description></item>`);
  server.put('/numbered.xml', feed(numbered), { type });
  server.put('/since.html', pageWith('src="/numbered.xml" order="feed" cache="off"'));
  const { page, close } = await browser.open('/since.html');
  await settled(page);
  const read = await page.evaluate(async () => {
    const widget = document.querySelector('latest-posts');
    const { items } = widget.feed;
    widget.offset = 1;
    await widget.reload();
    return [items, widget.feed.items].map((items) => items.map(({ title, content_html: content }) => `${title} ${content}`));
  });
  assert.deepEqual(read, [['T1 D1', 'T2 D2', 'T3 D3'], ['T2 D2', 'T3 D3']]);
  await close();
});
