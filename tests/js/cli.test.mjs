/** The command, over a real server. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { parseFeed } from '../../dist/parse.js';
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
  for (const host of ['nginx', 'Apache', 'Cloudflare', 'Netlify', 'Vercel', 'GitHub Pages', 'WordPress']) assert.match(out, new RegExp(host));
  assert.match(out, /location = \/feed\.xml/);
});
