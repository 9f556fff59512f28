/** What a visitor can do: more posts, a search, the archive, copying an address, opening posts; with a mouse or a keyboard. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { engine, launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

const item = (number) => `<item><title>Post ${number}</title><link>https://blog.example/${number}</link>
  <category>${number % 2 ? 'odd' : 'even'}</category><description>${number % 3 ? 'bread' : 'butter'}</description>
  <pubDate>${new Date(Date.UTC(2024, 4, 28 - number * 20, 12)).toUTCString()}</pubDate></item>`;
const numbers = Array.from({ length: 12 }, (_, number) => number);
const feed = (items, more = '') =>
  `<rss><channel><title>Numbers</title><link>https://blog.example/</link>${more}${items.map(item).join('')}</channel></rss>`;

let server, browser;

before(async () => {
  server = await TestServer.start({ feed: feed(numbers) });
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  server.put('/numbers.xml', feed(numbers), { type: 'application/rss+xml' });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

let pages = 0;

/** Opens a page with a widget that has come to its end. */
async function open(attributes, { fragment = '', html = pageWith(attributes), ...options } = {}) {
  const path = `/visit-${(pages += 1)}.html`;
  server.put(path, html);
  const opened = await browser.open(path + fragment, options);
  await settled(opened.page);
  return {
    ...opened,
    close: async () => {
      assert.deepEqual(opened.errors, []);
      await opened.close();
    },
  };
}

const inWidget = (page, act, ...values) =>
  page.evaluate(
    (source, values) => {
      const widget = document.querySelector('latest-posts');
      return new Function('widget', 'root', 'values', `return (${source})(root, widget, ...values)`)(widget, widget.shadowRoot, values);
    },
    act.toString(),
    values,
  );

const until = (page, act) =>
  page.waitForFunction((source) => new Function('root', `return (${source})(root)`)(document.querySelector('latest-posts').shadowRoot), { polling: 50 }, act.toString());

const focused = (page) =>
  inWidget(page, (root) => {
    const { activeElement: element } = root;
    return element && `${element.getAttribute('part') ?? element.localName} ${element.textContent.trim()}`.trim();
  });

test('a button shows more posts, the first of them has the focus, and what was there stays', async () => {
  const { page, close } = await open('src="/numbers.xml" limit="5" more');
  await inWidget(page, (root) => void (root.querySelector('li').isKept = true));
  const click = () => inWidget(page, (root) => root.querySelector("[part='more']").click());
  await click();
  await until(page, (root) => root.querySelectorAll('li').length === 10);
  assert.equal(await focused(page), 'link Post 5');
  assert.equal(await inWidget(page, (root) => root.querySelector('li').isKept), true);
  assert.equal(await inWidget(page, (root) => root.querySelector("[role='status']").textContent), 'Posts: 10');
  assert.equal(await inWidget(page, (root, widget) => widget.feed.items.length), 10);
  await click();
  await until(page, (root) => root.querySelectorAll('li').length === 12);
  assert.equal(await inWidget(page, (root) => root.querySelector("[part='more']")), null);
  assert.equal(await focused(page), 'link Post 10');
  assert.equal(server.to('/numbers.xml').length, 1, 'nothing is asked for again');
  await close();
});

test('more posts are followed to the older pages of a feed', async () => {
  const next = '<link xmlns="http://www.w3.org/2005/Atom" rel="next" href="/page-2.xml"/>';
  server.put('/page-1.xml', feed([0, 1, 2], next));
  server.put('/page-2.xml', feed([2, 3, 4]));
  const { page, close } = await open('src="/page-1.xml" limit="3" more');
  assert.equal(server.to('/page-2.xml').length, 0, 'only on demand');
  await inWidget(page, (root) => root.querySelector("[part='more']").click());
  await until(page, (root) => root.querySelectorAll('li').length === 5);
  assert.deepEqual((await seen(page)).titles, [0, 1, 2, 3, 4].map((number) => `Post ${number}`));
  assert.equal(await focused(page), 'link Post 3');
  assert.equal(await inWidget(page, (root) => root.querySelector("[part='more']")), null);
  await close();
});

test('who asks for more posts while the feed is asked for anew gets them', async () => {
  server.put('/anew.xml', feed(numbers), { type: 'application/rss+xml' });
  const { page, close } = await open('src="/anew.xml" limit="3" more cache="off"');
  const release = server.hold('/anew.xml');
  await page.evaluate(() => void document.querySelector('latest-posts').reload());
  await inWidget(page, (root) => root.querySelector("[part='more']").click());
  release();
  await until(page, (root) => root.querySelectorAll('li').length === 6);
  await settled(page, 2);
  await close();
});

