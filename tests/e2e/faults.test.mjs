/** What a page shows when the feed or its server misbehaves: the fallback or the posts read so far, and the right code. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { engine, launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

const post = (number) => `<item><title>Post ${number}</title><link>https://blog.example/${number}</link></item>`;
const feed = `<rss version="2.0"><channel><title>Sample</title>${[1, 2, 3, 4].map(post).join('\n')}</channel></rss>`;

let server, browser;

before(async () => {
  server = await TestServer.start({ feed });
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Sets `hasRead` in a page as soon as it has read a part of any answer. */
const noteReads = (page) =>
  page.evaluateOnNewDocument(() => {
    const { prototype } = ReadableStreamDefaultReader;
    const { read } = prototype;
    prototype.read = async function (...options) {
      const result = await read.apply(this, options);
      globalThis.hasRead = true;
      return result;
    };
  });

let pages = 0;

/** Opens a page with a widget and waits for its one load. */
async function outcome(attributes, options) {
  const path = `/page-${(pages += 1)}.html`;
  server.put(path, pageWith(attributes));
  const { page, errors, messages, close } = await browser.open(path, options);
  await settled(page);
  const outcome = { ...(await seen(page)), errors, warned: messages.filter(({ type }) => type === 'warn') };
  await close();
  return outcome;
}

describe('no posts: the fallback is seen, an event says why, and nothing is thrown at the page', { concurrency: true }, () => {
  const cases = {
    'no src attribute': ['', 'no-src'],
    'an empty src': ['src=" "', 'no-src'],
    'a src that is a script': ['src="javascript:alert(1)"', 'bad-src'],
    'a src whose host is none': ['src="http://xn--/"', 'bad-src'],
    'a feed that is not found': ['src="/status/404"', 'http-status'],
    'a server that is out of order': ['src="/status/503"', 'http-status'],
    'an answer that is no XML': ['src="/text"', 'not-a-feed'],
    'an HTML page': ['src="/html"', 'not-a-feed'],
    'an answer of no bytes': ['src="/empty"', 'empty-body'],
    'a server that never answers': ['src="/never"', 'timeout'],
    'a port where nobody listens': ['src="http://127.0.0.1:9/feed"', 'network'],
  };
  for (const [name, [attributes, code]] of Object.entries(cases)) {
    test(name, async () => {
      const result = await outcome(attributes);
      assert.equal(result.code, code);
      assert.deepEqual(result.events, ['loadstart', `error:${code}`, 'loadend']);
      assert.equal(result.fallback, true);
      assert.equal(result.articles, 0);
      assert.deepEqual(result.errors, []);
      assert.equal(result.warned.length, 1);
      assert.match(result.warned[0].text, /^<latest-posts src=".*">: \p{Lu}.*\. \[[a-z-]+\]$/u);
    });
  }

  test('a server of another site without a CORS header', async () => {
    const result = await outcome(`src="${server.other}/feed.xml"`);
    assert.equal(result.code, 'cors');
    assert.equal(result.fallback, true);
    assert.deepEqual(result.errors, []);
  });

  test('a browser that is offline', async () => {
    server.put('/offline.html', pageWith('src="/feed.xml"'));
    const { page, close } = await browser.open('/offline.html');
    await settled(page);
    // WebKit's driver cuts nobody off: there the system says so, and the connection breaks.
    if (engine === 'webkit') await page.evaluate(() => void Object.defineProperty(navigator, 'onLine', { value: false }));
    else await page.setOfflineMode(true);
    const code = await page.evaluate((src) => {
      // Of the feed that is shown, the posts would stay.
      document.querySelector('latest-posts').src = src;
      return document.querySelector('latest-posts').reload().catch((error) => error.code);
    }, engine === 'webkit' ? 'http://127.0.0.1:9/feed' : '/feed.xml?other');
    assert.equal(code, 'offline');
    await close();
  });

  test('a system that takes itself for offline keeps no feed back', async () => {
    server.put('/not-offline.html', pageWith('src="/feed.xml"', "<script>Object.defineProperty(navigator, 'onLine', { value: false })</script>"));
    const { page, close } = await browser.open('/not-offline.html');
    await settled(page);
    assert.equal((await seen(page)).articles, 5);
    const code = await page.evaluate((src) => {
      document.querySelector('latest-posts').src = src;
      return document.querySelector('latest-posts').reload().catch((error) => error.code);
    }, `${server.other}/feed.xml`);
    assert.equal(code, 'cors', 'a server that is there is no network that is not');
    await close();
  });
});

