/** What a page would meet that asks for a feed, told by who may look at headers that a browser hides. */

import { advise, isMixed } from './cures.js';
import { read } from './read.js';
import { edgeCommand } from './recipes.js';
import { unreached } from './unreached.js';

export { advise, codes, isMixed } from './cures.js';
export { headerLines } from './headers.js';
export { platformNames, recipe } from './recipes.js';

/** How long a server may take, in milliseconds, as in a browser. */
const TIME_LIMIT = 10_000;

/** @typedef {import('./faults.js').Fault} Fault */

/**
 * @typedef {object} Finding
 * @property {'error' | 'warning' | 'ok'} level with an error no page shows the feed
 * @property {string} code
 * @property {string} message
 * @property {string} [cure] what helps
 * @property {Record<string, string>} [lines] what to add, by server or host
 * @property {string} [next] what helps where that server is somebody else's: a command
 * @property {string} [url] where the feed is now
 */

/**
 * Asks for a feed as a browser would.
 *
 * @param {string} url
 * @param {string} page the address of the page that is to show it
 * @returns {Promise<Finding[]>}
 */
export const examine = (url, page) => follow(url, page, false);

/**
 * @param {string} url
 * @param {string} page
 * @param {boolean} isFound whether a page has led to it; the element follows one, once
 * @returns {Promise<Finding[]>}
 */
async function follow(url, page, isFound) {
  /** @type {Finding[]} */
  const findings = [];
  /** @type {Response | undefined} */
  let response;
  /** @type {Uint8Array} */
  let bytes;
  /** @param {Finding['level']} level @param {string} code @param {string} message @param {Partial<Finding>} [more] */
  const find = (level, code, message, more) => {
    const { cure, lines } = level === 'error' ? advise(code, response?.url) : /** @type {Partial<Finding>} */ ({});
    findings.push({ level, code, message, ...(cure && { cure }), ...(lines && { lines }), ...more });
  };
  const { origin } = new URL(page);
  if (isMixed(url, page)) find('error', 'mixed-content', advise('mixed-content').sentence);
  try {
    response = await fetch(url, { headers: { origin }, signal: AbortSignal.timeout(TIME_LIMIT) });
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const { isTimeout, seen, cure } = unreached(error);
    if (isTimeout) find('error', 'timeout', 'The server did not answer in time.');
    else find('error', 'network', `The feed could not be reached: ${seen}.`, { cure });
    return findings;
  }
  if (!response.ok) {
    find('error', 'http-status', `The server refused (${response.status}).`);
    return findings;
  }
  if (response.redirected) find('ok', 'redirect', `It is at ${response.url} now: name that address.`, { url: response.url });
  const allowed = response.headers.get('access-control-allow-origin');
  if (new URL(response.url).origin === origin) find('ok', 'same-origin', 'Page and feed are of one site.');
  else if (allowed === '*' || allowed === origin) find('ok', 'cors', 'Other sites may read it.');
  else {
    const said = allowed ? `allows ${allowed} alone` : 'sends no Access-Control-Allow-Origin';
    find('error', 'cors', `Other sites may not read it: the server ${said}.`, { next: edgeCommand(url, page) });
  }
  const contentType = response.headers.get('content-type') ?? '';
  const findType = () => {
    if (!/xml|json/i.test(contentType)) find('warning', 'content-type', `It is sent as ${contentType || 'nothing'}, which is no type of a feed.`);
  };
  try {
    // Who wants advice alone does not load the reader.
    const core = await import('./core.js');
    const feed = await read(core, bytes, { contentType, url: response.url });
    findType();
    find('ok', 'feed', `${feed.title ?? 'A feed'}: ${feed.items.length} posts in ${bytes.length} bytes.`);
    for (const { code, message, line } of feed._latest_posts.warnings ?? []) find('warning', code, line ? `${message} (line ${line})` : message);
    if (!feed.items.length) find('warning', 'empty', 'It has no posts.');
  } catch (error) {
    const { code = 'internal', message, feedUrl } = /** @type {Partial<Fault> & Error} */ (error);
    if (feedUrl && !isFound) {
      find('ok', 'page', `It is a page that names its feed: naming ${feedUrl} instead saves a request.`, { url: feedUrl });
      return [...findings, ...(await follow(feedUrl, page, true))];
    }
    findType();
    find('error', code, message);
  }
  return findings;
}
