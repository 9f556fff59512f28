/** The ways to a feed: directly, by the page's server, a WordPress's interface, a copy, a snapshot; and how often it is asked for. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { engine, launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

const feed = (name, count = 3) =>
  `<rss version="2.0"><channel><title>${name}</title><link>/</link><ttl>60</ttl>${Array.from(
    { length: count },
    (_, number) => `<item><title>${name} ${number}</title><link>/${name}/${number}</link></item>`,
  ).join('')}</channel></rss>`;
const mayBeKept = { type: 'application/rss+xml', headers: { 'cache-control': 'max-age=600' } };

let server, browser;

before(async () => {
  server = await TestServer.start({ feed: feed('Sample') });
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  browser = await launch(server.url);
  // WebKit's driver has private windows alone, where a cache is there as long as a page has it open.
  if (engine === 'webkit') {
    server.put('/keeping.html', '<!doctype html><title>Keeping</title>');
    const { page } = await browser.open('/keeping.html');
    await page.evaluate(async () => void (globalThis.kept = await caches.open('latest-posts')));
  }
});

after(async () => {
  await browser?.close();
  await server?.close();
});

let pages = 0;

/** Opens a page with a widget; gives what is seen when it has come to its end. */
async function visit(attributes, { path = `/way-${(pages += 1)}.html`, act, loads = 1, until = 'load' } = {}) {
  server.put(path, attributes.startsWith('<') ? attributes : pageWith(attributes));
  const { page, errors, close } = await browser.open(path, { until });
  await settled(page, loads);
  const result = act ? await act(page) : undefined;
  const rungs = await page.evaluate(() => document.querySelector('latest-posts').rungs);
  const outcome = { ...(await seen(page)), result, rungs, path };
  assert.deepEqual(errors, []);
  await close();
  return outcome;
}

const asked = (path) => server.to(path).length;

/** What a page notes of the ways that were tried. */
const noting = (attributes) =>
  pageWith(attributes).replace(
    '<latest-posts',
    `<script>for (const type of ['load', 'error']) document.addEventListener(type, ({ target, detail }) => {
      if (detail) target.rungs = detail.rungs.map(({ rung, code }) => (code ? rung + ' ' + code : rung));
    }, true);</script><latest-posts`,
  );

test('the second visit shows what the first has read, and asks for nothing while that is fresh', async () => {
  server.put('/kept.xml', feed('Kept'), mayBeKept);
  const first = await visit(noting('src="/kept.xml" limit="2"'));
  assert.deepEqual(first.titles, ['Kept 0', 'Kept 1']);
  assert.deepEqual(first.rungs, ['direct']);
  const second = await visit(noting('src="/kept.xml" limit="2"'));
  assert.deepEqual(second.titles, first.titles);
  assert.deepEqual(second.links, first.links);
  assert.deepEqual(second.events, ['loadstart', 'load', 'loadend']);
  assert.deepEqual(second.rungs, ['copy']);
  assert.equal(asked('/kept.xml'), 1);
  const other = await visit(noting('src="/kept.xml" limit="3"'));
  assert.equal(other.articles, 3, 'other settings have a copy of their own');
});

test('reload asks for the feed however fresh the copy is', async () => {
  server.put('/again.xml', feed('Again'), mayBeKept);
  await visit('src="/again.xml"', {
    act: async (page) => {
      server.put('/again.xml', feed('Other'), mayBeKept);
      await page.evaluate(() => document.querySelector('latest-posts').reload());
      assert.deepEqual((await seen(page)).titles, ['Other 0', 'Other 1', 'Other 2']);
    },
  });
  assert.equal(asked('/again.xml'), 2);
});

test('a copy that is no longer fresh is shown at once and then replaced', async () => {
  const isOld = { ...mayBeKept, headers: { 'cache-control': 'no-cache' } };
  server.put('/old.xml', feed('Old'), isOld);
  await visit('src="/old.xml"');
  server.put('/old.xml', feed('New'), isOld);
  const second = await visit('src="/old.xml"');
  assert.deepEqual(second.titles, ['New 0', 'New 1', 'New 2']);
  assert.deepEqual(second.events, ['loadstart', 'load', 'load', 'loadend']);
  // The same feed again is no news.
  const third = await visit('src="/old.xml"');
  assert.deepEqual(third.events, ['loadstart', 'load', 'loadend']);
  assert.equal(asked('/old.xml'), 3);
});

