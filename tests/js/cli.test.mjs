/** The command, over a real server. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { parseFeed } from '../../dist/parse.js';
import { recipe } from '../../src/js/recipes.js';
import { TestServer } from '../e2e/server.mjs';

let server, folder;

before(async () => {
  server = await TestServer.start();
  folder = mkdtempSync(join(tmpdir(), 'latest-posts-'));
});

after(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {...string} args @returns {Promise<{ code: number, out: string, said: string }>} */
const run = (...args) =>
  new Promise((resolve) => {
    execFile(process.execPath, [at('dist', 'cli.js'), ...args], (error, out, said) => resolve({ code: Number(error?.code ?? 0), out, said }));
  });

test('a snapshot is a feed that the widget can read', async () => {
  const file = join(folder, 'posts.json');
  const { code, out, said } = await run('snapshot', `${server.url}/feed.xml`, '--category', 'engineering', '--limit', '2', '-o', file);
  assert.deepEqual([code, out, said], [0, '', '']);
  const feed = await parseFeed(readFileSync(file));
  assert.equal(feed.items.length, 2);
  assert.equal(feed.items[0].title, 'We were wrong about the tide by eleven minutes');
  assert.match(feed.items[0].content_html, /<p>/);
  const all = await run('snapshot', `${server.url}/feed.xml`);
  assert.ok(JSON.parse(all.out).items.length > 10);
});

test('several feeds become one', async () => {
  const { code, out } = await run('snapshot', `${server.url}/feed.xml`, `${server.url}/variants/piers.json`);
  assert.equal(code, 0);
  assert.ok(JSON.parse(out).items.some(({ url }) => !url.startsWith('https://blog.example.com/')));
});

test('what is rendered is the element with its settings', async () => {
  const { code, out } = await run('render', `${server.url}/feed.xml`, '--limit', '1', '--more', '--lang', 'fr');
  assert.equal(code, 0);
  assert.match(out, /^<latest-posts /);
  assert.equal(out.match(/<article/g)?.length, 1);
  assert.match(out, /18 novembre 2026/);
});

test('what goes wrong has a code to end with, and says why on the other stream', async () => {
  const missing = await run('render', `${server.url}/status/404`);
  assert.deepEqual([missing.code, missing.out], [1, '']);
  assert.match(missing.said, /refused \(404\)\. \[http-status\]/);
  for (const args of [[], ['snapshot'], ['polish', 'https://a.example/'], ['render', 'https://a.example/', '--colour', 'red']]) {
    const { code, out, said } = await run(...args);
    assert.deepEqual([code, out], [2, ''], args.join(' '));
    assert.match(said, /latest-posts snapshot URL/);
  }
  const { code, out } = await run('--help');
  assert.equal(code, 0);
  assert.match(out, /latest-posts render URL/);
});

test('what a page would meet is told, with the lines that would help', async () => {
  const found = async (...args) => {
    const { code, out } = await run('check', ...args, '--json');
    const [{ findings }] = JSON.parse(out);
    return [code, findings.filter(({ level }) => level !== 'ok').map(({ code }) => code)];
  };
  const page = ['--page', 'http://pages.example/'];
  assert.deepEqual(await found(`${server.url}/feed.xml?cors=*`, ...page), [0, []]);
  assert.deepEqual(await found(`${server.url}/feed.xml`, '--page', `${server.url}/blog`), [0, []]);
  assert.deepEqual(await found(`${server.url}/feed.xml`, ...page), [1, ['cors']]);
  assert.deepEqual(await found(`${server.url}/feed.xml?cors=http://other.example`, ...page), [1, ['cors']]);
  assert.deepEqual(await found(`${server.url}/feed.xml?cors=*`), [1, ['mixed-content']]);
  assert.deepEqual(await found(`${server.url}/feed.xml?cors=*&type=text/plain`, ...page), [0, ['content-type']]);
  assert.deepEqual(await found(`${server.url}/html?cors=*`, ...page), [1, ['content-type', 'not-a-feed']]);
  assert.deepEqual(await found(`${server.url}/cut?cors=*`, ...page), [0, ['cut-off']]);
  assert.deepEqual(await found(`${server.url}/status/503`, ...page), [1, ['http-status']]);
  assert.deepEqual(await found('http://127.0.0.1:1/feed', ...page), [1, ['network']]);
  const { out } = await run('check', `${server.url}/feed.xml`, ...page);
  assert.match(out, new RegExp(`npx latest-posts check ${server.url}/feed\\.xml --page http://pages\\.example/ --edge cloudflare`));
  for (const host of ['nginx', 'Apache', 'Cloudflare', 'Netlify', 'Vercel', 'GitHub Pages', 'WordPress']) assert.match(out, new RegExp(host));
  assert.match(out, /location = \/feed\.xml/);
});

test('a file for an edge is written for the feed, with where the feed has gone', async () => {
  const file = join(folder, 'edge.js');
  const secure = server.url.replace('http:', 'https:');
  const { code, out, said } = await run('check', `${server.url}/redirect?to=/feed.xml`, '--page', 'https://pages.example/blog', '--edge', 'cloudflare', '-o', file);
  assert.deepEqual([code, out], [0, ''], said);
  const text = readFileSync(file, 'utf8');
  assert.equal(text, recipe('cloudflare', [`${secure}/redirect?to=/feed.xml`, `${secure}/feed.xml`], 'https://pages.example/').text);
  assert.match(said, /error: Other sites may not read it.*\[cors\]/);
  assert.match(said, /npx wrangler deploy/);
  assert.match(said, /via="https:\/\/edge\.example\.com\/\?feed=\{url\}"/);
  const open = await run('check', `${server.url}/feed.xml`, '--edge', 'node');
  assert.ok(open.out.includes(`feeds: ['${secure}/feed.xml'],\n});`), open.out);
  const none = await run('check', `${server.url}/html`, '--edge', 'node');
  assert.equal(none.code, 1, 'what is no feed is none for an edge either');
  assert.equal((await run('check', `${server.url}/feed.xml`, '--edge', 'mainframe')).code, 2);
});

test('a snapshot of excerpts alone is small', async () => {
  const { out } = await run('snapshot', `${server.url}/feed.xml`, '--excerpts', '--limit', '20');
  const { items } = JSON.parse(out);
  assert.ok(items.length > 10 && items.every(({ content_text, content_html }) => content_text && !content_html));
  assert.ok(out.length * 2 < (await run('snapshot', `${server.url}/feed.xml`, '--limit', '20')).out.length);
});

test('the recipes for a snapshot are commands that work', async () => {
  for (const recipe of ['snapshot.cron', 'snapshot.yml']) {
    const [, line] = /npx --yes latest-posts (snapshot .* -o \S+)/.exec(readFileSync(at('www', 'recipes', recipe), 'utf8')) ?? [];
    const args = line.replace('https://blog.example.com/feed', `${server.url}/feed.xml`).split(' ');
    const file = join(folder, recipe);
    const { code, said } = await run(...args.slice(0, -1), file);
    assert.deepEqual([code, said], [0, ''], recipe);
    assert.ok((await parseFeed(readFileSync(file))).items.length > 10);
  }
});
