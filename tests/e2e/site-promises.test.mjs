/** What the site promises: it works without a network, the ledger of requests is whole, and hostile addresses change nothing but settings. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { importSnippet, sources } from '../../www/importer.js';
import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { configure, ended, findings, pages, snippet, sourceOf } from './site.mjs';

let server, browser;

before(async () => {
  server = await TestServer.start();
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

test('after the first load the site works without a network', async () => {
  const site = await TestServer.start();
  const own = await launch(site.url);
  const rows = [{ who: 'latest-posts', median: 1, min: 1, max: 1, ratio: 1 }];
  const machine = { cpu: 'a processor', cores: 2, memory: '8 GiB', browser: 'Chromium 1' };
  site.put('/bench.json', JSON.stringify({ date: '2026-11-20', machine, cases: [{ group: 'parse', name: 'x', unit: 'ms', note: '', rows }], must: [] }));
  try {
    const first = await own.open('/docs/index.html');
    await first.page.waitForFunction(() => navigator.serviceWorker.controller, { polling: 50 });
    const seen = await own.open('/gallery.html');
    await seen.page.waitForFunction(() => document.querySelector('.gallery img').naturalWidth);
    await seen.close();
    await site.close();
    for (const path of ['/index.html#limit=3', '/docs/settings.html', '/docs/benchmarks.html', '/gallery.html', '/variants/cards.html', '/import.html', '/']) {
      const { page, errors, close } = await own.open(path);
      assert.match(await page.title(), /latest-posts/, path);
      if (path.includes('limit')) {
        await ended(page);
        assert.match(await page.$eval('#outcome', ({ textContent }) => textContent), /^3 posts of Kedgeway/);
      }
      if (path.includes('benchmarks')) await page.waitForSelector('figure');
      if (path.includes('gallery')) {
        // Down to the last, so that all are asked for.
        await page.$$eval('.gallery img', (all) => all.forEach((picture) => (picture.loading = 'eager')));
        await page.waitForFunction(() => [...document.querySelectorAll('.gallery img')].every(({ naturalWidth, offsetParent }) => naturalWidth || !offsetParent));
        assert.ok(await page.$eval('.gallery img', ({ naturalWidth }) => naturalWidth), 'a picture that was seen');
        assert.equal(await page.$$eval('.gallery h2 a', (links) => links.filter((link) => link.checkVisibility()).length), await page.$$eval('.gallery > li', ({ length }) => length));
      }
      if (path.includes('settings')) await page.waitForSelector('#setting-limit');
      assert.deepEqual(errors, [], path);
      await close();
    }
  } finally {
    await own.close();
  }
});

test('the service worker keeps every file of the site, and of dist/ what its pages load', () => {
  const [, list] = /const files = \[(.*?)\];/s.exec(readFileSync(at('www', 'sw.js'), 'utf8'));
  const kept = [...list.matchAll(/'([^']+)'/g)].map(([, file]) => file);
  const files = readdirSync(at('www'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path = parentPath, name }) => `${path}/${name}`.slice(at('www').length).replace(/^\/+/, ''))
    .filter((file) => !/^(gallery\/|sw\.js$|animation\.|bench\.json$)/.test(file));
  const dist = ['core.js', 'custom-elements.json', 'doctor.js', 'embed.js', 'languages.js', 'latest-posts.js', 'sri.json', 'widget.js'];
  assert.deepEqual(kept.toSorted(), ['./', ...files, ...dist].toSorted());
});

/** How each row of the ledger looks from outside. @type {Record<string, (request: { path: string, method: string, dest: string, url: string }) => boolean>} */
const ledger = {
  files: ({ path }) => /\/(latest-posts|widget|core|embed)\.js$/.test(path),
  languages: ({ path }) => path.endsWith('/languages.js'),
  'without-wasm': ({ path }) => path.endsWith('/without-wasm.js'),
  feed: ({ path, method, dest }) => method === 'GET' && dest === 'empty' && /^\/(feed\.(xml|atom)|piers\.json|variants\/piers\.json|page-with-feed|blog\/feed\/)$/.test(path),
  discovered: ({ path, url }) => path === '/found.xml' && url.includes('found'),
  probe: ({ method }) => method === 'HEAD',
  wordpress: ({ path }) => path === '/blog/wp-json/wp/v2/posts',
  fallback: ({ path }) => path === '/posts.json',
  older: ({ path }) => path === '/older.json',
  picture: ({ dest, path }) => dest === 'image' && !path.endsWith('icon.svg'),
};

