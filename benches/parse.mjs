/** Reading alone: from the bytes of a feed to the posts that are shown, beside other readers and beside a plain scan. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { at } from '../scripts/run.mjs';
import { rss, sizes, ways } from './feeds.mjs';
import { compared, row } from './numbers.mjs';
import { bundled, named, readers } from './peers.mjs';

/** @import { Bench } from '../scripts/bench.mjs' */
/** @import { Case } from './numbers.mjs' */

const group = 'parse';

/** What our rows are called; must.mjs asks for them by name. */
export const ours = {
  shown: 'latest-posts, shown',
  coming: 'latest-posts, shown while it comes',
  posts: 'latest-posts',
  whole: 'latest-posts, read to the end',
};
export const native = 'native DOMParser';
export const nameOf = (/** @type {string} */ size, /** @type {string} */ way) => `${size}, ${way}`;
export const throughput = (/** @type {string} */ size, /** @type {string} */ way) => `Reading and a plain scan, ${size}, ${way}`;
export const inMemory = { scan: 'memchr for <', read: 'latest-posts, bytes in its memory', whole: 'latest-posts, from bytes to posts shown' };

/** Feeds of real blogs, where there are any: they belong to others, so none is in the repository. */
const realFeeds = process.env.BENCH_FEEDS ?? at('..', 'shared', 'corpus', 'dev', 'feeds', 'realworld');

/** Runs before those that count, at most, and for how many milliseconds at most; then those that count. */
const patience = (/** @type {boolean} */ quick) =>
  quick ? { warmUps: 5, warmUpTime: 500, runs: 5, time: 700 } : { warmUps: 40, warmUpTime: 1200, runs: 25, time: 1500 };

/** @param {Bench} bench @returns {Promise<Case[]>} */
export async function parse({ server, browser, quick, wasm, log }) {
  for (const [place, source] of Object.values(readers).entries()) server.putScript(`/readers/${place}.js`, await bundled(source));
  server.putScript('/dom.js', readFileSync(at('src', 'js', 'dom.js'), 'utf8'));
  server.putScript('/bench/latest_posts.js', await bundled(`export * from ${JSON.stringify(wasm.glue)}`));
  server.put('/bench/latest-posts.wasm', readFileSync(wasm.module), { type: 'application/wasm' });
  server.put('/parse.html', '<!doctype html><title>Parse</title>');
  const page = await browser.newPage();
  /** @type {Case[]} */
  const cases = [];
  try {
    await page.goto(`${server.url}/parse.html`);
    await page.bringToFront();
    const options = { ...patience(quick), names: ours, others: Object.keys(readers), inMemory };
    for (const size of quick ? ['80 kB', '1 MB'] : ['80 kB', '1 MB', '10 MB']) {
      for (const way of ways) {
        log(`${size}, ${way}`);
        server.put('/parse.xml', rss(sizes[size], { way }), { type: 'application/rss+xml' });
        const paths = ['/parse.xml'];
        const { times, faults, counts } = await page.evaluate(measure, { ...options, paths, order: 'newest' });
        cases.push(
          compared(group, nameOf(size, way), 'ms', noteOf(faults, counts, options), Object.entries(times).map(([who, runs]) => row(named(who), runs))),
        );
        const beside = await page.evaluate(measureInMemory, { ...options, path: '/parse.xml' });
        const whole = times[ours.whole];
        cases.push(compared(group, throughput(size, way), 'ms', scanNote, [...Object.entries(beside), [inMemory.whole, whole]].map(([who, runs]) => row(who, runs))));
      }
    }
    if (existsSync(realFeeds)) {
      const files = readdirSync(realFeeds).filter((file) => !file.endsWith('.json'));
      log(`${files.length} real feeds`);
      for (const [index, file] of files.entries()) server.put(`/real/${index}`, readFileSync(join(realFeeds, file)), { type: 'text/xml' });
      const real = { ...options, paths: files.map((_, index) => `/real/${index}`), order: 'feed' };
      const { times, faults, counts, agreed } = await page.evaluate(measure, { ...real, warmUps: 3, runs: quick ? 3 : 9 });
      const note = `The sum over the ${agreed} of ${files.length} feeds of real blogs of which all readers give the same first titles. ${noteOf(faults, counts, options)}`;
      cases.push(compared(group, 'Real feeds', 'ms', note, Object.entries(times).map(([who, runs]) => row(named(who), runs))));
    }
  } finally {
    await page.close();
  }
  return cases;
}

const scanNote =
  'In one module of WebAssembly, made as the one that is shipped. The first two find the bytes in its memory; the third brings them there, reads all, and builds the view of five posts.';

/** @param {Record<string, string>} faults @param {Record<string, number>} counts @param {{ warmUps: number, warmUpTime: number }} options */
function noteOf(faults, counts, { warmUps, warmUpTime }) {
  const notes = [
    'From bytes to the five posts that are shown; the same titles of all were checked first.',
    `“${ours.shown}” cleans the posts and builds their view too; “${ours.coming}” looks at its beginning again and again for it, as it is done while a feed comes; “${ours.posts}” gives them as a JSON Feed with clean contents instead. These leave the rest of a newest-first feed unread, “${ours.whole}” does not. The others clean nothing and build nothing.`,
    `Warm-up: up to ${warmUps} runs or ${warmUpTime / 1000} s each; runs are ${Math.min(...Object.values(counts))} to ${Math.max(...Object.values(counts))}, with all rubbish collected before each.`,
    ...Object.entries(faults).map(([who, fault]) => `${named(who)} is not here: ${fault}.`),
  ];
  return notes.join(' ');
}

