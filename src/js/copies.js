/**
 * The last good posts, kept in the visitor's browser: small, because they are what was shown, not the feed. Where a page
 * may not store anything, there are none, which is no fault.
 */

/** How long a copy is good for where nothing says so, and at least and at most, in minutes. */
const [USUAL, LEAST, MOST] = [15, 5, 1440];

/** Characters of one copy, and how many of them are kept. */
const MAX_LENGTH = 1_000_000;
const MAX_COPIES = 30;

/** How long another tab is waited for, in milliseconds. */
const PATIENCE = 3000;

/** What this page has read itself, where storage is refused. @type {Map<string, Copy>} */
const own = new Map();

/**
 * @typedef {object} Copy
 * @property {string} text of a JSON Feed with the posts that were shown
 * @property {number} time when it was made, in milliseconds
 * @property {number} until when it is no longer fresh
 */

/** @param {string} key @returns {Promise<Copy | undefined>} */
export async function get(key) {
  try {
    const response = await (await open()).match(address(key));
    if (response) return await response.json();
  } catch {
    // Storage is refused, or broken.
  }
  return own.get(key);
}

/**
 * Keeps a copy, unless its server forbids that.
 *
 * @param {string} key
 * @param {string} text
 * @param {number | undefined} ttl what the feed says, in minutes
 * @param {string[]} cacheControls what the servers say
 */
export async function put(key, text, ttl, cacheControls) {
  if (text.length > MAX_LENGTH || cacheControls.some((said) => /no-store/i.test(said))) return;
  const time = Date.now();
  const minutes = cacheControls.map((said) => (/no-cache/i.test(said) ? 0 : freshness(ttl, said)));
  const copy = { text, time, until: time + Math.min(...minutes) * 60_000 };
  own.set(key, copy);
  try {
    const cache = await open();
    await cache.delete(address(key));
    await cache.put(address(key), new Response(JSON.stringify(copy)));
    for (const old of (await cache.keys()).slice(0, -MAX_COPIES)) await cache.delete(old);
  } catch {
    // As above.
  }
}

/** Runs `work` while no other tab runs it, or after some seconds in any case. @template T @param {() => Promise<T>} work */
export async function alone(key, work) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  let running;
  const run = () => {
    clearTimeout(timer);
    running ??= work();
    return running;
  };
  try {
    return await navigator.locks.request(`latest-posts ${key}`, { signal: patience.signal }, run);
  } catch (error) {
    // No locks on this page, or a tab that does not let go.
    return running ? await running : await run();
  } finally {
    clearTimeout(timer);
  }
}

function freshness(ttl, said) {
  const seconds = Number(/max-age=(\d+)/i.exec(said)?.[1] ?? 0);
  return Math.min(Math.max(ttl ?? (seconds ? 0 : USUAL), seconds / 60, LEAST), MOST);
}

/** The Cache API wants addresses; no request is made for this one. */
const address = (key) => `https://latest-posts.invalid/?${encodeURIComponent(key)}`;

const open = () => caches.open('latest-posts');