describe('some posts: they are shown, and a warning says what is missing', { concurrency: true }, () => {
  const cases = {
    'a feed that was cut off in the middle': ['src="/cut"', 'cut-off'],
    'a server that stops sending': ['src="/stall"', 'timeout'],
    'a server that never stops sending': ['src="/endless"', 'too-large'],
  };
  for (const [name, [attributes, code]] of Object.entries(cases)) {
    test(name, async () => {
      const result = await outcome(attributes);
      assert.deepEqual(result.titles, ['Post 1', 'Post 2']);
      assert.deepEqual(result.events, ['loadstart', 'load', 'loadend']);
      assert.equal(result.fallback, false);
      assert.ok(result.warnings.includes(code), String(result.warnings));
      assert.deepEqual(result.errors, []);
    });
  }

  test('a connection that breaks', async () => {
    server.put('/breaks.html', pageWith('src="/stall/breaks"'));
    const { page, close } = await browser.open('/breaks.html', { before: noteReads, until: 'domcontentloaded' });
    // A browser throws away what the page has not read yet when a connection breaks.
    await page.waitForFunction('globalThis.hasRead', { polling: 50 });
    server.breakOff('/stall/breaks');
    await settled(page);
    const { titles, events, warnings } = await seen(page);
    assert.deepEqual(titles, ['Post 1', 'Post 2']);
    assert.deepEqual(events, ['loadstart', 'load', 'loadend']);
    assert.ok(warnings.includes('network'), String(warnings));
    await close();
  });

  test('a link that is a script is no link', async () => {
    server.put('/script.xml', `<rss><channel><title>x</title><link>javascript:alert(1)</link>
      <item><title>One</title><link>javascript:alert(1)</link></item><item><title>Two</title><link>/two</link></item></channel></rss>`);
    const result = await outcome('src="/script.xml"');
    assert.deepEqual(result.titles, ['One', 'Two']);
    assert.deepEqual(result.links, [`${server.url}/two`, `${server.url}/script.xml`]);
  });

  test('a setting that is not understood is its default, with a warning', async () => {
    const result = await outcome('src="/feed.xml" limit="lots"');
    assert.equal(result.articles, 5);
    assert.deepEqual(result.warnings, ['bad-setting']);
  });
});

test('a feed without posts of the category shows the fallback and is no error', async () => {
  const result = await outcome('src="/feed.xml" category="nothing of this name"');
  assert.deepEqual(result.events, ['loadstart', 'load', 'loadend']);
  assert.equal(result.fallback, true);
});

test('a page that names its feed leads to it, once', async () => {
  const naming = (href) =>
    `<!doctype html><title>Blog</title><link rel="alternate" type="application/rss+xml" href="${href}"><p>Posts`;
  server.put('/blog/index.html', naming('../feed.xml'));
  server.put('/blog/circle.html', naming('circle.html'));
  const found = await outcome('src="/blog/index.html" limit="2"');
  assert.equal(found.articles, 2);
  assert.deepEqual(found.events, ['loadstart', 'load', 'loadend']);
  assert.deepEqual(found.errors, []);
  const lost = await outcome('src="/blog/circle.html"');
  assert.equal(lost.code, 'not-a-feed');
  assert.equal(lost.fallback, true);
});

test('an endless answer is given up', async () => {
  await outcome('src="/endless"');
  assert.ok(server.to('/endless').every(({ aborted }) => aborted));
});

test('a feed of another site is shown where its server allows it', async () => {
  const result = await outcome(`src="${server.other}/feed.xml?cors=*"`);
  assert.equal(result.articles, 5);
  const [{ headers }] = server.requests.filter(({ url }) => url === '/feed.xml?cors=*');
  assert.equal(headers.cookie, undefined);
});

test('after a redirect addresses are relative to where the feed was', async () => {
  server.put('/deep/feed', '<rss><channel><title>x</title><item><title>One</title><link>one</link></item></channel></rss>');
  const result = await outcome('src="/redirect?to=/deep/feed"');
  assert.equal(result.links[0], `${server.url}/deep/one`);
});
