/** Every page of the site: what Lighthouse would look at, and what the site promises of itself. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

import { at } from '../../scripts/run.mjs';
import { platformNames, recipe } from '../../dist/doctor.js';
import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { blog, ended, findings, pages, sitePages, sourceOf } from './site.mjs';

/** What a page may weigh when it is opened, in bytes before compression: the core alone has 180 kB. */
const WEIGHT = 600_000;

let server, browser;

before(async () => {
  server = await TestServer.start();
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Measurements are beside the site only where somebody has made them. */
const hasBench = readdirSync(at('www')).includes('bench.json');
const isExpected = (path, text) => path === '/docs/benchmarks.html' && !hasBench && /404/.test(text);

/** Waits until scripts have filled a page, and it rests. */
async function rested(page, path) {
  if (path === '/index.html') await ended(page);
  if (path.startsWith('/docs/')) await page.waitForFunction(() => ![...document.querySelectorAll('#rows-settings, #hosts, #codes, #edge-files')].some((place) => !place.children.length), { polling: 50 });
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
}

/** What no window may be too narrow or too wide for, in pixels. */
const widths = [360, 480, 640, 768, 960, 1024, 1600, 1920];

/** The links of each page and what they may lead to. @type {Map<string, { links: string[], ids: string[] }>} */
const places = new Map();

/** Adds up the shifts of a page (https://web.dev/articles/cls), before anything of it runs. */
const countShifts = (page) =>
  page.evaluateOnNewDocument(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        if (!hadRecentInput) globalThis.shifts.push([value, ...sources.map(({ node }) => node?.id || node?.className || node?.nodeName)]);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

const looks = {
  'a phone': { scheme: 'light', viewport: { width: 320, height: 640 } },
  'a desktop, dark': { scheme: 'dark', viewport: { width: 1280, height: 900 } },
};

describe('every page', { concurrency: 2 }, () => {
  for (const path of [...sitePages, ...blog]) {
    for (const [look, options] of Object.entries(looks)) {
      test(`${path}, ${look}`, async () => {
        const { page, errors, messages, violations, close } = await browser.open(path, { ...options, before: countShifts });
        await rested(page, path);
        const seen = await page.evaluate(() => ({
          title: document.title,
          description: document.querySelector('meta[name="description"]')?.content.length ?? 0,
          headings: document.querySelectorAll('h1').length,
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          shifts: globalThis.shifts,
          weight: performance.getEntriesByType('resource').reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
          hosts: [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).host))],
        }));
        assert.match(seen.title, /\S/);
        assert.ok(seen.description > 40, 'a description');
        assert.equal(seen.headings, 1);
        assert.equal(seen.overflow, 0);
        if (!blog.includes(path)) assert.deepEqual(seen.shifts, []);
        assert.ok(seen.weight < WEIGHT, `${seen.weight} bytes`);
        assert.deepEqual(seen.hosts, [new URL(server.url).host]);
        assert.deepEqual(await findings(page), []);
        const other = options.scheme === 'dark' ? 'light' : 'dark';
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: other }]);
        assert.deepEqual(await findings(page), [], other);
        assert.deepEqual([errors, violations], [[], []]);
        assert.deepEqual(messages.filter(({ type, text }) => ['warn', 'error'].includes(type) && !isExpected(path, text)), []);
        if (options === looks['a desktop, dark']) {
          for (const width of widths) {
            await page.setViewport({ width, height: 800 });
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `at ${width}`);
          }
          places.set(path, await page.evaluate(() => ({
            links: [...document.querySelectorAll('a[href], link[href], script[src], img[src], source[srcset], iframe[src]')].map((element) => element.href || element.src || new URL(element.srcset, location.href).href),
            ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
          })));
        }
        await close();
      });
    }
  }
});

test('titles and descriptions are of one page each', () => {
  const found = sitePages.map((path) => /<title>(.*?)<\/title>/.exec(sourceOf(path))?.[1]);
  assert.equal(new Set(found).size, sitePages.length);
  const told = sitePages.map((path) => /<meta name="description" content="(.*?)">/.exec(sourceOf(path))?.[1]);
  assert.equal(new Set(told).size, sitePages.length);
});