test('a feed that is gone is shown as it was, with the time of the copy', async () => {
  const isOld = { ...mayBeKept, headers: { 'cache-control': 'no-cache' } };
  server.put('/gone.xml', feed('Gone'), isOld);
  await visit('src="/gone.xml"');
  server.put('/gone.xml', '', { status: 404 });
  const { titles, rungs, result, events } = await visit(noting('src="/gone.xml"'), {
    act: (page) =>
      page.evaluate(() => {
        const widget = document.querySelector('latest-posts');
        return [widget.matches(':state(stale)'), widget.shadowRoot.querySelector("[part='as-of']").textContent];
      }),
  });
  assert.deepEqual(titles, ['Gone 0', 'Gone 1', 'Gone 2']);
  assert.deepEqual(events, ['loadstart', 'load', 'loadend']);
  assert.deepEqual(rungs, []);
  assert.equal(result[0], true);
  assert.match(result[1], /^As of .*20\d\d/);
});

test('a reload that fails leaves the posts, and what the visitor has asked for', async () => {
  server.put('/fails.xml', feed('Fails', 9), mayBeKept);
  await visit('src="/fails.xml" limit="3" more cache="off"', {
    act: async (page) => {
      const count = () => page.evaluate(() => document.querySelector('latest-posts').shadowRoot.querySelectorAll('article').length);
      await page.evaluate(() => document.querySelector('latest-posts').shadowRoot.querySelector("[part='more']").click());
      while ((await count()) !== 6) await new Promise((resolve) => setTimeout(resolve, 20));
      server.put('/fails.xml', feed('Changed', 9), mayBeKept);
      await page.evaluate(() => document.querySelector('latest-posts').reload());
      assert.deepEqual([await count(), (await seen(page)).titles[5]], [6, 'Changed 5']);
      server.put('/fails.xml', '', { status: 404 });
      const reload = () => document.querySelector('latest-posts').reload().then(({ items }) => items.length);
      assert.equal(await page.evaluate(reload), 6);
      const isStale = () => document.querySelector('latest-posts').matches(':state(stale)');
      assert.equal(await page.evaluate(isStale), true);
    },
  });
});

test('other settings, other posts: what was shown under the old ones is no copy', async () => {
  await visit('src="/again.xml"', {
    act: async (page) => {
      const code = await page.evaluate(async () => {
        const widget = document.querySelector('latest-posts');
        widget.src = '/status/404';
        return widget.reload().catch(({ code }) => code);
      });
      assert.equal(code, 'http-status');
      assert.equal((await seen(page)).articles, 0);
    },
  });
});

test('a change of settings asks for nothing while the posts are fresh', async () => {
  server.put('/look.xml', feed('Look', 9), mayBeKept);
  const { titles } = await visit('src="/look.xml" limit="3"', {
    act: async (page) => {
      await page.evaluate(() => document.querySelector('latest-posts').setAttribute('theme', 'dark'));
      await settled(page, 2);
      assert.equal((await seen(page)).articles, 3);
      await page.evaluate(() => document.querySelector('latest-posts').setAttribute('limit', '4'));
      await settled(page, 3);
    },
  });
  assert.deepEqual(titles, ['Look 0', 'Look 1', 'Look 2', 'Look 3']);
  const elsewhere = await visit(noting('src="/look.xml" limit="3" layout="cards" heading="Posts"'));
  assert.deepEqual([elsewhere.articles, elsewhere.heading, elsewhere.rungs], [3, 'Posts', ['copy']]);
  assert.equal(asked('/look.xml'), 1);
});

for (const attributes of ['', 'cache="off"']) {
  test(`a change of settings leaves posts where the feed is gone ${attributes}`, async () => {
    const forNow = { type: 'application/rss+xml', headers: { 'cache-control': 'no-cache' } };
    const path = `/lost${attributes.length}.xml`;
    server.put(path, feed('Lost', 9), forNow);
    await visit(`src="${path}" limit="3" ${attributes}`, {
      act: async (page) => {
        server.put(path, '', { status: 404 });
        const widget = () => page.evaluate(() => document.querySelector('latest-posts').matches(':state(stale)'));
        let loads = 1;
        for (const [name, value, articles] of [['theme', 'dark', 3], ['limit', '4', 4], ['lang', 'de', 4], ['offset', '7', 2]]) {
          await page.evaluate((name, value) => document.querySelector('latest-posts').setAttribute(name, value), name, value);
          if (name !== 'lang') await settled(page, (loads += 1));
          const { articles: now, code } = await seen(page);
          assert.deepEqual([now, code, await widget()], [articles, null, true], name);
        }
      },
    });
  });
}

