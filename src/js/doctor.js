/** What a page would meet that asks for a feed, told by who may look at headers that a browser hides. */

import { advise, isMixed } from './cures.js';

export { advise, codes, isMixed } from './cures.js';
export { headerLines } from './headers.js';

/** How long a server may take, in milliseconds, as in a browser. */
const TIME_LIMIT = 10_000;

/**
 * @typedef {object} Finding
 * @property {'error' | 'warning' | 'ok'} level with an error no page shows the feed
 * @property {string} code
 * @property {string} message
 * @property {string} [cure] what helps
 * @property {Record<string, string>} [lines] what to add, by server or host
 */

/**
 * Asks for a feed as a browser would.
 *
 * @param {string} url
 * @param {string} page the address of the page that is to show it
 * @returns {Promise<Finding[]>}
 */
export async function examine(url, page) {
  /** @type {Finding[]} */
  const findings = [];
  let response, bytes;
  const find = (level, code, message) => {
    const { cure, lines } = level === 'error' ? advise(code, response?.url) : {};
    findings.push({ level, code, message, ...(cure && { cure }), ...(lines && { lines }) });
  };
  const { origin } = new URL(page);
  if (isMixed(url, page)) find('error', 'mixed-content', advise('mixed-content').sentence);
  try {
    response = await fetch(url, { headers: { origin }, signal: AbortSignal.timeout(TIME_LIMIT) });
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const isTimeout = error.name === 'TimeoutError';
    find('error', isTimeout ? 'timeout' : 'network', isTimeout ? 'The server did not answer in time.' : `The server could not be reached (${error.cause?.code ?? error.message}).`);
    return findings;
  }
  if (!response.ok) {
    find('error', 'http-status', `The server refused (${response.status}).`);
    return findings;
  }
  if (response.redirected) find('ok', 'redirect', `It is at ${response.url} now: name that address.`);
  const allowed = response.headers.get('access-control-allow-origin');
  if (new URL(response.url).origin === origin) find('ok', 'same-origin', 'Page and feed are of one site.');
  else if (allowed === '*' || allowed === origin) find('ok', 'cors', 'Other sites may read it.');
  else {
    const said = allowed ? `allows ${allowed} alone` : 'sends no Access-Control-Allow-Origin';
    find('error', 'cors', `Other sites may not read it: the server ${said}.`);
  }
  const contentType = response.headers.get('content-type') ?? '';
  if (!/xml|json/i.test(contentType)) find('warning', 'content-type', `It is sent as ${contentType || 'nothing'}, which is no type of a feed.`);
  try {
    // Who wants advice alone does not load the reader.
    const { parse } = await import('./core.js');
    const feed = await parse(bytes, { contentType, url: response.url });
    find('ok', 'feed', `${feed.title ?? 'A feed'}: ${feed.items.length} posts in ${bytes.length} bytes.`);
    for (const { code, message, line } of feed._latest_posts.warnings ?? []) find('warning', code, line ? `${message} (line ${line})` : message);
    if (!feed.items.length) find('warning', 'empty', 'It has no posts.');
  } catch (error) {
    find('error', error.code ?? 'internal', error.feedUrl ? `${error.message} It names a feed: ${error.feedUrl}` : error.message);
  }
  return findings;
}
