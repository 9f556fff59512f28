/** The configurator, as a person uses it: configure, copy, paste into an empty page, and the same widget appears. */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import * as esbuild from 'esbuild';

import { at } from '../../scripts/run.mjs';
import { contrast } from '../../www/contrast.js';
import { faultOf, feedAddresses } from '../../www/settings.js';
import { outputs } from '../../www/snippets.js';
import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { configure, ended, findings, shown, snippet } from './site.mjs';

let server, browser, folder;

/** Quotes, braces and tags in texts, as somebody may want them. */
const heading = `Tide & "Time" <b>{{x}}</b> {y} 'z' \\ \${a}`;

/** A configuration with each kind of setting. */
const wanted = () => ({
  src: `${server.other}/feed.xml?cors=*`,
  limit: '4',
  layout: 'cards',
  show: 'image date excerpt',
  'excerpt-length': '12',
  heading,
  'date-style': 'medium',
  category: 'engineering',
  more: '',
  'label-more': 'More <of> these',
  '--latest-posts-accent': '#8a1c5b',
});

before(async () => {
  server = await TestServer.start();
  browser = await launch(server.url);
  folder = mkdtempSync(join(tmpdir(), 'latest-posts-'));
});

after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the configurator's preview shows, and its text for a kind of output. */
async function configured(output, parameters = wanted()) {
  const { page, errors, violations, close } = await configure(browser, { ...parameters, output });
  const text = await snippet(page);
  const preview = await page.evaluate(`(${shown})(document.querySelector('#preview').contentDocument)`);
  assert.deepEqual([errors, violations], [[], []]);
  await close();
  return { text, preview };
}

/** What a page with a text in it shows. */
async function pasted(text) {
  server.put('/empty.html', `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Empty</title>\n${text}\n`);
  const { page, errors, close } = await browser.open('/empty.html');
  await page.waitForFunction(() => document.querySelector('latest-posts')?.feed);
  const seen = await page.evaluate(`(${shown})(document)`);
  assert.deepEqual(errors, []);
  await close();
  return seen;
}

/** The one piece of a text that an expression finds. */
function part(text, expression) {
  const [, found] = expression.exec(text) ?? [];
  assert.ok(found, text);
  return found;
}

const module = '<script type="module" src="/latest-posts.js"></script>';
const element = /(<latest-posts[\s\S]*<\/latest-posts>)/;

