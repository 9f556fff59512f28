/** Why a feed cannot be shown: which rung of the ladder failed, and what to write where so that it does not. */

import { advise, isMixed } from './doctor.js';
import { copyable } from './copy.js';
import { make } from './elements.js';

/** The ways to a feed, in words for a person. @type {Record<string, string>} */
const rungNames = {
  server: 'The posts that came with the page',
  direct: 'The feed itself',
  via: 'Your own server (via)',
  wordpress: 'The interface of WordPress for programs',
  copy: 'The last posts that were shown here',
  'fallback-src': 'The copy on your own site (fallback-src)',
};

/**
 * @typedef {object} Case
 * @property {(Error & { code: string, feedUrl?: string }) | null} error null where something is shown all the same
 * @property {{ rung: string, url?: string, code?: string }[]} rungs
 * @property {string[]} urls of the feeds
 * @property {string} page the address of the page that shows them
 */

/**
 * What to tell of a load.
 *
 * @param {Case} case_
 * @returns {HTMLElement[]} none where the first way has led to the feed
 */
export function diagnosis({ error, rungs, urls, page }) {
  const failed = rungs.filter(({ code }) => code);
  if (!error && !failed.length) return [];
  const [first] = failed;
  const url = first?.url ?? urls[0] ?? '';
  // The browser says only that there was no answer.
  const isKeptBack = Boolean(url) && isMixed(url, page);
  const code = isKeptBack ? 'mixed-content' : (error?.code ?? first.code ?? 'internal');
  const advice = advise(code, url);
  const heading = make('h2', { id: 'doctor-title' }, error ? 'The feed cannot be shown' : 'The posts came by a detour');
  const parts = [
    heading,
    make('p', { className: 'sentence' }, error && !isKeptBack ? error.message : advice.sentence, ' ', make('code', {}, code)),
    ...(rungs.length ? [ladder(rungs)] : []),
    make('dl', {}, make('dt', {}, 'Why'), make('dd', {}, advice.cause), make('dt', {}, 'What helps'), make('dd', {}, advice.cure)),
  ];
  if (advice.lines) parts.push(make('h3', {}, 'Lines for the server of the feed'), ...hosts(advice.lines));
  if (url && ['cors', 'network', 'timeout', 'mixed-content', 'http-status'].includes(code)) parts.push(...detours(url, page));
  return parts;
}

/** Each way that was tried, and what became of it. @param {Case['rungs']} rungs */
function ladder(rungs) {
  const steps = rungs.map(({ rung, url = '', code }) =>
    make(
      'li',
      { className: code ? 'failed' : 'worked' },
      make('strong', {}, rungNames[rung] ?? rung),
      ' ',
      make('span', { className: 'verdict' }, code ? `failed: ${advise(code).sentence}` : 'worked.'),
      ...(url ? [make('span', { className: 'address' }, url)] : []),
    ),
  );
  return make('ol', { className: 'ladder', 'aria-label': 'What was tried' }, ...steps);
}

/** The lines for each server and host. @param {Record<string, string>} lines */
const hosts = (lines) =>
  Object.entries(lines).map(([host, text], index) => make('details', { name: 'host', open: index === 0 }, make('summary', {}, host), copyable(text)));

/**
 * What helps where the feed's server is somebody else's.
 *
 * @param {string} url
 * @param {string} page
 */
function detours(url, page) {
  const quoted = /^[\w:/.?=&%+~-]+$/.test(url) && !/[&?]/.test(url) ? url : `'${url.replaceAll("'", '%27')}'`;
  return [
    make('h3', {}, 'If that server is not yours'),
    make('p', {}, 'Keep a copy of the posts on your own site, and name it in ', make('code', {}, 'src'), ' or ', make('code', {}, 'fallback-src'), '. A scheduled job can write it anew each hour:'),
    copyable(`npx latest-posts snapshot ${quoted} --limit 20 -o posts.json`),
    make('p', {}, 'Or let a small program of your own pass the feed on, and name it in ', make('code', {}, 'via'), ': ', make('a', { href: new URL('docs/cors.html#via', import.meta.url).href }, 'how'), '.'),
    make('p', {}, 'A command sees what a browser hides, and says more:'),
    copyable(`npx latest-posts check ${quoted} --page ${new URL(page).origin}/`),
  ];
}
