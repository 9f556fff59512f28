/** Whole pages: from the navigation until five posts are visible, for who comes first and for who comes again. */

import { readFileSync } from 'node:fs';

import { at } from '../scripts/run.mjs';
import { slowDown, slowLine, visitor } from './browser.mjs';
import { rss, sizes } from './feeds.mjs';
import { compared, row } from './numbers.mjs';
import { around, putPages, stacks } from './stacks.mjs';

/** @import { Bench } from '../scripts/bench.mjs' */
/** @import { Visitor } from './browser.mjs' */
/** @import { Case } from './numbers.mjs' */
/** @import { Stack } from './stacks.mjs' */

/** How a feed is sent, since hosts do both; must.mjs asks for the cases by name. */
export const sent = { plain: 'sent as it is', gzip: 'sent with gzip' };
export const coldOf = (/** @type {string} */ size, /** @type {keyof typeof sent} */ how) => `Cold page, feed of ${size}, ${sent[how]}`;
export const warmOf = (/** @type {string} */ size) => `Warm page, feed of ${size}`;
export const fresh = 'latest-posts, with a fresh copy';
const still = 'the posts in the page, and no script';
export const asked = 'Requests for the feed, warm page';

const conditions = 'A line of 150 ms and 1.6 Mbit/s, a processor slowed down four times, scripts sent with brotli';

/** How often, where a feed of 10 MB takes a minute as it is; then only the floor is measured, which none is faster than. */
const runsOf = (/** @type {string} */ size, /** @type {keyof typeof sent} */ how, /** @type {Stack} */ stack) => {
  if (stack === 'ours') return 7;
  if (size === '80 kB' || stack === 'preloaded') return 5;
  if (size === '1 MB') return 2;
  return how === 'gzip' || stack === 'floor' ? 1 : 0;
};

/** @param {Bench} bench @returns {Promise<Case[]>} */
export async function cold({ server, browser, quick, log }) {
  /** @type {Case[]} */
  const cases = [];
  for (const size of quick ? ['80 kB', '1 MB'] : ['80 kB', '1 MB', '10 MB']) {
    for (const how of /** @type {const} */ (['plain', 'gzip'])) {
      log(`${size}, ${sent[how]}`);
      const { paths, script } = await put(server, size, how);
      const rows = [];
      for (const [stack, path] of Object.entries(paths)) {
        const runs = runsOf(size, how, /** @type {Stack} */ (stack));
        if (!runs) continue;
        const [times, bytes] = [[], []];
        for (let left = quick ? Math.min(runs, 2) : runs; left > 0; left -= 1) {
          const guest = await visitor(browser, server.url, script);
          await guest.slow({ line: slowLine, slowDown });
          times.push(await guest.see(path));
          bytes.push(guest.bytes());
          await guest.close();
        }
        rows.push(row(stacks[stack], times, bytes));
      }
      const note = `${conditions}, the feed ${sent[how]}. Every run is a new visitor: no warm-up, nothing in a cache, no code compiled before. The floor's script stands in the page, takes no markup and believes the feed's order. A feed of 1 MB the others load twice and one of 10 MB once, if at all.`;
      cases.push(compared('cold', coldOf(size, how), 'ms', note, rows));
    }
  }
  return cases;
}

/** @param {Bench} bench @returns {Promise<Case[]>} */
export async function warm({ server, browser, quick, log }) {
  /** @type {Case[]} */
  const cases = [];
  const requests = [];
  for (const size of quick ? ['80 kB'] : ['80 kB', '1 MB', '10 MB']) {
    log(size);
    const { paths, script, feed, bytes } = await put(server, size, 'gzip');
    const without = await putPages(server, feed, `off-${size.replace(' ', '')}`, 'limit="5" cache="off"');
    const guests = { [fresh]: paths.ours, [stacks.ours]: without.ours, [stacks.preloaded]: without.preloaded, ...others(paths), [still]: putStill(server, bytes) };
    const rows = [];
    for (const [who, path] of Object.entries(guests)) {
      const guest = await visitor(browser, server.url, script);
      // Chromium keeps compiled code from the second visit on.
      for (let visits = 3; visits > 0; visits -= 1) {
        await guest.see(path);
        await settled(guest, who === fresh);
        await guest.goTo('/empty.html');
      }
      await guest.slow({ line: slowLine, slowDown });
      const times = [];
      const before = server.requests.length;
      const runs = quick ? 3 : size === '10 MB' ? 5 : 9;
      for (let left = runs; left > 0; left -= 1) {
        times.push(await guest.see(path));
        await guest.goTo('/empty.html');
      }
      rows.push(row(who, times));
      const feeds = server.requests.slice(before).filter((path) => path === feed).length;
      requests.push(row(`${who}, ${size}`, [feeds / runs]));
      await guest.close();
    }
    const note = `${conditions}. Everything may be kept for an hour, the page and the feed too. Warm-up: three visits on the fast line. The first keeps the posts that were shown, and neither asks for the feed nor reads it; the second is the same with cache="off". The last is what any page takes.`;
    cases.push(compared('warm', warmOf(size), 'ms', note, rows));
  }
  cases.push({ group: 'warm', name: asked, unit: 'each', note: 'How often the server was asked for the feed, on average of the visits above.', rows: requests });
  return cases;
}

/** @param {Record<Stack, string>} paths */
const others = ({ floor, extractor, feedsmith }) => ({ [stacks.floor]: floor, [stacks.extractor]: extractor, [stacks.feedsmith]: feedsmith });

/** Puts a page that has the titles in its HTML: below it nobody gets. @param {Bench['server']} server @param {Buffer} feed */
function putStill(server, feed) {
  server.put('/still.html', around('', titlesOf(feed).map((title) => `<h3>${title.replace('&', '&amp;')}</h3>`).join('')), { encoding: 'br' });
  return '/still.html';
}

/** Puts a feed and the pages that show it. @param {Bench['server']} server @param {string} size @param {keyof typeof sent} how */
async function put(server, size, how) {
  const name = `${size.replace(' ', '')}-${how}`;
  const feed = `/${name}.xml`;
  const bytes = rss(sizes[size]);
  server.put(feed, bytes, { type: 'application/rss+xml; charset=utf-8', encoding: how === 'gzip' ? 'gzip' : undefined });
  return { feed, bytes, paths: await putPages(server, feed, name), script: scriptFor(bytes) };
}

/** What runs before a page: it looks for the first five titles of a feed, the newest first. @param {Buffer} feed */
export function scriptFor(feed) {
  return `const titles = ${JSON.stringify(titlesOf(feed))};\n${readFileSync(at('benches', 'visible.js'), 'utf8')}`;
}

/** Of the first five posts. @param {Buffer} feed */
function titlesOf(feed) {
  const texts = [...feed.subarray(0, 1e6).toString().matchAll(/<item>\s*<title>(.*?)<\/title>/g)].slice(0, 5);
  return texts.map(([, text]) => text.replace('&#8211;', '–').replace('&amp;', '&'));
}

/** Waits until everything that came has been kept. @param {Visitor} visitor @param {boolean} withCopy */
async function settled({ page }, withCopy) {
  if (withCopy) await page.waitForFunction(async () => (await (await caches.open('latest-posts')).keys()).length > 0, { polling: 50 });
  await new Promise((resolve) => setTimeout(resolve, 300));
}