/** How each text becomes a page; a text that is HTML is one already. @type {Record<string, (text: string) => Promise<string>>} */
const pageOf = {
  html: async (text) => text,
  script: async (text) => text,
  wordpress: async (text) => text,
  npm: async (text) => `<script type="importmap">{"imports":{"latest-posts":"/latest-posts.js"}}</script>${text}`,
  vue: async (text) => {
    assert.ok(!/\{\{/.test(part(text, /<template>([\s\S]*)<\/template>/)), 'Vue would run what stands between braces');
    return `${module}${part(text, element)}`;
  },
  svelte: async (text) => {
    assert.ok(!/[{}]/.test(part(text, element)), 'Svelte would run what stands between braces');
    return `${module}${part(text, element)}`;
  },
  astro: async (text) => {
    assert.ok(!/[{}]/.test(part(text, element)), 'Astro would run what stands between braces');
    return `${module}${part(text, element)}`;
  },
  react: async (text) => {
    // React is not here; what JSX is compiled to makes the element as React does: attributes by name, style by property.
    const own = `function h(name, props, ...children) {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(props ?? {})) {
          if (key === 'style') for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
          else element.setAttribute(key, value === true ? '' : value);
        }
        element.append(...children);
        return element;
      }`;
    const { code } = await esbuild.transform(text.replace("'latest-posts'", "'/latest-posts.js'"), { loader: 'jsx', jsxFactory: 'h', format: 'esm' });
    return `<script type="module">${own}\n${code}\ndocument.body.append(LatestPosts());</script>`;
  },
  server: async (text) => {
    const file = join(folder, 'render.mjs');
    const style = part(text, /(latest-posts \{[\s\S]*\})/).replaceAll('//', '');
    const own = text.replace('https://www.example.com/', `${server.url}/`);
    writeFileSync(file, `${own.replace("'latest-posts/server'", `'${pathToFileURL(at('dist', 'server.js'))}'`)}\nexport default posts;`);
    const { default: posts } = await import(pathToFileURL(file).href);
    return `${module}<style>${style}</style>${posts}`;
  },
};

for (const { id, name } of outputs) {
  test(`configure, copy for ${name}, paste into an empty page: the same widget appears`, async () => {
    const { text, preview } = await configured(id);
    assert.equal(preview.heading, heading);
    assert.equal(preview.titles.length, 4);
    assert.equal(preview.accent, 'rgb(138, 28, 91)');
    assert.equal(preview.layout, 'root cards');
    assert.deepEqual(await pasted(await pageOf[id](text)), preview);
  });
}

test('the hash of the classic script is that of the file', async () => {
  const { text } = await configured('script');
  const hashes = JSON.parse(readFileSync(at('dist', 'sri.json'), 'utf8'));
  assert.equal(part(text, /integrity="([^"]+)"/), hashes['embed.js'].integrity);
});

/** What is said of the widget's files, and where a tag has them. @param {Record<string, string>} [parameters] */
async function files(parameters) {
  const { page, close } = await configure(browser, parameters);
  const seen = await page.evaluate(() => ({
    text: document.querySelector('#snippet').textContent,
    hint: document.querySelector('#files-hint').textContent,
    links: [...document.querySelectorAll('#files-hint a[download]')].map(({ href }) => href),
  }));
  await close();
  return seen;
}

test('a site that lets no page of another load its script gives a tag with a copy of one’s own, and the files for it', async () => {
  for (const [output, wanted, src] of [
    ['html', ['latest-posts.js', 'widget.js', 'core.js', 'languages.js', 'without-wasm.js'], 'type="module" src="latest-posts.js"'],
    ['script', ['embed.js', 'without-wasm.js'], 'src="embed.js"'],
  ]) {
    const { text, hint, links } = await files({ output });
    assert.ok(text.includes(src), text);
    assert.match(hint, /^Put these beside your page: .* and without-wasm\.js\.$/);
    assert.deepEqual(links, wanted.map((file) => `${server.url}/${file}`));
  }
  assert.match((await files({ files: 'site' })).hint, /lets no page of another site load it/);
});

test('one that does gives a tag that needs no files, and says what that is good for', async () => {
  server.put('/sri.json', readFileSync(at('dist', 'sri.json')), { type: 'application/json', headers: { 'access-control-allow-origin': '*' } });
  const { text, hint } = await files();
  assert.ok(text.startsWith(`<script type="module" src="${server.url}/latest-posts.js">`), text);
  // This server is of this machine.
  assert.match(hint, /good for trying, as long as this server runs/);
  assert.match((await files({ files: 'own' })).text, /^<script type="module" src="latest-posts.js">/);
});

test('a setting that changes how posts look asks for no feed again; the button asks anew, and so does another address', async () => {
  const { page, close } = await configure(browser, { src: `${server.url}/slow?ms=30` });
  const asked = () => server.to('/slow').length;
  const before = asked();
  const isShown = (selector, count) =>
    page.waitForFunction((selector, count) => document.querySelector('#preview').contentDocument.querySelector('latest-posts').shadowRoot.querySelectorAll(selector).length === count, {}, selector, count);
  await page.locator('#setting-limit').fill('2');
  await isShown('article', 2);
  await page.locator('#setting-layout input[value="cards"]').click();
  await isShown("[part~='cards']", 1);
  assert.equal(asked(), before);
  await page.locator('#address button').click();
  await ended(page);
  assert.equal(asked(), before + 1);
  await page.locator('#setting-limit').fill('3');
  await isShown('article', 3);
  assert.equal(asked(), before + 1);
  for (const src of ['/feed.atom', '/slow?ms=30']) {
    await page.locator('#src').fill(server.url + src);
    await page.keyboard.press('Enter');
    await ended(page);
  }
  assert.equal(asked(), before + 2);
  await close();
});

test('every setting of the manifest has one control, of its kind', async () => {
  const { modules } = JSON.parse(readFileSync(at('dist', 'custom-elements.json'), 'utf8'));
  const { attributes, cssProperties } = modules[0].declarations[0];
  const { page, close } = await configure(browser);
  const expected = { text: 'text', list: 'text', number: 'number', flag: 'checkbox', 'one-of': 'radio', 'any-of': 'checkbox' };
  for (const { name, values } of attributes.filter(({ name }) => name !== 'src')) {
    const found = await page.$$eval(`#setting-${name}`, ([control, ...others]) => {
      const inputs = control.localName === 'input' ? [control] : [...control.querySelectorAll('input')];
      const [{ type, min, max }] = inputs;
      return { others: others.length, type, range: [min, max], words: inputs.map(({ value }) => value), named: control.labels?.length || control.querySelector('legend') ? 'yes' : 'no' };
    });
    assert.deepEqual([found.others, found.type, found.named], [0, expected[values.kind], 'yes'], name);
    if (values.words) assert.deepEqual(found.words, values.words, name);
    if (values.kind === 'number') assert.deepEqual(found.range, [String(values.min), String(values.max)], name);
  }
  assert.equal(await page.$$eval('[id^="look--latest-posts"]:is(input, select)', ({ length }) => length), cssProperties.length + 3);
  await close();
});

test('what is set by hand is in the preview, the text and the address, and the address gives it back', async () => {
  const { page, errors, close } = await configure(browser);
  await page.evaluate(() => {
    for (const group of document.querySelectorAll('.group')) group.open = true;
  });
  await page.locator('#src').fill(`${server.url}/feed.atom`);
  await page.keyboard.press('Enter');
  await page.locator('#setting-limit').fill('2');
  await page.locator('#setting-layout input[value="compact"]').click();
  await page.locator('#setting-show input[value="date"]').click();
  await page.locator('#setting-searchable').click();
  await page.locator('#setting-heading').fill('Mine');
  await page.locator('#look--latest-posts-accent').click();
  await page.waitForFunction(() => {
    const root = document.querySelector('#preview').contentDocument.querySelector('latest-posts').shadowRoot;
    return root.querySelectorAll('article').length === 2 && root.querySelector("[part='heading']").textContent === 'Mine';
  });
  const text = await snippet(page);
  for (const said of [`src="${server.url}/feed.atom"`, 'limit="2"', 'layout="compact"', 'show="author excerpt source"', ' searchable\n', 'heading="Mine"', 'style="--latest-posts-accent: #0f5f80"']) {
    assert.ok(text.replace('  searchable', ' searchable').includes(said), `${said} in ${text}`);
  }
  const address = new URL(page.url());
  assert.equal(address.search, '');
  assert.equal(new URLSearchParams(address.hash.slice(1)).get('limit'), '2');
  const again = await browser.open(address.pathname + address.hash);
  await ended(again.page);
  assert.equal(await snippet(again.page), text);
  assert.deepEqual([errors, again.errors], [[], []]);
  await again.close();
  await close();
});

test('settings in the query of a link are taken too', async () => {
  const { page, close } = await browser.open('/index.html?src=./feed.atom&limit=3&unknown=1');
  await ended(page);
  assert.match(await snippet(page), new RegExp(`src="${server.url}/feed.atom"[^>]* limit="3"`));
  await close();
});

test('an address with another configuration, put into the same page, takes the place of the one before', async () => {
  const { page, errors, close } = await configure(browser, { limit: '4' });
  await name(page, 'two words');
  assert.notEqual((await seen(page)).fault, '');
  await page.evaluate(() => void (location.hash = '#limit=2&layout=cards'));
  await page.waitForFunction(() => document.querySelector('#preview').contentDocument.querySelector('latest-posts')?.feed?.items.length === 2);
  assert.deepEqual(await page.evaluate(() => ['#src', '#setting-limit'].map((field) => document.querySelector(field).value)), ['', '2']);
  const { fault, canCopy, text } = await seen(page);
  assert.deepEqual([fault, canCopy], ['', true]);
  assert.match(text, /limit="2"\s+layout="cards"/);
  assert.deepEqual(errors, []);
  await close();
});

test('a blog’s address leads to its feed, and the tag names the feed', async () => {
  const { page, close } = await configure(browser, { src: `${server.url}/demo.html` });
  assert.match(await snippet(page), new RegExp(`src="${server.url}/feed.xml"`));
  assert.match(await page.$eval('#outcome', ({ textContent }) => textContent), /5 posts of Kedgeway Engineering\. The page names its feed/);
  await close();
});

/** What is typed, and the addresses that it means on a page of a site. */
const typed = {
  'example.com': ['https://example.com/'],
  'example.com/feed.xml': ['https://example.com/feed.xml'],
  'blog.example.com:8443?feed=rss': ['https://blog.example.com:8443/?feed=rss'],
  'bücher.example xn--e1afmkfd.xn--p1ai': ['https://xn--bcher-kva.example/', 'https://xn--e1afmkfd.xn--p1ai/'],
  'a.example, b.example; http://c.example/x,y': ['https://a.example/', 'https://b.example/', 'http://c.example/x,y'],
  '//a.example/feed feed://b.example/feed feed:https://c.example/feed': ['https://a.example/feed', 'https://b.example/feed', 'https://c.example/feed'],
  '/feed.xml ./feed.xml ../feed.xml': ['https://site.example/feed.xml', 'https://site.example/blog/feed.xml', 'https://site.example/feed.xml'],
};

/** What is no address, and the beginning of what is said of it. */
const refused = {
  'two words': '“two” and “words” are no addresses of the web.',
  'a b c d e': '“a”, “b”, “c”, and 2 more are no addresses of the web.',
  'feed.xml': '“feed.xml” is no address of the web.',
  'index.html': '“index.html” is no address of the web.',
  'localhost:8080': '“localhost:8080” is no address of the web.',
  'https://': '“https://” is no address of the web.',
  'javascript:alert(1)': '“javascript:alert(1)” begins with javascript:, and',
  'feed:javascript:alert(1)': '“feed:javascript:alert(1)” begins with',
  'mailto:me@example.com': '“mailto:me@example.com” begins with mailto:, and',
};

test('what is typed is an address of the web, or a path that says so; all else is refused in a sentence', () => {
  for (const [text, addresses] of Object.entries(typed)) assert.deepEqual(feedAddresses(text, 'https://site.example/blog/index.html'), { addresses, refused: [] }, text);
  for (const [text, beginning] of Object.entries(refused)) {
    const found = feedAddresses(text, 'https://site.example/blog/index.html');
    assert.deepEqual(found.addresses, [], text);
    const said = faultOf(found.refused);
    assert.ok(said.startsWith(beginning) && said.endsWith('.'), said);
  }
  assert.ok(faultOf(['x'.repeat(5000)]).length < 200);
});

/** What is seen of an address. @param {import('puppeteer-core').Page} page */
const seen = (page) =>
  page.evaluate(() => ({
    fault: document.querySelector('#src-fault').textContent,
    outcome: document.querySelector('#outcome').textContent,
    doctor: document.querySelector('#doctor').textContent,
    isDoctorShown: document.querySelector('#doctor').checkVisibility(),
    text: document.querySelector('#snippet').textContent,
    canCopy: !document.querySelector('#copy').disabled && !document.querySelector('#share').disabled,
    widgets: document.querySelector('#preview').contentDocument.querySelectorAll('latest-posts').length,
    address: location.hash,
  }));

/** @param {import('puppeteer-core').Page} page @param {string} text */
async function name(page, text) {
  await page.$eval('#src', (field) => (field.value = ''));
  await page.type('#src', text);
  await page.keyboard.press('Enter');
}

test('of what was shown before, nothing is left beside an address that cannot be read', async () => {
  const { page, errors, close } = await configure(browser, { src: `${server.url}/status/404`, limit: '3' });
  const before = await seen(page);
  assert.deepEqual([before.isDoctorShown, before.canCopy, before.widgets], [true, true, 1]);
  for (const text of ['two words', `${server.url}/feed.xml nonsense`]) {
    await name(page, text);
    const { fault, outcome, ...left } = await seen(page);
    assert.match(fault, /no address/);
    assert.match(outcome, /^Nothing is shown/);
    assert.deepEqual(left, { doctor: '', isDoctorShown: false, text: '', canCopy: false, widgets: 0, address: '#limit=3' });
    // Other settings do not bring it back.
    await page.locator('input[name="frame"][value="phone"]').click();
    await page.locator('input[name="frame"][value="full"]').click();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
    assert.deepEqual((await seen(page)).widgets, 0);
    await name(page, `${server.url}/feed.atom`);
    await ended(page);
    const good = await seen(page);
    assert.deepEqual([good.fault, good.canCopy, good.widgets], ['', true, 1]);
    assert.match(good.text, /feed\.atom/);
  }
  assert.deepEqual(errors, []);
  await close();
});

test('while an address is asked for, nothing is left of the one before', async () => {
  const { page, close } = await configure(browser, { src: `${server.url}/status/404` });
  await name(page, `${server.url}/slow?ms=1500`);
  await page.waitForFunction(() => document.querySelector('#preview').contentDocument.querySelector('latest-posts')?.src.includes('slow'));
  const { outcome, doctor, isDoctorShown, text } = await seen(page);
  assert.deepEqual([outcome, doctor, isDoctorShown], [`Asking ${new URL(server.url).host} …`, '', false]);
  assert.match(text, /slow/);
  const posts = () => page.$eval('#preview', ({ contentDocument }) => contentDocument.querySelector('latest-posts').shadowRoot?.querySelectorAll('article').length ?? 0);
  assert.equal(await posts(), 0);
  await ended(page);
  assert.equal(await posts(), 5);
  // Back before anything was asked for: what is known of it is said again.
  await name(page, `${server.url}/feed.atom`);
  await name(page, `${server.url}/slow?ms=1500`);
  await ended(page);
  assert.match((await seen(page)).outcome, /^5 posts of Kedgeway/);
  await close();
});

test('an address is asked for when it is whole, not letter by letter', async () => {
  const { page, close } = await configure(browser);
  const from = server.requests.length;
  const asked = () => [...new Set(server.requests.slice(from).filter(({ origin }) => origin === 'other').map(({ url }) => url))];
  const rest = () => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
  const [feed, via] = ['/feed.xml?cors=*&typed', '/feed.xml?cors=*&via'];
  await page.type('#src', server.other + feed, { delay: 30 });
  await rest();
  assert.deepEqual(asked(), []);
  await page.keyboard.press('Enter');
  await ended(page);
  assert.deepEqual(asked(), [feed]);
  await page.evaluate(() => {
    for (const group of document.querySelectorAll('.group')) group.open = true;
  });
  await page.type('#setting-via', server.other + via, { delay: 30 });
  await rest();
  assert.deepEqual(asked(), [feed]);
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.querySelector('#preview').contentDocument.querySelector('latest-posts').via);
  await rest();
  assert.deepEqual(asked(), [feed, via]);
  await close();
});

test('the copy button copies the text', async () => {
  const { page, close } = await configure(browser);
  await browser.browser.defaultBrowserContext().overridePermissions(server.url, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  await page.bringToFront();
  await page.locator('#copy').click();
  await page.waitForFunction(() => document.querySelector('#copy').textContent === 'Copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await snippet(page));
  await close();
});

test('by the keyboard a button that copies keeps the focus and tells what it has done, however often it is pressed', async () => {
  const { page, close } = await configure(browser);
  await browser.browser.defaultBrowserContext().overridePermissions(server.url, ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write']);
  await page.bringToFront();
  await page.focus('#copy');
  for (let press = 0; press < 2; press += 1) {
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('main > [role="status"].hidden').textContent === 'Copied');
  }
  assert.deepEqual(await page.evaluate(() => [document.activeElement.id, document.activeElement.textContent]), ['copy', 'Copied']);
  await page.waitForFunction(() => document.querySelector('#copy').textContent === 'Copy' && !document.querySelector('main > [role="status"].hidden').textContent);
  await close();
});

test('the frame has the width of a phone, a sidebar, a tablet; the page in it light, dark, from right to left, with large text', async () => {
  const { page, close } = await configure(browser, {}, { viewport: { width: 1440, height: 900 } });
  const look = () =>
    page.$eval('#preview', ({ contentDocument: { body, documentElement: root, defaultView } }) => {
      const { backgroundColor } = defaultView.getComputedStyle(body);
      return { width: defaultView.innerWidth, dir: root.dir, lang: root.lang, size: parseFloat(defaultView.getComputedStyle(root).fontSize), background: backgroundColor };
    });
  for (const [frame, width] of Object.entries({ phone: 390, sidebar: 280, tablet: 768 })) {
    await page.locator(`input[name="frame"][value="${frame}"]`).click();
    assert.equal((await look()).width, width);
  }
  await page.locator('input[name="scheme"][value="dark"]').click();
  await page.locator('input[name="direction"]').click();
  await page.locator('input[name="text"]').click();
  await page.waitForFunction(() => document.querySelector('#preview').contentDocument.documentElement.dataset.text === 'large');
  assert.deepEqual(await look(), { width: 768, dir: 'rtl', lang: 'ar', size: 32, background: 'rgb(18, 23, 26)' });
  await close();
});

test('at a zoom of 400 % a frame that is wider than the window can be scrolled by keys', async () => {
  const { page, close } = await configure(browser, { frame: 'tablet' }, { viewport: { width: 320, height: 256 } });
  assert.deepEqual(await findings(page), []);
  await page.focus('#floor');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('#floor').scrollLeft > 0);
  await page.locator('input[name="frame"][value="full"]').click();
  await page.waitForFunction(() => !document.querySelector('#floor').hasAttribute('tabindex'));
  await close();
});

test('where no post is left by what is chosen, the page says so', async () => {
  const { page, close } = await configure(browser, { category: 'no such category' });
  assert.match(await page.$eval('#outcome', ({ textContent }) => textContent), /^No post of Kedgeway Engineering is shown: .* none that fits/);
  await close();
});

test('where a feed cannot be shown, the reason is in sight, not below an empty frame', async () => {
  const { page, close } = await configure(browser, { src: `${server.url}/status/404` }, { viewport: { width: 1280, height: 900 } });
  const place = () => page.$eval('#doctor', (doctor) => doctor.getBoundingClientRect().top - document.querySelector('#frame').getBoundingClientRect().top);
  assert.ok((await place()) < 260, `${await place()}`);
  await page.locator('#src').fill(`${server.url}/feed.xml`);
  await page.keyboard.press('Enter');
  await ended(page);
  await page.waitForFunction(() => document.querySelector('#frame').offsetHeight > 500);
  await close();
});

test('the frame can be drawn by its corner, and a choice of width undoes that', async () => {
  const { page, close } = await configure(browser, {}, { viewport: { width: 1440, height: 900 } });
  const corner = await page.$eval('#frame', (frame) => {
    frame.scrollIntoView({ block: 'end' });
    const { right, bottom } = frame.getBoundingClientRect();
    return { x: right - 5, y: bottom - 5 };
  });
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.mouse.move(corner.x - 300, corner.y - 50, { steps: 5 });
  await page.mouse.up();
  const width = () => page.$eval('#frame', ({ offsetWidth }) => offsetWidth);
  const drawn = await width();
  await page.locator('input[name="frame"][value="phone"]').click();
  assert.ok(drawn > 500 && drawn < 900, `${drawn}`);
  assert.equal(await width(), 392);
  await close();
});

test('contrast is computed as WCAG has it, and what is too low is said', async () => {
  assert.equal(contrast([0, 0, 0, 255], [255, 255, 255, 255]), 21);
  assert.equal(contrast([255, 0, 0, 255], [255, 255, 255, 255]).toFixed(2), '4.00');
  assert.equal(contrast([119, 119, 119, 255], [255, 255, 255, 255]).toFixed(2), '4.48');
  assert.equal(contrast([0, 0, 0, 0], [255, 255, 255, 255]), 1);
  const { page, close } = await configure(browser, { '--latest-posts-accent': '#ffcc00' });
  await page.waitForFunction(() => document.querySelectorAll('#contrast-rows tr').length === 3);
  const rows = await page.$$eval('#contrast-rows tr', (rows) => rows.map(({ cells }) => [...cells].map(({ textContent }) => textContent)));
  const [, titles] = rows;
  assert.deepEqual(titles, ['Titles', '1.5 : 1 too low', '11.9 : 1 AAA']);
  assert.match(rows[0][1], /^21\.0 : 1 AAA|^1\d\.\d : 1 AAA/);
  assert.ok(await page.$('#contrast-rows tr:nth-child(2) td:nth-child(2) strong'));
  await close();
});
