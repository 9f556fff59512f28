/**
 * One load of one element: from its attributes to its posts. It comes beside the crate, not with it, so that both the crate
 * and the feed are on their way at once.
 */

import { withContents } from './contents.js';
import * as copies from './copies.js';
import { build } from './dom.js';
import { fault } from './faults.js';
import { beginLoad } from './fetch.js';
import { addresses, climb, tried } from './ladder.js';
import { languageOf, speak } from './language.js';
import { adapt, announce, archiveOf, attributesOf, hasFallback, needsAll, openArchive, word } from './page.js';
import { patch } from './patch.js';
import { inTurn } from './turns.js';
import { listen } from './visitor.js';
import { lastVisit } from './visits.js';

/** @import { LatestPostsElement } from './element.js' */
/** @import { Fault } from './faults.js' */
/** @import { Feed } from './feed.js' */
/** @import { Answer } from './fetch.js' */
/** @import { Outcome, Rung } from './ladder.js' */

/**
 * What the visitor has done with a widget, and what its feeds gave last, so that neither a reload nor another setting loses it.
 *
 * @typedef {object} State
 * @property {string} src the feeds
 * @property {string} key which of their posts
 * @property {number} extra posts that were asked for beyond the limit
 * @property {string} search
 * @property {string | null} [place] of the archive, which the page has gone to
 * @property {Answer[]} [answers]
 * @property {number} time when these came, in milliseconds
 * @property {number} until when they are no longer fresh
 */

/** @typedef {Partial<Pick<State, 'extra' | 'search'>>} Wish of the visitor */

/** Of the settings, which posts a copy holds. The others say how they are shown. */
const selection = ['view', 'limit', 'offset', 'category', 'author', 'include', 'exclude', 'source-limit', 'order'];

/** @type {WeakMap<ShadowRoot, State>} */
const states = new WeakMap();

/**
 * @typedef {object} Options
 * @property {Promise<typeof import('./core.js')>} core the crate, on its way
 * @property {AbortSignal} signal
 * @property {boolean} isReload whether the visitor's copy is not enough, however fresh
 * @property {boolean} isServed whether posts are shown that a server has rendered, which copies are none better than
 * @property {(feed: Feed, about: { rungs: Rung[], isStale: boolean, isNews: boolean }) => void} shown called whenever posts
 *   are shown
 * @property {(error: Fault) => void} warn is told what goes wrong later
 */

/**
 * What a widget is made with, and what its load finds first.
 *
 * @typedef {Options & { host: LatestPostsElement, root: ShadowRoot, page: string, urls: string[], last: number | undefined }} Parts
 */

/** @typedef {Answer & { text?: string }} Source an answer, or a copy with its text */

/**
 * How it is shown.
 *
 * @typedef {object} Showing
 * @property {boolean} [isPart] whether the answer may go on; of such, nothing may be shown
 * @property {boolean} [isCopy] whether it is what was shown before
 * @property {boolean} [isStale] whether the feed cannot be reached
 * @property {number} [asOf] when the posts were good, if that is to be told
 * @property {Rung[]} [rungs]
 */

/**
 * Shows the posts of an element in its shadow root. Until the signal is aborted the visitor can ask for more of them.
 *
 * @param {LatestPostsElement} host
 * @param {ShadowRoot} root
 * @param {Options} options
 * @returns {Promise<void>} when no more requests are made
 */
export async function show(host, root, options) {
  const endLoad = beginLoad();
  try {
    await new Widget(host, root, options).load();
  } finally {
    endLoad();
  }
}

export class Widget {
  /** @type {Rung[]} */
  rungs = [];
  /** @type {Source[]} */
  #answers = [];
  /** How they are shown where nothing newer can be had. @type {Showing | undefined} */
  #old;
  /** Why some of several feeds are not among the posts. @type {Fault[]} */
  #missing = [];
  #several = false;
  #isAnnounced = false;
  /** The posts that are shown, as text. */
  #posts = '';
  /** The feed that is shown with the contents of its posts, as text. */
  #contents = () => '';
  /** @type {State} */
  #state = { src: '', key: '', extra: 0, search: '', time: 0, until: 0 };
  /** @type {ReturnType<typeof speak> | undefined} */
  #speaking;
  /** @type {Awaited<ReturnType<typeof speak>> | undefined} */
  #speech;
  /** @type {typeof import('./core.js') | undefined} */
  #crate;

