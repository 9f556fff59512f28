import { fault } from './faults.js';

/** How long a server may take for its whole answer, in milliseconds. */
const TIME_LIMIT = 10_000;

/** Bytes that are read of one answer, after decompression: the rest is left unread. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The beginning of a feed is looked at after so many bytes, and again after as many more, since its posts may be there; behind
 * the first parts each time that the bytes have doubled, so that a large feed is not read again and again. Of a feed that comes
 * all at once the first parts are looked at first.
 */
const PART = 16 * 1024;
const FIRST_PARTS = 16 * PART;

/** What is waited before the second try, in milliseconds, and how long a server may ask to wait. There is no third. */
const PAUSE = 1000;
const MAX_PAUSE = 3000;

/** Statuses that pass. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/** @import { Code, Fault } from './faults.js' */

/**
 * @typedef {object} Answer
 * @property {Uint8Array} bytes
 * @property {string} contentType empty where it is not said, as the next
 * @property {string} contentLanguage
 * @property {string} cacheControl
 * @property {string} url after redirects, and as the answer says that its content is called
 * @property {Fault} [broken] why the bytes end before their end
 * @property {boolean} [isPart] whether nobody wanted the rest
 * @property {boolean} [isFound] whether a page has led to it
 */

/** @typedef {() => Answer | undefined} Beginning what has come so far; nothing once all has */

/** @typedef {(beginning: Beginning) => Promise<boolean>} Look looks at a beginning; whether the rest does not matter */

/**
 * @typedef {object} Options
 * @property {AbortSignal} signal
 * @property {RequestCache} [cache] absent where the platform's own way will do: workerd refuses the name for that
 * @property {Look} [look]
 */

/**
 * Requests under way, so that widgets with the same feed share one; and those that are done, as long as any widget of the
 * page is still loading: of many, the last may begin when the first has ended.
 *
 * @type {Map<string, Request>}
 */
const requests = new Map();

let loads = 0;

/** Tells of a load that begins. @returns {() => void} to be called when it has ended */
export function beginLoad() {
  loads += 1;
  return () => {
    loads -= 1;
    for (const [key, { isDone }] of loads ? [] : requests) if (isDone) requests.delete(key);
  };
}

/**
 * An address of the web; undefined for one of another scheme, and for what is none at all.
 *
 * @param {string} reference
 * @param {string | undefined} base
 */
export function webAddress(reference, base) {
  try {
    const { protocol, hostname, href } = new URL(reference, base);
    // Chromium takes a label of Punycode with nothing in it, which the URL Standard calls a failure.
    if (/^https?:$/.test(protocol) && !/\bxn--(\.|$)/.test(hostname)) return href;
  } catch {
    // As one of another scheme.
  }
}

/**
 * Requests a feed. Without headers of its own and without credentials for other sites, so that no preflight is asked.
 * A body that breaks off is no error: what came is kept, with the reason.
 *
 * @param {string} url
 * @param {Options} options
 * @returns {Promise<Answer>}
 * @throws {Error} with `code`: `offline`, `timeout`, `cors`, `network`, `http-status`
 */
export function fetchFeed(url, { signal, cache, look }) {
  const key = `${cache} ${url}`;
  let request = requests.get(key);
  // Of one that was given up, what has come is no answer.
  if (!request || request.controller.signal.aborted) {
    request = new Request(url, cache);
    requests.set(key, request);
    const over = (/** @type {Answer} */ answer) => {
      /** @type {Request} */ (request).isDone = true;
      // Who asks anew wants a new answer, and who comes late may want all of it.
      if (!loads || cache || answer.isPart) requests.delete(key);
    };
    request.answer.then(over, () => requests.delete(key));
  }
  return request.join(signal, look);
}

class Request {
  isDone = false;
  controller = new AbortController();
  /**
   * Who waits for the answer, and who of them looks at its beginning.
   *
   * @type {Set<{ look?: Look, isContent?: boolean }>}
   */
  #users = new Set();

  /** @param {string} url @param {RequestCache} [cache] */
  constructor(url, cache) {
    this.answer = this.#try(url, { cache, signal: this.controller.signal });
  }

