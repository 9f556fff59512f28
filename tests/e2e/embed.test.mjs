/** The classic script, in all the ways in which pages have scripts. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { launch } from './browser.mjs';
import { TestServer } from './server.mjs';

const source = readFileSync(at('dist', 'embed.js'));

let server, browser;

before(async () => {
  server = await TestServer.start();
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** For each widget of a page: how many posts it shows, and what stands before and around it. */
async function visit(body, { widgets = 1, type = 'text/html; charset=utf-8' } = {}) {
  server.put('/embedded', `<!doctype html><html lang="en"><title>A page</title>${body}`, { type });
  const { page, errors, messages, close } = await browser.open('/embedded');
  await page.waitForFunction(
    (wanted) => {
      const all = [...document.querySelectorAll('latest-posts')];
      return all.length === wanted && all.every(({ feed }) => feed);
    },
    { polling: 50, timeout: 10_000 },
    widgets,
  );
  const found = await page.$$eval('latest-posts', (all) =>
    all.map((widget) => ({
      posts: widget.feed.items.length,
      limit: widget.limit,
      before: widget.previousElementSibling?.localName,
      inside: widget.parentElement.id,
      isSeen: widget.checkVisibility(),
      more: widget.shadowRoot.querySelector("[part='more']")?.textContent ?? null,
      fallback: widget.textContent.trim(),
      target: widget.target,
    })),
  );
  await close();
  assert.deepEqual(errors, []);
  return { found, warnings: messages.filter(({ type }) => type === 'warn').map(({ text }) => text) };
}

const script = (attributes, extra = '') => `<script src="/embed.js" data-src="/feed.xml" ${attributes} ${extra}></script>`;

test('as it stands, async, deferred, and put there by another script', async () => {
  for (const how of ['', 'async', 'defer']) {
    const { found } = await visit(`<div id="here">${script('data-limit="2"', how)}</div>`);
    assert.deepEqual(found, [{ posts: 2, limit: 2, before: 'script', inside: 'here', isSeen: true, more: null, fallback: '', target: '_self' }]);
  }
  const { found } = await visit(`<div id="here"></div><script>
    const script = Object.assign(document.createElement('script'), { src: '/embed.js' });
    script.dataset.src = '/feed.xml';
    script.dataset.limit = 1;
    document.querySelector('#here').append(script);
  </script>`);
  assert.deepEqual([found[0].posts, found[0].inside], [1, 'here']);
});

test('several on a page, each with its own settings and texts', async () => {
  const { found } = await visit(
    script('data-limit="1"') + script('data-limit="2" async') + script('data-limit="3" data-more data-label-more="Noch mehr"'),
    { widgets: 3 },
  );
  assert.deepEqual(found.map(({ posts }) => posts).sort(), [1, 2, 3]);
  assert.equal(found.find(({ posts }) => posts === 3).more, 'Noch mehr');
});

test('into a target, which may stand further down', async () => {
  const { found, warnings: said } = await visit(`${script('data-target="#there"')}<div id="there"><p>Before</p></div>`);
  assert.deepEqual([found[0].inside, found[0].before, found[0].fallback, found[0].target], ['there', undefined, 'Before', '_self']);
  assert.deepEqual(said, []);
  const { found: none, warnings } = await visit(script('data-target="#nowhere"'), { widgets: 0 });
  assert.deepEqual(none, []);
  assert.match(warnings.join(), /#nowhere/);
});

test('in the head, where nothing is seen: into its target, or else on top of the page, with a word of what to do', async () => {
  const { found, warnings: said } = await visit(`${script('data-target="#there" async')}</head><div id="there"></div>`);
  assert.deepEqual([found[0].inside, found[0].isSeen, said], ['there', true, []]);
  const { found: all, warnings } = await visit(`${script('data-limit="1"')}${script('data-limit="2"')}</head><body id="body"><p>A page`, { widgets: 2 });
  assert.deepEqual(all.map(({ posts, inside, isSeen, before }) => [posts, inside, isSeen, before]), [[1, 'body', true, undefined], [2, 'body', true, 'latest-posts']]);
  assert.equal(warnings.length, 2);
  assert.match(warnings[0], /Move it into the body, or name an element by data-target/);
});

test('with the setting of that name, which is where links open', async () => {
  const { found } = await visit(`<div id="here">${script('data-target="_blank"')}</div>`);
  assert.deepEqual([found[0].inside, found[0].target], ['here', '_blank']);
});

test('run later by an optimiser, which takes its tag apart', async () => {
  const tag = (limit) => `<script type="text/delayed" data-later="/embed.js" data-src="/feed.xml" data-limit="${limit}"></script>`;
  const { found } = await visit(
    `<div id="one">${tag(1)}</div><div id="two">${tag(2)}</div><script data-src="/other.js" type="text/delayed"></script>
    <script type="module">
      const text = await (await fetch('/embed.js')).text();
      for (let run = 0; run < 3; run += 1) new Function(text).call(globalThis);
    </script>`,
    { widgets: 2 },
  );
  assert.deepEqual(found.map(({ inside, posts }) => [inside, posts]), [['one', 1], ['two', 2]]);
});

test('beside another version, and the module', async () => {
  server.put('/older/embed.js', source, { type: 'text/javascript' });
  const { found } = await visit(
    `<script src="/older/embed.js" data-src="/feed.xml" data-limit="1"></script>${script('data-limit="2"')}
    <script type="module" src="/latest-posts.js"></script><latest-posts src="/feed.xml" limit="3"></latest-posts>`,
    { widgets: 3 },
  );
  assert.deepEqual(found.map(({ posts }) => posts), [1, 2, 3]);
});

test('on a page of another charset', async () => {
  const { found } = await visit(script('data-limit="2"'), { type: 'text/html; charset=shift_jis' });
  assert.equal(found[0].posts, 2);
});

test('one hash covers it, and sri.json has it', async () => {
  const { integrity } = JSON.parse(readFileSync(at('dist', 'sri.json'), 'utf8'))['embed.js'];
  assert.equal(integrity, `sha384-${createHash('sha384').update(source).digest('base64')}`);
  const { found } = await visit(script(`data-limit="2" integrity="${integrity}" crossorigin`));
  assert.equal(found[0].posts, 2);
});
