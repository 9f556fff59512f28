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
  const advice = advise(code, url);
  const told = fromTemplate('diagnosis');
  const lesser = urls.length > 1 ? 'Not every feed came by itself' : 'The posts came by a detour';
  one(told, 'h2').textContent = error ? 'The feed cannot be shown' : lesser;
  one(told, '.sentence span').textContent = error && !isKeptBack ? error.message : advice.sentence;
  one(told, '.sentence code').textContent = code;
  one(told, '.cause').textContent = advice.cause;
  one(told, '.cure').textContent = advice.cure;
  keepOrRemove(one(told, '.ladder'), rungs.length > 0, (list) => list.append(...rungs.map(rungOf)));
  keepOrRemove(one(told, '.named'), Boolean(error?.feedUrl), (named) => {
    one(named, 'code').textContent = error?.feedUrl;
    one(named, 'button').addEventListener('click', () => show(error?.feedUrl ?? ''));
  });
  keepOrRemove(one(told, '.lines'), Boolean(advice.lines), (lines) => lines.append(...hosts(advice.lines ?? {})));
  // Where an edge has failed already, another is no help.
  const isForEdge = Boolean(url) && ofBrowsers.includes(code) && first?.rung !== 'via';
  keepOrRemove(one(told, '.edge'), isForEdge, (edge) => edge.append(...edges(new URL(url.replace(/^http:/i, 'https:')).href, page)));
  keepOrRemove(one(told, '.detours'), Boolean(url) && ofServers.includes(code), (detours) => commands(detours, url, page));
  for (const block of told.querySelectorAll('.copyable')) copyOnClick(block);
  return told;
}

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

/** A way that was tried, and what became of it. @param {Case['rungs'][0]} rung */
function rungOf({ rung, url = '', code }) {
  const line = one(fromTemplate('rungs'), code ? '.failed' : '.worked');
  one(line, 'strong').textContent = rungNames[rung] ?? rung;
  one(line, '.verdict').textContent = code ? `failed: ${advise(code).sentence}` : 'worked.';
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
