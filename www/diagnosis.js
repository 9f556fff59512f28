/** Why a feed cannot be shown: which rung of the ladder failed, and what to write where so that it does not. */

import { advise, isMixed } from './doctor.js';
import { copyOnClick } from './copy.js';
import { edges } from './edges.js';
import { fromTemplate, one } from './elements.js';

/** The ways to a feed, in words for a person. @type {Record<string, string>} */
const rungNames = {
  server: 'The posts that came with the page',
  direct: 'The feed itself',
  via: 'Your own server (via)',
  wordpress: 'The interface of WordPress for programs',
  copy: 'The last posts that were shown here',
  'fallback-src': 'The copy on your own site (fallback-src)',
};

/** Faults of a server that may be somebody else's. */
const ofServers = ['cors', 'network', 'timeout', 'mixed-content', 'http-status'];

/** Those that an edge of one's own helps against; it asks with https in any case. */
const ofBrowsers = ['cors', 'mixed-content'];

/** What `cors` means of an address of the page's own site, which needs no header there. */
const ledAway = {
  sentence: 'This address leads to another site, which does not allow others to read it.',
  cause: 'The address is of the page’s own site, where no header is needed. But its server sends the browser on to another site, and that one sends no Access-Control-Allow-Origin.',
  cure: 'Open the address in a new tab, and write the one that you come to into src: what that server needs is told then. Or have the feed answered at the first address.',
  lines: undefined,
};

/**
 * @typedef {object} Case
 * @property {(Error & { code: string, feedUrl?: string }) | null} error null where something is shown all the same
 * @property {{ rung: string, url?: string, code?: string }[]} rungs
 * @property {string[]} urls of the feeds
 * @property {string} page the address of the page that shows them
 * @property {(url: string) => void} show shows another feed
 */

/**
 * What to tell of a load.
 *
 * @param {Case} load
 * @returns {DocumentFragment | null} null where the first way has led to the feed
 */
export function diagnosis({ error, rungs: tried, urls, page, show }) {
  const rungs = error ? blamed(tried, error.code) : tried;
  const failed = rungs.filter(({ code }) => code);
  if (!error && !failed.length) return null;
  const [first] = failed;
  const url = first?.url ?? urls[0] ?? '';
  // The browser says only that there was no answer.
  const isKeptBack = Boolean(url) && isMixed(url, page);
  const code = isKeptBack ? 'mixed-content' : (error?.code ?? first.code ?? 'internal');
  const isOwn = isOfSite(url, page);
  const isLedAway = isOwn && code === 'cors';
  const advice = isLedAway ? ledAway : advise(code, url);
  const told = fromTemplate('diagnosis');
  const lesser = urls.length > 1 ? 'Not every feed came by itself' : 'The posts came by a detour';
  one(told, 'h2').textContent = error ? 'The feed cannot be shown' : lesser;
  one(told, '.sentence span').textContent = error && !isKeptBack && !isLedAway ? error.message : advice.sentence;
  one(told, '.sentence code').textContent = code;
  one(told, '.cause').textContent = advice.cause;
  one(told, '.cure').textContent = advice.cure;
  keepOrRemove(one(told, '.ladder'), rungs.length > 0, (list) => list.append(...rungs.map((rung) => rungOf(rung, page))));
  keepOrRemove(one(told, '.named'), Boolean(error?.feedUrl), (named) => {
    one(named, 'code').textContent = error?.feedUrl;
    one(named, 'button').addEventListener('click', () => show(error?.feedUrl ?? ''));
  });
  keepOrRemove(one(told, '.lines'), Boolean(advice.lines), (lines) => lines.append(...hosts(advice.lines ?? {})));
  keepOrRemove(one(told, '.home'), code === 'cors' && Boolean(url) && !isOwn, (home) => void (one(home, 'code').textContent = new URL(url).origin));
  // Where an edge has failed already, another is no help.
  const isForEdge = Boolean(url) && !isOwn && ofBrowsers.includes(code) && first?.rung !== 'via';
  keepOrRemove(one(told, '.edge'), isForEdge, (edge) => edge.append(...edges(new URL(url.replace(/^http:/i, 'https:')).href, page)));
  keepOrRemove(one(told, '.detours'), Boolean(url) && !isOwn && ofServers.includes(code), (detours) => commands(detours, url, page));
  for (const block of told.querySelectorAll('.copyable')) copyOnClick(block);
  return told;
}

/** Whether a browser lets the page read what is at an address, with no header. @param {string} url @param {string} page */
const isOfSite = (url, page) => Boolean(url) && new URL(url).origin === new URL(page).origin;

/** Who answered last, and with nothing to show, has failed too. @param {Case['rungs']} rungs @param {string} code */
function blamed(rungs, code) {
  const last = rungs.findLastIndex((rung) => !rung.code);
  return rungs.map((rung, index) => (index === last ? { ...rung, code } : rung));
}

/** @param {Element} element @param {boolean} isWanted @param {(element: Element) => void} fill */
function keepOrRemove(element, isWanted, fill) {
  if (isWanted) fill(element);
  else element.remove();
}

/** A way that was tried, and what became of it. @param {Case['rungs'][0]} rung @param {string} page */
function rungOf({ rung, url = '', code }, page) {
  const { sentence } = code === 'cors' && isOfSite(url, page) ? ledAway : advise(code ?? '');
  const line = one(fromTemplate('rungs'), code ? '.failed' : '.worked');
  one(line, 'strong').textContent = rungNames[rung] ?? rung;
  one(line, '.verdict').textContent = code ? `failed: ${sentence}` : 'worked.';
  one(line, '.address').textContent = url;
  return line;
}

/** The lines for each server and host; the first are open. @param {Record<string, string>} lines */
function hosts(lines) {
  return Object.entries(lines).map(([host, text], index) => {
    const details = one(fromTemplate('hosts'), index ? 'details:not([open])' : 'details[open]');
    one(details, 'summary').textContent = host;
    one(details, 'code').textContent = text;
    return details;
  });
}

/** What to type where the feed's server is somebody else's. @param {Element} detours @param {string} url @param {string} page */
function commands(detours, url, page) {
  const [snapshot, check] = detours.querySelectorAll('pre > code');
  const quoted = `'${url.replaceAll("'", '%27')}'`;
  snapshot.textContent = `npx latest-posts snapshot ${quoted} --limit 20 -o posts.json`;
  check.textContent = `npx latest-posts check ${quoted} --page ${new URL(page).origin}/`;
}