  /**
   * Waits for the answer; the last who leaves takes the request along.
   *
   * @param {AbortSignal} signal
   * @param {Look} [look]
   * @returns {Promise<Answer>}
   */
  join(signal, look) {
    const user = { look };
    this.#users.add(user);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#users.delete(user);
        if (!this.#users.size) this.controller.abort();
        reject(signal.reason);
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      this.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /** @param {string} url @param {Options} init */
  async #try(url, init) {
    try {
      return await this.#ask(url, init);
    } catch (error) {
      const { pause = PAUSE, passes } = /** @type {Fault} */ (error);
      if (!passes || pause > MAX_PAUSE) throw error;
      await wait(pause, init.signal);
      return this.#ask(url, init);
    }
  }

  /** @param {string} url @param {Options} options */
  async #ask(url, { cache, signal }) {
    const timeout = AbortSignal.timeout(TIME_LIMIT);
    const init = { cache, signal: AbortSignal.any([signal, timeout]) };
    try {
      const response = await fetch(url, init);
      if (!response.ok) {
        const pause = Number(response.headers.get('retry-after')) * 1000 || undefined;
        response.body?.cancel().catch(() => {});
        throw Object.assign(fault('http-status', undefined, response.status), {
          passes: PASSING.includes(response.status),
          pause,
        });
      }
      return await this.#read(response, timeout);
    } catch (error) {
      if (signal.aborted || /** @type {Error} */ (error).name === 'LatestPostsError') throw error;
      const code = timeout.aborted ? 'timeout' : await reason(url, init);
      throw Object.assign(fault(code, error), { passes: code === 'network' });
    }
  }

  /** @param {Response} response @param {AbortSignal} timeout @returns {Promise<Answer>} */
  async #read(response, timeout) {
    const header = (/** @type {string} */ name) => response.headers.get(name) ?? '';
    const about = {
      contentType: header('content-type'),
      contentLanguage: header('content-language'),
      cacheControl: header('cache-control'),
      url: webAddress(header('content-location') || response.url, response.url) ?? response.url,
    };
    // There is none with some statuses, as 204.
    const reader = response.body?.getReader();
    /** @type {Uint8Array[]} */
    const chunks = [];
    let [size, seen, isOver, isPart] = [0, 0, false, false];
    /** @type {Fault | undefined} */
    let broken;
    /** @type {Promise<void> | undefined} */
    let looking;
    /** @type {Beginning} */
    const beginning = () => {
      if (isOver) return;
      seen = Math.min(size, Math.max(2 * seen, FIRST_PARTS));
      const bytes = joined(chunks, seen);
      // Up to the end of a tag, so that no character is cut.
      return { ...about, bytes: bytes.subarray(0, bytes.lastIndexOf(62) + 1) };
    };
    const stop = () => {
      isPart = true;
      // Firefox keeps the connection of a body that was only cancelled.
      this.controller.abort();
    };
    const look = async () => {
      for (const user of this.#users) {
        // What goes wrong with a beginning is told when all has been read.
        user.isContent ||= await user.look?.(beginning).catch(() => false);
      }
      looking = undefined;
      // The rest does not matter where all who wait have seen what they want.
      if (!isOver && [...this.#users].every(({ isContent }) => isContent)) stop();
    };
    try {
      while (reader && !isPart) {
        const { done, value } = await reader.read();
        if (done) break;
        if (size + value.length > MAX_BYTES) {
          broken = fault('too-large');
          stop();
        } else {
          size += value.length;
          chunks.push(value);
          // Nothing waits for who looks: the rest comes meanwhile.
          if (size >= (seen < FIRST_PARTS ? seen + PART : 2 * seen)) looking ??= look();
        }
      }
    } catch (error) {
      if (!isPart) broken = fault(timeout.aborted ? 'timeout' : 'network', error);
    }
    isOver = true;
    await looking;
    return { ...about, bytes: joined(chunks, isPart && !broken ? seen : size), isPart, broken };
  }
}

/**
 * What it says of the network names a failure, and keeps no request back: this machine, a service worker and the cache
 * answer without one, and some systems say it where there is one. A server does not know.
 */
const isOffline = () => globalThis.navigator?.onLine === false;

/**
 * The first bytes of what has come. A Blob would do the same, by way of another process of the browser.
 *
 * @param {Uint8Array[]} chunks
 * @param {number} size
 */
function joined(chunks, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, size - at), at);
    at = Math.min(size, at + chunk.length);
  }
  return bytes;
}

/** Ends at once where the signal is aborted, as what follows will. @param {number} milliseconds @param {AbortSignal} signal @returns {Promise<void>} */
function wait(milliseconds, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

/**
 * Why a request failed, as far as a browser lets a page know it. It hides a refusal of CORS behind a failure of the
 * network; a request whose answer nobody may read shows whether the server is there. Of the page's own site no server can refuse
 * to be read: only one to which an address there has led, and of that answer not even the address is told.
 *
 * @param {string} url
 * @param {RequestInit} init
 * @returns {Promise<Code>}
 */
function reason(url, init) {
  return fetch(url, { ...init, method: 'HEAD', mode: 'no-cors' }).then(
    (answer) => (answer.url ? 'network' : 'cors'),
    () => (isOffline() ? 'offline' : 'network'),
  );
}