/** The page's own: what stands in its HTML. */
const ofPage = ({ path, dest }) => dest === 'document' || dest === 'style' || path.endsWith('icon.svg') || path === '/favicon.ico';

/** Requests since a number of them, as the ledger's rows see them. */
const since = (from) =>
  server.requests.slice(from).map(({ path, method, url, headers, origin }) => ({ path, method, url, origin, dest: headers['sec-fetch-dest'] ?? '', referer: headers.referer, cookie: headers.cookie }));

/** Which rows a list of requests is of; one that is of none is a fault. */
function rowsOf(requests) {
  const found = new Set();
  for (const request of requests.filter((one) => !ofPage(one))) {
    const [row] = Object.entries(ledger).find(([, matches]) => matches(request)) ?? [];
    assert.ok(row, `${request.method} ${request.url} (${request.dest}) is in no row of the ledger`);
    found.add(row);
    assert.equal(request.cookie, undefined);
    if (row === 'picture') assert.equal(request.referer, undefined);
  }
  return [...found].toSorted();
}

test('the ledger has a row for each request that the pages of the gallery make, and the table the same rows', async () => {
  const told = [...sourceOf('/docs/privacy.html').matchAll(/<tr id="request-([\w-]+)">/g)].map(([, row]) => row);
  assert.deepEqual(told, Object.keys(ledger));
  const all = new Set();
  for (const path of pages.filter((path) => path.startsWith('/variants/'))) {
    const from = server.requests.length;
    const { page, close } = await browser.open(path, { viewport: { width: 900, height: 4000 } });
    await page.waitForFunction(() => document.querySelector('latest-posts').feed);
    await page.evaluate(() => Promise.all([...document.querySelector('latest-posts').shadowRoot.querySelectorAll('img')].map((picture) => picture.decode().catch(() => {}))));
    await close();
    const rows = rowsOf(since(from));
    // Pictures in texts (excerpt="html") are asked for by the same word.
    if (!/show="[^"]*image/.test(sourceOf(path))) assert.ok(!rows.includes('picture'), path);
    if (!/<html lang="(de|ar)"/.test(sourceOf(path))) assert.ok(!rows.includes('languages'), path);
    assert.deepEqual(since(from).filter(({ origin }) => origin === 'other'), []);
    for (const row of rows) all.add(row);
  }
  assert.deepEqual([...all].toSorted(), ['feed', 'files', 'languages', 'picture']);
});

test('the other rows are what the widget does when something is amiss', async () => {
  server.put('/found.xml', readFileSync(at('www', 'feed.xml')), { type: 'application/rss+xml' });
  server.put('/page-with-feed', '<!doctype html><title>x</title><link rel="alternate" type="application/rss+xml" href="/found.xml">');
  server.put('/posts.json', readFileSync(at('www', 'variants', 'piers.json')), { type: 'application/json' });
  server.put('/older.json', JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ id: '9', title: 'Older' }] }), { type: 'application/json' });
  server.put('/piers.json', JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'x', next_url: '/older.json', items: [{ id: '1', title: 'One' }] }), { type: 'application/json' });
  const visit = async (tag, { head = '', act } = {}) => {
    server.put('/visit.html', `<!doctype html><html lang="en">${head}<title>x</title><link rel="icon" href="/images/icon.svg"><script type="module" src="/latest-posts.js"></script>${tag}`);
    const from = server.requests.length;
    const { page, close } = await browser.open('/visit.html');
    await page.waitForFunction(() => ['feed', 'error'].some((name) => document.querySelector('latest-posts')[name]), { polling: 50 });
    if (act) await act(page);
    await close();
    return rowsOf(since(from));
  };
  assert.deepEqual(await visit('<latest-posts src="/page-with-feed"></latest-posts>'), ['discovered', 'feed', 'files']);
  const refused = `<latest-posts src="${server.other}/blog/feed/" fallback-src="/posts.json"></latest-posts>`;
  assert.deepEqual(await visit(refused), ['fallback', 'feed', 'files', 'probe', 'wordpress']);
  const more = async (page) => {
    await page.evaluate(() => document.querySelector('latest-posts').shadowRoot.querySelector("[part='more']").click());
    await page.waitForFunction(() => document.querySelector('latest-posts').feed.items.length > 1, { polling: 50 });
  };
  assert.deepEqual(await visit('<latest-posts src="/piers.json" limit="1" more></latest-posts>', { act: more }), ['feed', 'files', 'older']);
  const policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">';
  assert.deepEqual(await visit('<latest-posts src="/feed.xml"></latest-posts>', { head: policy }), ['feed', 'files', 'without-wasm']);
});

