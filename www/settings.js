/** What a setting may be: texts from anywhere, a form or an address somebody has sent, become values or nothing. */

/** Longer than any address that the element reads. */
const MAX_LENGTH = 2048;

/** How many words that are no address are told again, and how much of each. */
const MOST_TOLD = 3;
const LONGEST_TOLD = 60;

/** Settings that hold an address; `src` holds several. */
export const addresses = ['fallback-src', 'via', 'archives', 'category-archives', 'category-feed'];

/** Settings for which an empty text says something else than none at all. */
export const mayBeEmpty = ['heading'];

/**
 * The value that a text means.
 *
 * @param {import('./manifest.js').Setting} setting
 * @param {string} text
 * @returns {string | undefined} undefined where the text means nothing, or what is so anyway
 */
export function valueOf(setting, text) {
  const value = read(setting, text);
  if (value === '' && mayBeEmpty.includes(setting.name)) return value;
  return value === setting.absent && setting.kind !== 'flag' ? undefined : value;
}

/** @param {import('./manifest.js').Setting} setting @param {string} text */
function read({ name, kind, words, min = 0, max = Infinity }, text) {
  const word = text.trim().toLowerCase();
  if (kind === 'flag') return '';
  if (kind === 'number') return /^\d{1,9}$/.test(word) ? String(Math.min(Math.max(Number(word), min), max)) : undefined;
  if (kind === 'one-of') return words.includes(word) ? word : undefined;
  if (kind === 'any-of') {
    const wanted = word.split(/\s+/);
    return words.filter((one) => wanted.includes(one)).join(' ');
  }
  if (name === 'src') return feedAddresses(text).addresses.join(' ') || undefined;
  // A label may begin or end with a blank that it needs.
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, MAX_LENGTH);
  if (name.startsWith('label-')) return line || undefined;
  if (addresses.includes(name) && !isOfTheWeb(line.trim())) return undefined;
  return line.trim() || (mayBeEmpty.includes(name) ? '' : undefined);
}

/**
 * The addresses of feeds or blogs in what somebody has typed. One without a scheme is of https; one that begins with a slash or
 * a dot is of this site.
 *
 * @param {string} text
 * @param {string} [base] this page's address
 * @returns {{ addresses: string[], refused: string[] }}
 */
export function feedAddresses(text, base = globalThis.location?.href) {
  /** @type {string[]} */
  const found = [];
  /** @type {string[]} */
  const refused = [];
  // In a list that a person writes there may be commas.
  for (const word of text.slice(0, MAX_LENGTH * 4).split(/[,;]?(?:\s+|$)/).filter(Boolean)) {
    const address = feedAddress(word, base);
    if (address) found.push(address);
    else refused.push(word);
  }
  return { addresses: found, refused };
}

/** A name with a dot, as browsers take one for an address; what looks like a file is none. */
const host = /^([\p{L}\p{N}_-]+\.)+(?!(?:xml|json|rss|atom|html?|php)(?:[:/?#]|$))(xn--[a-z\d-]+|\p{L}{2,})(:\d+)?([/?#]|$)/iu;

/** @param {string} word @param {string | undefined} base @returns {string | undefined} */
function feedAddress(word, base) {
  // As a page leaves the scheme out, and as readers of feeds write it.
  const bare = word.replace(/^(feed:)?(\/\/)?/i, '');
  const isPath = /^\.{0,2}\//.test(bare) && /^[\w.~/-]+(\?[\w.~=&/-]*)?$/.test(bare);
  try {
    const { protocol, href } = host.test(bare) ? new URL(`https://${bare}`) : isPath ? new URL(bare, base) : new URL(bare);
    return /^https?:$/.test(protocol) && href.length <= MAX_LENGTH ? href : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with words that are no addresses, for a person. @param {string[]} refused */
export function faultOf(refused) {
  if (!refused.length) return '';
  const [first, ...others] = refused.slice(0, MOST_TOLD).map((word) => `“${word.length > LONGEST_TOLD ? `${word.slice(0, LONGEST_TOLD)}…` : word}”`);
  const more = refused.length > MOST_TOLD ? [`${refused.length - MOST_TOLD} more`] : [];
  const example = 'One looks like blog.example.com, or https://blog.example.com/feed.xml.';
  if (others.length) return `${new Intl.ListFormat('en').format([first, ...others, ...more])} are no addresses of the web. ${example}`;
  // A name with a port would be read as a scheme.
  const [, scheme] = /^([a-z][a-z\d+.-]*):(?!\d)/i.exec(refused[0]) ?? [];
  if (scheme && !/^https?$/i.test(scheme)) return `${first} begins with ${scheme}:, and a feed’s address with https: or http:.`;
  return `${first} is no address of the web. ${example}`;
}

/** Whether a text is an address of the web, or a plain path or fragment of one's own site. @param {string} text */
const isOfTheWeb = (text) => /^[\w.~/#?=&%{}-]*$/.test(text) || (/^https?:\/\//i.test(text) && URL.canParse(text));
