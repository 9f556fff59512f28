/** `parseFeed` in Node, from the built files. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { parseFeed } from '../../dist/parse.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url));

test('RSS and Atom become JSON Feeds', async () => {
  for (const [path, posts] of [['www/feed.xml', 14], ['www/feed.atom', 6]]) {
    const feed = await parseFeed(read(path), { url: 'https://blog.example.com/feed' });
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
    assert.ok(feed.items.length >= posts, `${path}: ${feed.items.length}`);
    for (const item of feed.items) {
      assert.match(item.url, /^https:\/\/blog\.example\.com\//);
      assert.match(item.date_published ?? item.date_modified, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
      assert.doesNotMatch(item.title, /[<>]/);
    }
  }
});

test('bytes, buffers and text give the same feed', async () => {
  const bytes = read('tests/feeds/encoding/iso-8859-2.xml');
  const feed = await parseFeed(bytes);
  assert.equal(feed.items[0].title, 'Łódź');
  assert.deepEqual(await parseFeed(new Uint8Array(bytes).buffer), feed);
  assert.deepEqual(await parseFeed(new TextDecoder('iso-8859-2').decode(bytes)), feed);
});

test('the content type and the limit are heeded', async () => {
  const bytes = Buffer.from('<rss><channel><title>\xb1</title><item/><item/></channel></rss>', 'latin1');
  const feed = await parseFeed(bytes, { contentType: 'text/xml; charset=iso-8859-2', limit: 1 });
  assert.equal(feed.title, 'ą');
  assert.equal(feed.items.length, 1);
});

test('a limit without an end is none', async () => {
  for (const limit of [Infinity, 2 ** 32, undefined]) assert.equal((await parseFeed('<rss><item/><item/></rss>', { limit })).items.length, 2);
});

test('JSON Feeds are read as well', async () => {
  const feed = await parseFeed(read('tests/feeds/json/complete.json'), { url: 'https://boats.example/feed.json' });
  assert.equal(feed.items.length, 3);
  assert.deepEqual(feed.items[0].authors.map(({ name }) => name), ['Ada Lund', 'Bo']);
  assert.equal(feed.items[0].url, 'https://boats.example/posts/17');
});

test('the language of the answer is that of a feed which says none', async () => {
  const languageOf = async (feed, contentLanguage) => (await parseFeed(feed, { contentLanguage })).language;
  assert.equal(await languageOf('<rss/>', 'nl'), 'nl');
  assert.equal(await languageOf('<rss><channel><language>de</language></channel></rss>', 'nl'), 'de');
  assert.equal(await languageOf('<rss/>', 'nl, en'), undefined);
});

test('a page of HTML is refused with the feed that it names', async () => {
  const page = read('tests/feeds/broken/page-with-feed.html');
  await assert.rejects(parseFeed(page, { url: 'https://blog.example/about/' }), {
    code: 'not-a-feed',
    feedUrl: 'https://blog.example/feed.atom',
  });
  await assert.rejects(parseFeed('<!doctype html><title>x</title>'), (error) => !('feedUrl' in error));
});

test('no text of a feed breaks its JSON', async () => {
  const title = 'a "b" \\ \u2028 \u{1f6a3} {[,';
  const feed = await parseFeed(`<rss><item><title>${title}</title><guid isPermaLink="false">\n"\t\\</guid></item></rss>`);
  assert.equal(feed.items[0].title, title.replace(' \u2028', ''));
  assert.equal(feed.items[0].id, '"\t\\');
});

test('content comes out clean', async () => {
  const feed = await parseFeed(read('tests/feeds/rss/wordpress.xml'), { url: 'https://harbour.example/feed/' });
  assert.doesNotMatch(JSON.stringify(feed), /<script|onerror|alert/);
  assert.match(feed.items[0].content_html, /<em>promise<\/em>.*src="https:\/\/harbour\.example\/img\/crane\.jpg"/);
});

test('what is no feed is refused with a code and a sentence', async () => {
  for (const [input, code] of [
    ['', 'empty-body'],
    [' \n', 'empty-body'],
    ['<!doctype html><title>x</title>', 'not-a-feed'],
    ['{"a":1}', 'not-a-feed'],
    [undefined, 'bad-input'],
    [{}, 'bad-input'],
  ]) {
    await assert.rejects(parseFeed(input), (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, 'LatestPostsError');
      assert.equal(error.code, code);
      assert.match(error.message, /^\p{Lu}.*\.$/u);
      return true;
    });
  }
});

test('importing any entry on a server does nothing', async () => {
  const { LatestPostsElement } = await import('../../dist/latest-posts.js');
  assert.equal(typeof LatestPostsElement, 'function');
  assert.equal(typeof (await import('../../dist/element.js')).LatestPostsElement.define, 'function');
});