test('every page has the same strict policy', () => {
  const policies = pages.map((path) => /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(sourceOf(path))?.[1]);
  assert.equal(new Set(policies).size, 1);
  const words = new Map(policies[0].split('; ').map((directive) => [directive.split(' ')[0], directive]));
  assert.equal(words.get('default-src'), "default-src 'none'");
  assert.equal(words.get('script-src'), "script-src 'self' 'wasm-unsafe-eval'");
  assert.equal(words.get('style-src'), "style-src 'self'");
  assert.equal(words.get('require-trusted-types-for'), "require-trusted-types-for 'script'");
  for (const path of pages) assert.doesNotMatch(sourceOf(path), /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/, path);
});

test('a page that a script fills says so to who runs none, and where else to look', () => {
  const filled = /<(?:\w+) id="(?:settings|examples|codes|hosts|edge-files|charts|rows-settings)"/;
  const found = sitePages.filter((path) => filled.test(sourceOf(path)));
  assert.deepEqual(found, ['/docs/benchmarks.html', '/docs/cors.html', '/docs/edge.html', '/docs/errors.html', '/docs/settings.html', '/import.html', '/index.html']);
  for (const path of found) assert.match(sourceOf(path), /<noscript><p.*(?:script|JavaScript).*\.<\/p><\/noscript>/, path);
});

/** A piece of a page, with its links resolved and without the mark of the page itself. */
function partOf(path, start, end) {
  const source = sourceOf(path);
  const piece = source.slice(source.indexOf(start), source.indexOf(end));
  return piece.replace(/ aria-current="\w+"/g, '').replace(/href="([^"]+)"/g, (_, href) => `href="${new URL(href, `http://site.example${path}`).href}"`);
}

test('every page has the same header and footer, and every page of the docs the same contents', () => {
  assert.equal(new Set(sitePages.map((path) => partOf(path, '<header', '</header>'))).size, 1);
  assert.equal(new Set(sitePages.map((path) => partOf(path, '<footer', '</footer>'))).size, 1);
  const docs = sitePages.filter((path) => path.startsWith('/docs/'));
  const [contents, ...others] = new Set(docs.map((path) => partOf(path, '<nav class="contents"', '<article>')));
  assert.deepEqual(others, []);
  for (const path of docs) assert.ok(contents.includes(path), `${path} is among the contents`);
  for (const path of sitePages) assert.match(sourceOf(path), /<a class="skip" href="#main">/, path);
});

test('no link is broken', async () => {
  for (const path of pages.filter((path) => !places.has(path))) {
    const source = sourceOf(path);
    const links = [...source.matchAll(/\s(?:href|src)="([^" ]+)"/g)].map(([, link]) => new URL(link, server.url + path).href);
    places.set(path, { links, ids: [...source.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id) });
  }
  assert.equal(places.size, pages.length);
  const broken = [];
  for (const [path, { links }] of places) {
    for (const link of new Set(links)) {
      const { origin, pathname, hash } = new URL(link);
      if (origin !== server.url) continue;
      const target = pathname === '/' ? '/index.html' : pathname;
      if (!(await fetch(origin + target, { method: 'HEAD' })).ok) broken.push(`${path}: ${link}`);
      // Behind the # of the configurator is a configuration.
      else if (hash && target !== '/index.html' && !places.get(target)?.ids.includes(hash.slice(1))) broken.push(`${path}: ${link} (no such place)`);
    }
  }
  assert.deepEqual(broken, []);
});