test('a copy that cannot be read is none', async () => {
  server.put('/unreadable.xml', feed('Read'), mayBeKept);
  const path = '/unreadable.html';
  await visit('src="/unreadable.xml"', {
    path,
    act: (page) =>
      page.evaluate(async () => {
        const cache = await caches.open('latest-posts');
        for (const request of await cache.keys()) {
          if (request.url.includes('unreadable')) await cache.put(request, new Response(JSON.stringify({ text: 'other', time: 1, until: Date.now() + 1e6 })));
        }
      }),
  });
  const { titles, code } = await visit('src="/unreadable.xml"', { path });
  assert.deepEqual([titles, code], [['Read 0', 'Read 1', 'Read 2'], null]);
  server.put('/unreadable.xml', '', { status: 404 });
});

test('what a visitor has searched for is not what is kept', async () => {
  server.put('/searched.xml', feed('Searched'), { ...mayBeKept, headers: { 'cache-control': 'no-cache' } });
  await visit('src="/searched.xml" searchable', {
    act: async (page) => {
      await page.evaluate(() => {
        const field = document.querySelector('latest-posts').shadowRoot.querySelector('input');
        field.value = 'searched 1';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await page.waitForFunction(() => document.querySelector('latest-posts').shadowRoot.querySelectorAll('article').length === 1, { polling: 50 });
      await page.evaluate(() => document.querySelector('latest-posts').reload());
    },
  });
  server.put('/searched.xml', '', { status: 404 });
  assert.deepEqual((await visit('src="/searched.xml" searchable')).titles, ['Searched 0', 'Searched 1', 'Searched 2']);
});

test('nor is what a connection that broke has left', async () => {
  // More is promised than is sent.
  server.put('/breaks.xml', feed('Broken').replace('</channel></rss>', ''), { ...mayBeKept, headers: { 'cache-control': 'max-age=600', 'content-length': '100000' } });
  const html = pageWith('src="/breaks.xml"');
  server.put('/breaks.html', html);
  const { page, close } = await browser.open('/breaks.html', { until: 'domcontentloaded' });
  await server.asked('/breaks.xml');
  await new Promise((resolve) => setTimeout(resolve, 500));
  server.breakOff('/breaks.xml');
  await settled(page);
  const { titles, warnings } = await seen(page);
  assert.ok(titles.length && warnings.includes('network'), String(warnings));
  await close();
  server.put('/breaks.xml', feed('Whole'), mayBeKept);
  assert.equal((await visit(html)).titles[0], 'Whole 0');
});

test('settings that leave nothing of what a connection that broke has brought ask for the feed', async () => {
  const path = '/breaks-again.xml';
  server.put(path, feed('Broken').replace('</channel></rss>', ''), { ...mayBeKept, headers: { 'content-length': '100000' } });
  server.put('/breaks-again.html', pageWith(`src="${path}" cache="off"`));
  const { page, close } = await browser.open('/breaks-again.html', { until: 'domcontentloaded' });
  await server.asked(path);
  await new Promise((resolve) => setTimeout(resolve, 500));
  server.breakOff(path);
  await settled(page);
  server.put(path, feed('Whole', 9), mayBeKept);
  await page.evaluate(() => document.querySelector('latest-posts').setAttribute('offset', '8'));
  await settled(page, 2);
  const { titles, code } = await seen(page);
  assert.deepEqual([titles, code], [['Whole 8'], null]);
  await close();
});

test('nor are the posts of an archive that a visitor has gone to meanwhile', async () => {
  server.put('/gone-to.xml', feed('Gone to', 9), mayBeKept);
  const html = pageWith('src="/gone-to.xml" limit="3" archives="#archive"');
  server.put('/gone-to.html', html);
  const release = server.hold('/gone-to.xml');
  const { page, close } = await browser.open('/gone-to.html', { until: 'domcontentloaded' });
  await server.asked('/gone-to.xml');
  await page.evaluate(() => void (location.hash = '#archive'));
  release();
  await settled(page);
  await close();
  assert.equal((await visit(html)).articles, 3);
});

test('what is there can be searched while the feed cannot be reached, and is told to be old', async () => {
  server.put('/searched-old.xml', feed('Old'), mayBeKept);
  server.put('/searched-snapshot.xml', feed('Old'), mayBeKept);
  for (const [attributes, gone] of [['src="/searched-old.xml"', true], ['src="/status/404" fallback-src="/searched-snapshot.xml"', false]]) {
    const { result } = await visit(`${attributes} searchable`, {
      act: async (page) => {
        if (gone) {
          server.put('/searched-old.xml', '', { status: 404 });
          await page.evaluate(() => document.querySelector('latest-posts').reload());
        }
        await page.evaluate(() => {
          const field = document.querySelector('latest-posts').shadowRoot.querySelector('input');
          field.value = 'old 1';
          field.dispatchEvent(new Event('input', { bubbles: true }));
        });
        await page.waitForFunction(() => document.querySelector('latest-posts').shadowRoot.querySelectorAll('article').length === 1, { polling: 50, timeout: 3000 });
        return page.evaluate(() => document.querySelector('latest-posts').matches(':state(stale)'));
      },
    });
    assert.equal(result, true, attributes);
  }
});

test('nothing is kept with cache="off", nor where the server forbids it', async () => {
  server.put('/off.xml', feed('Off'), { ...mayBeKept, headers: { 'cache-control': 'no-cache' } });
  await visit('src="/off.xml" cache="off"');
  await visit('src="/off.xml" cache="off"');
  assert.equal(asked('/off.xml'), 2);
  server.put('/no-store.xml', feed('No'), { ...mayBeKept, headers: { 'cache-control': 'no-store' } });
  await visit('src="/no-store.xml"');
  await visit('src="/no-store.xml"');
  assert.equal(asked('/no-store.xml'), 2);
});

test('storage that is refused is no fault', async () => {
  const refusing = pageWith('src="/feed.xml" mark-new').replace(
    '<script type="module"',
    `<script>for (const name of ['caches', 'localStorage', 'sessionStorage']) {
      Object.defineProperty(globalThis, name, { get() { throw new DOMException('No', 'SecurityError'); } });
    }
    Object.defineProperty(navigator, 'locks', { value: undefined });</script><script type="module"`,
  );
  assert.equal((await visit(refusing)).articles, 5);
});

test('several tabs ask once', async () => {
  server.put('/tabs.xml', feed('Tabs'), mayBeKept);
  server.put('/tabs.html', pageWith('src="/tabs.xml"'));
  const opened = await Promise.all([1, 2, 3].map(() => browser.open('/tabs.html')));
  for (const { page, close } of opened) {
    await settled(page);
    assert.equal((await seen(page)).articles, 3);
    await close();
  }
  assert.equal(asked('/tabs.xml'), 1);
});

test('widgets of one page with one feed make one request', async () => {
  const tags = (src) => `<latest-posts src="${src}"></latest-posts>`.repeat(3);
  const html = pageWith('src="/slow?ms=300"') + tags('/slow?ms=300');
  const { result } = await visit(html, {
    loads: 4,
    act: (page) => page.evaluate(() => [...document.querySelectorAll('latest-posts')].map(({ feed }) => feed.items.length)),
  });
  assert.equal(result.length, 4);
  assert.ok(result.every((count) => count > 0));
  assert.equal(asked('/slow'), 1);
});

test('the page\'s own server is asked where there is one, and nobody else', async () => {
  server.put('/via', feed('Via'), { type: 'application/rss+xml' });
  const { titles, rungs } = await visit(noting('src="https://blog.example/feed?a=1&b=2" via="/via?feed={url}"'));
  assert.equal(titles[0], 'Via 0');
  assert.deepEqual(rungs, ['via']);
  assert.equal(server.to('/via')[0].url, '/via?feed=https%3A%2F%2Fblog.example%2Ffeed%3Fa%3D1%26b%3D2');
});

test('a WordPress without a CORS header is read by its own interface', async () => {
  const posts = [{ link: `${server.other}/1/`, title: { rendered: 'Tea &amp; toast' }, content: { rendered: '<p>Hot.' } }];
  server.put('/blog/feed/', feed('Hidden'), mayBeKept);
  server.put('/blog/wp-json/wp/v2/posts', JSON.stringify(posts), {
    type: 'application/json',
    headers: { 'access-control-allow-origin': '*' },
  });
  const { titles, rungs, links } = await visit(noting(`src="${server.other}/blog/feed/"`));
  assert.deepEqual(titles, ['Tea & toast']);
  assert.deepEqual(rungs, ['direct cors', 'wordpress']);
  assert.ok(links.includes(`${server.other}/blog/feed/`), 'who subscribes gets the feed');
});

test('a snapshot of the page\'s own stands in, and the reason is told', async () => {
  server.put('/snapshot.json', JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ id: '1', title: 'Kept by us' }] }));
  const { titles, rungs, result } = await visit(noting('src="/status/404" fallback-src="/snapshot.json"'), {
    act: (page) => page.evaluate(() => document.querySelector('latest-posts').matches(':state(stale)')),
  });
  assert.deepEqual(titles, ['Kept by us']);
  assert.deepEqual(rungs, ['direct http-status', 'fallback-src']);
  assert.equal(result, true);
  const none = await visit(noting('src="/status/404" fallback-src="/status/410"'));
  assert.equal(none.code, 'http-status');
  assert.deepEqual(none.rungs, ['direct http-status', 'fallback-src http-status']);
  assert.equal(none.fallback, true);
});

