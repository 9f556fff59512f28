/** The life of the element: attributes that change, moves, clones, late upgrades. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

const feed = (name) =>
  `<rss version="2.0"><channel><title>${name}</title>${[1, 2, 3]
    .map((number) => `<item><title>${name} ${number}</title><link>/${number}</link><pubDate>0${number} May 2024 23:30:00 -0700</pubDate></item>`)
    .join('')}</channel></rss>`;

let server, browser, opened;

before(async () => {
  server = await TestServer.start({ feed: feed('Sample') });
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  for (const name of ['a', 'b', 'c']) server.put(`/${name}.xml`, feed(name), { type: 'application/rss+xml' });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page and runs `act` on its widget; gives what is seen after `loads` loads. */
async function after_(html, act, loads = 1) {
  server.put('/element.html', html);
  const opened = await browser.open('/element.html');
  if (act) {
    await settled(opened.page);
    await opened.page.evaluate(act);
  }
  await settled(opened.page, loads);
  await opened.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  const result = { ...(await seen(opened.page)), errors: opened.errors };
  await opened.close();
  assert.deepEqual(result.errors, []);
  return result;
}

const asked = (path, from) => server.requests.slice(from).filter((exchange) => exchange.path === path).length;

test('any number of changes in one turn is one load, and the last wins', async () => {
  const from = server.requests.length;
  const act = () => {
    const widget = document.querySelector('latest-posts');
    for (const name of ['b', 'c', 'b', 'c']) widget.src = `/${name}.xml`;
    widget.limit = 2;
  };
  const result = await after_(pageWith('src="/a.xml"'), act, 2);
  assert.deepEqual(result.titles, ['c 3', 'c 2']);
  assert.deepEqual([asked('/a.xml', from), asked('/b.xml', from), asked('/c.xml', from)], [1, 0, 1]);
});

test('a part is one kind of thing, in each layout, on its way and there', async () => {
  const partsOf = (page) => page.evaluate(() => [...document.querySelector('latest-posts').shadowRoot.querySelectorAll('[part]')].map(({ localName, part }) => [localName, [...part]]));
  for (const layout of ['list', 'cards', 'compact', 'headline']) {
    const release = server.hold('/a.xml');
    server.put('/parts.html', pageWith(`src="/a.xml" layout="${layout}" cache="off"`));
    const { page, close } = await browser.open('/parts.html', { until: 'domcontentloaded' });
    await page.waitForFunction(() => document.querySelector('latest-posts').shadowRoot?.querySelector("[part='placeholder']"), { polling: 50 });
    const parts = await partsOf(page);
    release();
    await settled(page);
    parts.push(...(await partsOf(page)));
    await close();
    for (const [part, element] of [['loading', 'div'], ['root', 'section'], ['list', 'ul']]) {
      const found = parts.filter(([, names]) => names.includes(part));
      assert.deepEqual(found.map(([name]) => name), [element], `${part} in ${layout}`);
    }
  }
});

test('a change while a feed is under way gives up the earlier request', async () => {
  const from = server.requests.length;
  server.put('/change.html', pageWith('src="/slow?ms=3000"'));
  const { page, errors, close } = await browser.open('/change.html');
  await page.waitForFunction(() => events.includes('loadstart'));
  while (!asked('/slow', from)) await new Promise((resolve) => setTimeout(resolve, 20));
  await page.evaluate(() => {
    document.querySelector('latest-posts').src = '/b.xml';
  });
  await settled(page);
  const result = await seen(page);
  assert.deepEqual(result.titles, ['b 3', 'b 2', 'b 1']);
  assert.deepEqual(result.events, ['loadstart', 'loadstart', 'load', 'loadend']);
  assert.equal(server.to('/slow').at(-1).aborted, true);
  assert.deepEqual(errors, []);
  await close();
});

test('what has come of a request that a change has given up is not what the next one gets', async () => {
  server.put('/half.html', `${pageWith('src="/stall/half" cache="off"')}<latest-posts src="/never"></latest-posts>`);
  const { page, errors, close } = await browser.open('/half.html', { until: 'domcontentloaded' });
  await server.asked('/stall/half');
  // The first half is there, and while another widget loads, what is done is kept.
  await new Promise((resolve) => setTimeout(resolve, 300));
  server.put('/stall/half', feed('Whole'), { type: 'application/rss+xml' });
  await page.evaluate(() => void (document.querySelector('latest-posts').limit = 4));
  await settled(page);
  const { titles, warnings } = await seen(page);
  assert.deepEqual([titles, warnings], [['Whole 3', 'Whole 2', 'Whole 1'], []]);
  assert.deepEqual(errors, []);
  await close();
});

test('a load that was overtaken comes to what the later one comes to', async () => {
  server.put('/overtake.html', pageWith('src="/a.xml"'));
  const { page, close } = await browser.open('/overtake.html');
  await settled(page);
  const titles = await page.evaluate(async () => {
    const widget = document.querySelector('latest-posts');
    widget.setAttribute('src', '/slow?ms=2000');
    const first = widget.reload();
    widget.setAttribute('src', '/b.xml');
    const second = widget.reload();
    return [(await first).title, (await second).title];
  });
  assert.deepEqual(titles, ['b', 'b']);
  await close();
});

