/** The command, over a real server. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

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

test('a feed that is a file is read as if it were where visitors find it', async () => {
  const file = join(folder, 'a feed.xml');
  writeFileSync(file, '<rss><channel><title>Built</title><item><title>One</title><link>one/</link></item></channel></rss>');
  const where = ['--src', '/blog/feed.xml', '--url', 'https://www.example.com/'];
  for (const word of [file, pathToFileURL(file).href]) {
    const { code, out, said } = await run('snapshot', word, ...where);
    assert.deepEqual([code, said], [0, '']);
    assert.equal(JSON.parse(out).items[0].url, 'https://www.example.com/blog/one/');
  }
  const { code, out } = await run('render', file, ...where);
  assert.equal(code, 0);
  assert.match(out, /^<latest-posts src="\/blog\/feed\.xml">/);
  assert.match(out, /href="https:\/\/www\.example\.com\/blog\/one\/"/);
  const alone = await run('snapshot', file);
  assert.equal(JSON.parse(alone.out).items[0].title, 'One');
  assert.match(alone.said, /^warning: 1 of 1 posts have no link\. .*--src/);
  const two = await run('snapshot', file, at('www', 'feed.xml'));
  const { items } = JSON.parse(two.out);
  assert.ok(items.length > 10 && items.some(({ title }) => title === 'One'));
});

test('what a file cannot do is said in words of a command line', async () => {
  const file = at('www', 'feed.xml');
  const said = async (...args) => {
    const { code, out, said } = await run(...args);
    assert.equal(out, '');
    return `${code} ${said}`;
  };
  assert.match(await said('check', file), /^2 check asks for a feed as a page would: it takes addresses of the web/);
  assert.match(await said('render', file), /^2 To render a file, name with --src where visitors find that feed/);
  assert.match(await said('render', file, `${server.url}/feed.xml`), /^2 Files and addresses of the web are not read as one/);
  assert.match(await said('snapshot', `${server.url}/feed.xml`, '--src', '/feed.xml'), /^2 --src says where the feed of a file is/);
  assert.match(await said('snapshot', file, file, '--src', 'https://a.example/'), /^2 --src takes an address for each of the 2 files, not 1\./);
  assert.match(await said('render', file, '--src', '/feed.xml'), /^2 \/feed\.xml is no address by itself: name the page with --url/);
  assert.match(await said('snapshot', 'blog.example.com/feed'), /^1 blog\.example\.com\/feed: There is no such file, and an address of the web begins with https:\/\/\. \[bad-src\]/);
  assert.match(await said('snapshot', file, '-o', join(folder, 'nowhere', 'posts.json')), /^1 \S+posts\.json cannot be written: /);
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
  const { code, out } = await run('--help');
  assert.equal(code, 0);
  assert.match(out, /latest-posts render URL/);
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  for (const word of ['--version', '-v']) assert.deepEqual(await run(word), { code: 0, out: `${version}\n`, said: '' });
});

test('what is not understood ends the command before anything is asked for', async () => {
  const feed = `${server.url}/feed.xml`;
  const from = server.requests.length;
  const cases = {
    '--limit takes a whole number from 1 to 100, not abc.': ['snapshot', feed, '--limit', 'abc'],
    '--limit takes a whole number from 1 to 100, not 101.': ['render', feed, '--limit', '101'],
    '--excerpt-length takes a whole number from 0 to 1000, not 1e2.': ['render', feed, '--excerpt-length', '1e2'],
    '--offset takes a whole number from 0 to 10000, not nothing.': ['snapshot', feed, '--offset='],
    '--order takes newest, oldest or feed, not backwards.': ['snapshot', feed, '--order', 'backwards'],
    '--show takes any of image, date, author, excerpt, categories or source, not date face.': ['render', feed, '--show', 'date face'],
    '--lang takes a language, as de or pt-BR, not 7.': ['render', feed, '--lang', '7'],
    '--url takes an address that begins with https:// or http://, not here.': ['render', feed, '--url', 'here'],
    '--page takes an address that begins with https:// or http://, not www.example.com.': ['check', feed, '--page', 'www.example.com'],
    '--edge takes cloudflare, deno, netlify, vercel, bun or node, not mainframe.': ['check', feed, '--edge', 'mainframe'],
    '--json is for check, not for snapshot.': ['snapshot', feed, '--json'],
    '--limit is for snapshot and render, not for check.': ['check', feed, '--limit', '3'],
    '--json and --edge are two answers: ask for one.': ['check', feed, '--json', '--edge', 'node'],
    'A command is missing: check, snapshot or render.': [],
    'There is no command polish.': ['polish', feed],
    'The address of a feed is missing. [no-src]': ['snapshot'],
    "Unknown option '--pag'.": ['check', feed, '--pag', 'x'],
    'ftp://a.example/ is no address of the web, which would begin with https:// or http://. [bad-src]': ['render', 'ftp://a.example/'],
    'http://xn--/ is no address of the web, which would begin with https:// or http://. [bad-src]': ['snapshot', 'http://xn--/'],
  };
  for (const [sentence, args] of Object.entries(cases)) {
    assert.deepEqual(await run(...args), { code: 2, out: '', said: `${sentence}\nlatest-posts --help says what there is.\n` });
  }
  assert.equal(server.requests.length, from);
});

test('what the crate takes for a value, the command does', async () => {
  const { settings, labels } = JSON.parse(readFileSync(at('src', 'js', 'tables.json'), 'utf8'));
  const valued = settings.filter(({ kind, attribute }) => kind !== 'flag' && attribute !== 'src' && attribute !== 'via');
  const args = [...valued, ...labels].map((each) => `--${each.attribute}=${each.words?.join(' ').toUpperCase().split(each.kind === 'one-of' ? ' ' : '\n').pop() ?? each.max ?? each.default}`);
  const { code, said, out } = await run('render', `${server.url}/feed.xml`, ...args);
  assert.deepEqual([code, said], [0, '']);
  assert.doesNotMatch(out, /bad-setting/);
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
  assert.match((await run('check', `${server.url}/feed.xml`)).out, /name it with --page/);
  const { out } = await run('check', `${server.url}/feed.xml`, ...page);
  assert.match(out, new RegExp(`npx latest-posts check ${server.url}/feed\\.xml --page http://pages\\.example/ --edge cloudflare`));
  for (const host of ['nginx', 'Apache', 'Cloudflare', 'Netlify', 'Vercel', 'GitHub Pages', 'WordPress']) assert.match(out, new RegExp(host));
  assert.match(out, /location = \/feed\.xml/);
});

test('of a server that cannot be reached, it is told what was seen of it', async () => {
  const broken = createServer((connection) => connection.on('data', () => connection.destroy()));
  await new Promise((resolve) => broken.listen(0, '127.0.0.1', resolve));
  const { port } = broken.address();
  const cases = [
    [`http://127.0.0.1:${port}/`, /its server broke the connection off \(\w+\)/, /log of the server/],
    [`${server.url.replace('http:', 'https:')}/feed.xml`, /its server does not speak TLS \(\w+\)/, /begin with http in place of https/],
    // A machine without a network has no names either.
    ['http://nothing.invalid/feed', /the name of its server is not known \(\w+\)/, /written as it should be/],
    ['http://127.0.0.1:1/feed', /: bad port\./, /in a browser/],
  ];
  for (const [url, seen, cure] of cases) {
    const { code, out } = await run('check', url, '--page', 'http://pages.example/');
    assert.equal(code, 1, url);
    assert.match(out, /\n {2}error: The feed could not be reached: .*\. \[network\]\n {4}/);
    assert.match(out, seen);
    assert.match(out, cure);
    assert.doesNotMatch(out, /blocker|connect-src/);
  }
  await new Promise((resolve) => broken.close(resolve));
  const refused = `http://127.0.0.1:${port}/`;
  assert.match((await run('check', refused, '--page', 'http://pages.example/')).out, /its server refused the connection \(ECONNREFUSED\)/);
  const { code, said } = await run('snapshot', refused);
  assert.deepEqual([code, said], [1, `${refused}: The feed could not be reached: its server refused the connection (ECONNREFUSED). [network]\n`]);
});

test('a page that names its feed is followed, as the element does', async () => {
  server.put('/blog', '<!doctype html><title>Blog</title><link rel="alternate" type="application/rss+xml" href="/feed.xml?cors=*">');
  server.put('/circle', '<!doctype html><title>Blog</title><link rel="alternate" type="application/rss+xml" href="/circle?cors=*">');
  const levels = async (path) => {
    const { code, out } = await run('check', `${server.url}${path}?cors=*`, '--page', 'http://pages.example/', '--json');
    return [code, ...JSON.parse(out)[0].findings.map(({ level, code }) => `${level} ${code}`)];
  };
  assert.deepEqual(await levels('/blog'), [0, 'ok cors', 'ok page', 'ok cors', 'ok feed']);
  assert.deepEqual(await levels('/circle'), [1, 'ok cors', 'ok page', 'ok cors', 'warning content-type', 'error not-a-feed']);
});

test('what a snapshot lacks is told', async () => {
  const [gone, page] = [`${server.url}/status/404`, `${server.url}/html`];
  const { code, out, said } = await run('snapshot', `${server.url}/cut`, gone, page);
  assert.equal(code, 0);
  assert.match(said, /^warning: The document ends too early.* \(line \d+\) \[cut-off\]$/m);
  assert.ok(said.includes(`warning: ${gone}: The feed's server refused (404). [http-status]\n`), said);
  assert.ok(said.includes(`warning: ${page}: What was read is not a feed`), said);
  assert.ok(JSON.parse(out).items.length > 5);
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
  assert.ok(said.includes(`An edge asks with https alone: the file says ${secure}/feed.xml,`), said);
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

test('the recipe for cron is a command that works', async () => {
  const [, line] = /npx --yes latest-posts (snapshot .* -o \S+)/.exec(readFileSync(at('www', 'recipes', 'snapshot.cron'), 'utf8')) ?? [];
  const args = line.replace('https://blog.example.com/feed', `${server.url}/feed.xml`).split(' ');
  const file = join(folder, 'cron.json');
  const { code, said } = await run(...args.slice(0, -1), file);
  assert.deepEqual([code, said], [0, '']);
  assert.ok((await parseFeed(readFileSync(file))).items.length > 10);
});
