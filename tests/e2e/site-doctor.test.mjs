/** The doctor on the page: each diagnosis, against a server that misbehaves that way. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { statusOf } from '../../src/js/edge-refusals.js';
import { refusals } from '../../src/js/generated.js';
import { advise, codes, headerLines, isMixed, platformNames, recipe } from '../../dist/doctor.js';
import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { configure, ended, findings, snippet, sourceOf } from './site.mjs';

let server, browser;

before(async () => {
  server = await TestServer.start();
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Seconds of a page and its frames are some milliseconds, and nothing is asked for but what a test is about. @param {import('puppeteer-core').Page} page */
const hurry = (page) =>
  page.evaluateOnNewDocument(() => {
    const { setTimeout: set } = globalThis;
    globalThis.setTimeout = (work, milliseconds, ...rest) => set(work, milliseconds >= 1000 ? milliseconds / 10 : milliseconds, ...rest);
    // What a service worker keeps of the site is asked for too.
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
  });

/** What the doctor says of a configuration. */
async function diagnosed(parameters, { before = hurry, act } = {}) {
  const opened = await configure(browser, parameters, { before });
  if (act) await act(opened.page);
  const told = await read(opened.page);
  assert.deepEqual(opened.errors, []);
  await opened.close();
  return told;
}

/** @param {import('puppeteer-core').Page} page */
const read = (page) =>
  page.$eval('#doctor', (doctor) => {
    const text = (selector) => doctor.querySelector(selector)?.textContent ?? null;
    return {
      isShown: doctor.checkVisibility(),
      level: doctor.dataset.level,
      title: text('h2'),
      code: text('.sentence code'),
      sentence: text('.sentence span'),
      cause: text('.cause'),
      cure: text('.cure'),
      rungs: [...doctor.querySelectorAll('.ladder li')].map((rung) => [rung.className, rung.querySelector('strong').textContent, rung.querySelector('.address').textContent]),
      lines: Object.fromEntries([...doctor.querySelectorAll('.lines details')].map((host) => [host.querySelector('summary').textContent, host.querySelector('code').textContent])),
      edges: [...doctor.querySelectorAll('.edge details')].map((edge) => ({
        name: edge.querySelector('summary').textContent,
        group: edge.name,
        isOpen: edge.open,
        ...Object.fromEntries(['file', 'text', 'run', 'via'].map((what) => [what, edge.querySelector(`.${what}:is(code), .${what} code`).textContent])),
      })),
      commands: [...doctor.querySelectorAll('.detours pre')].map(({ textContent }) => textContent),
    };
  });

test('a feed that can be read needs no doctor', async () => {
  assert.equal((await diagnosed({ src: `${server.other}/feed.xml?cors=*` })).isShown, false);
});

/** For each code, the feed that it is said of; a path is of the other origin. */
const misbehaving = {
  cors: () => `${server.other}/feed.xml`,
  network: () => 'http://127.0.0.1:1/feed.xml',
  timeout: () => `${server.other}/never?cors=*`,
  'http-status': () => `${server.other}/status/404?cors=*`,
  'empty-body': () => `${server.other}/empty?cors=*`,
  'too-large': () => server.put('/large.xml', `<rss><channel>${' '.repeat(17 * 1024 * 1024)}`, { type: 'application/rss+xml' }),
  'not-a-feed': () => `${server.other}/html?cors=*`,
};

describe('each fault of a server', { concurrency: 2 }, () => {
  for (const [code, feed] of Object.entries(misbehaving)) {
    test(code, async () => {
      const url = feed();
      const told = await diagnosed({ src: url });
      const { cause, cure, lines } = advise(code, url);
      assert.deepEqual([told.isShown, told.level, told.title, told.code], [true, 'error', 'The feed cannot be shown', code]);
      assert.ok(told.sentence.startsWith(advise(code).sentence.slice(0, -1)), told.sentence);
      assert.deepEqual([told.cause, told.cure], [cause, cure]);
      assert.deepEqual(told.rungs[0], ['failed', 'The feed itself', url]);
      assert.deepEqual(told.lines, lines ?? {});
      assert.equal(told.edges.length, code === 'cors' ? platformNames.length : 0);
      const isOfServer = ['cors', 'network', 'timeout', 'http-status'].includes(code);
      assert.equal(told.commands.length, isOfServer ? 2 : 0);
      if (isOfServer) assert.equal(told.commands[0], `npx latest-posts snapshot '${url}' --limit 20 -o posts.json`);
    });
  }
});

test('for a refusal of CORS there are the lines for each server and host, with the feed’s path', async () => {
  const { lines } = await diagnosed({ src: `${server.other}/feed.xml` });
  assert.deepEqual(lines, headerLines('/feed.xml'));
  assert.match(lines.nginx, /location = \/feed\.xml/);
});