test('a limit that is not understood is its default for more posts as well', async () => {
  const { page, close } = await open('src="/numbers.xml" limit="lots" more');
  await inWidget(page, (root) => root.querySelector("[part='more']").click());
  await until(page, (root) => root.querySelectorAll('li').length === 10);
  await close();
});

test('a search finds posts by all its words, says how many, and keeps the focus', async () => {
  const { page, close } = await open('src="/numbers.xml" limit="10" searchable');
  await inWidget(page, (root) => root.querySelector("[part='search']").focus());
  await page.keyboard.type('ODD butt');
  await until(page, (root) => root.querySelectorAll('li').length === 2);
  assert.deepEqual((await seen(page)).titles, ['Post 3', 'Post 9']);
  assert.equal(await inWidget(page, (root) => root.querySelector("[role='status']").textContent), 'Posts: 2');
  assert.match(await focused(page), /^search/);
  await page.keyboard.type(' nothing');
  await until(page, (root) => root.querySelectorAll('li').length === 0);
  assert.equal(await inWidget(page, (root) => root.querySelector("[role='status']").textContent), 'No posts found.');
  assert.equal(await inWidget(page, (root) => root.querySelector("[part='search']").value), 'ODD butt nothing');
  await page.keyboard.press('Escape');
  await until(page, (root) => root.querySelectorAll('li').length === 10);
  await close();
});

test('the archive has all posts by year and month, with counts', async () => {
  const { page, close } = await open('src="/numbers.xml" view="archive"');
  const outline = await inWidget(page, (root) =>
    [...root.querySelectorAll("[part='year']")].map((year) => [
      year.querySelector('summary').textContent,
      year.open,
      [...year.querySelectorAll("[part='month'] > summary")].map(({ textContent }) => textContent).join(),
    ]),
  );
  assert.deepEqual(outline, [
    ['2024 8', true, 'May 2,April 1,March 2,February 1,January 2'],
    ['2023 4', false, 'December 1,November 2,October 1'],
  ]);
  assert.equal(await inWidget(page, (root) => root.querySelectorAll('li').length), 12);
  await close();
});

test('what is found in the archive is seen', async () => {
  const { page, close } = await open('src="/numbers.xml" view="archive" searchable');
  await inWidget(page, (root) => root.querySelector("[part='search']").focus());
  await page.keyboard.type('butter');
  await until(page, (root) => root.querySelectorAll('li').length === 4);
  assert.equal(await inWidget(page, (root) => [...root.querySelectorAll('li')].every((item) => item.checkVisibility())), true);
  await close();
});

test('a fragment opens the archive at its place, of all posts or of the category', async () => {
  const attributes = 'src="/numbers.xml" category="odd" limit="2" archives="#archive" category-archives="#odd"';
  const { page, close } = await open(attributes, { fragment: '#archive-2023-10' });
  const open_ = () => inWidget(page, (root) => [...root.querySelectorAll('details[open]')].map((part) => part.dataset.month ?? part.dataset.year));
  assert.equal(await inWidget(page, (root) => root.querySelectorAll('li').length), 12);
  assert.deepEqual(await open_(), ['2024', '2024-05', '2023', '2023-10']);
  await page.evaluate(() => void (location.hash = '#odd'));
  await until(page, (root) => root.querySelectorAll('li').length === 6);
  await page.evaluate(() => void (location.hash = ''));
  await until(page, (root) => root.querySelectorAll('li').length === 2);
  assert.deepEqual((await seen(page)).titles, ['Post 1', 'Post 3']);
  const links = await inWidget(page, (root) => [...root.querySelectorAll("[part='archives'] a")].map((link) => link.hash));
  assert.deepEqual(links, ['#odd', '#archive']);
  // A click on the link does what its address says.
  await inWidget(page, (root) => root.querySelector("[part='all-link']").click());
  await until(page, (root) => root.querySelectorAll('li').length === 12);
  await close();
});

