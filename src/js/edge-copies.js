/** Copies of feeds: fresh ones, stale ones while new ones are on their way, and how often servers are asked at most. */

import { freshUntil } from './copies.js';
import * as core from './core.js';
import { ask } from './edge-ask.js';
import { Memory } from './edge-memory.js';
import { once, within } from './edge-once.js';
import { refusal } from './edge-refusals.js';
import { KEPT, keep, take } from './edge-shelf.js';
import { fault } from './faults.js';
import { read } from './read.js';

/** Bytes that a copy without content counts for. */
const SMALL = 1024;

/** How long a copy that is no longer fresh is answered at once while its server is asked, and where it fails, in milliseconds. */
export const STALE = 3_600_000;
export const STALE_IF_ERROR = KEPT * 1000;

/** What a client waits for news where there is a stale copy and the engine does no work after an answer, in milliseconds. */
const PATIENCE = 1000;

/** The longest that a server may ask to be left alone for, in milliseconds. */
const MAX_PAUSE = 3_600_000;

/** So often a minute the server of a path is asked at most, however many feeds there are below it. */
const MAX_ASKED = 120;

/** @typedef {import('./edge-shelf.js').Copy} Copy */
/** @typedef {import('./edge-list.js').Allowed} Allowed */
/**
 * @typedef {object} Context
 * @property {string} origin of the edge, as it was asked
 * @property {(work: Promise<unknown>) => void} [waitUntil] of an engine that does work after an answer
 */

/** @typedef {{ _latest_posts: { ttl?: number, warnings?: { code: string }[] } }} Read what is looked at of a feed */

/**
 * @typedef {object} Found
 * @property {Copy} copy
 * @property {'hit' | 'stale' | 'miss'} how
 */

/**
 * @typedef {object} Terms
 * @property {(address: string) => Allowed | undefined} allowed
 * @property {import('./edge-ask.js').Limits} limits
 * @property {number} floor between two requests for one feed, in milliseconds
 * @property {number} maxAge how long a feed is fresh at most, in milliseconds
 * @property {number} maxMemory bytes of the copies that are kept in memory
 */

export class Copies {
  /** @type {Memory<Copy>} */
  #memory;
  /** @type {ReturnType<typeof once<Copy>>} */
  #once;
  /** How often the server of a path was asked in this minute. @type {Map<string, { minute: number, asked: number }>} */
  #counts = new Map();
  #terms;

  /** @param {Terms} terms */
  constructor(terms) {
    this.#terms = terms;
    this.#memory = new Memory(terms.maxMemory);
    this.#once = once(terms.limits.timeLimit + PATIENCE);
  }

  /**
   * @param {Allowed} feed
   * @param {Context} context
   * @returns {Promise<Found>}
   */
  async get(feed, context) {
    const { url } = feed;
    const copy = this.#memory.get(url) ?? (await take(url, context.origin));
    if (copy && Date.now() < copy.until) {
      this.#remember(url, copy);
      return { copy, how: 'hit' };
    }
    const renewal = this.#once(url, () => this.#renew(feed, copy, context));
    context.waitUntil?.(renewal);
    if (copy?.answer && Date.now() < copy.until + STALE) {
      const stale = /** @type {Found} */ ({ copy, how: 'stale' });
      if (context.waitUntil) return stale;
      return within(renewal.then((newer) => ({ copy: newer, how: 'miss' })), PATIENCE, () => stale);
    }
    // What another request has begun may end with it: workerd gives up the work of a client that has gone.
    const newer = await within(renewal, this.#terms.limits.timeLimit + PATIENCE, () => {
      throw fault('timeout');
    });
    return { copy: newer, how: 'miss' };
  }

  /**
   * Asks the feed's server, unless that was done in the meantime, here or in another instance of the engine.
   *
   * @param {Allowed} feed
   * @param {Copy | undefined} copy
   * @param {Context} context
   * @returns {Promise<Copy>}
   */
  async #renew(feed, copy, context) {
    const { url } = feed;
    const inMemory = this.#memory.get(url);
    const last = (inMemory && (await take(url, context.origin))) ?? inMemory ?? copy;
    const newest = inMemory && last && inMemory.until > last.until ? inMemory : last;
    if (newest && Date.now() < newest.until) {
      this.#remember(url, newest);
      return newest;
    }
    const next = await this.#next(feed, newest);
    this.#remember(url, next);
    const kept = keep(url, context.origin, next);
    context.waitUntil?.(kept);
    return next;
  }

  /** @param {string} url @param {Copy} copy */
  #remember(url, copy) {
    this.#memory.put(url, copy, SMALL + url.length + (copy.answer?.bytes.length ?? 0));
  }

  /** @param {Allowed} feed @param {Copy | undefined} last @returns {Promise<Copy>} */
  async #next(feed, last) {
    const { allowed, limits, floor } = this.#terms;
    try {
      if (feed.path && this.#isBusy(feed.path)) throw refusal('busy');
      const asked = await ask(feed.url, allowed, limits, last?.answer);
      if (asked) return await this.#read(asked, last);
      const answer = /** @type {NonNullable<Copy['answer']>} */ (last?.answer);
      return { answer, since: Date.now(), until: this.#until(answer) };
    } catch (error) {
      const { code = 'internal', message, retryAfter = 0 } = /** @type {Error & { code?: string, retryAfter?: number }} */ (error);
      const now = Date.now();
      const isGood = last?.answer && now < last.since + STALE_IF_ERROR;
      const until = now + Math.max(Math.min(retryAfter * 1000, MAX_PAUSE), floor);
      return { since: now, ...(isGood && last), until, failure: { code, message } };
    }
  }

  /** Whether the server of a path was asked often enough in this minute; if not, it is asked once more. @param {string} path */
  #isBusy(path) {
    const minute = Math.floor(Date.now() / 60_000);
    const last = this.#counts.get(path);
    const asked = last?.minute === minute ? last.asked + 1 : 1;
    this.#counts.set(path, { minute, asked });
    return asked > MAX_ASKED;
  }

  /**
   * Only a feed is passed on. One that ends too early was perhaps caught while its server wrote it: the last whole one
   * stands for it for a while.
   *
   * @param {import('./edge-ask.js').Asked} asked
   * @param {Copy | undefined} last
   * @returns {Promise<Copy>}
   */
  async #read(asked, last) {
    const { _latest_posts: about } = /** @type {Read} */ (await read(core, asked.bytes, asked));
    const isCut = (about.warnings ?? []).some(({ code }) => code === 'cut-off');
    const since = Date.now();
    if (isCut && last?.answer && since < last.since + STALE) throw fault('network', undefined, 'it ends too early');
    const answer = { ...asked, ttl: about.ttl, tag: await tagOf(asked.bytes) };
    return { answer, since, until: isCut ? since + this.#terms.floor : this.#until(answer) };
  }

  /** Until when a feed is fresh: as it says itself and its server, within the bounds of the edge. @param {NonNullable<Copy['answer']>} answer */
  #until({ ttl, cacheControl }) {
    const { floor, maxAge } = this.#terms;
    const now = Date.now();
    return now + Math.max(Math.min(freshUntil(ttl, [cacheControl]) - now, maxAge), floor);
  }
}

/** A short name of bytes, the same for the same. @param {Uint8Array} bytes @returns {Promise<string>} */
export async function tagOf(bytes) {
  const digest = await crypto.subtle.digest('SHA-256', /** @type {Uint8Array<ArrayBuffer>} */ (bytes));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