test('the gallery has every page of www/variants, with a picture of each, and its tag to copy', async () => {
  const variants = readdirSync(at('www', 'variants')).filter((name) => name.endsWith('.html'));
  const pictures = readdirSync(at('www', 'gallery'));
  const { page, close } = await browser.open('/gallery.html');
  const shown = await page.$$eval('.gallery > li h2 a', (links) => links.map(({ href }) => href.split('/').at(-1)));
  assert.deepEqual(shown.toSorted(), variants.toSorted());
  for (const name of variants) for (const look of ['light', 'dark']) assert.ok(pictures.includes(name.replace('.html', `-${look}.webp`)), name);
  const sources = variants.map((name) => sourceOf(`/variants/${name}`));
  for (const layout of ['cards', 'compact', 'headline']) {
    for (const theme of ['light', 'dark']) assert.ok(sources.some((source) => source.includes(`layout="${layout}" theme="${theme}"`)), `${layout}, ${theme}`);
  }
  await close();
});

/** What a page with one widget shows, and how it looks. @param {string} path */
async function looked(path) {
  const { page, errors, close } = await browser.open(path);
  await page.waitForFunction(() => document.querySelector('latest-posts')?.feed);
  const seen = await page.evaluate(() => {
    const { shadowRoot: root } = document.querySelector('latest-posts');
    const look = (part) => {
      const { color, backgroundColor, fontStyle, direction } = getComputedStyle(part);
      return [part.part.value, color, backgroundColor, fontStyle, direction].join();
    };
    return { text: root.textContent, host: look(root.host), looks: [...root.querySelectorAll('[part]')].map(look) };
  });
  assert.deepEqual(errors, [], path);
  await close();
  return seen;
}

test('what is copied from the gallery is what the gallery shows, of every page', async () => {
  const { page, close } = await browser.open('/gallery.html');
  const all = await page.$$eval('details[data-page]', (list) => list.map((details) => ((details.open = true), details.dataset.page)));
  await page.waitForFunction((count) => document.querySelectorAll('details[data-page] code').length === count, {}, all.length);
  const texts = await page.$$eval('details[data-page]', (list) => list.map((details) => details.querySelector('code').textContent));
  assert.equal(all.length, readdirSync(at('www', 'variants')).filter((name) => name.endsWith('.html')).length);
  for (const [index, name] of all.entries()) {
    server.put('/copied/here.html', `<!doctype html><html lang="en"><title>x</title>${texts[index]}`);
    const [copied, original] = await Promise.all([looked('/copied/here.html'), looked(`/${name}`)]);
    assert.deepEqual(copied, original, name);
  }
  await close();
});

test('the reference has everything of the manifest', async () => {
  const { attributes, events, cssParts, cssStates, cssProperties } = JSON.parse(readFileSync(at('dist', 'custom-elements.json'), 'utf8')).modules[0].declarations[0];
  const { page, close } = await browser.open('/docs/settings.html');
  await rested(page, '/docs/settings.html');
  const rows = await page.$$eval('tbody tr', (rows) => rows.map(({ cells }) => cells[0].textContent));
  assert.deepEqual(rows, [attributes, events, cssStates, cssProperties, cssParts].flat().map(({ name }) => name));
  await close();
});

test('on a phone no cell of a table with words is out of sight, and each says its column', async () => {
  for (const path of ['/docs/settings.html', '/docs/privacy.html', '/docs/csp.html', '/docs/edge.html', '/docs/errors.html', '/import.html']) {
    const { page, close } = await browser.open(path, { viewport: { width: 320, height: 640 } });
    await rested(page, path);
    if (path === '/import.html') await page.locator('#examples button').click();
    const cells = await page.$$eval('.stacked', (tables) =>
      tables.flatMap((table) => {
        const titles = [...table.tHead.rows[0].cells].map(({ textContent }) => textContent);
        return [...table.tBodies[0].rows].flatMap(({ cells }) =>
          [...cells].map((cell, index) => {
            const { left, right } = cell.getBoundingClientRect();
            return { isSeen: left >= 0 && right <= innerWidth, title: index ? cell.dataset.title : titles[0], wanted: titles[index] };
          }),
        );
      }),
    );
    assert.ok(cells.length >= 9, path);
    assert.deepEqual(cells.filter(({ isSeen, title, wanted }) => !isSeen || title !== wanted), [], path);
    await close();
  }
});

