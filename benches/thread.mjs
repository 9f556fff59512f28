/** What the page cannot do meanwhile: the longest task, and what moves. */

import { slowDown, visitor } from './browser.mjs';
import { rss, sizes } from './feeds.mjs';
import { compared, row } from './numbers.mjs';
import { scriptFor } from './pages.mjs';
import { putPages, stacks } from './stacks.mjs';

/** @import { Bench } from '../scripts/bench.mjs' */
/** @import { Case } from './numbers.mjs' */

/** must.mjs asks for them by name. */
export const longest = 'Longest task while 10 MB arrive';
export const newest = stacks.ours;
export const toTheEnd = 'latest-posts, read to the end';

/** From here on a task is long (https://w3c.github.io/longtasks/). */
const LONG = 50;

/** @param {Bench} bench @returns {Promise<Case[]>} */
export async function thread({ server, browser, quick, log }) {
  const size = '10 MB';
  const [bytes, oldest] = [rss(sizes[size]), rss(sizes[size], { order: 'oldest' })];
  const type = 'application/rss+xml; charset=utf-8';
  server.put('/thread.xml', bytes, { type });
  server.put('/thread-whole.xml', oldest, { type });
  const paths = await putPages(server, '/thread.xml', 'thread');
  const { ours: whole } = await putPages(server, '/thread-whole.xml', 'thread-whole', 'limit="5" order="oldest"');
  for (const number of [0, 1, 2, 3, 4]) server.put(`/many-${number}.xml`, rss(sizes['80 kB']), { type });
  server.put('/many.html', manyWidgets(100, 5));
  const script = scriptFor(bytes);
  const guests = { [newest]: paths.ours, [toTheEnd]: whole, [stacks.floor]: paths.floor, [stacks.extractor]: paths.extractor, [stacks.feedsmith]: paths.feedsmith, 'latest-posts, 100 widgets over 5 feeds of 80 kB': '/many.html' };
  /** @type {Case[]} */
  const cases = [];
  for (const rate of [1, slowDown]) {
    log(`${rate} × slower`);
    const found = [];
    for (const [who, path] of Object.entries(guests)) {
      const runs = [];
      for (let left = quick ? 1 : rate === 1 ? 5 : 2; left > 0; left -= 1) runs.push(await watched(browser, server.url, who === toTheEnd ? scriptFor(oldest) : script, path, rate));
      found.push([who, runs]);
    }
    const at = rate === 1 ? '' : `, ${rate} times slower`;
    const note = `From the navigation until the posts are there and nothing more is done, on a fast line${at}: all tasks of the main thread, from Chromium’s trace. A new visitor each time, no warm-up. “${newest}” stops reading when it has enough; “${toTheEnd}” has order="oldest".`;
    const compare = (name, unit, value, more = '') =>
      compared('thread', name + at, unit, note + more, found.map(([who, runs]) => row(who, runs.map(value))));
    cases.push(
      compare(longest, 'ms', ({ tasks }) => Math.max(...tasks)),
      compare('Total blocking time', 'ms', ({ tasks }) => tasks.reduce((sum, task) => sum + Math.max(task - LONG, 0), 0)),
    );
    if (rate === 1) cases.push({ ...compare('Layout shift', '', ({ shift }) => shift, ' Cumulative, as browsers measure it; all stand between two paragraphs.') });
  }
  return cases;
}

/** @param {number} widgets @param {number} feeds */
export function manyWidgets(widgets, feeds) {
  const tags = Array.from({ length: widgets }, (_, number) => `<latest-posts src="/many-${number % feeds}.xml" limit="5" cache="off"></latest-posts>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Many</title><script type="module" src="latest-posts.js"></script>${tags.join('\n')}</html>`;
}

/** Waits, in a page whose first posts are visible, until those of all widgets are, and until what is left has been done. */
export const idle = async () => {
  const isDone = ({ feed }) => feed;
  while (![...document.querySelectorAll('latest-posts')].every(isDone)) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 500));
};

/** Opens a page under Chromium's trace. @param {Bench['browser']} browser @param {string} origin @param {string} script @param {string} path @param {number} rate */
async function watched(browser, origin, script, path, rate) {
  const guest = await visitor(browser, origin, script);
  await guest.slow({ slowDown: rate });
  await guest.page.tracing.start({ categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'] });
  await guest.see(path);
  await guest.page.evaluate(idle);
  const shift = await guest.page.evaluate(() => globalThis.bench.shift);
  const trace = await guest.page.tracing.stop();
  await guest.close();
  return { shift, tasks: tasksOf(JSON.parse(new TextDecoder().decode(trace)), origin + path) };
}

/** The tasks of the page's main thread, in milliseconds. @param {{ traceEvents: any[] }} trace @param {string} url */
function tasksOf({ traceEvents }, url) {
  const start = traceEvents.find(({ name, args }) => name === 'CommitLoad' && args.data?.url === url);
  const isHere = ({ pid, tid }) => pid === start.pid && tid === start.tid;
  return traceEvents.filter((event) => event.name === 'RunTask' && isHere(event) && event.ts + event.dur >= start.ts).map(({ dur }) => dur / 1000);
}
