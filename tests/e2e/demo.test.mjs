/** The demo, `www/demo.html`, in a real browser over a real server. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';

let server, browser, opened;

before(async () => {
  server = await TestServer.start();
  browser = await launch(server.url);
  opened = await browser.open('/demo.html');
  await opened.page.waitForFunction(() =>
    [...document.querySelectorAll('latest-posts')].every(({ shadowRoot }) => shadowRoot?.querySelector('article')),
  );
});

after(async () => {
  await browser?.close();
  await server?.close();
});

test('the first widget shows five posts of its category, newest first', async () => {
  const { count, tags, days } = await opened.page.evaluate(() => {
    const widget = document.querySelector('latest-posts');
    return {
      count: widget.shadowRoot.querySelectorAll('article').length,
      tags: widget.feed.items.map((item) => item.tags),
      days: [...widget.shadowRoot.querySelectorAll('time')].map(({ dateTime }) => Date.parse(dateTime)),
    };
  });
  assert.equal(count, 5);
  assert.ok(tags.every((list) => list.some((tag) => tag.toLowerCase() === 'engineering')));
  assert.deepEqual(days, days.toSorted((a, b) => b - a));
});

test('the footer leads on with two sentences of links', async () => {
  const lines = await opened.page.evaluate(() => {
    const footer = document.querySelector('latest-posts').shadowRoot.querySelector('footer');
    return [...footer.children].map((line) => [line.textContent, ...[...line.querySelectorAll('a')].map(({ href }) => new URL(href).pathname)]);
  });
  assert.deepEqual(lines, [
    ['Browse the archives for engineering or all posts.', '/archives-engineering.html', '/archives.html'],
    ['Subscribe to the RSS feed for engineering or all posts.', '/feed-engineering.xml', lines[1][2]],
  ]);
  assert.match(lines[1][2], /feed\.xml$/);
});

test('an excerpt has about 55 words and ends in an ellipsis at a word boundary', async () => {
  const excerpts = await opened.page.evaluate(() =>
    [...document.querySelector('latest-posts').shadowRoot.querySelectorAll('[part=excerpt]')].map(({ textContent }) => textContent),
  );
  assert.equal(excerpts.length, 5);
  for (const excerpt of excerpts) assert.ok(excerpt.split(/\s+/).length <= 56, excerpt);
  const cut = excerpts.filter((excerpt) => excerpt.endsWith('…'));
  assert.ok(cut.length > 0);
  for (const excerpt of cut) assert.match(excerpt, /[\p{L}\p{N}"”’')\]]…$/u);
});

test('nothing goes wrong on the page, and no other host is asked', async () => {
  assert.deepEqual(opened.errors, []);
  assert.deepEqual(opened.messages.filter(({ type }) => type !== 'log'), []);
  assert.ok(server.requests.length > 5);
  assert.deepEqual(server.requests.filter(({ origin }) => origin === 'other'), []);
  const hosts = await opened.page.evaluate(() => [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).host))]);
  assert.deepEqual(hosts, [new URL(server.url).host]);
});

test('the classic script puts the posts where it stands', async () => {
  const { page, errors, close } = await browser.open('/embed.html');
  await page.waitForFunction(() => document.querySelector('latest-posts')?.shadowRoot.querySelectorAll('article').length === 5);
  const place = await page.evaluate(() => document.querySelector('script[data-src]').nextElementSibling.localName);
  assert.equal(place, 'latest-posts');
  assert.deepEqual(errors, []);
  await close();
});

test('a phone of 320 pixels has no sideways scrolling', async () => {
  const { page, close } = await browser.open('/demo.html', { viewport: { width: 320, height: 640 } });
  await page.waitForFunction(() => document.querySelector('latest-posts')?.shadowRoot?.querySelector('article'));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= 320), true);
  await close();
});

test('the first lines of the README show posts', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, module, classic] = readme.match(/```html\n(.*?)```.*?```html\n(.*?)```/s);
  for (const [path, html] of [['/module.html', module], ['/classic.html', classic]]) {
    server.put(path, `<!doctype html><title>README</title>\n${html}`);
    const { page, errors, close } = await browser.open(path);
    await page.waitForFunction(() => document.querySelector('latest-posts')?.shadowRoot.querySelectorAll('article').length === 5);
    assert.deepEqual(errors, []);
    await close();
  }
});

test('the classic script works on a page of another charset', async () => {
  for (const charset of ['windows-1252', 'shift_jis', 'utf-8']) {
    const script = '<script async src="/embed.js?type=text/javascript" data-src="/feed.xml" data-limit="2"></script>';
    server.put('/legacy.html', `<!doctype html><title>Old</title><main>${script}</main>`, { type: `text/html; charset=${charset}` });
    const { page, errors, close } = await browser.open('/legacy.html');
    await page.waitForFunction(() => document.querySelector('main latest-posts')?.shadowRoot.querySelectorAll('article').length === 2);
    assert.deepEqual(errors, [], charset);
    await close();
  }
});
