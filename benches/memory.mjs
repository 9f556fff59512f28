/** What a page keeps: the memory of WebAssembly, and the heap of JavaScript with what hangs on it. */

import { visitor } from './browser.mjs';
import { rss, sizes } from './feeds.mjs';
import { compared, row } from './numbers.mjs';
import { scriptFor } from './pages.mjs';
import { putPages, stacks } from './stacks.mjs';
import { idle } from './thread.mjs';

/** @import { Bench } from '../scripts/bench.mjs' */
/** @import { Visitor } from './browser.mjs' */
/** @import { Case } from './numbers.mjs' */

/** must.mjs asks for them by name. */
export const peak = 'Peak memory above an empty page, feed of 10 MB, limit 10';
export const toTheEnd = 'latest-posts, read to the end';

const MB = 1e6;

/** @param {Bench} bench @returns {Promise<Case[]>} */
export async function memory({ server, browser, quick, log }) {
  const runs = quick ? 1 : 3;
  const size = sizes['10 MB'];
  const [newest, oldest] = [rss(size), rss(size, { order: 'oldest' })];
  for (const [path, bytes] of [['/memory.xml', newest], ['/memory-whole.xml', oldest]]) {
    server.put(path, bytes, { type: 'application/rss+xml; charset=utf-8' });
  }
  // The others show five posts, which is less.
  const { ours, floor, extractor, feedsmith } = await putPages(server, '/memory.xml', 'memory', 'limit="10" cache="off"');
  const { ours: whole } = await putPages(server, '/memory-whole.xml', 'memory-whole', 'limit="10" cache="off" order="oldest"');
  const guests = { [stacks.ours]: ours, [toTheEnd]: whole, [stacks.floor]: floor, [stacks.extractor]: extractor, [stacks.feedsmith]: feedsmith };
  const script = scriptFor(newest);
  log('peak and after the load');
  const found = [];
  for (const [who, path] of Object.entries(guests)) {
    const all = [];
    for (let left = runs; left > 0; left -= 1) all.push(await loaded(browser, server.url, who === toTheEnd ? scriptFor(oldest) : script, path));
    found.push([who, all]);
  }
  log('100 changes');
  const changes = [];
  for (let left = quick ? 1 : 3; left > 0; left -= 1) changes.push(await changed(browser, server.url, script, guests[stacks.ours]));
  const compare = (name, note, value) => compared('memory', name, 'MB', note, found.map(([who, all]) => row(who, all.map(value))));
  const what = 'The heap of JavaScript, what it holds outside, and the memory of WebAssembly, less those of an empty page.';
  return [
    compare(peak, `${what} Looked at as often as the browser answers while the feed comes, rubbish that nobody has collected yet included. “${stacks.ours}” stops reading when it has enough; “${toTheEnd}” has order="oldest".`, ({ peak }) => peak),
    compare('After the load, all rubbish collected', what, ({ after }) => after),
    { group: 'memory', name: 'Memory of WebAssembly', unit: 'MB', note: 'It grows by pages of 64 kB and never shrinks.', rows: found.slice(0, 2).map(([who, all]) => row(who, all.map(({ wasm }) => wasm))) },
    {
      group: 'memory',
      name: '100 changes of attributes',
      unit: 'MB',
      note: `${what} Each change shows other posts; after ten changes, and after 110.`,
      rows: [row('before', changes.map(([before]) => before)), row('after', changes.map(([, after]) => after))],
    },
  ];
}

/** Opens a page and gives what it has at most, and in the end, in MB above an empty page. @param {Bench['browser']} browser @param {string} origin @param {string} script @param {string} path */
export async function loaded(browser, origin, script, path) {
  const guest = await visitor(browser, origin, script);
  const empty = await inUse(guest, true);
  let [peak, isOver] = [0, false];
  const loading = guest.see(path).then(async (time) => {
    await guest.page.evaluate(idle);
    return time;
  });
  const over = () => (isOver = true);
  loading.then(over, over);
  while (!isOver) peak = Math.max(peak, await inUse(guest));
  const time = await loading;
  const after = await inUse(guest, true);
  const wasm = await guest.page.evaluate(() => globalThis.bench.memory());
  await guest.close();
  return { time, peak: (peak - empty) / MB, after: (after - empty) / MB, wasm: wasm / MB };
}

/** Bytes that a page uses now. @param {Visitor} visitor @param {boolean} [isClean] whether all rubbish is collected first */
async function inUse({ session }, isClean = false) {
  if (isClean) for (let times = 3; times > 0; times -= 1) await session.send('HeapProfiler.collectGarbage');
  const [heap, { result }] = await Promise.all([
    session.send('Runtime.getHeapUsage'),
    // What Chromium says of its heap has the buffers of JavaScript in it, and not the memory of WebAssembly.
    session.send('Runtime.evaluate', { expression: 'globalThis.bench?.memory() ?? 0', returnByValue: true }),
  ]);
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = /** @type {any} */ (heap);
  return usedSize + embedderHeapUsedSize + backingStorageSize + result.value;
}

/** Changes a widget's attributes a hundred times. @param {Bench['browser']} browser @param {string} origin @param {string} script @param {string} path */
async function changed(browser, origin, script, path) {
  const guest = await visitor(browser, origin, script);
  const empty = await inUse(guest, true);
  await guest.see(path);
  await guest.page.evaluate(idle);
  const change = (/** @type {number} */ times) =>
    guest.page.evaluate(async (times) => {
      const widget = document.querySelector('latest-posts');
      for (let left = times; left > 0; left -= 1) {
        const ended = new Promise((resolve) => widget.addEventListener('loadend', resolve, { once: true }));
        widget.setAttribute('limit', String(5 + (left % 5)));
        widget.setAttribute('layout', left % 2 ? 'cards' : 'list');
        await ended;
      }
    }, times);
  await change(10);
  const before = await inUse(guest, true);
  await change(100);
  const after = await inUse(guest, true);
  await guest.close();
  return [before, after].map((bytes) => (bytes - empty) / MB);
}
