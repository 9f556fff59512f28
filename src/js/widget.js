/** One load of one element: from its attributes to its posts, and what a visitor can do with them. */

import * as copies from './copies.js';
import { fault } from './faults.js';
import { addresses, climb, tried } from './ladder.js';
import { speak } from './language.js';
import { patch } from './patch.js';
import { inTurn } from './turns.js';
import { lastVisit } from './visits.js';
import { showText, start } from './wasm.js';

/** How long is waited for the next letter of a search, in milliseconds. */
const PAUSE = 150;

/**
 * Shows the posts of an element in its shadow root. Until the signal is aborted the visitor can ask for more of them.
 *
 * @param {Element} host
 * @param {ShadowRoot} root
 * @param {object} options
 * @param {AbortSignal} options.signal
 * @param {boolean} options.isReload whether the visitor's copy is not enough, however fresh
 * @param {(feed: object, about: { rungs: import('./ladder.js').Rung[], isStale: boolean, isNews: boolean }) => void} options.shown
 *   called whenever other posts are shown
 * @param {(error: Error & { code: string }) => void} options.warn is told what goes wrong later
 * @returns {Promise<void>} when no more requests are made
 */
export const show = (host, root, options) => new Widget(host, root, options).load();

class Widget {
  /** @type {import('./fetch.js').Answer[]} */
  #answers = [];
  /** @type {import('./ladder.js').Rung[]} */
  #rungs = [];
  /** Why some of several feeds are not among the posts. @type {Error[]} */
  #missing = [];
  #extra = 0;
  #search = '';
  #several = false;
  /** What is shown, as text. */
  #text = '';

  constructor(host, root, { signal, isReload, shown, warn }) {
    this.host = host;
    this.root = root;
    this.signal = signal;
    this.isReload = isReload;
    this.shown = shown;
    this.warn = warn;
    this.page = host.baseURI;
  }

