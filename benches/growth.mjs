/** How time and memory grow with the feed, and with the number of widgets. */

import { visitor } from './browser.mjs';
import { rss, sizes } from './feeds.mjs';
import { loaded } from './memory.mjs';
import { compared, row } from './numbers.mjs';
import { scriptFor } from './pages.mjs';
import { putPages } from './stacks.mjs';
import { idle, manyWidgets } from './thread.mjs';

/** @import { Bench } from '../scripts/bench.mjs' */
/** @import { Case } from './numbers.mjs' */

/** @param {Bench} bench @returns {Promise<Case[]>} */
export async function growth({ server, browser, quick, log }) {
  const runs = quick ? 1 : 3;
  /** @type {Case[]} */
  const cases = [];
  const type = 'application/rss+xml; charset=utf-8';
  for (const [name, attributes, note] of [
    ['feed', '', 'The newest first, so that the rest is left unread when there is enough.'],
    ['feed that is read to the end', ' order="oldest"', 'With order="oldest" all of it is read, up to 16 MB.'],
  ]) {
    /** @type {[string, Awaited<ReturnType<typeof loaded>>[]][]} */
    const found = [];
    for (const size of Object.keys(sizes).slice(0, quick ? 2 : 4)) {
      log(`${name}, ${size}`);
      // Written the oldest first where those are shown, so that the same posts are looked for.
      const bytes = rss(sizes[size], { order: attributes ? 'oldest' : 'newest' });
      server.put('/growth.xml', bytes, { type });
      const { ours } = await putPages(server, '/growth.xml', 'growth', `limit="5" cache="off"${attributes}`);
      const all = [];
      for (let left = runs; left > 0; left -= 1) all.push(await loaded(browser, server.url, scriptFor(bytes), ours));
      found.push([size, all]);
    }
    const rows = (value) => found.map(([size, all]) => row(size, all.map(value)));
    const how = `${note} A new visitor each time, no warm-up, on a fast line.`;
    cases.push(
      compared('growth', `Five posts visible, by the size of the ${name}`, 'ms', how, rows(({ time }) => time)),
      compared('growth', `Peak memory above an empty page, by the size of the ${name}`, 'MB', how, rows(({ peak }) => peak)),
    );
  }
  for (const number of [0, 1, 2, 3, 4]) server.put(`/many-${number}.xml`, rss(sizes['80 kB']), { type });
  const found = [];
  for (const widgets of [1, 10, 100]) {
    log(`${widgets} widgets`);
    server.put('/widgets.html', manyWidgets(widgets, 5));
    const all = [];
    for (let left = runs; left > 0; left -= 1) {
      const before = server.requests.length;
      const guest = await visitor(browser, server.url, allShown(widgets));
      const time = await guest.see('/widgets.html');
      await guest.close();
      const memory = await loaded(browser, server.url, scriptFor(rss(sizes['80 kB'])), '/widgets.html');
      all.push({ ...memory, time, requests: server.requests.slice(before).filter((path) => path.endsWith('.xml')).length / 2 });
    }
    found.push([`${widgets} widget${widgets > 1 ? 's' : ''}`, all]);
  }
  const note = 'Of five feeds of 80 kB; all of them visible. A new visitor each time, no warm-up, on a fast line.';
  const rows = (value) => found.map(([who, all]) => row(who, all.map(value)));
  cases.push(
    compared('growth', 'All posts visible, by the widgets of a page', 'ms', note, rows(({ time }) => time)),
    compared('growth', 'Memory after the load above an empty page, by the widgets of a page', 'MB', note, rows(({ after }) => after)),
    compared('growth', 'Requests for feeds, by the widgets of a page', '', note, rows(({ requests }) => requests)),
  );
  return cases;
}

/** What runs before a page: it tells when all widgets show posts. @param {number} widgets */
const allShown = (widgets) => `{
  let left = ${widgets};
  document.addEventListener('load', ({ target }) => {
    if (target.localName !== 'latest-posts') return;
    left -= 1;
    if (left === 0) requestAnimationFrame(() => setTimeout(() => tellVisible(String(performance.now()))));
  }, true);
}`;