test('the page about the edge has the file for each platform, in the words of the doctor', async () => {
  const { page, close } = await browser.open('/docs/edge.html');
  await rested(page, '/docs/edge.html');
  const shown = await page.$$eval('#edge-files details', (all) => all.map((one) => [one.querySelector('summary').textContent, one.querySelector('.text code').textContent]));
  const files = platformNames.map((platform) => recipe(platform, ['https://blog.example.com/feed'], 'https://www.example.com/'));
  assert.deepEqual(shown, files.map(({ name, text }) => [name, text.trimEnd()]));
  await close();
  const templates = ['/index.html', '/docs/edge.html'].map((path) => /<template id="edges">.*?<\/template>/s.exec(sourceOf(path))?.[0]);
  assert.ok(templates[0]);
  assert.equal(templates[0], templates[1]);
});

test('the size and the browsers that the docs name are those of the build', () => {
  const source = sourceOf('/docs/index.html');
  const bytes = ['latest-posts.js', 'widget.js', 'core.js'].reduce((sum, file) => sum + brotliCompressSync(readFileSync(at('dist', file))).length, 0);
  assert.equal(/<span id="weight">.*? (\d+) kB/.exec(source)?.[1], (bytes / 1000).toFixed(0));
  const { browserslist } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const named = browserslist.map((one) => one.replace(' >=', '').replace(/^\w/, (letter) => letter.toUpperCase())).join(', ');
  assert.ok(source.includes(`It runs in ${named} and newer.`), named);
});

test('the limits that the security page names are those of the source', () => {
  const rows = [...sourceOf('/docs/security.html').matchAll(/<tr data-constant="(\S+) (\w+)"><th scope="row">.*?<\/th><td>(.*?)<\/td>/g)];
  assert.equal(rows.length, 17);
  for (const [, file, name, told] of rows) {
    const [, value] = new RegExp(`const ${name}(?:: \\w+)? = ([\\d_ *<]+);`).exec(readFileSync(at(file), 'utf8')) ?? [];
    assert.ok(value, `${name} in ${file}`);
    const number = value.replaceAll('_', '').split('*').map((part) => part.split('<<').map(Number).reduce((left, right) => left * 2 ** right)).reduce((left, right) => left * right);
    const [, digits, unit] = /^([\d,]+) ?(\w*)$/.exec(told) ?? [];
    assert.equal(Number(digits.replaceAll(',', '')) * { MiB: 2 ** 20, KiB: 1024, s: 1000, '': 1 }[unit], number, name);
  }
});

/** What `npm run bench` writes. */
const bench = {
  date: '2026-11-20',
  machine: { cpu: 'a processor', cores: 2, memory: '8 GiB', browser: 'Chromium 1' },
  cases: [
    {
      group: 'parse',
      name: 'a feed of 10 kB',
      unit: 'ms',
      note: 'Warm.',
      rows: [
        { who: 'latest-posts, shown', median: 1.234, min: 1, max: 2, ratio: 1, bytes: 12_345 },
        { who: '<b>another reader of feeds with a name that is longer than any bar</b>', median: 12.5, min: 10, max: 20, ratio: 10.13 },
      ],
    },
    { group: 'later', name: 'requests', unit: 'each', note: '', rows: [{ who: '80 kB', median: 0, min: 0, max: 0, ratio: 1 }] },
    { group: 'later', name: 'of nobody', unit: 'each', note: '', rows: ['one', 'another'].map((who) => ({ who, median: 0, min: 0, max: 0 })) },
  ],
  must: [
    { name: 'parse', must: '≥ 8×', stretch: '≥ 20×', now: '10.1×', reached: 'must' },
    { name: 'requests', must: '≤ 0', stretch: '≤ 0', now: '0', reached: 'stretch' },
    { name: 'memory', must: '≤ 8 MB', stretch: '≤ 3 MB', now: '9 MB', reached: '' },
  ],
};