test('what can pass is tried again, what cannot is not', async () => {
  const failing = server.put('/again', '', { status: 503 });
  server.put('/try.html', noting(`src="${failing}"`));
  const { page, close } = await browser.open('/try.html');
  while (asked('/again') < 1) await new Promise((resolve) => setTimeout(resolve, 20));
  server.put('/again', feed('Back'), mayBeKept);
  await settled(page);
  assert.equal((await seen(page)).titles[0], 'Back 0');
  await close();
  const before = asked('/status/404');
  await visit('src="/status/404"');
  assert.equal(asked('/status/404'), before + 1);
});

test('a server that asks for a long pause is left alone', async () => {
  server.put('/pause', '', { status: 429, headers: { 'retry-after': '120' } });
  assert.equal((await visit('src="/pause"')).code, 'http-status');
  assert.equal(asked('/pause'), 1);
});

test('several feeds are one, each post with its source, and one that fails is missing with a warning', async () => {
  const dated = (name, ...days) =>
    `<rss><channel><title>${name}</title><link>/${name}</link>${days
      .map((day) => `<item><title>${name} ${day}</title><pubDate>${day} May 2024</pubDate></item>`)
      .join('')}</channel></rss>`;
  server.put('/one.xml', dated('One', 1, 5, 6));
  server.put('/two.xml', dated('Two', 2, 4, 3));
  const both = await visit('src="/one.xml /two.xml" limit="10"');
  assert.deepEqual(both.titles, ['One 6', 'One 5', 'Two 4', 'Two 3', 'Two 2', 'One 1']);
  assert.equal(both.heading, 'Latest posts');
  assert.equal(both.subscribe, 'Subscribe to the RSS feed for One or Two.');
  const few = await visit('src="/one.xml /two.xml" limit="10" source-limit="1"', {
    act: (page) =>
      page.evaluate(() =>
        [...document.querySelector('latest-posts').shadowRoot.querySelectorAll("[part='source']")].map((part) => part.textContent),
      ),
  });
  assert.deepEqual(few.titles, ['One 6', 'Two 4']);
  assert.deepEqual(few.result, ['One', 'Two']);
  const lost = await visit('src="/one.xml /status/404 /text /two.xml" limit="10"');
  assert.equal(lost.articles, 6);
  assert.deepEqual(lost.warnings, ['http-status', 'not-a-feed']);
  assert.equal((await visit('src="/status/404 /text"')).code, 'not-a-feed');
});

