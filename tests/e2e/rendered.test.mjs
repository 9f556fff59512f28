/** What a server has rendered: seen without a script, kept by the element, and made anew only where there is news. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { engine, launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

const { renderToString, snapshot } = await import('../../dist/server.js');
const { parseFeed } = await import('../../dist/parse.js');

const source = readFileSync(at('www', 'feed.xml'));

let server, browser, feed;

before(async () => {
  server = await TestServer.start();
  browser = await launch(server.url);
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  server.put('/latest-posts.css', readFileSync(at('dist', 'latest-posts.css')), { type: 'text/css' });
  feed = await parseFeed(source, { url: `${server.url}/feed.xml` });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A page whose own script looks at what the server has rendered before the element does. */
const pageOf = (html) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<script src="/note-events.js"></script>
${html}
<script src="/look.js"></script>
<script type="module" src="/latest-posts.js"></script>`;

const look = `globalThis.posts = [...document.querySelector('latest-posts').shadowRoot?.querySelectorAll('article') ?? []];
globalThis.posts[1]?.querySelector('a').focus();`;

const stale = (html) => html.replace(/"until":\d+/, '"until":0');

async function visit(html, options = {}) {
  const { path = '/rendered', headers, ...rest } = options;
  server.put('/look.js', look, { type: 'text/javascript' });
  server.put(path, pageOf(html), { headers });
  server.requests.length = 0;
  const opened = await browser.open(path, rest);
  return { ...opened, asked: () => server.requests.map((request) => request.path) };
}

/** How many of the posts that the server rendered are still on the page, and whether the focus is where it was. */
const kept = (page) =>
  page.evaluate(() => ({
    posts: globalThis.posts.filter((post) => post.isConnected).length,
    hasFocus: globalThis.posts[1].contains(document.querySelector('latest-posts').shadowRoot.activeElement),
  }));

const render = (options) => renderToString({ feed, src: '/feed.xml', url: `${server.url}/`, lang: 'en', ...options });

/** The drivers of the others cannot switch scripts off: there the page's policy refuses them. */
const withoutScripts = (headers = {}) =>
  engine !== 'chromium'
    ? { headers: { 'content-security-policy': [headers['content-security-policy'], "script-src 'none'"].filter(Boolean).join(', ') } }
    : { headers, before: (page) => page.setJavaScriptEnabled(false) };

test('without any script the posts are seen, and in browsers without shadow trees their links', async () => {
  const html = await render({ limit: 3 });
  const { page, close } = await visit(html, withoutScripts());
  const text = await page.evaluate(() => document.querySelector('latest-posts').shadowRoot.textContent).catch(() => '');
  const seenText = text || (await page.$eval('latest-posts', (widget) => widget.innerText));
  assert.match(seenText, /We were wrong about the tide/);
  const [, light] = html.split('</template>');
  assert.deepEqual([...light.matchAll(/href="([^"]+)"/g)].map(([, url]) => url), feed.items.slice(0, 3).map(({ url }) => url));
  await close();
});

test('while it is fresh neither the core nor the feed is asked for, and nothing on the page changes', async () => {
  const { page, asked, errors, close } = await visit(await render({ limit: 3 }));
  await settled(page);
  assert.deepEqual(await kept(page), { posts: 3, hasFocus: true });
  assert.ok(!asked().includes('/feed.xml') && !asked().includes('/core.js'), asked().join());
  const { events, titles } = await seen(page);
  assert.deepEqual(events, ['loadstart', 'load', 'loadend']);
  assert.equal(titles.length, 3);
  assert.deepEqual(
    await page.evaluate(() => document.querySelector('latest-posts').feed.items.map(({ url }) => url)),
    feed.items.slice(0, 3).map(({ url }) => url),
  );
  // From here on it is an element like any other.
  await page.evaluate(() => void (document.querySelector('latest-posts').limit = 1));
  await settled(page, 2);
  assert.equal((await seen(page)).titles.length, 1);
  assert.ok(asked().includes('/feed.xml'));
  assert.deepEqual(errors, []);
  await close();
});

test('another feed that cannot be read is an error, not the posts of the first', async () => {
  const { page, close } = await visit(await render({ limit: 3 }));
  await settled(page);
  await page.evaluate(() => void (document.querySelector('latest-posts').src = '/status/404'));
  await settled(page, 2);
  const { code, titles } = await seen(page);
  assert.deepEqual([code, titles], ['http-status', []]);
  await close();
});

test('nor are they those of a feed that is named while the element is not on the page', async () => {
  const { page, close } = await visit(await render({ limit: 3 }));
  await settled(page);
  await page.evaluate(async () => {
    const widget = document.querySelector('latest-posts');
    widget.remove();
    await null;
    widget.src = '/status/404';
    document.body.append(widget);
  });
  await settled(page, 2);
  const { code, titles } = await seen(page);
  assert.deepEqual([code, titles], ['http-status', []]);
  await close();
});

test('nor of one that is asked for at once', async () => {
  const { page, close } = await visit(await render({ limit: 3 }));
  await settled(page);
  const code = await page.evaluate(() => {
    const widget = document.querySelector('latest-posts');
    widget.src = '/status/404';
    return widget.reload().then(() => 'none', (error) => error.code);
  });
  assert.equal(code, 'http-status');
  await close();
});

test('when it is stale the feed is asked for, and the same posts stay where they are', async () => {
  for (const options of [{}, { layout: 'cards', show: 'image date categories', footer: 'subscribe' }, { excerpt: 'html', more: true, searchable: true }]) {
    const { page, asked, close } = await visit(stale(await render({ limit: 3, ...options })));
    await settled(page);
    assert.ok(asked().includes('/feed.xml'));
    assert.deepEqual(await kept(page), { posts: 3, hasFocus: true });
    // Chromium alone measures layout shifts: in the others the next lines find nothing.
    const shift = await page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0))).observe({
            type: 'layout-shift',
            buffered: true,
          });
          setTimeout(() => resolve(0), 200);
        }),
    );
    assert.equal(shift, 0);
    await close();
  }
});

test('a post that is new comes to those that are there', async () => {
  const html = stale(await render({ feed: { ...feed, items: feed.items.slice(1) }, limit: 3 }));
  const { page, close } = await visit(html);
  await settled(page);
  assert.equal((await seen(page)).titles[0], feed.items[0].title);
  assert.deepEqual(await kept(page), { posts: 2, hasFocus: true });
  await close();
});

test('where the feed cannot be read, what the server has rendered is still good', async () => {
  const { page, close } = await visit(stale(await render({ src: '/status/404', limit: 3 })));
  await settled(page);
  const { events, titles, code } = await seen(page);
  assert.deepEqual([events, titles.length, code], [['loadstart', 'load', 'loadend'], 3, null]);
  assert.ok(await page.evaluate(() => document.querySelector('latest-posts').matches(':state(stale)')));
  await close();
});

test('a template that a router has put on the page is opened', async () => {
  const html = await render({ limit: 2 });
  server.put('/router.js', `document.querySelector('#here').innerHTML = ${JSON.stringify(html)};`, { type: 'text/javascript' });
  server.put('/routed', pageOf('<div id="here"></div>').replace('/look.js', '/router.js'));
  const { page, close } = await browser.open('/routed');
  await settled(page);
  assert.equal((await seen(page)).titles.length, 2);
  assert.equal(await page.$$eval('template', (templates) => templates.length), 0);
  await close();
});

test('a template that is read when the element is there already is none of the page\'s own', async () => {
  const html = await render({ limit: 2 });
  server.put('/early', pageOf(html).replace('<script src="/look.js">', '<script>').replace('<script src="/note', '<script src="/embed.js"></script><script src="/note'));
  const { page, errors, close } = await browser.open('/early');
  await settled(page);
  assert.equal((await seen(page)).titles.length, 2);
  assert.equal((await seen(page)).articles, 2);
  assert.deepEqual(errors, []);
  await close();
});

test('a strict policy takes the style by its nonce, or as a file', async () => {
  for (const [looks, source] of [
    [{ nonce: 'abc123' }, "'nonce-abc123'"],
    [{ stylesheet: '/latest-posts.css' }, "'self'"],
  ]) {
    const policy = `default-src 'none'; script-src 'self'; style-src ${source}`;
    const headers = { 'content-security-policy': policy };
    const opened = await visit(await render({ limit: 2, ...looks }), withoutScripts(headers));
    await opened.close();
    const { page, violations, close } = await visit(await render({ limit: 2, ...looks }), { headers });
    await settled(page);
    assert.deepEqual(violations, []);
    assert.equal((await seen(page)).titles.length, 2);
    await close();
  }
});

test('a feed is asked for on the server; one that cannot be read is an error with a code', async () => {
  const html = await renderToString({ src: `${server.url}/feed.xml`, limit: 1 });
  assert.match(html, /<latest-posts src="[^"]+" limit="1"><template shadowrootmode="open"><style>/);
  assert.match(html, /November 18, 2026/);
  const several = await renderToString({ src: `${server.url}/feed.xml ${server.url}/status/404`, lang: 'de' });
  assert.match(several, /18\. November 2026/);
  await assert.rejects(renderToString({ src: `${server.url}/status/404` }), { name: 'LatestPostsError', code: 'http-status' });
  await assert.rejects(renderToString({ src: `${server.url}/html` }), { code: 'not-a-feed' });
  await assert.rejects(renderToString({}), { code: 'no-src' });
  await assert.rejects(renderToString({ src: 'feed.xml' }), { code: 'bad-src' });
  await assert.rejects(renderToString({ feed, onclick: 'alert(1)' }), TypeError);
  server.put('/blog', '<!doctype html><title>Blog</title><link rel="alternate" type="application/rss+xml" href="/feed.xml">');
  assert.match(await renderToString({ src: `${server.url}/blog` }), /We were wrong/);
});

test('of several feeds on the server, a page whose feed is gone is missing with a warning', async () => {
  server.put('/names-gone', '<!doctype html><title>Blog</title><link rel="alternate" type="application/rss+xml" href="/status/410">');
  const { items, _latest_posts: about } = await snapshot({ src: `${server.url}/feed.xml ${server.url}/names-gone`, limit: 2 });
  assert.deepEqual([items.length, about.warnings.map(({ code }) => code)], [2, ['http-status']]);
  await assert.rejects(snapshot({ src: `${server.url}/names-gone` }), { code: 'http-status' });
});

test('on the server, too, an answer that breaks off is told of, and is an error where nothing of it can be shown', async () => {
  const { items, _latest_posts: about } = await snapshot({ src: `${server.url}/endless` });
  assert.ok(items.length);
  assert.ok(about.warnings.some(({ code }) => code === 'too-large'));
  const head = '<rss><channel><title>Blog</title>';
  server.put('/breaks', head, { type: 'application/rss+xml', headers: { 'content-length': '1000' } });
  const snapped = snapshot({ src: `${server.url}/breaks` });
  await server.asked('/breaks');
  setTimeout(() => server.breakOff('/breaks'), 300);
  await assert.rejects(snapped, { code: 'network' });
});

test('nothing in a feed leaves its place', async () => {
  const title = `</script></template><script>alert(1)</script>"'<!--`;
  const hostile = { version: 'https://jsonfeed.org/version/1.1', title, items: [{ id: '1', url: 'https://a.example/?"><b>', title, tags: [title] }] };
  const html = await renderToString({ feed: hostile, src: '/feed.xml', heading: '"><script>', class: 'a "b"', show: 'categories' });
  const { page, errors, close } = await visit(html);
  await settled(page);
  assert.deepEqual((await seen(page)).titles, [title]);
  assert.equal(await page.$$eval('script', (scripts) => scripts.length), 3);
  assert.deepEqual(errors, []);
  await close();
});

