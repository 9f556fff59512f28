/** What each fault comes of and what helps: for the doctor, the site and its list of errors. */

import { badInput, core, faults } from './generated.js';
import { headerLines } from './headers.js';

/**
 * @typedef {object} Advice
 * @property {string} sentence what the fault says
 * @property {string} cause what it comes of
 * @property {string} cure what helps
 * @property {Record<string, string>} [lines] what to add, by server or host
 */

/** All sentences. */
const sentences = { ...faults, 'bad-input': badInput, core };

/** By the codes of the table of faults. @type {Record<keyof typeof sentences, { cause: string, cure: string }>} */
const cures = {
  'no-src': {
    cause: 'The tag has no src, or an empty one.',
    cure: 'Write the address of the feed, or of a page that names its feed, into src.',
  },
  'bad-src': {
    cause: 'What stands in src is no address that begins with http or https once the page’s own is put before it.',
    cure: 'Copy the address from the browser’s address line; two addresses are separated by a blank.',
  },
  offline: {
    cause: 'The visitor’s device has no network.',
    cure: 'Nothing on your side. A visitor who was here before sees the last posts; others see what stands inside the tag.',
  },
  network: {
    cause: 'The name of the server is unknown, it does not take the connection, its certificate is not valid, or something in the visitor’s browser keeps the request back.',
    cure: 'Open the address in a new tab. If that works, look for a content blocker, and whether the page’s Content-Security-Policy names the feed’s site in connect-src.',
  },
  cors: {
    cause: 'The feed is there, but a browser gives it to pages of other sites only if its server says so, by one header.',
    cure: 'Where the server is yours, add the header, with the lines for it. Where it is not, have your own server pass the feed on (via), or keep a copy on your site (npx latest-posts snapshot, then src or fallback-src).',
  },
  timeout: {
    cause: 'The server took more than ten seconds.',
    cure: 'Try again. If it stays slow, keep a copy on your own site (npx latest-posts snapshot) and name it in fallback-src.',
  },
  'http-status': {
    cause: 'The server answered, and what it said is that it will not or cannot send the feed.',
    cure: 'Open the address in a new tab. A 404 or 410 means that the feed has moved: look for its new address on the blog. A 401 or 403 means that it is not for everybody. A 429 or a number from 500 on passes, mostly.',
  },
  'empty-body': {
    cause: 'The server said that all is well and sent nothing.',
    cure: 'The program that makes the feed has failed: look into its log, or make the feed anew.',
  },
  'too-large': {
    cause: 'The feed has more bytes than are read, and what was read of it has no whole post.',
    cure: 'Have the feed carry fewer posts, or summaries in place of whole texts.',
  },
  'not-a-feed': {
    cause: 'At this address there is a page or a file that is neither RSS nor Atom nor JSON Feed, and that names no feed.',
    cure: 'Look for a link “RSS” or “Feed” on the blog, or try /feed, /feed.xml, /rss.xml, /atom.xml and /index.xml after its address.',
  },
  'bad-input': {
    cause: 'parseFeed was called with something else than bytes or a string.',
    cure: 'Give it await response.arrayBuffer(), not the response.',
  },
  'wasm-refused': {
    cause: 'The page’s Content-Security-Policy has a script-src without wasm-unsafe-eval, and the file that does the same in JavaScript is not beside the script.',
    cure: 'Copy without-wasm.js beside latest-posts.js, or add \'wasm-unsafe-eval\' to script-src.',
  },
  core: {
    cause: 'widget.js or core.js is not beside latest-posts.js, or something in between has changed it.',
    cure: 'Copy all the files of dist/ side by side, of one version.',
  },
  internal: {
    cause: 'A fault of this library.',
    cure: 'Please report it, with the address of the feed.',
  },
};

/** Also said of a feed, though no request fails by it. */
const mixedContent = {
  sentence: 'A page with https may not ask for a feed with http.',
  cause: 'The browser keeps such a request back, because anybody on the way could change the answer.',
  cure: 'Write https in front of the address; if the feed has no such address, keep a copy on your own site.',
};

/** All codes of the table, in its order. */
export const codes = /** @type {(keyof typeof cures)[]} */ (Object.keys(cures));

/**
 * What a fault comes of and what helps.
 *
 * @param {string} code
 * @param {string} [url] of the feed, for the lines that its server needs
 * @returns {Advice}
 */
export function advise(code, url) {
  if (code === 'mixed-content') return mixedContent;
  const known = /** @type {keyof typeof cures} */ (Object.hasOwn(cures, code) ? code : 'internal');
  const lines = known === 'cors' && url ? { lines: headerLines(new URL(url).pathname) } : {};
  return { sentence: `${sentences[known]}.`, ...cures[known], ...lines };
}

/** Whether the browser would keep the request back. @param {string} url @param {string} page */
export const isMixed = (url, page) => page.startsWith('https:') && url.startsWith('http:');
