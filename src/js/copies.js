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

/** What this page locks, or waits to lock. @type {Map<string, Lock>} */
const locks = new Map();

/**
 * @typedef {object} Copy
 * @property {string} text of a JSON Feed with the posts that were shown
 * @property {number} time when it was made, in milliseconds
 * @property {number} until when it is no longer fresh
 */

/**
 * @typedef {object} Lock
 * @property {number} users who work, or wait to
 * @property {Promise<void>} acquired
 * @property {() => void} release
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
 * @param {number} until when it is no longer fresh, in milliseconds
 * @param {string[]} cacheControls what the servers say
 */
export async function put(key, text, until, cacheControls) {
  if (text.length > MAX_LENGTH || cacheControls.some((said) => /no-store/i.test(said))) return;
  const copy = { text, time: Date.now(), until };
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

/**
 * Runs `work` while no other tab does, or after some seconds in any case. On one page several may run: they share requests.
 *
 * @template T
 * @param {string} key
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(key, work) {
  if (!locks.has(key)) locks.set(key, acquire(key));
  const lock = /** @type {Lock} */ (locks.get(key));
  lock.users += 1;
  try {
    await lock.acquired;
    return await work();
  } finally {
    lock.users -= 1;
    if (!lock.users) {
      locks.delete(key);
      lock.release();
    }
  }
}

/** @param {string} key @returns {Lock} */
function acquire(key) {
  const lock = /** @type {Lock} */ ({ users: 0 });
  /** @type {Promise<void>} */
  const released = new Promise((resolve) => (lock.release = resolve));
  lock.acquired = new Promise((resolve) => {
    const ask = async () => {
      const signal = AbortSignal.timeout(PATIENCE);
      await navigator.locks.request(`latest-posts ${key}`, { signal }, () => {
        resolve();
        return released;
      });
    };
    // No locks on this page, or a tab that does not let go: better twice than never.
    ask().catch(resolve);
  });
  return lock;
}

/**
 * How long posts that have come now are fresh.
 *
 * @param {number | undefined} ttl what the feed says, in minutes
 * @param {string[]} cacheControls as above
 * @returns {number} in milliseconds, on the clock
 */
export function freshUntil(ttl, cacheControls) {
  const minutes = cacheControls.map((said) => (/no-cache|no-store/i.test(said) ? 0 : freshness(ttl, said)));
  return Date.now() + Math.min(...minutes) * 60_000;
}

/** @param {number | undefined} ttl @param {string} said @returns {number} in minutes */
function freshness(ttl, said) {
  const seconds = /max-age=(\d+)/i.exec(said)?.[1];
  return Math.min(Math.max(ttl ?? (seconds ? 0 : USUAL), Number(seconds ?? 0) / 60, LEAST), MOST);
}

/** The Cache API wants addresses; no request is made for this one. @param {string} key */
const address = (key) => `https://latest-posts.invalid/?${encodeURIComponent(key)}`;

const open = () => caches.open('latest-posts');