test('what a browser builds is what a server writes', async () => {
  const contents = [
    `<p>One <a href='/x?a=1&amp;b="2"'>two</a> &lt;three&gt;</p><ul><li>1<li>2</ul>`,
    '<pre>\n\n  code &amp; more</pre><p>a&nbsp;b</p>',
    `<script>alert(1)</script><p onclick=alert(2) title='"><b>'>x</p><img src=x.png width=5 height=5>`,
    '"],["script",{},"alert(1)"],["p',
  ];
  const items = contents.map((content_html, id) => ({ id: String(id), title: `<b>"${id}"`, content_html }));
  const text = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'T', items });
  server.put('/odd.json', text, { type: 'application/feed+json' });
  // A picture that is missing is taken out.
  server.put('/x.png', '<svg xmlns="http://www.w3.org/2000/svg"/>', { type: 'image/svg+xml' });
  const settings = { src: '/odd.json', excerpt: 'html', show: 'image excerpt', order: 'feed' };
  const bytes = new TextEncoder().encode(text);
  const answer = { bytes, contentType: 'application/feed+json', contentLanguage: '', cacheControl: '', url: `${server.url}/odd.json` };
  const html = await renderToString({ ...settings, feed: answer, url: `${server.url}/odd`, lang: 'en' });
  const [, written] = /<\/style>(.*)<script type="application\/json">/s.exec(html);
  server.put('/odd', pageWith(Object.entries(settings).map(([name, value]) => `${name}="${value}"`).join(' ')));
  const { page, close } = await browser.open('/odd');
  await settled(page);
  const [built, read] = await page.evaluate((written) => {
    const template = document.createElement('template');
    template.innerHTML = written;
    return [document.querySelector('latest-posts').shadowRoot, template].map(({ innerHTML }) => innerHTML);
  }, written);
  assert.equal(built, read);
  assert.equal(contents.length, (await seen(page)).articles);
  await close();
});

test('what a page has put into every object is no attribute', async () => {
  server.put('/dom.js', readFileSync(at('src', 'js', 'dom.js')), { type: 'text/javascript' });
  server.put('/crowded', '<!doctype html><html lang="en"><title>A page</title>');
  const { page, close } = await browser.open('/crowded');
  const built = await page.evaluate(async () => {
    const { build } = await import('/dom.js');
    Object.prototype.onclick = 'alert(1)';
    const { outerHTML } = build(document, JSON.parse('["p",{"title":"1"},"Hello"]'));
    delete Object.prototype.onclick;
    return outerHTML;
  });
  assert.equal(built, '<p title="1">Hello</p>');
  await close();
});