test('the page goes to a place of the archive once', async () => {
  const { page, close } = await open('', {
    fragment: '#archive-2023-10',
    html: `${pageWith('src="/numbers.xml" view="archive"')}<div style="height: 5000px"></div>`.replace('<latest-posts', '<div style="height: 3000px"></div><latest-posts'),
  });
  const place = () => page.evaluate(() => scrollY);
  assert.ok((await place()) > 0);
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => document.querySelector('latest-posts').reload());
  assert.equal(await place(), 0);
  await page.evaluate(() => void (location.hash = '#archive-2023-11'));
  await page.waitForFunction(() => scrollY > 0, { polling: 50 });
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => document.querySelector('latest-posts').reload());
  assert.equal(await place(), 0);
  await close();
});

test('a fragment of the archive may have letters of any language', async () => {
  const { page, close } = await open('src="/numbers.xml" limit="2" archives="#архив"', { fragment: '#архив-2023-10' });
  assert.equal(await inWidget(page, (root) => root.querySelectorAll('li').length), 12);
  assert.equal(await inWidget(page, (root) => root.querySelector("[data-month='2023-10']").open), true);
  await close();
});

test('an error is over when a wish of the visitor brings posts', async () => {
  server.put('/later.xml', '', { status: 404 });
  const { page, close } = await open('src="/later.xml" archives="#archive"');
  assert.equal((await seen(page)).code, 'http-status');
  server.put('/later.xml', feed(numbers), { type: 'application/rss+xml' });
  await page.evaluate(() => void (location.hash = '#archive'));
  await until(page, (root) => root.querySelectorAll('li').length === 12);
  assert.equal((await seen(page)).code, null);
  await close();
});