  async load() {
    const { host, signal } = this;
    this.urls = addresses(host.getAttribute('src'), this.page);
    this.#several = this.urls.length > 1;
    signal.throwIfAborted();
    this.last = host.hasAttribute('mark-new') ? lastVisit(this.urls.join(' ')) : undefined;
    this.#listen();
    // Begun now, so that it is done when the feed is there.
    this.#ready().catch(() => {});
    const key = JSON.stringify([this.urls, this.#attributes()]);
    const isKept = host.getAttribute('cache') !== 'off';
    const copy = isKept ? await copies.get(key) : undefined;
    if (await this.#showCopy(copy)) return;
    try {
      await (isKept ? copies.alone(key, () => this.#refresh(key, copy, true)) : this.#refresh(key, copy, false));
    } catch (error) {
      signal.throwIfAborted();
      await this.#makeDo(copy, error);
    }
  }

  async #ready() {
    [this.speech] = await Promise.all([(this.speaking ??= speak(this.host)), start()]);
    this.signal.throwIfAborted();
  }

  /** Whether a copy is all that is needed. */
  async #showCopy(copy) {
    if (!copy) return false;
    await this.#ready();
    const isFresh = Date.now() < copy.until && !this.isReload && !this.#needsAll();
    await this.#present([ours(copy.text)], { isCopy: true, rungs: isFresh ? [{ rung: 'copy' }] : [] });
    return isFresh;
  }

  /** Asks for the feeds. Another tab may have done so in the meantime. */
  async #refresh(key, copy, isKept) {
    if (isKept && !this.isReload) {
      const newer = await copies.get(key);
      if (newer && newer.time !== copy?.time && (await this.#showCopy(newer))) return;
    }
    await this.#fetch();
    if (isKept) {
      const { _latest_posts: extension } = JSON.parse(this.#text);
      await copies.put(key, this.#text, extension.ttl, this.#answers.map(({ cacheControl }) => cacheControl));
    }
  }

  async #fetch() {
    const { host, signal } = this;
    const options = {
      via: host.getAttribute('via'),
      base: this.page,
      rungs: this.#rungs,
      signal,
      cache: this.isReload ? 'no-cache' : 'default',
    };
    const look = async (answer) => {
      await this.#ready();
      return (await this.#present([answer], { isPart: true })) && !this.#needsAll();
    };
    const asked = this.urls.map((url) => climb(url, { ...options, look: this.#several ? undefined : look }));
    const [answers] = await Promise.all([Promise.allSettled(asked), this.#ready()]);
    signal.throwIfAborted();
    this.#missing = answers.filter(({ reason }) => reason).map(({ reason }) => reason);
    this.#answers = answers.filter(({ value }) => value).map(({ value }) => value);
    if (!this.#answers.length) throw this.#missing[0];
    if (this.#answers[0].isPart && !this.#answers[0].broken) return;
    await this.#presentAll();
  }

  /** Shows what has come. A page that names its feed leads to it, once. */
  async #presentAll(options) {
    for (;;) {
      try {
        await this.#present(this.#answers, options);
        return;
      } catch (error) {
        const answer = this.#answers[error.place];
        if (!answer) throw error;
        if (error.feedUrl && !answer.isFound) {
          const found = await tried(this.#rungs, 'direct', error.feedUrl, { signal: this.signal });
          this.#answers[error.place] = { ...found, isFound: true };
        } else if (this.#answers.length > 1) {
          this.#answers.splice(error.place, 1);
          this.#missing.push(error);
        } else {
          // Where the body broke off, that is the reason for whatever is missing.
          throw answer.broken ?? error;
        }
      }
    }
  }

  /** Nothing new can be had: what was good before is shown, or what the page keeps for this. */
  async #makeDo(copy, error) {
    if (copy) {
      this.#rungs.push({ rung: 'copy' });
      await this.#present([ours(copy.text)], { isCopy: true, isStale: true, asOf: copy.time });
      return;
    }
    const fallback = this.host.getAttribute('fallback-src');
    try {
      if (!fallback) throw error;
      const [url] = addresses(fallback, this.page);
      this.#answers = [await tried(this.#rungs, 'fallback-src', url, { signal: this.signal })];
      await this.#ready();
      this.#several = false;
      await this.#presentAll({ isStale: true });
    } catch {
      throw Object.assign(error, { rungs: this.#rungs });
    }
  }

  /**
   * Shows posts; whether any are shown.
   *
   * @param {import('./fetch.js').Answer[]} answers
   */
  #present(answers, options) {
    return inTurn(() => {
      this.signal.throwIfAborted();
      return this.#build(answers, options);
    });
  }

  #build(answers, { isPart = false, isCopy = false, isStale = false, asOf, rungs = this.#rungs } = {}) {
    const { host, root } = this;
    const into = host.ownerDocument.createElement('div');
    const text = showText(
      answers.map(({ bytes }) => bytes),
      answers.flatMap(({ contentType, contentLanguage, url }) => [contentType, contentLanguage, url]),
      this.#several && !isCopy,
      isPart,
      (name) => this.#attribute(name),
      into,
      this.page,
      this.speech.format,
      this.#extra,
      this.#search,
      isCopy,
      asOf,
      this.last,
    );
    if (!text) return false;
    const feed = JSON.parse(text);
    const [{ broken }] = answers;
    if (broken && !feed.items.length && !this.#search) throw broken;
    const own = isCopy ? answers[0].text : text;
    const isNews = own !== this.#text;
    this.#text = own;
    const failures = [broken, ...this.#missing].filter(Boolean);
    if (failures.length) {
      (feed._latest_posts.warnings ??= []).push(...failures.map(({ code, message }) => ({ code, message })));
    }
    this.#adapt(into);
    const isFallback = !feed.items.length && !this.#search && hasFallback(host);
    if (isFallback) into.replaceChildren(host.ownerDocument.createElement('slot'));
    patch(root, into);
    if (this.#archive) this.#openArchive();
    this.feed = feed;
    if (host.hasAttribute('alternate')) this.#announce();
    this.shown(feed, { rungs, isStale, isNews });
    return feed.items.length > 0;
  }

  /** An attribute as it is meant: here the address of the page and the visitor's browser have a say. */
  #attribute(name) {
    const value = this.host.getAttribute(name);
    const archive = this.#archive;
    if (archive && name === 'view') return 'archive';
    if (archive && name === 'category' && archive.isAll) return undefined;
    if (name === 'show' && navigator.connection?.saveData) return value?.replace(/\bimage\b/gi, '');
    return value ?? (name.startsWith('label-') ? this.speech.texts[name.slice(6)] : undefined);
  }

  /** The archive that the fragment of the page's address asks for, and the place in it. */
  get #archive() {
    const { hash } = location;
    for (const name of ['archives', 'category-archives']) {
      const fragment = this.host.getAttribute(name)?.trim() ?? '';
      if (fragment.length > 1 && fragment.startsWith('#') && `${hash}-`.startsWith(`${fragment}-`)) {
        return { isAll: name === 'archives', place: hash.slice(fragment.length + 1) };
      }
    }
    const [, place] = /^#archive-?(.*)/.exec(hash) ?? [];
    return this.host.getAttribute('view')?.trim() === 'archive' && place !== undefined ? { isAll: false, place } : undefined;
  }

  #openArchive() {
    const { place } = this.#archive;
    if (!/^\d{4}(-\d\d)?$/.test(place)) return;
    const details = this.root.querySelector(`[data-year='${place}'], [data-month='${place}']`);
    for (let part = details; part; part = part.parentElement) if (part.localName === 'details') part.open = true;
    details?.scrollIntoView();
  }

  /** Whether more is wanted of a feed than the posts that are shown first. */
  #needsAll() {
    const { host } = this;
    const wants = ['searchable', 'more'].some((name) => host.hasAttribute(name));
    return wants || Boolean(this.#archive) || host.getAttribute('view') === 'archive';
  }

  #attributes() {
    return this.host.getAttributeNames().map((name) => [name, this.host.getAttribute(name)]);
  }

  /** What a page or a browser changes in the view: its own template for posts, and no button that cannot work. */
  #adapt(into) {
    if (!navigator.clipboard) into.querySelector("[part='copy']")?.remove();
    const template = this.host.querySelector(':scope > template');
    for (const article of template ? into.querySelectorAll('article') : []) {
      const item = template.content.cloneNode(true);
      const link = article.querySelector("[part='link']");
      for (const slot of item.querySelectorAll('slot')) {
        slot.replaceWith(article.querySelector(`[part='${CSS.escape(slot.name)}']`)?.textContent ?? '');
      }
      for (const anchor of item.querySelectorAll('a:not([href])')) {
        for (const { name, value } of link?.attributes ?? []) if (name !== 'part') anchor.setAttribute(name, value);
      }
      article.replaceChildren(item);
    }
  }

  /** Tells feed readers of the feed, as long as the posts are on the page. */
  #announce() {
    const { host, feed, signal } = this;
    if (!feed.feed_url || this.link?.isConnected) return;
    this.link = host.ownerDocument.createElement('link');
    Object.assign(this.link, { rel: 'alternate', type: 'application/rss+xml', href: feed.feed_url, title: feed.title ?? '' });
    host.ownerDocument.head.append(this.link);
    signal.addEventListener('abort', () => this.link.remove());
  }

  #listen() {
    const { host, root, signal } = this;
    let timer;
    root.addEventListener('click', ({ target }) => void this.#click(target.closest('button')), { signal });
    root.addEventListener(
      'input',
      ({ target }) => {
        clearTimeout(timer);
        timer = setTimeout(() => this.#again({ search: target.value }), PAUSE);
      },
      { signal },
    );
    let place = JSON.stringify(this.#archive);
    const turn = () => {
      const before = place;
      place = JSON.stringify(this.#archive);
      if (place !== before) this.#again({});
    };
    window.addEventListener('hashchange', turn, { signal });
    window.addEventListener('online', () => this.#rungs.some(({ code }) => code) && host.reload().catch(() => {}), { signal });
    signal.addEventListener('abort', () => clearTimeout(timer));
    this.#wake();
  }

  /** Reloads after the minutes of `refresh`, as soon as the page is seen then. */
  #wake() {
    const { host, signal } = this;
    const minutes = Number(host.getAttribute('refresh'));
    if (!(minutes >= 1 && minutes <= 1440)) return;
    const reload = () => {
      if (!document.hidden) host.reload().catch(() => {});
    };
    const timer = setTimeout(() => {
      document.addEventListener('visibilitychange', reload, { signal });
      reload();
    }, minutes * 60_000);
    signal.addEventListener('abort', () => clearTimeout(timer));
  }

  async #click(button) {
    const { host, root, signal } = this;
    const name = button?.part.value;
    if (name === 'copy') {
      const url = button.parentElement.querySelector('a').href;
      await navigator.clipboard.writeText(url).then(
        () => button.replaceChildren(button.dataset.done),
        () => {},
      );
    } else if (name === 'more') {
      const before = root.querySelectorAll("[part='item']").length;
      await this.#again({ extra: this.#extra + Number(host.limit) });
      if (signal.aborted) return;
      const items = () => root.querySelectorAll("[part='item']");
      if (items().length < before + Number(host.limit)) await this.#older();
      if (!signal.aborted) items()[before]?.querySelector('a')?.focus();
    }
  }

  /** Adds the next page of the feed. */
  async #older() {
    const { next_url: url } = this.feed;
    if (!url) return;
    try {
      const answer = await tried(this.#rungs, 'direct', url, { signal: this.signal });
      this.#answers.push(answer);
      await this.#presentAll();
    } catch (error) {
      if (!this.signal.aborted) this.warn(error);
    }
  }

  /** Shows the posts that the visitor asks for. */
  async #again({ extra = this.#extra, search = this.#search }) {
    this.#extra = extra;
    this.#search = search;
    try {
      // Of a copy, and of a part, not all posts are there.
      if (!this.#answers.length || this.#answers[0].isPart) await this.#fetch();
      if (!this.signal.aborted) await this.#presentAll();
    } catch (error) {
      if (!this.signal.aborted) this.warn(error);
    }
  }
}

/** Whether an element holds something to be seen where there are no posts. */
function hasFallback(host) {
  return [...host.childNodes].some((node) => (node.localName ? node.localName !== 'template' : node.data?.trim()));
}

/** A feed that this library has written, as an answer. */
const ours = (text) => ({
  text,
  bytes: new TextEncoder().encode(text),
  contentType: 'application/feed+json;charset=utf-8',
  contentLanguage: '',
  url: '',
});
