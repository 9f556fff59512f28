/** A page whose feed sends no CORS header, and an edge of its own: each format by `via` and by `src`, in a real browser. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { createHandler, toNode } from '../../dist/edge.js';
import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

const feed = 'https://blog.example.com/feed.xml';

let server, browser, edge, place;

before(async () => {
  server = await TestServer.start();
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  const handler = createHandler({
    feeds: [feed, 'https://blog.example.com/cases/*'],
    pages: [server.url],
    // The blog is the other origin of the tests.
    fetch: (url, init) => fetch(server.other + new URL(url).pathname, init),
  });
  edge = createServer(toNode(handler));
  await new Promise((resolve) => void edge.listen(0, '127.0.0.1', resolve));
  place = `http://127.0.0.1:${edge.address().port}/`;
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  edge?.closeAllConnections();
  edge?.close();
  await server?.close();
});

let pages = 0;

async function visit(html) {
  const path = `/edge-${(pages += 1)}.html`;
  server.put(path, html);
  const { page, errors, close } = await browser.open(path);
  await settled(page);
  const found = await seen(page);
  assert.deepEqual(errors, []);
  await close();
  return found;
}

/** What of it does not depend on where a feed was asked for. */
const shown = ({ code, titles, excerpts, dates, authors, links }) => ({ code, titles, excerpts, dates, authors, links: links.filter((link) => !link.endsWith('feed.xml')) });

const settings = 'limit="4" category="engineering" show="date author excerpt"';
const asks = (format) => `${place}?feed={url}${format && `&amp;format=${format}`}`;

for (const [excerpt, format] of ['text', 'html'].flatMap((excerpt) => ['', 'feed', 'json', 'html'].map((format) => [excerpt, format]))) {
  test(`${format || 'no format'}, with ${excerpt}: the posts are those of the feed itself`, async () => {
    const whole = shown(await visit(pageWith(`src="/feed.xml" ${settings} excerpt="${excerpt}"`)));
    assert.deepEqual([whole.titles.length, whole.excerpts.length], [4, 4]);
    const edges = asks(/json|html/.test(format) ? `${format}&amp;excerpt=${excerpt}` : format);
    for (const attributes of [`src="${feed}" via="${edges}"`, `src="${edges.replace('{url}', encodeURIComponent(feed))}"`]) {
      assert.deepEqual(shown(await visit(pageWith(`${attributes} ${settings} excerpt="${excerpt}"`))), whole, attributes);
    }
  });
}

test('what is refused has a code, and the page keeps what it has', async () => {
  const { code, fallback } = await visit(pageWith(`src="https://other.example/feed" via="${asks('')}"`));
  assert.deepEqual([code, fallback], ['http-status', true]);
});

test('the element as a server puts it into a page shows its posts, and asks at the edge when they are old', async () => {
  const before = server.to('/feed.xml').length;
  const html = await (await fetch(`${place}?${new URLSearchParams({ feed, format: 'html', limit: '2' })}`)).text();
  const page = (text) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><script src="/note-events.js"></script>${text}<script type="module" src="/latest-posts.js"></script>`;
  const fresh = await visit(page(html));
  assert.deepEqual([fresh.articles, fresh.code], [2, null]);
  const old = await visit(page(html.replace(/"until":\d+/, '"until":0')));
  assert.deepEqual([old.titles, old.code, old.events], [fresh.titles, null, ['loadstart', 'load', 'loadend']]);
  assert.ok(server.to('/feed.xml').length - before <= 1, 'the edge has a copy');
});

test('a page of another site reads nothing', async () => {
  server.put('/stranger.html', pageWith(`src="${feed}" via="${asks('')}"`));
  const { page, close } = await browser.open(`${server.other}/stranger.html`);
  await settled(page);
  assert.equal((await seen(page)).code, 'cors');
  await close();
});