test('the address of the feed can be copied', async () => {
  const { page, close } = await open('src="/numbers.xml" footer="subscribe copy"', {
    before: (page) => engine === 'chromium' && page.browserContext().overridePermissions(server.url, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']),
  });
  await page.bringToFront();
  await inWidget(page, (root) => root.querySelector("[part='copy']").click());
  await until(page, (root) => root.querySelector("[part='copy']").textContent === 'Copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${server.url}/numbers.xml`);
  await close();
});

for (const own of ['', '<template><p><a><slot name="title"></slot></a></p></template>']) {
  test(`a page can open a post itself${own && ', from its own template'}`, () => opensItself(own));
}

async function opensItself(template) {
  const html = pageWith('src="/numbers.xml" limit="2"').replace('</latest-posts>', `${template}</latest-posts>`);
  const { page, close } = await open('', { html });
  const path = await page.evaluate(() => location.pathname);
  await page.evaluate(() => {
    document.querySelector('latest-posts').addEventListener('latest-posts-select', (event) => {
      event.preventDefault();
      globalThis.selected = event.detail.item.title;
    });
  });
  await inWidget(page, (root) => root.querySelectorAll('article a')[1].click());
  assert.equal(await page.evaluate(() => globalThis.selected), 'Post 1');
  assert.equal(await page.evaluate(() => location.pathname), path);
  await close();
}

test('a page can lay out posts by its own template, of text alone', async () => {
  server.put('/hostile.xml', `<rss><channel><title>x</title><item><title>&lt;img src=x onerror=alert(1)&gt;T</title>
    <link>https://blog.example/1</link><pubDate>1 May 2024</pubDate><description>&lt;b&gt;bold&lt;/b&gt; &amp;lt;i&amp;gt;</description></item></channel></rss>`);
  const html = pageWith('src="/hostile.xml"').replace(
    '</latest-posts>',
    '<template><p class="mine"><slot name="date"></slot>: <a><slot name="title"></slot></a> (<slot name="excerpt"></slot><slot name="none"></slot>)</p></template></latest-posts>',
  );
  const { page, close } = await open('', { html });
  assert.equal(
    await inWidget(page, (root) => root.querySelector('article').innerHTML),
    '<p class="mine">May 1, 2024: <a href="https://blog.example/1" rel="noopener">T</a> (bold &lt;i&gt;)</p>',
  );
  await close();
});

test('the page gets a link to the feed where it asks for one, as long as the widget is there', async () => {
  const { page, close } = await open('src="/numbers.xml" alternate');
  const links = () => page.evaluate(() => [...document.head.querySelectorAll("link[rel='alternate']")].map(({ type, href, title }) => [type, href, title]));
  assert.deepEqual(await links(), [['application/rss+xml', `${server.url}/numbers.xml`, 'Numbers']]);
  await page.evaluate(() => document.querySelector('latest-posts').reload());
  assert.equal((await links()).length, 1);
  await page.evaluate(() => document.querySelector('latest-posts').remove());
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  assert.deepEqual(await links(), []);
  await close();
});

test('posts that are new since the last visit are marked', async () => {
  const soon = (number) => `<item><title>${number}</title><pubDate>${new Date(Date.now() + number * 3_600_000).toUTCString()}</pubDate></item>`;
  server.put('/news.xml', `<rss><channel><title>News</title>${[-2, -1, 1].map(soon).join('')}</channel></rss>`);
  const marked = (page) => inWidget(page, (root) => [...root.querySelectorAll("[part='new']")].map((mark) => mark.closest('article').querySelector("[part='title']").textContent));
  const html = pageWith('src="/news.xml" mark-new');
  const first = await open('', { html });
  assert.deepEqual(await marked(first.page), []);
  await first.close();
  const second = await open('', { html });
  assert.deepEqual(await marked(second.page), ['1']);
  await second.page.reload();
  await settled(second.page);
  assert.deepEqual(await marked(second.page), ['1'], 'for the whole visit');
  await second.close();
});

test('the widget speaks the language of the page, in the page\'s own words where it has some', async () => {
  const html = pageWith('src="/numbers.xml" more date-style="medium" label-more="Her damit"').replace('lang="en"', 'lang="de-AT"');
  const { page, close } = await open('', { html });
  const { subscribe, dates } = await seen(page);
  assert.equal(subscribe, 'RSS-Feed abonnieren: alle Beiträge.');
  assert.equal(dates[0], '28.05.2024');
  assert.equal(await inWidget(page, (root) => root.querySelector("[part='more']").textContent), 'Her damit');
  await close();
  const arabic = await open('', { html: pageWith('src="/numbers.xml"').replace('lang="en"', 'lang="ar" dir="rtl"') });
  assert.match((await seen(arabic.page)).subscribe, /كل المقالات/);
  await arabic.close();
});

test('time that has passed is told in words', async () => {
  const ago = (hours) => `<item><title>${hours}</title><pubDate>${new Date(Date.now() - hours * 3_600_000).toUTCString()}</pubDate></item>`;
  server.put('/ago.xml', `<rss><channel><title>Ago</title>${[2.5, 26, 24 * 8, 24 * 800].map(ago).join('')}</channel></rss>`);
  const { page, close } = await open('src="/ago.xml" date-style="relative"');
  assert.deepEqual((await seen(page)).dates, ['2 hours ago', 'yesterday', 'last week', '2 years ago']);
  assert.match(await inWidget(page, (root) => root.querySelector('time').title), /20\d\d$/);
  await close();
});

test('a feed without posts says so where the page has nothing to show instead', async () => {
  server.put('/empty.xml', feed([]));
  const { page, close } = await open('', { html: pageWith('src="/empty.xml"').replace(/<a href="\/blog".*<\/a>/, '\n') });
  assert.equal(await inWidget(page, (root) => root.querySelector("[role='status']").textContent), 'No posts found.');
  assert.equal((await seen(page)).subscribe, 'Subscribe to the RSS feed for all posts.');
  await close();
});

test('a keyboard reaches everything, in the order that is seen', async () => {
  const { page, close } = await open('src="/numbers.xml" limit="2" more searchable footer="archives subscribe copy" archives="#archive"');
  await page.bringToFront();
  await page.focus('body');
  const order = ['heading-link', 'search', 'link', 'link', 'more', 'all-link', 'all-link', 'copy', undefined];
  // The step out of the page is left out in the others: in Firefox it leads to the browser's own buttons, from which its driver does
  // not return, and WebKit's driver begins anew.
  if (engine !== 'chromium') order.pop();
  const walk = [];
  while (walk.length < order.length) {
    await page.keyboard.press('Tab');
    walk.push((await focused(page))?.split(' ')[0]);
  }
  assert.deepEqual(walk, order);
  await inWidget(page, (root) => root.querySelector("[part='more']").focus());
  await page.keyboard.press('Enter');
  await until(page, (root) => root.querySelectorAll('li').length === 4);
  assert.equal(await focused(page), 'link Post 2');
  await inWidget(page, (root) => root.querySelector("[part='archives'] a").focus());
  await page.keyboard.press('Enter');
  await until(page, (root) => root.querySelector('details'));
  await inWidget(page, (root) => root.querySelectorAll("[part='year'] > summary")[1].focus());
  await page.keyboard.press(' ');
  assert.equal(await inWidget(page, (root) => root.querySelectorAll("[part='year']")[1].open), true);
  await close();
});
