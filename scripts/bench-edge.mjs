/**
 * `npm run bench:edge`: how many requests an edge answers per second of one core, fresh and not, on the loopback of this
 * machine; and that its memory does not grow over 100,000 of them. Speed is not judged: machines differ. Memory is.
 */

import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import { platform } from 'node:os';
import { fileURLToPath } from 'node:url';

import { CommandError, at, main, run } from './run.mjs';

const REQUESTS = 100_000;
const FEEDS = 1000;
const CLIENTS = 32;

/** How often memory is looked at, and bytes that there may be more the last two times than the first two, the rubbish collected. */
const PARTS = 5;
const GROWTH = 8_000_000;

const script = fileURLToPath(import.meta.url);
const feed = readFileSync(at('www', 'feed.xml'));
const address = (/** @type {number} */ place) => `https://blog.example.com/feed${place || ''}`;

/** What is asked for: parameters besides the feed, by the number of the request. @type {Record<string, (place: number) => string>} */
const kinds = {
  'fresh, the bytes': () => `/?feed=${address(0)}`,
  'fresh, a JSON Feed of 5': () => `/?feed=${address(0)}&format=json&limit=5`,
  'fresh, the element': () => `/?feed=${address(0)}&format=html`,
  'fresh, status 304': () => `/?feed=${address(0)}&known`,
  'refused, not on the list': () => '/?feed=https://other.example/',
  // Another feed each time: of the same, many requests would be one.
  'not fresh, its server says 304': (place) => `/stale?feed=${address((place * 2) % FEEDS)}`,
  'not fresh, its server sends 33 kB': (place) => `/stale?feed=${address((place * 2 + 1) % FEEDS)}`,
};

/** All of that, over more feeds and settings than are kept. @param {number} place */
const mixed = (place) => {
  const any = `/?feed=${address((place * 7919) % FEEDS)}`;
  return [any, `${any}&format=json&limit=${1 + (place % 100)}`, `${any}&format=html&category=${place}`, `${any}&unknown=${place}`, `/?feed=https://${place}.example/`, `${any}&known`][place % 6];
};

/** The edge in a process of its own, so that its time and its memory are told apart from those of its clients. */
async function serve() {
  const { createHandler, toNode } = await import('../dist/edge.js');
  const origin = process.env.UPSTREAM;
  const options = {
    feeds: Array.from({ length: FEEDS }, (_, place) => address(place)),
    fetch: (/** @type {string} */ input, /** @type {RequestInit} */ init) => fetch(origin + new URL(input).pathname, init),
  };
  const fresh = toNode(createHandler(options));
  // Never fresh, and without work after the answer: each request waits for the feed's server.
  const never = createHandler({ ...options, floor: 0, maxAge: 0 });
  const stale = toNode({ fetch: (request) => never.fetch(request) });
  const server = createServer((request, response) => void (request.url?.startsWith('/stale') ? stale : fresh)(request, response));
  server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }));
  process.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    process.send?.({ bytes: heapUsed + external, rss, seconds: (user + system) / 1e6 });
  });
}

/** The feeds' server. */
async function startUpstream() {
  const server = createServer(({ headers }, response) => {
    const known = headers['if-none-match'];
    if (known) response.writeHead(304, { etag: known }).end();
    else response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed);
  });
  // Every other feed has a tag.
  server.prependListener('request', ({ url }, response) => void (/[02468]$/.test(url ?? '') && response.setHeader('etag', '"1"')));
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return server;
}

/** @param {import('node:child_process').ChildProcess} child @param {unknown} [message] @returns {Promise<any>} */
const heard = (child, message) =>
  new Promise((resolve) => {
    child.once('message', resolve);
    if (message) child.send(message);
  });

/** Asks so often, as so many clients, each of which waits for its answer. @param {string} url @param {(place: number) => string} path @param {number} count */
async function load(url, path, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const { headers } = await asked(url + path(0), agent);
  let next = 0;
  const client = async () => {
    while (next < count) {
      const query = path((next += 1));
      const known = query.endsWith('known');
      await asked(url + query.replace('&known', ''), agent, known ? { 'if-none-match': headers.etag ?? '*' } : undefined);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  agent.destroy();
}

/** @param {string} url @param {Agent} agent @param {Record<string, string>} [headers] @returns {Promise<import('node:http').IncomingMessage>} */
const asked = (url, agent, headers) =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => response.resume().on('end', () => resolve(response))).on('error', reject);
  });

/** How often per second of the server's own time. @param {string} kind @param {string} url @param {() => Promise<number> | number} seconds of that time so far */
async function rate(kind, url, seconds) {
  const path = kinds[kind];
  await load(url, path, 2000);
  const before = await seconds();
  const count = kind.startsWith('not fresh') ? 5000 : 20_000;
  await load(url, path, count);
  return Math.round(count / ((await seconds()) - before)).toString().padStart(12);
}

/** The processor time of workerd, which this process has started; Linux tells. @returns {number} in seconds */
function secondsOfWorkerd() {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
  const stats = children.map((child) => readFileSync(`/proc/${child}/stat`, 'latin1')).find((stat) => stat.includes('(workerd)')) ?? '';
  const [, user, system] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(stats) ?? [];
  // In hundredths, on every Linux there is.
  return (Number(user) + Number(system)) / 100;
}

async function bench() {
  const upstream = await startUpstream();
  const { startWorkerd } = await import('../tests/edge/engines.mjs');
  const child = fork(script, ['--serve'], { execArgv: ['--expose-gc'], env: { ...process.env, UPSTREAM: `http://127.0.0.1:${upstream.address().port}` } });
  try {
    const { port } = await heard(child);
    const url = `http://127.0.0.1:${port}`;
    const workerd = platform() === 'linux' ? await startWorkerd(at('www', 'recipes', 'cloudflare.js'), upstream.address().port) : undefined;
    console.log(`requests per second of one core, HTTP included:\n${''.padEnd(38)}        Node     workerd`);
    for (const kind of Object.keys(kinds)) {
      const inNode = await rate(kind, url, async () => (await heard(child, 'measure')).seconds);
      // The recipe knows one feed, and keeps it.
      const inWorkerd = workerd && !kind.startsWith('not fresh') ? await rate(kind, workerd.url, secondsOfWorkerd) : '';
      console.log(`  ${kind.padEnd(36)}${inNode}${inWorkerd}`);
    }
    await workerd?.close();
    console.log(`\n${REQUESTS} requests, ${FEEDS} feeds, ${REQUESTS} settings:`);
    const used = [];
    for (let part = 0; part < PARTS; part += 1) {
      await load(url, (place) => mixed(place + (part * REQUESTS) / PARTS), REQUESTS / PARTS);
      used.push(await heard(child, 'measure'));
      const { bytes, rss } = used[part];
      console.log(`  after ${(part + 1) * (REQUESTS / PARTS)}: ${(bytes / 1e6).toFixed(1)} MB in use, ${(rss / 1e6).toFixed(0)} MB of the machine`);
    }
    const least = (/** @type {{ bytes: number }[]} */ some) => Math.min(...some.map(({ bytes }) => bytes));
    const growth = least(used.slice(-2)) - least(used.slice(0, 2));
    if (growth > GROWTH) throw new CommandError(`The memory has grown by ${(growth / 1e6).toFixed(1)} MB.`, '');
  } finally {
    child.kill();
    upstream.close();
    upstream.closeAllConnections();
  }
}

await main(import.meta.url, async () => {
  if (process.argv.includes('--serve')) return serve();
  await run(process.execPath, [at('scripts', 'build.mjs')]);
  return bench();
});