for (const [look, options] of Object.entries({ ...looks, 'high contrast': { scheme: 'forced' } })) {
  test(`benchmarks are drawn as bars, with all numbers in words, and goals with what is not reached, on ${look}`, async () => {
    server.put('/bench.json', JSON.stringify(bench), { type: 'application/json' });
    const { page, errors, violations, close } = await browser.open('/docs/benchmarks.html#later', options);
    await page.waitForSelector('figure');
    const seen = await page.evaluate(() => {
      const texts = (selector) => [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
      const [ours, theirs] = [...document.querySelectorAll('.bars li')].map((row) => getComputedStyle(row.querySelector('rect')).fill + getComputedStyle(row.querySelector('rect')).stroke);
      return {
        about: document.querySelector('#about').textContent,
        titles: texts('#charts h2'),
        bars: [...document.querySelectorAll('figure rect')].map((rect) => rect.getBBox().width),
        lines: [...document.querySelectorAll('figure line')].map((line) => line.getBBox()).map(({ x, width }) => [x, x + width]),
        medians: texts('.median'),
        bold: texts('.who strong'),
        isTold: ours !== theirs,
        nothing: texts('figure > p'),
        cells: [...document.querySelectorAll('figure tbody tr')].map(({ cells }) => [...cells].map(({ textContent }) => textContent)),
        verdicts: texts('.goals tbody tr td:last-child'),
        sum: texts('#charts > section > p'),
        cut: [...document.querySelectorAll('.bars *, .goals *')].filter(({ scrollWidth, clientWidth, localName }) => clientWidth && localName !== 'svg' && scrollWidth > clientWidth).length,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      };
    });
    assert.equal(seen.about, 'Measured on November 20, 2026 with Chromium 1, on a processor with 2 cores and 8 GiB of memory.');
    assert.deepEqual(seen.titles, ['Goals', 'Reading a feed', 'later']);
    const [ours, theirs, none] = seen.bars;
    assert.ok(Math.abs(theirs / ours - 12.5 / 1.234) < 0.01);
    assert.equal(none, 0);
    // The longest line of a chart goes to its end: nothing is left out of the scale.
    const [[from, to]] = seen.lines.slice(1);
    assert.ok(Math.abs(from / to - 0.5) < 0.01 && Math.abs(theirs / to - 12.5 / 20) < 0.01, `${seen.lines}`);
    assert.deepEqual(seen.medians, ['1.23 ms', '12.5 ms', '0']);
    assert.deepEqual(seen.bold, ['latest-posts, shown']);
    assert.ok(seen.isTold);
    assert.deepEqual(seen.nothing, ['None has any: all 2 are 0.']);
    assert.deepEqual(seen.cells, [
      ['latest-posts, shown', '1.23', '1', '2', '1 ×', '12.3 kB'],
      ['<b>another reader of feeds with a name that is longer than any bar</b>', '12.5', '10', '20', '10.1 ×', ''],
      ['80 kB', '0', '0', '0', '1 ×'],
      ['one', '0', '0', '0'],
      ['another', '0', '0', '0'],
    ]);
    assert.deepEqual(seen.verdicts, ['✓ reached', '✓ reached, and the stretch', '✗ not reached']);
    assert.deepEqual(seen.sum, ['2 of 3 are reached, and of these 1 goes as far as was hoped at best (the stretch).']);
    assert.deepEqual([seen.cut, seen.overflow], [0, 0]);
    assert.deepEqual(await findings(page), []);
    assert.deepEqual([errors, violations], [[], []]);
    await close();
  });
}

test('without measurements, and without a network, the page about them says that it has none', async () => {
  server.put('/bench.json', '', { status: 404 });
  for (const before of [undefined, async (page) => {
    await page.setRequestInterception(true);
    page.on('request', (request) => (request.url().endsWith('bench.json') ? request.abort() : request.continue()));
  }]) {
    const { page, errors, close } = await browser.open('/docs/benchmarks.html', { before });
    await page.waitForFunction(() => document.querySelector('#about').textContent.startsWith('This copy of the site has no measurements'));
    assert.deepEqual(errors, []);
    await close();
  }
});