/** What the doctor has to show of each file. @param {string} feed @param {string} page */
const filesFor = (feed, page) =>
  platformNames.map((platform) => {
    const { text, via, ...about } = recipe(platform, [feed], page);
    return { ...about, text: text.trimEnd(), via: `via="${via}"`, group: 'edge', isOpen: false };
  });

test('for a refusal of CORS there is the file of an edge for each platform, for that feed with https and this site alone', async () => {
  const feed = `${server.other}/feed.xml?category=a'b`;
  const { edges } = await diagnosed({ src: feed });
  assert.deepEqual(edges, filesFor(new URL(feed.replace('http:', 'https:')).href, server.url));
  assert.ok(edges.every(({ text }) => text.includes(new URL(server.url).origin)));
});

test('opening one file closes the other, and leaves the lines for the server', async () => {
  const { page, close } = await configure(browser, { src: `${server.other}/feed.xml` }, { before: hurry });
  for (const index of [0, 3]) {
    await page.$$eval('#doctor .edge summary', (summaries, at) => summaries[at].click(), index);
    await page.waitForFunction((at) => document.querySelectorAll('#doctor .edge details')[at].open, {}, index);
  }
  assert.deepEqual(await page.$$eval('#doctor .edge details', (all) => all.flatMap(({ open }, index) => (open ? [index] : []))), [3]);
  assert.equal(await page.$$eval('#doctor .lines details[open]', ({ length }) => length), 1);
  assert.deepEqual(await findings(page), []);
  await close();
});

test('a page with https gets the file for a feed with http too', async () => {
  const { page, close } = await configure(browser, {}, { before: hurry });
  const told = await page.evaluate(async () => {
    const { diagnosis } = await import('/diagnosis.js');
    const load = { error: Object.assign(new Error('x'), { code: 'network' }), rungs: [], urls: ['http://blog.example/feed'], page: 'https://www.example.com/a', show() {} };
    document.querySelector('#doctor').replaceChildren(diagnosis(load));
    return document.querySelector('#doctor .sentence code').textContent;
  });
  assert.equal(told, 'mixed-content');
  assert.deepEqual((await read(page)).edges, filesFor('https://blog.example/feed', 'https://www.example.com/'));
  await close();
});

test('a status is told by its number', async () => {
  assert.match((await diagnosed({ src: `${server.other}/status/503?cors=*` })).sentence, /\(503\)/);
});

test('of a feed of the page’s own site nobody asks a header, only of where it leads', async () => {
  const feed = `${server.url}/redirect?to=${encodeURIComponent(`${server.other}/feed.xml`)}`;
  const { page, close } = await configure(browser, { src: feed }, { before: hurry });
  const led = await read(page);
  assert.deepEqual([led.code, led.lines, led.edges, led.commands], ['cors', {}, [], []]);
  assert.match(led.sentence, /^This address leads to another site/);
  assert.match(led.cause, /no header is needed/);
  assert.match(await page.$eval('#doctor .ladder', ({ textContent }) => textContent), /failed: This address leads to another site/);
  await close();
  const broken = await diagnosed({ src: `${server.url}/drop` });
  assert.deepEqual([broken.code, broken.lines, broken.commands], ['network', {}, []]);
  assert.equal((await diagnosed({ src: `${server.other}/drop` })).code, 'cors', 'of another site a browser does not tell');
});

test('whoever has the feed on the site of the page is told that no header is needed there', async () => {
  const { page, close } = await configure(browser, { src: `${server.other}/feed.xml` }, { before: hurry });
  assert.match(await page.$eval('#doctor .home', ({ textContent }) => textContent), new RegExp(`^On pages of ${server.other} itself the feed needs none of this`));
  await close();
  assert.match(sourceOf('/docs/cors.html'), /On a page of the feed’s own site nothing is needed/);
});

test('a visitor without a network', async () => {
  const offline = async (page) => {
    await page.setOfflineMode(true);
    await page.locator('#src').fill(`${server.other}/feed.xml?cors=*&again`);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#doctor').checkVisibility());
  };
  assert.equal((await diagnosed({ src: `${server.other}/feed.xml?cors=*` }, { act: offline })).code, 'offline');
});

test('several rungs are told in their order, the interface of a WordPress among them', async () => {
  const { rungs, code } = await diagnosed({ src: `${server.other}/blog/feed/`, 'fallback-src': `${server.other}/status/500?cors=*` });
  assert.equal(code, 'cors');
  assert.deepEqual(rungs.map(([outcome, name]) => [outcome, name]), [
    ['failed', 'The feed itself'],
    ['failed', 'The interface of WordPress for programs'],
    ['failed', 'The copy on your own site (fallback-src)'],
  ]);
});

test('a detour that worked is told as one', async () => {
  const told = await diagnosed({ src: `${server.other}/feed.xml`, 'fallback-src': `${server.url}/feed.xml` });
  assert.deepEqual([told.level, told.title, told.code], ['warning', 'The posts came by a detour', 'cors']);
  assert.deepEqual(told.rungs.map(([outcome]) => outcome), ['failed', 'worked']);
});