  /** @param {LatestPostsElement} host @param {ShadowRoot} root @param {Options} options */
  constructor(host, root, options) {
    Object.assign(this, { host, root, page: host.baseURI }, options);
  }

  async load() {
    const { host, root, signal } = this;
    this.urls = addresses(host.getAttribute('src'), this.page);
    this.#several = this.urls.length > 1;
    signal.throwIfAborted();
    const src = this.urls.join(' ');
    this.last = host.hasAttribute('mark-new') ? lastVisit(src) : undefined;
    const key = JSON.stringify([src, selection.map((name) => host.getAttribute(name))]);
    const kept = states.get(root);
    if (kept?.src === src) this.#state = kept;
    Object.assign(this.#state, { src, key }, this.#state.key !== key && { extra: 0, search: '' });
    states.set(root, this.#state);
    listen(this);
    // Begun now, so that it is done when the feed is there.
    this.#ready().catch(() => {});
    const copyKey = this.#copyKey();
    const isKept = word(host, 'cache') !== 'off';
    if (await this.#showKept()) return;
    const copy = isKept && !this.isServed ? await copies.get(copyKey) : undefined;
    if (!this.#answers.length && (await this.#showCopy(copy))) return;
    try {
      await (isKept ? copies.alone(copyKey, () => this.#renew(copy, copyKey)) : this.#fetch());
    } catch (error) {
      signal.throwIfAborted();
      await this.#makeDo(copy, /** @type {Fault} */ (error));
    }
  }

  /** In the archive there are other posts. */
  #copyKey() {
    return this.#state.key + JSON.stringify(archiveOf(this.host));
  }

  /** Shows the posts that the visitor asks for. @param {Wish} wish */
  again(wish) {
    return this.#quietly(() => this.#turn(wish));
  }

  /** Shows more posts: those that are there, then those of the feed's next page. */
  more() {
    return this.#quietly(async () => {
      // Those that are shown may be of the load before.
      const shown = () => /** @type {Feed} */ (this.host.feed);
      const limit = this.host.limit || 5;
      const wanted = shown().items.length + limit;
      await this.#turn({ extra: this.#state.extra + limit });
      const { items, next_url: url } = shown();
      if (items.length >= wanted || !url) return;
      this.#answers.push(await climb(url, this.#options()));
      await this.#presentAll();
    });
  }

  /** @param {Wish} wish */
  async #turn(wish) {
    Object.assign(this.#state, wish);
    // Of a copy, and of a part, not all posts are there.
    if (!this.#answers.length || this.#answers[0].isPart) await this.#fetch();
    else await this.#presentAll();
  }

  /** What a visitor's wish fails at leaves the posts as they are. @param {() => Promise<void>} work */
  async #quietly(work) {
    try {
      this.signal.throwIfAborted();
      await work();
    } catch (error) {
      if (!this.signal.aborted) this.warn(/** @type {Fault} */ (error));
    }
  }

  async #ready() {
    this.#speaking ??= speak(languageOf(this.host));
    const started = this.core.then((crate) => crate.start(fault).then(() => crate));
    [this.#speech, this.#crate] = await Promise.all([this.#speaking, started]);
    this.signal.throwIfAborted();
  }

  /** Whether what the feeds gave last is all that is needed. */
  async #showKept() {
    const { answers, until } = this.#state;
    if (!answers || this.isReload) return false;
    await this.#ready();
    const isFresh = Date.now() < until;
    const shown = this.#present(answers, { isPart: answers[0].isPart, rungs: isFresh ? [{ rung: 'copy' }] : [] });
    // Where a connection broke, these settings may leave none of the posts that came.
    const text = await shown.catch(() => undefined);
    if (text) this.#answers = answers;
    // A line break: of a part, the rest may matter.
    return isFresh && (text?.at(-1) ?? '\n') !== '\n';
  }

  /** Whether a copy is all that is needed. @param {copies.Copy | undefined} copy */
  async #showCopy(copy) {
    // Where posts are shown already, an older copy is none that is missed.
    if (!copy || (this.isReload && this.host.feed)) return false;
    await this.#ready();
    const isFresh = Date.now() < copy.until && !this.isReload && !needsAll(this.host);
    const shown = this.#present([ours(copy.text)], { isCopy: true, rungs: isFresh ? [{ rung: 'copy' }] : [] });
    // One that cannot be read, as that of another version, is none.
    return shown.then(() => isFresh, () => false);
  }

  /**
   * Asks for the feeds and keeps what they give. Another tab may have done so in the meantime.
   *
   * @param {copies.Copy | undefined} copy
   * @param {string} key of the copy
   */
  async #renew(copy, key) {
    if (!this.isReload) {
      const newer = await copies.get(key);
      if (newer && newer.time !== copy?.time && (await this.#showCopy(newer))) return;
    }
    await this.#fetch();
    // What a search leaves, and what came before a connection broke, is less than an older copy.
    if (this.#answers.some(({ broken }) => broken)) return;
    const { ttl } = /** @type {Feed} */ (this.host.feed)._latest_posts;
    const said = this.#answers.map(({ cacheControl }) => cacheControl);
    const until = (this.#state.until = copies.freshUntil(ttl, said));
    const { search, extra } = this.#state;
    // Nor is it of this key where the visitor has asked for more, or has gone to the archive, or left it.
    if (!search && !extra && key === this.#copyKey()) await copies.put(key, await inTurn(this.#contents), until, said);
  }

  /** @returns {Parameters<typeof climb>[1]} */
  #options() {
    const { host, page: base, rungs, signal } = this;
    return { via: host.getAttribute('via'), base, rungs, signal, cache: this.isReload ? 'no-cache' : undefined };
  }

  /** @returns {Promise<void>} */
  async #fetch() {
    let [isShown, isEnough] = [false, false];
    const look = async (/** @type {import('./fetch.js').Beginning} */ beginning) => {
      await this.#ready();
      const said = await inTurn(() => {
        const answer = beginning();
        this.signal.throwIfAborted();
        if (answer) return isShown ? this.#asking([answer], {})(true, false) : this.#build([answer], { isPart: true });
      });
      isShown ||= Boolean(said);
      // A line break: the rest may still matter.
      isEnough = said !== undefined && !said.endsWith('\n');
      return isEnough;
    };
    const options = { ...this.#options(), look: this.#several ? undefined : look };
    const asked = Promise.allSettled(this.urls.map((url) => climb(url, options)));
    // The first date takes a browser longer than anything else here: while nothing has come, there is time.
    setTimeout(async () => (await this.#speaking)?.format(0, word(this.host, 'date-style') || 'long'));
    const [answers] = /** @type {[Outcome[], void]} */ (await Promise.all([asked, this.#ready()]));
    this.signal.throwIfAborted();
    this.#missing = /** @type {Fault[]} */ (answers.map(({ reason }) => reason).filter(Boolean));
    this.#answers = /** @type {Answer[]} */ (answers.map(({ value }) => value).filter(Boolean));
    if (!this.#answers.length) throw this.#missing[0];
    this.#old = undefined;
    const [{ isPart, broken }] = this.#answers;
    // Others were content with the beginning before this widget has seen it.
    if (isPart && !broken && !isEnough) return this.#fetch();
    if (!isPart || broken) await this.#presentAll();
    Object.assign(this.#state, { answers: this.#answers, time: Date.now(), until: 0 });
  }

  /**
   * Nothing new can be had: what was good before is shown, or what the page keeps for this.
   *
   * @param {copies.Copy | undefined} copy
   * @param {Fault} error
   */
  async #makeDo(copy, error) {
    const { answers, time } = this.#state;
    try {
      await this.#ready();
      if (answers || copy) {
        this.rungs.push({ rung: 'copy' });
        this.#answers = answers ?? [ours(/** @type {copies.Copy} */ (copy).text)];
        this.#old = { isCopy: !answers, isStale: true, asOf: answers ? time : copy?.time };
      } else {
        const [url] = addresses(this.host.getAttribute('fallback-src'), this.page);
        this.#answers = [await tried(this.rungs, 'fallback-src', url, { signal: this.signal })];
        this.#old = { isStale: true };
        this.#several = false;
      }
      await this.#presentAll();
    } catch {
      throw Object.assign(error, { rungs: this.rungs });
    }
  }

  /** Shows what has come. A page that names its feed leads to it, once. */
  async #presentAll() {
    for (;;) {
      try {
        await this.#present(this.#answers, this.#old);
        return;
      } catch (error) {
        const { place = -1, feedUrl } = /** @type {Fault} */ (error);
        const answer = this.#answers[place];
        if (!answer) throw error;
        if (feedUrl && !answer.isFound) {
          const found = await climb(feedUrl, this.#options()).catch((broken) => ({ ...answer, broken }));
          this.#answers[place] = { ...found, isFound: true };
        } else {
          // Where the body broke off, or the feed of a page did not come, that is the reason for whatever is missing.
          const reason = answer.broken ?? /** @type {Fault} */ (error);
          if (this.#answers.length < 2) throw reason;
          this.#answers.splice(place, 1);
          this.#missing.push(reason);
        }
      }
    }
  }

  /**
   * Shows posts.
   *
   * @param {Source[]} answers
   * @param {Showing} [options]
   */
  #present(answers, options) {
    return inTurn(() => {
      this.signal.throwIfAborted();
      return this.#build(answers, options);
    });
  }

  /**
   * What the crate makes of answers, as `show_posts` of src/web/exports.rs says, by the settings and wishes of now, whenever it is
   * asked.
   *
   * @param {Source[]} answers
   * @param {Showing} options
   * @returns {(isPart: boolean, isTree: boolean) => string | undefined}
   */
  #asking(answers, { isCopy = false, asOf }) {
    const { host, page, last } = this;
    const { extra, search } = this.#state;
    const { texts, format } = /** @type {Awaited<ReturnType<typeof speak>>} */ (this.#speech);
    const bodies = answers.map(({ bytes }) => bytes);
    const origins = JSON.stringify(answers.flatMap(({ contentType, contentLanguage, url }) => [contentType, contentLanguage, url]));
    const isMerged = this.#several && !isCopy;
    const settings = JSON.stringify({ ...texts, ...attributesOf(host) });
    const crate = /** @type {typeof import('./core.js')} */ (this.#crate);
    return (isPart, isTree) =>
      crate.ask('showPosts', bodies, origins, isMerged, isPart, settings, isTree, false, page, format, extra, search, isCopy, asOf, last);
  }

  /**
   * Shows posts, and gives what the crate says.
   *
   * @param {Source[]} answers
   * @param {Showing} [options]
   */
  #build(answers, options = {}) {
    const { host, root, signal } = this;
    const { isPart = false, isStale = false, rungs = this.rungs } = options;
    const { search } = this.#state;
    const ask = this.#asking(answers, options);
    const text = ask(isPart, true);
    if (!text) return text;
    const [json, tree] = text.split('\n');
    /** @type {Feed} */
    const feed = JSON.parse(json);
    const [{ broken }] = answers;
    if (broken && !feed.items.length && !search) throw broken;
    const failures = /** @type {Fault[]} */ ([...answers.map(({ broken }) => broken), ...this.#missing].filter(Boolean));
    if (failures.length) {
      (feed._latest_posts.warnings ??= []).push(...failures.map(({ code, message }) => ({ code, message })));
    }
    const view = host.ownerDocument.createElement('div');
    view.append(build(host.ownerDocument, JSON.parse(tree)));
    adapt(host, view);
    if (!feed.items.length && !search && hasFallback(host)) view.replaceChildren(host.ownerDocument.createElement('slot'));
    patch(root, view);
    const place = archiveOf(host)?.place;
    // Once: the visitor may have gone elsewhere since.
    if (place !== this.#state.place) this.#state.place = openArchive(root, place);
    if (host.hasAttribute('alternate') && feed.feed_url && !this.#isAnnounced) {
      this.#isAnnounced = true;
      announce(host.ownerDocument, feed, signal);
    }
    const posts = json.slice(json.indexOf('"items"'));
    const isNews = posts !== this.#posts;
    const [{ text: whole }] = answers;
    const contents = () => whole ?? /** @type {string} */ (ask(false, false));
    this.#posts = posts;
    this.#contents = contents;
    this.shown(withContents(feed, contents), { rungs, isStale, isNews });
    return text;
  }
}

/** A feed that this library has written, as an answer. @param {string} text */
const ours = (text) => ({
  text,
  bytes: new TextEncoder().encode(text),
  contentType: 'application/feed+json;charset=utf-8',
  contentLanguage: '',
  cacheControl: '',
  url: '',
  isPart: true,
});