/**
 * Runs in the page. Feeds whose titles a reader does not read as we do are left out where there are many, and the reader
 * where there is one.
 *
 * @param {{ paths: string[], names: typeof ours, others: string[], order: string, warmUps: number, warmUpTime: number, runs: number, time: number }} options
 */
async function measure({ paths, names, others, order, warmUps, warmUpTime, runs, time }) {
  const PART = 16 * 1024;
  const limit = 5;
  const core = await import(/** @type {any} */ ('/core.js'));
  await core.start();
  const { build } = await import(/** @type {any} */ ('/dom.js'));
  const { format } = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
  // As src/js/widget.js asks.
  const ask = (bytes, isPart, isTree, more = {}) => {
    const settings = JSON.stringify({ limit: String(limit), order, ...more });
    return core.ask('showPosts', [bytes], JSON.stringify(['', '', 'https://blog.example/feed/']), false, isPart, settings, isTree, false, location.href, format, 0, '', false, undefined, undefined);
  };
  const built = (said) => {
    const [json, tree] = said.split('\n');
    document.createElement('div').append(build(document, JSON.parse(tree)));
    return JSON.parse(json).items;
  };
  const shown = (bytes) => built(ask(bytes, false, true));
  // As src/js/fetch.js and src/js/widget.js do.
  const coming = (bytes) => {
    let items;
    for (let size = PART; size < bytes.length; size = size < 16 * PART ? size + PART : 2 * size) {
      const part = bytes.subarray(0, bytes.lastIndexOf(62, size) + 1);
      const said = ask(part, true, !items);
      if (said && !items) items = built(said);
      if (said !== undefined && !said.endsWith('\n')) return items;
    }
    return shown(bytes);
  };
  const posts = (bytes) => JSON.parse(ask(bytes, false, false)).items;
  const whole = (bytes) => built(ask(bytes, false, true, { more: '' }));
  const all = { [names.shown]: shown, [names.coming]: coming, [names.posts]: posts, [names.whole]: whole };
  for (const [place, name] of others.entries()) {
    const { default: read } = await import(`/readers/${place}.js`);
    const newest = (items) => {
      for (const item of items) item.time = Date.parse(item.date);
      return items.sort((one, other) => other.time - one.time);
    };
    const first = (items) => (order === 'newest' ? newest(items) : items).slice(0, limit);
    const text = (bytes) => new TextDecoder().decode(bytes);
    all[name] = name === 'rss-parser' ? async (bytes) => first(await read(text(bytes))) : (bytes) => first(read(text(bytes)));
  }
  const feeds = await Promise.all(paths.map(async (path) => new Uint8Array(await (await fetch(path, { cache: 'no-store' })).arrayBuffer())));
  const titlesOf = async (read, bytes) => {
    try {
      const items = await read(bytes);
      return JSON.stringify(items.map(({ title }) => String(title ?? '').trim().replace(/\s+/g, ' ')));
    } catch (error) {
      return `it fails: ${String(error.message).slice(0, 80)}`;
    }
  };
  const faults = {};
  const good = {};
  for (const name of Object.keys(all)) {
    good[name] = new Set();
    for (const bytes of feeds) {
      const [wanted, got] = [await titlesOf(shown, bytes), await titlesOf(all[name], bytes)];
      if (wanted === got && wanted.startsWith('["')) good[name].add(bytes);
      else if (feeds.length === 1) faults[name] = got.startsWith('it fails') ? got : `it reads other titles: ${got.slice(0, 200)}`;
    }
    // Who reads hardly any of them would leave nothing to compare.
    if (good[name].size * 2 < feeds.length) {
      faults[name] ??= `it reads ${good[name].size} of ${feeds.length} as the others do`;
      delete all[name];
    }
  }
  const agreed = feeds.filter((bytes) => Object.keys(all).every((name) => good[name].has(bytes)));
  const times = {};
  const counts = {};
  for (const [name, read] of Object.entries(all)) {
    const run = async () => {
      const begin = performance.now();
      for (const bytes of agreed) await read(bytes);
      return performance.now() - begin;
    };
    for (let [left, end] = [warmUps, performance.now() + warmUpTime]; left > 0 && performance.now() < end; left -= 1) await run();
    const taken = [];
    for (const end = performance.now() + time; taken.length < runs && (taken.length < 3 || performance.now() < end); ) {
      globalThis.gc();
      taken.push(await run());
    }
    times[name] = taken;
    counts[name] = taken.length;
  }
  return { times, counts, faults, agreed: agreed.length };
}

/**
 * Runs in the page.
 *
 * @param {{ path: string, inMemory: { scan: string, read: string }, warmUps: number, runs: number, time: number }} options
 */
async function measureInMemory({ path, inMemory, warmUps, runs, time }) {
  const { initSync, keep, scan, read } = await import(/** @type {any} */ ('/bench/latest_posts.js'));
  initSync({ module: await WebAssembly.compileStreaming(fetch('/bench/latest-posts.wasm')) });
  keep(new Uint8Array(await (await fetch(path, { cache: 'no-store' })).arrayBuffer()));
  const times = {};
  for (const [name, work] of [[inMemory.scan, scan], [inMemory.read, read]]) {
    // A small feed is scanned faster than a clock ticks.
    let loops = 1;
    const run = () => {
      const begin = performance.now();
      for (let left = loops; left > 0; left -= 1) work();
      return (performance.now() - begin) / loops;
    };
    for (let left = warmUps; left > 0; left -= 1) run();
    while (loops < 4096 && run() * loops < 2) loops *= 2;
    const taken = [];
    for (const end = performance.now() + time; taken.length < runs && (taken.length < 3 || performance.now() < end); ) taken.push(run());
    times[name] = taken;
  }
  return times;
}
