/** The recipes: what the table writes, and each on its platform, or on the engine below it. */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { platformNames, recipe } from '../../src/js/recipes.js';
import { callRecipe, engines, recipeFile, startBundle, startRecipe, startWorkerd } from './engines.mjs';
import { Upstream, rss, xml } from './upstream.mjs';

const feed = 'https://blog.example.com/feed';
const page = 'https://www.example.com/';

/** @type {Upstream} */
let upstream;

before(async () => {
  upstream = await Upstream.start();
  upstream.at('/feed', (response) => response.writeHead(200, xml).end(rss('Recipe')));
});

after(() => upstream?.close());

test('the files are those that the command writes', () => {
  for (const name of platformNames) {
    const { text } = recipe(name, [feed], page);
    if (process.env.BLESS) writeFileSync(at('www', 'recipes', `${name}.js`), text);
    assert.equal(readFileSync(at('www', 'recipes', `${name}.js`), 'utf8'), text, `${name}: BLESS=1 node --test tests/edge/recipes.test.mjs`);
    assert.ok(text.trimEnd().split('\n').length <= 12, text);
  }
  assert.deepEqual(readdirSync(at('www', 'recipes')).filter((file) => file.endsWith('.js')).sort(), platformNames.map((name) => `${name}.js`).sort());
});

test('the README lists them', () => {
  const row = (/** @type {string} */ name) => {
    const { name: platform, file, text } = recipe(name, [feed]);
    const use = text.trimEnd().split('\n\n').at(-1)?.split('\n').map((line) => `\`${line}\``).join(' ');
    return `| ${platform} | \`${name}\` | \`${file}\` | ${use} |`;
  };
  const table = ['| platform | `--edge` | file | what stands behind `const edge = createHandler(…);` |', '|---|---|---|---|', ...platformNames.map(row), ''].join('\n');
  const readme = readFileSync(at('README.md'), 'utf8');
  const wanted = readme.replace(/(<!-- recipes -->\n).*?(<!-- \/recipes -->)/s, (_, start, end) => start + table + end);
  if (process.env.BLESS) writeFileSync(at('README.md'), wanted);
  assert.equal(readFileSync(at('README.md'), 'utf8'), wanted, 'BLESS=1 node --test tests/edge/recipes.test.mjs');
});

test('no address leaves its quotes', () => {
  const strange = "https://blog.example.com/'+alert(1)+'";
  assert.ok(recipe('node', [strange]).text.includes(`feeds: ["${strange}"],`));
});

/** @param {string} url of the edge */
async function assertPassesOn(url) {
  const ask = (/** @type {string} */ address) => fetch(`${url}/?${new URLSearchParams({ feed: address })}`, { headers: { origin: 'https://www.example.com' } });
  const response = await ask(feed);
  assert.deepEqual([response.status, response.headers.get('access-control-allow-origin'), await response.text()], [200, 'https://www.example.com', rss('Recipe')]);
  assert.equal((await ask('https://other.example/')).status, 403);
}

/** The engines that a recipe for a server runs in. @type {Record<string, string[]>} */
const servers = { node: ['node', 'node22', 'node24'], deno: ['deno'], bun: ['bun'] };

for (const [name, names] of Object.entries(servers)) {
  for (const engine of names.filter((each) => engines.includes(each))) {
    test(`${name}, in ${engine}`, async () => {
      const started = await startRecipe(engine, recipeFile(name), upstream.port);
      try {
        await assertPassesOn(started.url);
      } finally {
        await started.close();
      }
    });
  }
}

/** What wrangler has made of the recipe for Cloudflare, where it was asked to. */
const bundle = process.env.EDGE_BUNDLE;

for (const [what, isThere, start] of /** @type {[string, boolean, () => Promise<import('./engines.mjs').Engine>][]} */ ([
  ['in workerd', engines.includes('workerd'), () => startWorkerd(recipeFile('cloudflare'), upstream.port)],
  ['as wrangler has bundled it', Boolean(bundle), () => startBundle(bundle ?? '', upstream.port)],
])) {
  if (!isThere) continue;
  test(`cloudflare, ${what}`, async () => {
    const started = await start();
    try {
      await assertPassesOn(started.url);
      const response = await fetch(`${started.url}/?${new URLSearchParams({ feed, format: 'json' })}`);
      assert.equal((await response.json()).items.length, 3);
    } finally {
      await started.close();
    }
  });
}

// Neither platform runs here: what is called is what each calls, in the engine that it is made of where that is installed.
for (const [name, engine] of [['vercel', 'node'], ['netlify', engines.includes('deno') ? 'deno' : 'node']]) {
  test(`${name}: its export, called in ${engine}`, async () => {
    const address = `https://www.example.com/latest-posts?${new URLSearchParams({ feed, format: 'json', limit: '1' })}`;
    const { status, allowed, text } = await callRecipe(engine, recipeFile(name), address, upstream.port);
    assert.deepEqual([status, allowed], [200, 'https://www.example.com']);
    assert.deepEqual(JSON.parse(text).items.map(({ title }) => title), ['Recipe 0']);
  });
}
