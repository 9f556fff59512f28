/** What a widget leaves of the page around it as it was: other widgets, the layout, the memory. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { engines } from '../../scripts/browsers.mjs';
import { at } from '../../scripts/run.mjs';
import { engine, launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

let server, browser;

before(async () => {
  server = await TestServer.start();
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A page with so many widgets, over five feeds that nothing is kept of. */
const pageOf = (count) => {
  const tags = Array.from({ length: count }, (_, number) => `<latest-posts src="/feed.xml?${number % 5}" limit="3"></latest-posts>`);
  return `<!doctype html><html lang="en"><title>Many</title><script src="/note-events.js"></script>
    <script>
      globalThis.instances = 0;
      const { Instance } = WebAssembly;
      // The module that puts the crate's together imports nothing.
      WebAssembly.Instance = new Proxy(Instance, { construct: (target, values) => (instances += values.length - 1, new target(...values)) });
    </script>
    <script type="module" src="/latest-posts.js"></script>${tags.join('')}`;
};

test('a hundred widgets over five feeds start the code once and make five requests', async () => {
  server.put('/hundred.html', pageOf(100));
  const from = server.requests.length;
  const { page, errors, close } = await browser.open('/hundred.html');
  await settled(page, 100);
  const shown = await page.evaluate(() => [
    globalThis.instances,
    [...document.querySelectorAll('latest-posts')].filter(({ shadowRoot }) => shadowRoot.querySelectorAll('article').length === 3).length,
  ]);
  assert.deepEqual(shown, [1, 100]);
  const asked = (path) => server.requests.slice(from).filter((exchange) => exchange.path === path).length;
  assert.deepEqual([asked('/feed.xml'), asked('/core.js'), asked('/latest-posts.js')], [5, 1, 1]);
  assert.deepEqual(errors, []);
  await close();
});

test('a widget whose code breaks in the middle leaves the others working', async () => {
  server.put('/trap.html', pageOf(3));
  const { page, errors, close } = await browser.open('/trap.html');
  await settled(page, 3);
  const codes = await page.evaluate(async () => {
    const [first, second, third] = document.querySelectorAll('latest-posts');
    const { now } = Date;
    const load = (widget) => widget.reload().then(({ items }) => items.length, ({ code }) => code);
    // The instance is left as a panic leaves it: in the middle of its work, never to return.
    let calls = 0;
    Date.now = () => {
      calls += 1;
      if (new Error().stack.includes('wasm')) throw new Error('broken');
      return now();
    };
    const broken = await load(second);
    Date.now = now;
    return [calls > 0, broken, await load(first), await load(third), await load(second)];
  });
  assert.deepEqual(codes, [true, 'internal', 3, 3, 3]);
  assert.ok((await page.evaluate(() => globalThis.instances)) > 1, 'what broke was replaced');
  assert.deepEqual(errors, []);
  await close();
});

test('widgets that are removed leave no timer, listener or request behind', async () => {
  server.put(
    '/leave.html',
    `<!doctype html><html lang="en"><title>Leave</title><script>
      globalThis.timers = new Set();
      const { setTimeout: set, clearTimeout: clear } = globalThis;
      globalThis.setTimeout = (work, ...rest) => {
        const timer = set(() => (timers.delete(timer), work()), ...rest);
        timers.add(timer);
        return timer;
      };
      globalThis.clearTimeout = (timer) => (timers.delete(timer), clear(timer));
    </script><script type="module" src="/latest-posts.js"></script>`,
  );
  const { page, close } = await browser.open('/leave.html');
  /** Adds widgets of every kind, waits, removes them; gives what the browser counts after that. */
  const round = async () => {
    const { length } = server.to('/never');
    await page.evaluate(async () => {
      const kinds = [
        { src: '/feed.xml', more: true, searchable: true, refresh: 1, alternate: true },
        { src: '/feed.xml /cut', view: 'archive' },
        { src: '/status/503' },
        { src: '/never', loading: 'lazy' },
        { src: '/never' },
      ];
      const widgets = kinds.flatMap((kind) => [1, 2].map(() => Object.assign(document.createElement('latest-posts'), kind)));
      document.body.append(...widgets);
      while (widgets[2].feed === null) await new Promise((resolve) => requestAnimationFrame(resolve));
      widgets[0].shadowRoot.querySelector("[part='more']").click();
    });
    while (server.to('/never').length === length) await new Promise((resolve) => setTimeout(resolve, 20));
    await page.evaluate(() => document.body.replaceChildren());
    while (server.to('/never').some(({ aborted }) => !aborted)) await new Promise((resolve) => setTimeout(resolve, 20));
    // The drivers of the others count no listeners and no nodes.
    const client = engine === 'chromium' ? await page.createCDPSession() : null;
    for (let time = 0; time < 5; time += 1) {
      await client?.send('HeapProfiler.collectGarbage');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { JSEventListeners, Nodes } = client ? await page.metrics() : {};
    return [await page.evaluate(() => globalThis.timers.size), JSEventListeners, Nodes];
  };
  await round();
  const second = await round();
  const third = await round();
  assert.deepEqual(third, second);
  assert.equal(third[0], 0, 'no timer is left');
  await close();
});

/** The layout shifts of a page that nobody touches, once its widget has shown its posts. */
async function shifts(html, viewport) {
  server.put('/shifts.html', html);
  const { page, close } = await browser.open('/shifts.html', {
    viewport,
    before: (page) =>
      page.evaluateOnNewDocument(() => {
        globalThis.shift = 0;
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) globalThis.shift += value;
        }).observe({ type: 'layout-shift', buffered: true });
      }),
  });
  await settled(page);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  const { articles } = await seen(page);
  assert.ok(articles > 0);
  const shift = await page.evaluate(() => globalThis.shift);
  await close();
  return shift;
}

const skip = engine !== 'chromium' && `${engines[engine].title} does not measure layout shifts`;

const article = '<p>Some text of the page that stands around the widget and shall not move while somebody reads it.</p>'.repeat(8);

for (const [name, attributes] of Object.entries({
  list: '',
  cards: 'layout="cards" show="image date excerpt"',
  headline: 'layout="headline"',
  compact: 'layout="compact" limit="20"',
})) {
  for (const viewport of [
    { width: 1000, height: 700 },
    { width: 360, height: 640 },
  ]) {
    test(`nothing on the page moves when the posts come: ${name}, ${viewport.width} pixels wide`, { skip }, async () => {
      const html = pageWith(`src="/slow?ms=300" ${attributes}`, '<meta name="viewport" content="width=device-width">')
        // Nothing can keep space before the script is there: a page that must not move waits for it.
        .replace('<script type="module"', '<script type="module" blocking="render"')
        .replace('<latest-posts', `${article}<latest-posts`);
      assert.equal(await shifts(html + article, viewport), 0);
    });
  }
}

test('nor before the script has come, with the line of the README', { skip }, async () => {
  const [rule] = /latest-posts:not\(:defined\) \{.*?\}/.exec(readFileSync(at('README.md'), 'utf8'));
  const viewport = { width: 800, height: 600 };
  for (const style of ['', `<style>${rule}</style>`]) {
    const release = server.hold('/latest-posts.js');
    setTimeout(release, 500);
    const shift = await shifts(`${pageWith('src="/slow?ms=300"', style)}<p>Below</p>`, viewport);
    assert.equal(shift === 0, Boolean(style), `${shift}`);
  }
});