test('a load that fails comes to what one comes to that is begun when that is told', async () => {
  server.put('/anew.html', pageWith('src="/status/404"'));
  const { page, errors, close } = await browser.open('/anew.html');
  await settled(page);
  const titles = await page.evaluate(async () => {
    const widget = document.querySelector('latest-posts');
    let second;
    widget.addEventListener('error', () => {
      widget.src = '/b.xml';
      second = widget.reload();
    }, { once: true });
    const first = await widget.reload();
    return [first?.title, (await second).title];
  });
  assert.deepEqual(titles, ['b', 'b']);
  assert.deepEqual(errors, []);
  await close();
});

test('an element may be put into a document without a window, and come back', async () => {
  const result = await after_(pageWith('src="/a.xml"'), async () => {
    const widget = document.querySelector('latest-posts');
    document.createElement('template').content.append(widget);
    await null;
    document.body.append(widget);
  }, 2);
  assert.equal(result.articles, 3);
});

test('an element that is moved keeps its posts and asks for nothing', async () => {
  const from = server.requests.length;
  const act = () => {
    const section = document.body.appendChild(document.createElement('section'));
    section.append(document.querySelector('latest-posts'));
    document.body.prepend(document.querySelector('latest-posts'));
    section.moveBefore?.(document.querySelector('latest-posts'), null);
  };
  const result = await after_(pageWith('src="/a.xml"'), act);
  assert.equal(result.articles, 3);
  assert.equal(asked('/a.xml', from), 1);
});

test('an element that is removed gives up its request', async () => {
  server.put('/remove.html', pageWith('src="/never"'));
  const { page, errors, close } = await browser.open('/remove.html');
  const before = server.to('/never').length;
  while (server.to('/never').length === before && before === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await page.evaluate(() => document.querySelector('latest-posts').remove());
  while (!server.to('/never').at(-1).aborted) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(errors, []);
  await close();
});

test('an element that is removed before its microtask asks for nothing', async () => {
  const from = server.requests.length;
  await after_(pageWith('src="/a.xml"'), () => {
    const widget = document.createElement('latest-posts');
    widget.src = '/b.xml';
    document.body.append(widget);
    widget.remove();
  });
  assert.equal(asked('/b.xml', from), 0);
});

test('a clone loads for itself', async () => {
  const act = () => document.body.append(document.querySelector('latest-posts').cloneNode(true));
  await after_(pageWith('src="/a.xml"'), act, 2);
});

test('properties that were set before the script came are taken over', async () => {
  const html = `<!doctype html><title>Late</title><script src="/note-events.js"></script>
    <latest-posts></latest-posts>
    <script>Object.assign(document.querySelector('latest-posts'), { src: '/a.xml', limit: 1, excerptLength: 7 });</script>
    <script type="module" src="/latest-posts.js"></script>`;
  const result = await after_(html);
  assert.deepEqual(result.titles, ['a 3']);
  assert.deepEqual(result.events, ['loadstart', 'load', 'loadend']);
});

test('the script may be there twice, as module and as classic script', async () => {
  const html = pageWith('src="/a.xml"', '<script type="module" src="/latest-posts.js?again"></script><script async src="/embed.js"></script>');
  const result = await after_(html);
  assert.equal(result.articles, 3);
});

test('properties reflect attributes, with numbers as numbers', async () => {
  server.put('/reflect.html', pageWith('src="/a.xml" heading-level="3"'));
  const { page, close } = await browser.open('/reflect.html');
  await settled(page);
  const values = await page.evaluate(() => {
    const widget = document.querySelector('latest-posts');
    const before = [widget.src, widget.limit, widget.headingLevel, widget.order, widget.categoryArchives];
    widget.headingLevel = 4;
    widget.categoryArchives = '/x';
    widget.src = null;
    return [...before, widget.getAttribute('heading-level'), widget.getAttribute('category-archives'), widget.hasAttribute('src')];
  });
  assert.deepEqual(values, ['/a.xml', 5, 3, 'newest', '', '4', '/x', false]);
  await close();
});

test('a date is the day on the clock of the post, in the language of the page', async () => {
  const german = pageWith('src="/a.xml" limit="1"').replace('lang="en"', 'lang="de"');
  assert.deepEqual((await after_(german)).dates, ['3. Mai 2024']);
  const nonsense = pageWith('src="/a.xml" limit="1"').replace('lang="en"', 'lang="not a language"');
  assert.equal((await after_(nonsense)).dates.length, 1);
});

test('headings have their ranks, and the list is a list', async () => {
  server.put('/ranks.html', pageWith('src="/a.xml" heading-level="3" heading="Our posts"'));
  const { page, close } = await browser.open('/ranks.html');
  await settled(page);
  const outline = await page.evaluate(() => {
    const root = document.querySelector('latest-posts').shadowRoot;
    return [root.querySelector('h3').textContent, root.querySelectorAll('ul > li > article > h4').length];
  });
  assert.deepEqual(outline, ['Our posts', 3]);
  await close();
});
