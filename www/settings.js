/** What a setting may be: texts from anywhere, a form or an address somebody has sent, become values or nothing. */

/** Longer than any address that the element reads. */
const MAX_LENGTH = 2048;

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
 * The addresses of feeds or blogs in what somebody has typed. One without a scheme is of https; a plain path is of this
 * site.
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
  for (const word of text.slice(0, MAX_LENGTH * 4).split(/\s+/).filter(Boolean)) {
    const address = feedAddress(word, base);
    if (address) found.push(address);
    else refused.push(word);
  }
  return { addresses: found, refused };
}

/** @param {string} word @param {string | undefined} base @returns {string | undefined} */
function feedAddress(word, base) {
  const isHost = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(:\d+)?([/?#]|$)/u.test(word) && !/^[\w-]+\.(xml|json|rss|atom|html)$/i.test(word);
  const isPath = /^[\w.~/-]+(\?[\w.~=&/-]*)?$/.test(word) && !word.startsWith('//');
  try {
    const { protocol, href } = isHost ? new URL(`https://${word}`) : isPath ? new URL(word, base) : new URL(word);
    return /^https?:$/.test(protocol) && href.length <= MAX_LENGTH ? href : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text is an address of the web, or a plain path or fragment of one's own site. @param {string} text */
const isOfTheWeb = (text) => /^[\w.~/#?=&%{}-]*$/.test(text) || (/^https?:\/\//i.test(text) && URL.canParse(text));
