/** The feeds that are passed on: a list that is compared with addresses as the platform writes them. */

/** What servers read in more than one way; no prefix is compared with it. */
const AMBIGUOUS = /%(?:2[ef5]|5c|0)|\/\/|\.\.|\\/i;

/** Names that are known inside one network alone. */
const INNER = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

/**
 * @typedef {object} Allowed
 * @property {string} url as it is asked for: without its fragment
 * @property {string} [path] by which it is allowed, where it is not named itself
 */

/**
 * Reads the list. An entry is the address of a feed; or, with `/*` at its end, of all that is below a path:
 * `https://blog.example.com/feeds/*`. A query is part of an address; below a path any is good.
 *
 * @param {string[]} feeds
 * @returns {(address: string) => Allowed | undefined} whether an address is on the list
 * @throws {TypeError} for an entry that is not https, has a `*` elsewhere, a name and a password, and for `/*` on a port of
 *   its own or a host that is no public name: such are named address by address
 */
export function allowList(feeds) {
  if (!Array.isArray(feeds) || !feeds.length) throw new TypeError('feeds is to be the list of addresses that are passed on.');
  const addresses = new Set(feeds.filter((entry) => !isPath(entry)).map((entry) => addressOf(entry, entry).href));
  const paths = feeds.filter(isPath).map(pathOf);
  return (given) => {
    const url = read(given);
    if (!url) return undefined;
    const { href, origin, pathname } = url;
    if (addresses.has(href)) return { url: href };
    const path = AMBIGUOUS.test(pathname) ? undefined : paths.find((each) => each.origin === origin && pathname.startsWith(each.pathname));
    return path && { url: href, path: path.href };
  };
}

/** @param {string} entry */
const isPath = (entry) => entry.endsWith('/*');

/** @param {string} entry @returns {URL} of a path */
function pathOf(entry) {
  const url = addressOf(entry, entry.slice(0, -1));
  if (url.port || !isPublic(url.hostname) || url.search || AMBIGUOUS.test(url.pathname)) {
    throw new TypeError(`${entry}: addresses on such a host, or with such a path, are named one by one.`);
  }
  return url;
}

/** @param {string} entry @param {string} address of it @returns {URL} */
function addressOf(entry, address) {
  const url = read(address);
  if (!url) throw new TypeError(`${entry} is no address with https, or has a name and a password.`);
  if (url.href.includes('*')) throw new TypeError(`${entry}: a * stands at the end of a path alone, behind a slash.`);
  return url;
}

/** @param {string} address @returns {URL | undefined} without its fragment; none that is not https, or carries a password */
function read(address) {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  url.hash = '';
  return url.protocol === 'https:' && !url.username && !url.password ? url : undefined;
}

/** Not an address of IP, which the platform writes in one way whatever way it came, and no name of an inner network. @param {string} host */
const isPublic = (host) => {
  const name = host.replace(/\.$/, '');
  return name.includes('.') && !/^\[|^\d+(\.\d+){3}$/.test(name) && !INNER.test(name);
};
