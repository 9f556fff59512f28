/** What a post brings along: its shape, its links, its pictures. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, settled } from './widget.mjs';

const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'";

const square = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path d="M0 0h30v20z"/></svg>';

const content = `<h1>One two</h1><p>three <a href="/four" target="_top" rel="opener">four five</a></p>
  <ol><li>six<li>seven <code>eight()</code> nine</ol><figure><img src="/picture.svg" alt="A square" width="30" height="20"><figcaption>A caption</figcaption></figure>
  <p>ten eleven twelve</p><figure><a href="/large"><img src="/status/404"></a></figure>
  <p>The post Shapes appeared first on <a href="/">Blog</a>.</p>`;

const feed = (content) => `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title><item><title>Shapes</title>
  <description>A summary of it.</description><content:encoded><![CDATA[${content}]]></content:encoded></item></channel></rss>`;

let server, browser;

before(async () => {
  server = await TestServer.start();
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  server.put('/picture.svg', square, { type: 'image/svg+xml' });
  server.put('/shapes.xml', feed(content), { type: 'application/rss+xml' });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

let pages = 0;

/** What stands in the post's excerpt, as HTML, and which paths were asked for. */
async function shown(attributes) {
  const path = `/teaser-${(pages += 1)}.html`;
  server.put(path, pageWith(`src="/shapes.xml" ${attributes}`), { headers: { 'content-security-policy': policy } });
  const first = server.requests.length;
  const { page, violations, errors, close } = await browser.open(path);
  await settled(page);
  // Pictures are lazy, and one that fails is gone as soon as the browser knows.
  await page.waitForFunction(() => [...document.querySelector('latest-posts').shadowRoot.querySelectorAll('img')].every((image) => image.complete && image.naturalWidth));
  const markup = await page.evaluate(() => document.querySelector('latest-posts').shadowRoot.querySelector('article').innerHTML);
  const asked = server.requests.slice(first).map(({ path }) => path);
  await close();
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
  return { excerpt: markup.match(/part="excerpt"[^>]*>(.*)<\/(?:div|p)>/s)?.[1] ?? '', markup, asked };
}

const link = (path) => `href="${server.url}${path}" rel="noopener"`;

test('an excerpt as HTML keeps the shape of the post, below its title', async () => {
  const { excerpt } = await shown('excerpt="html" excerpt-length="7"');
  assert.equal(
    excerpt.replace(/\s*\n\s*/g, ''),
    `<h4>One two</h4><p>three <a ${link('/four')}>four five</a></p><ol><li>six</li><li>seven…</li></ol>`,
  );
});

test('a short note without a title is said once', async () => {
  server.put('/notes.json', JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ id: '1', content_text: 'Back from the lake.' }, { id: '2', title: 'A', content_text: 'B' }] }));
  server.put('/notes.html', pageWith('src="/notes.json" order="feed"'));
  const { page, close } = await browser.open('/notes.html');
  await settled(page);
  const texts = await page.$$eval('latest-posts', ([{ shadowRoot }]) => [...shadowRoot.querySelectorAll('article')].map(({ textContent }) => textContent));
  await close();
  assert.deepEqual(texts, ['Back from the lake.', 'AB']);
});

test('a whole post has all but what software puts under it', async () => {
  const { excerpt, asked } = await shown('excerpt="html" excerpt-length="0" rel="nofollow" target="_blank"');
  assert.match(excerpt, /<code>eight\(\)<\/code> nine/);
  assert.match(excerpt, /<p>ten eleven twelve<\/p>$/);
  assert.match(excerpt, /rel="noopener nofollow" target="_blank">four five/);
  assert.doesNotMatch(excerpt, /img|caption|appeared/);
  assert.ok(!asked.includes('/picture.svg') && !asked.includes('/status/404'), String(asked));
});

test('pictures are asked for where they are wanted, and leave no hole where they fail', async () => {
  const { excerpt, asked } = await shown('excerpt="html" excerpt-length="0" show="image excerpt"');
  assert.match(excerpt, /<figure><img [^>]*alt="A square" width="30" height="20"[^>]*><figcaption>A caption<\/figcaption><\/figure>/);
  assert.match(excerpt, /loading="lazy" decoding="async" referrerpolicy="no-referrer"/);
  assert.equal(excerpt.match(/<figure>/g).length, 1);
  assert.ok(asked.includes('/picture.svg') && asked.includes('/status/404'), String(asked));
});

test('beside a text the picture of the post stands above it', async () => {
  const { excerpt, markup } = await shown('show="image excerpt"');
  assert.equal(excerpt, 'A summary of it.');
  assert.match(markup, /^<img src="[^"]+\/picture\.svg" part="image" alt="" /);
});

test('without an excerpt there is none', async () => {
  assert.equal((await shown('excerpt="none"')).excerpt, '');
});