test('a server that is down is asked four times, as the ledger says', async () => {
  const gone = await TestServer.start();
  const down = gone.url;
  await gone.close();
  server.put('/down.html', `<!doctype html><html lang="en"><title>x</title><script type="module" src="/latest-posts.js"></script><latest-posts src="${down}/feed.xml"></latest-posts>`);
  const asked = [];
  const note = (request) => request.url().startsWith(down) && asked.push(request.method());
  const { page, close } = await browser.open('/down.html', { before: (page) => void page.on('request', note) });
  await page.waitForFunction(() => document.querySelector('latest-posts').error, { polling: 50 });
  await close();
  assert.deepEqual(asked, ['GET', 'HEAD', 'GET', 'HEAD']);
  assert.match(sourceOf('/docs/privacy.html'), /a server that is down is asked four times in all/);
});

/** What somebody may write into the address of the configurator, or into its fields. */
const hostile = [
  '"><script>bad()</script>',
  "'><img src=x onerror=bad()>",
  '</script><script>bad()</script>',
  'javascript:bad()',
  'data:text/html,<script>bad()</script>',
  '{{constructor.constructor("bad()")()}}',
  '${bad()}',
  '" onload="bad()',
  'https://ok.example/feed"></latest-posts><script src=https://evil.example/x.js></script>',
  '__proto__[polluted]=1',
  '*/ bad() /*',
  '--> <!-- /wp:html --><script>bad()</script>',
  '\u2028bad()\u2029',
];