test('of several feeds, a page whose feed is gone is missing with a warning', async () => {
  server.put('/names-gone.html', '<!doctype html><title>Blog</title><link rel="alternate" type="application/rss+xml" href="/status/410"><p>Posts');
  server.put('/good.xml', feed('Good'), mayBeKept);
  const { titles, warnings, code } = await visit('src="/good.xml /names-gone.html"');
  assert.deepEqual([titles, warnings, code], [['Good 0', 'Good 1', 'Good 2'], ['http-status'], null]);
  assert.equal((await visit('src="/names-gone.html"')).code, 'http-status');
});

test('of several feeds, one that is cut is told of, whichever it is', async () => {
  const { warnings } = await visit('src="/good.xml /endless"');
  assert.ok(warnings.includes('too-large'), String(warnings));
});

test('of a large feed with its newest first only the beginning is read', async () => {
  const item = (number) =>
    `<item><title>${number}</title><pubDate>${new Date(Date.UTC(2024, 0, 1) - number * 86_400_000).toUTCString()}</pubDate>
      <description>${'long '.repeat(2000)}</description></item>`;
  const large = (order) =>
    `<rss><channel><title>Large</title><link>/</link>${order.map(item).join('')}</channel></rss>`;
  const numbers = Array.from({ length: 1000 }, (_, number) => number);
  server.put('/large.xml', large(numbers), { type: 'application/rss+xml' });
  const newest = await visit('src="/large.xml" limit="3"');
  assert.deepEqual(newest.titles, ['0', '1', '2']);
  assert.equal(newest.warnings.length, 0);
  const { titles: more, warnings } = await visit('src="/large.xml" limit="3" cache="off"', {
    act: async (page) => {
      server.put('/large.xml', '', { status: 404 });
      await page.evaluate(() => document.querySelector('latest-posts').setAttribute('limit', '4'));
      await settled(page, 2);
      server.put('/large.xml', large(numbers), { type: 'application/rss+xml' });
    },
  });
  assert.deepEqual([more, warnings], [['0', '1', '2', '3'], ['http-status']], 'of the part that was read');
  server.put('/reversed.xml', large(numbers.toReversed()), { type: 'application/rss+xml' });
  assert.deepEqual((await visit('src="/reversed.xml" limit="3"')).titles, ['0', '1', '2']);
  assert.equal(server.to('/reversed.xml')[0].finished, true);
});