test('of several feeds, the one that cannot be read is named', async () => {
  const told = await diagnosed({ src: `${server.url}/feed.xml ${server.other}/feed.atom` });
  assert.deepEqual([told.level, told.title, told.code], ['warning', 'Not every feed came by itself', 'cors']);
  assert.deepEqual(told.lines, headerLines('/feed.atom'));
});

test('a server of one’s own that fails is named', async () => {
  const told = await diagnosed({ src: `${server.other}/feed.xml`, via: `${server.other}/status/502?cors=*&feed={url}` });
  assert.deepEqual([told.code, told.rungs[0][1]], ['http-status', 'Your own server (via)']);
  const refused = await diagnosed({ src: `${server.other}/feed.xml`, via: `${server.other}/feed.xml?feed={url}` });
  assert.deepEqual([refused.code, refused.edges], ['cors', []], 'whoever has an edge needs no other');
});

test('a page that names a page that names a feed: the feed can be shown by a click', async () => {
  const naming = (url) => `<!doctype html><title>x</title><link rel="alternate" type="application/rss+xml" href="${url}">`;
  server.put('/first.html', naming('/second.html'));
  server.put('/second.html', naming('/feed.xml'));
  const { page, close } = await configure(browser, { src: `${server.url}/first.html` });
  assert.equal((await read(page)).code, 'not-a-feed');
  await page.locator('#doctor .named button').click();
  await page.waitForFunction(() => !document.querySelector('#doctor').checkVisibility());
  assert.match(await snippet(page), new RegExp(`src="${server.url}/feed.xml"`));
  await close();
});

test('what is no address of the web is said at the field, and nothing is asked for', async () => {
  const { page, close } = await configure(browser, {}, { before: hurry });
  const asked = server.requests.length;
  for (const text of ['javascript:alert(1)', 'ftp://files.example/feed', 'two words here!', 'two words', 'feed.xml', 'data:,x']) {
    // At once: letter by letter, a slow machine would take the beginning for an address.
    await page.$eval('#src', (field, value) => (field.value = value), text);
    await page.focus('#src');
    await page.keyboard.press('Enter');
    assert.match(await page.$eval('#src-fault', ({ textContent }) => textContent), / (no address|no addresses) of the web\.| begins with /);
    assert.equal(await page.$eval('#src', (field) => field.matches(':invalid')), true);
  }
  await page.locator('#src').fill(`${server.url}/feed.atom`);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#snippet').textContent.includes('feed.atom'));
  assert.equal(await page.$eval('#src-fault', ({ textContent }) => textContent), '');
  const feeds = server.requests.slice(asked).filter(({ headers }) => headers['sec-fetch-dest'] === 'empty').map(({ path }) => path);
  assert.deepEqual(feeds.filter((path) => !['/sri.json', '/feed.atom'].includes(path)), []);
  await close();
});

test('a page whose policy refuses WebAssembly, and a core that is not there', async () => {
  server.put('/without-wasm.js', '', { status: 404 });
  server.put('/preview.html', sourceOf('/preview.html').replace(" 'wasm-unsafe-eval'", ''));
  assert.equal((await diagnosed({})).code, 'wasm-refused');
  server.put('/core.js', '', { status: 404 });
  assert.equal((await diagnosed({})).code, 'core');
});

test('the page about errors has every refusal of an edge, with its status, and what helps', async () => {
  const { page, close } = await browser.open('/docs/errors.html');
  const rows = await page.$$eval('#refusals tr', (rows) => rows.map(({ cells }) => [...cells].map(({ textContent }) => textContent)));
  assert.deepEqual(rows.map((row) => row.slice(0, 3)), Object.entries(refusals).map(([code, sentence]) => [code, String(statusOf(code)), `${sentence}.`]));
  for (const [code, , , cure] of rows) assert.match(cure, /^\w.{15,}\.$/s, code);
  assert.deepEqual(await page.$$eval('#codes h2', (titles) => titles.map(({ textContent }) => textContent)), [...codes, 'mixed-content']);
  await close();
});

test('every code of the table has a cause and a cure, and mixed content too', () => {
  assert.ok(codes.length >= 14);
  for (const code of [...codes, 'mixed-content']) {
    const { sentence, cause, cure } = advise(code);
    for (const text of [sentence, cause, cure]) assert.match(text, /^\w.{15,}[.)]$/s, `${code}: ${text}`);
  }
  assert.deepEqual(advise('no such code'), advise('internal'));
  assert.equal(isMixed('http://a.example/', 'https://b.example/'), true);
  assert.equal(isMixed('https://a.example/', 'https://b.example/'), false);
  assert.equal(isMixed('http://a.example/', 'http://b.example/'), false);
});
