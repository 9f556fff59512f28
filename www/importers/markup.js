/** Attributes and addresses in a piece of HTML that somebody pastes: read as text, never as a page. */

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @param {string} text @returns {string} */
export const unescaped = (text) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hexadecimal, name) => {
    if (name) return entities[name.toLowerCase()];
    const point = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });

/** The value of an attribute, of the first tag that has it. @param {string} source @param {string} name @returns {string | undefined} */
export function attributeOf(source, name) {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(source) ?? [];
  const value = double ?? single;
  return value === undefined ? undefined : unescaped(value);
}

/** The attributes of a shortcode: `[name key="value" key=value]`. @param {string} source @returns {[string, string][]} */
export const shortcodeAttributes = (source) =>
  [...source.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s\]"']+))/g)].map(([, name, double, single, bare]) => [
    name.toLowerCase(),
    unescaped(double ?? single ?? bare ?? ''),
  ]);

/** Feeds in a text, however they are separated. @param {unknown} value @returns {string} as `src` has them */
export const feedsOf = (value) =>
  (Array.isArray(value) ? value : String(value).split(/[\s,|]+(?=https?:)|\s+/))
    .map((one) => (one instanceof Map ? (one.get('source') ?? one.get('url')) : (one?.source ?? one?.url ?? one)))
    .map((url) => String(url ?? '').trim())
    .filter((url) => /^(https?:)?\/\//i.test(url))
    .map((url) => (url.startsWith('//') ? `https:${url}` : url))
    .join(' ');

/** The object that a text of JSON says. @param {string} text @returns {Record<string, unknown> | undefined} undefined where it says none */
export function jsonOf(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}