test('a lazy widget asks for nothing until the window comes near', async () => {
  server.put('/lazy.xml', feed('Lazy'), mayBeKept);
  server.put(
    '/lazy.html',
    `<!doctype html><title>Lazy</title><script src="/note-events.js"></script><script type="module" src="/latest-posts.js"></script>
     <div style="height: 5000px"></div><latest-posts src="/lazy.xml" loading="lazy"></latest-posts>`,
  );
  const cores = asked('/core.js');
  const { page, close } = await browser.open('/lazy.html');
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.deepEqual([asked('/lazy.xml'), asked('/core.js') - cores], [0, 0]);
  assert.deepEqual((await seen(page)).events, []);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await settled(page);
  assert.equal((await seen(page)).articles, 3);
  await close();
});

test('with refresh the feed is asked for again after minutes, but not while nobody sees the page', async () => {
  // A minute of this page is a tenth of a second; whether it is seen is what the test says.
  const fast = `<script>
    const { setTimeout: set } = globalThis;
    globalThis.setTimeout = (work, milliseconds, ...rest) => set(work, milliseconds >= 60000 ? milliseconds / 600 : milliseconds, ...rest);
    let hidden = true;
    Object.defineProperty(document, 'hidden', { get: () => hidden });
    globalThis.see = () => { hidden = false; document.dispatchEvent(new Event('visibilitychange')); };
  </script><script type="module"`;
  server.put('/fresh.xml', feed('Fresh'), mayBeKept);
  server.put('/refresh.html', pageWith('src="/fresh.xml" refresh="1"').replace('<script type="module"', fast));
  const { page, close } = await browser.open('/refresh.html');
  await settled(page);
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.equal(asked('/fresh.xml'), 1);
  server.put('/fresh.xml', feed('Newer'), mayBeKept);
  await page.evaluate(() => globalThis.see());
  await settled(page, 3);
  assert.equal((await seen(page)).titles[0], 'Newer 0');
  await close();
});

test('a visitor who saves data is sent no pictures', async () => {
  const saving = pageWith('src="/feed.xml" show="image date"').replace(
    '<script type="module"',
    "<script>Object.defineProperty(navigator, 'connection', { value: { saveData: true } });</script><script type=\"module\"",
  );
  const pictures = (page) => page.evaluate(() => document.querySelector('latest-posts').shadowRoot.querySelectorAll('img').length);
  server.put('/feed.xml', `<rss><channel><title>x</title><item><title>1</title><enclosure type="image/svg+xml" url="/images/icon.svg"/>
    <pubDate>1 May 2024</pubDate></item></channel></rss>`);
  assert.deepEqual((await visit(saving, { act: pictures })).result, 0);
  assert.deepEqual((await visit('src="/feed.xml" show="image date"', { act: pictures })).result, 1);
});