test('hostile addresses change settings and nothing else, in every kind of text', async () => {
  const names = await (async () => {
    const { page, close } = await configure(browser);
    const found = await page.$$eval('[id^="setting-"]:is(input, fieldset)', (controls) => controls.map(({ id }) => id.replace('setting-', '')));
    await close();
    return [...new Set(found), 'src', '--latest-posts-accent', 'frame', 'scheme', 'output', 'files', '__proto__', 'constructor', 'onload', 'style', 'srcdoc'];
  })();
  // Without a policy, so that the page may read what a text would be on a page.
  const reader = await browser.open('about:blank');
  // On each page every name has another of them.
  for (let turn = 0; turn < hostile.length; turn += 3) {
    const given = names.map((name, index) => [name, hostile[(index + turn) % hostile.length]]);
    const { page, errors, violations, close } = await browser.open(`/index.html#${new URLSearchParams(given)}`, {
      before: (page) => page.evaluateOnNewDocument(() => void (globalThis.bad = () => (document.title = 'bad'))),
    });
    await ended(page);
    for (const output of await page.$$eval('input[name="output"]', (inputs) => inputs.map(({ value }) => value))) {
      await page.evaluate((value) => document.querySelector(`input[name="output"][value="${value}"]`).click(), output);
      const source = await snippet(page);
      if (!['html', 'script', 'wordpress', 'npm'].includes(output)) continue;
      const elements = await reader.page.evaluate((source) => {
        const { body } = document.implementation.createHTMLDocument();
        body.innerHTML = source;
        return [...body.querySelectorAll('*')].map(({ localName, attributes }) => [localName, ...[...attributes].map(({ name }) => name).filter((name) => /^on|^srcdoc$/.test(name))]);
      }, source);
      const expected = { html: ['script', 'latest-posts', 'a'], script: ['script'], wordpress: ['script'], npm: ['script', 'latest-posts', 'a'] }[output];
      assert.deepEqual(elements, expected.map((name) => [name]), `${output}: ${source}`);
      assert.match(source, /src="http:\/\/127\.0\.0\.1:\d+\/feed\.xml"|src="https:\/\/ok\.example\//, source);
    }
    const frames = await Promise.all(page.frames().map((frame) => frame.title()));
    assert.ok(frames.every((title) => /latest-posts/.test(title)), `${frames}`);
    assert.equal(await page.evaluate(() => ({}).polluted), undefined);
    assert.deepEqual([errors, violations], [[], []]);
    await close();
  }
  await reader.close();
});

test('messages of others change nothing', async () => {
  const { page, close } = await configure(browser, { limit: '2' });
  const [text, address] = [await snippet(page), page.url()];
  await page.evaluate(() => {
    for (const message of ['<img src=x>', { src: 'https://evil.example/', limit: 9 }, { giscus: { resizeHeight: 1e9 } }]) postMessage(message, '*');
  });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  assert.deepEqual([await snippet(page), page.url()], [text, address]);
  await close();
});

test('a snippet without a whole address is told as one, and nothing is made up in silence', async () => {
  const { page, errors, close } = await browser.open('/import.html');
  await page.waitForSelector('#examples button');
  const told = async (address) => {
    await page.$eval('#other', (field, text) => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, `$('#posts').FeedEk({ FeedUrl: '${address}', MaxCount: 3 });`);
    return page.$eval('#no-address', ({ textContent }) => textContent);
  };
  assert.match(await told('/feed.xml'), /^No whole address of a feed stands in it/);
  assert.match(await snippet(page), /src="https:\/\/blog\.example\.com\/feed" limit="3"/);
  assert.equal(await told('https://blog.example.com/feed'), '');
  assert.deepEqual(errors, []);
  await close();
});

for (const { name, example } of sources) {
  test(`a snippet of ${name} becomes a tag that shows the posts, and a list of what has no counterpart`, async () => {
    server.put('/feed', readFileSync(at('www', 'feed.xml')), { type: 'application/rss+xml' });
    const own = example.replaceAll('https://blog.example.com', server.url).replaceAll(encodeURIComponent('https://blog.example.com'), encodeURIComponent(server.url)).replace('tide, harbour', 'tide');
    const { settings, missing } = importSnippet(own);
    const { page, errors, violations, close } = await browser.open('/import.html');
    await page.waitForSelector('#examples button');
    await page.$eval('#other', (field, text) => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, own);
    assert.equal(await page.$eval('#source', ({ textContent }) => textContent), name);
    const told = await page.$eval('#known[role="status"]', ({ textContent }) => textContent);
    assert.ok(told.startsWith(`A tag in place of ${name} stands below,`) && told.endsWith(` ${missing.length} without a counterpart.`), told);
    assert.deepEqual(await page.$$eval('#missing-rows tr', (rows) => rows.map(({ cells }) => cells[0].textContent)), missing.map(({ option }) => option));
    assert.deepEqual(await findings(page), []);
    server.put('/imported.html', `<!doctype html><title>x</title>${await snippet(page)}`);
    await Promise.all([page.waitForNavigation(), page.locator('#open').click()]);
    await ended(page);
    assert.equal(await page.$eval('#src', ({ value }) => value), settings.get('src'));
    const posts = await page.$eval('#preview', ({ contentDocument }) => contentDocument.querySelector('latest-posts').feed.items.map(({ title }) => title));
    assert.ok(posts.length > 0 && posts.length <= Number(settings.get('limit')));
    const imported = await browser.open('/imported.html');
    await imported.page.waitForFunction(() => document.querySelector('latest-posts').feed);
    assert.deepEqual(await imported.page.$eval('latest-posts', ({ feed }) => feed.items.map(({ title }) => title)), posts);
    assert.deepEqual([errors, violations, imported.errors], [[], [], []]);
    await imported.close();
    await close();
  });
}
