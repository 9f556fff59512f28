import style from '../show/style.css';
import { attributeOf } from './attributes.js';
import { raised } from './faults.js';
import { core as coreFault, properties } from './generated.js';

/** @import { Fault } from './faults.js' */
/** @import { Feed } from './feed.js' */

/** A constructable sheet belongs to one document. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** Each property with its attribute. @type {[keyof typeof properties, string][]} */
const attributes = /** @type {(keyof typeof properties)[]} */ (Object.keys(properties)).map((name) => [name, attributeOf(name)]);

/**
 * Shows a blog's latest posts. Its children are seen until there are posts, and whenever there are none.
 *
 * @fires loadstart - a feed is asked for
 * @fires load - posts are shown, or others than before; `detail.feed` has them, `detail.rungs` which ways were tried
 * @fires error - no posts can be shown; `detail.error` has a `code` and says why, `detail.rungs` as above
 * @fires loadend - after `load` or `error`
 * @fires latest-posts-select - a visitor follows the link of a post, which is `detail.item`; who cancels it opens the post
 *
 * @slot - what is seen until there are posts, and whenever there are none
 *
 * @cssstate loading - a feed is on its way
 * @cssstate empty - the feed has no posts to show
 * @cssstate stale - posts are shown although the feed cannot be reached
 * @cssstate error - no posts can be shown
 *
 * @cssprop [--latest-posts-accent=currentColor] - links
 * @cssprop [--latest-posts-muted=72 % of the text's colour] - dates, authors, the footer
 * @cssprop [--latest-posts-line=16 % of the text's colour] - the lines between posts
 * @cssprop [--latest-posts-gap=1.75rem] - between posts
 * @cssprop [--latest-posts-ratio=16 / 9] - of pictures above posts
 * @cssprop [--latest-posts-column=16rem] - width of a card at least
 *
 * @csspart root - all of it; the layout's name, but for `list`, is a second part, as `cards` or `archive`
 * @csspart heading - the heading
 * @csspart heading-link - its link to the blog
 * @csspart search - the field for a search
 * @csspart status - what a screen reader is told when the posts change
 * @csspart as-of - the time of a copy, where the feed cannot be reached
 * @csspart list - the list of posts
 * @csspart item - a place in the list
 * @csspart post - a post
 * @csspart image - its picture
 * @csspart title - its title
 * @csspart link - the link of the title
 * @csspart meta - the line with date, author and source
 * @csspart new - the mark of a new post
 * @csspart date - the day, or the time that has passed
 * @csspart author - who wrote it
 * @csspart source - the feed it comes from, of several
 * @csspart source-link - the link to that blog
 * @csspart excerpt - how it begins
 * @csspart categories - its categories
 * @csspart category - one of them
 * @csspart year - a year of the archive
 * @csspart month - a month of the archive
 * @csspart summary - the line that opens a year or a month
 * @csspart count - how many posts it has
 * @csspart more - the button for more posts
 * @csspart footer - what stands below the posts
 * @csspart archives - the line that leads to the archives
 * @csspart subscribe - the line that leads to the feeds
 * @csspart category-link - the link for the category, in both
 * @csspart all-link - the link for all posts, in both
 * @csspart copy - the button that copies the feed's address
 * @csspart loading - what keeps the space of posts on their way
 * @csspart placeholder - the space of one of them
 */
export class LatestPostsElement extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = attributes.map(([, attribute]) => attribute);

  /**
   * Registers the class, unless the name is taken: another copy of this script may have come first.
   *
   * @param {string} [tag]
   * @param {CustomElementRegistry} [registry]
   */
  static define(tag = 'latest-posts', registry = globalThis.customElements) {
    if (registry && !registry.get(tag)) registry.define(tag, this);
  }

  #internals;
  #root;
  /** @type {Feed | null} */
  #feed = null;
  /** @type {Fault | null} */
  #error = null;
  #scheduled = false;
  /** The attributes of the last load, so that moving the element loads nothing. */
  #loaded = '';
  /** @type {AbortController | undefined} */
  #controller;
  /** @type {Promise<Feed> | undefined} */
  #loading;
  /** Until the window has come near, with `loading="lazy"`. @type {IntersectionObserver | undefined} */
  #nearby;
  #isSeen = false;
  /**
   * Until when the posts that a server has rendered are fresh; undefined where others are shown, or none.
   *
   * @type {number | undefined}
   */
  #servedUntil;

  constructor() {
    super();
    this.#internals = this.attachInternals();
    this.#root = this.#internals.shadowRoot ?? this.attachShadow({ mode: 'open' });
    if (!this.#root.firstChild) this.#showFallback();
    this.#root.addEventListener('error', removePicture, true);
    this.#root.addEventListener('click', (event) => this.#select(event));
    this.adoptedCallback();
  }

  /** The feed with the posts that are shown, a JSON Feed 1.1; null while there is none. */
  get feed() {
    return this.#feed;
  }

  /** Why no posts can be shown; null while nothing is wrong. */
  get error() {
    return this.#error;
  }

  /**
   * Asks for the feed again. A load that is under way is given up.
   *
   * @returns {Promise<Feed>} the feed; rejects as the `error` event says
   */
  reload() {
    return this.#start(true);
  }

  /** @param {boolean} isReload whether a fresh copy is not enough @returns {Promise<Feed>} */
  #start(isReload) {
    this.#controller?.abort();
    this.#controller = new AbortController();
    // Taken now: what changes from here on is another load.
    this.#loaded = this.#attributes();
    this.#error = null;
    this.#loading = this.#load(this.#controller, isReload);
    return this.#loading;
  }

  /** What a server has rendered stays as it is; where a script has put it on the page, its template was not opened. */
  #takeServed() {
    const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector(':scope > template[shadowrootmode]'));
    if (template) {
      this.#root.replaceChildren(template.content);
      template.remove();
    }
    const state = this.#root.querySelector('script');
    if (!state) return;
    const { until, feed } = JSON.parse(state.textContent);
    this.#servedUntil = until;
    this.#feed = feed;
    // The sheet of all widgets does the same.
    for (const element of this.#root.querySelectorAll('style, link, script')) element.remove();
  }

  /** Whether what a server has rendered is all that is wanted, so that neither the core nor a feed is asked for. */
  #isServed() {
    const isFresh = Date.now() < /** @type {number} */ (this.#servedUntil);
    if (!isFresh || this.#root.querySelector('button, input, details') || this.querySelector('template')) return false;
    return !this.matches("[refresh], [alternate], [mark-new], [archives*='#'], [category-archives*='#']");
  }

  connectedCallback() {
    for (const [property] of attributes) this.#upgrade(property);
    this.#takeServed();
    this.#schedule();
  }

  disconnectedCallback() {
    this.#schedule();
  }

  /** With `moveBefore` nothing is to be done, and without this method the two above would be called. */
  connectedMoveCallback() {}

  /** A new document, a new sheet; without a window, as that of a template, it has none. */
  adoptedCallback() {
    const { ownerDocument: owner } = this;
    const { defaultView: view } = owner;
    if (!view) return;
    if (!sheets.has(owner)) {
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(style);
      sheets.set(owner, sheet);
    }
    this.#root.adoptedStyleSheets = [/** @type {CSSStyleSheet} */ (sheets.get(owner))];
  }

  /** @param {string} _ @param {string | null} before @param {string | null} after */
  attributeChangedCallback(_, before, after) {
    if (before === after) return;
    // Other settings ask for other posts than a server has rendered.
    this.#servedUntil = undefined;
    this.#schedule();
  }

  /** Any number of changes in one turn are one change; an element that was only moved has not changed. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      if (!this.isConnected) {
        this.#controller?.abort();
        this.#nearby?.disconnect();
        this.#nearby = undefined;
        this.#loaded = '';
      } else if (this.#attributes() !== this.#loaded && this.#isNear()) {
        if (this.#isServed()) this.#showServed();
        else this.#start(this.#servedUntil !== undefined).catch(() => {});
      }
    });
  }

  /** Whether the window is near enough to load; if not, the element waits until it is. */
  #isNear() {
    if (this.#isSeen || !this.matches("[loading~='lazy' i]")) return true;
    this.#nearby ??= new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#isSeen = true;
        this.#nearby?.disconnect();
        this.#schedule();
      },
      { rootMargin: '50%' },
    );
    this.#nearby.observe(this);
    return false;
  }

  /** @param {AbortController} controller @param {boolean} isReload @returns {Promise<Feed>} */
  async #load(controller, isReload) {
    this.#state('loading');
    this.#keepSpace();
    this.#emit('loadstart');
    const { signal } = controller;
    try {
      /** @param {unknown} error */
      const failed = (error) => Promise.reject(raised('core', coreFault, error));
      // Both at once: while the crate is on its way, the small one asks for the feed.
      const core = import('./core.js').catch(failed);
      // Who waits for it is told; where nobody comes to that, nothing is wrong.
      core.catch(() => {});
      const { show } = await import('./widget.js').catch(failed);
      /** @type {import('./widget.js').Options['shown']} */
      const shown = (feed, { rungs, isStale, isNews }) => {
        this.#servedUntil = undefined;
        this.#feed = feed;
        this.#error = null;
        this.#state(isStale ? 'stale' : feed.items.length ? undefined : 'empty');
        if (!isNews) return;
        for (const warning of feed._latest_posts.warnings ?? []) this.#warn(warning);
        this.#emit('load', { feed, rungs });
      };
      const isServed = this.#servedUntil !== undefined;
      await show(this, this.#root, { core, signal, isReload, isServed, shown, warn: (error) => this.#warn(error) });
    } catch (error) {
      if (!signal.aborted) this.#fail(/** @type {Fault} */ (error));
    }
    if (!signal.aborted) this.#emit('loadend');
    // A load that was given up, be it by who was told of its end, comes to what the one that took its place comes to.
    if (this.#controller !== controller) return /** @type {Promise<Feed>} */ (this.#loading);
    if (signal.aborted) {
      this.#state();
      throw signal.reason;
    }
    if (this.#error) throw this.#error;
    return /** @type {Feed} */ (this.#feed);
  }

  /** @param {Fault} error */
  #fail(error) {
    this.#warn(error);
    const { rungs = [] } = error;
    if (this.#servedUntil === undefined) {
      this.#feed = null;
      this.#error = error;
      this.#showFallback();
      this.#state('error');
      this.#emit('error', { error, rungs });
    } else {
      this.#state('stale');
      this.#emit('load', { feed: this.#feed, rungs: [...rungs, { rung: 'server' }] });
    }
  }

  #showServed() {
    this.#loaded = this.#attributes();
    this.#emit('loadstart');
    this.#emit('load', { feed: this.#feed, rungs: [{ rung: 'server' }] });
    this.#emit('loadend');
  }

  /**
   * In words alone: a console keeps whatever it is given, and all that belongs to it.
   *
   * @param {{ code: string, message: string }} fault
   */
  #warn({ code, message }) {
    console.warn(`<latest-posts src="${this.getAttribute('src') ?? ''}">: ${message} [${code}]`);
  }

  #showFallback() {
    this.#root.replaceChildren(this.ownerDocument.createElement('slot'));
  }

  /** As many lines as posts are to come, so that what stands below does not move; a fallback that is long is space enough. */
  #keepSpace() {
    if (this.#feed || this.children.length > 1) return;
    const block = this.ownerDocument.createElement('div');
    // The list of posts has that name.
    block.part = `loading ${this.layout.replace('list', '')}`;
    block.ariaHidden = 'true';
    for (let post = Math.min(this.limit || 5, 100); post > 0; post -= 1) {
      const line = this.ownerDocument.createElement('div');
      line.part = 'placeholder';
      block.append(line);
    }
    this.#showFallback();
    this.#root.append(block);
  }

  /** @param {Event} event */
  #select(event) {
    const link = /** @type {Element} */ (event.target).closest('a');
    const items = [...this.#root.querySelectorAll("[part='item']")];
    const item = link && this.#feed?.items[items.indexOf(/** @type {Element} */ (link.closest("[part='item']")))];
    // Wherever it stands: a page's own template may have it in other places.
    if (item && item.url === link.href && !this.#emit('latest-posts-select', { item }, true)) event.preventDefault();
  }

  #attributes() {
    return JSON.stringify(attributes.map(([, attribute]) => this.getAttribute(attribute)));
  }

  /** @param {string} type @param {unknown} [detail] */
  #emit(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable }));
  }

  /** @param {'loading' | 'empty' | 'error' | 'stale'} [state] */
  #state(state) {
    const { states } = this.#internals;
    this.#internals.ariaBusy = String(state === 'loading');
    try {
      states.clear();
      if (state) states.add(state);
    } catch {
      // Chrome before 125 takes only names with dashes.
    }
  }

  /**
   * A property that was set before the element was upgraded hides the accessor.
   *
   * @template {keyof typeof properties} Name
   * @param {Name} property
   */
  #upgrade(property) {
    if (!Object.hasOwn(this, property)) return;
    const value = this[property];
    delete /** @type {Partial<typeof properties>} */ (this)[property];
    this[property] = value;
  }
}

/**
 * A picture that cannot be loaded leaves no hole: what holds it and its caption alone goes with it.
 *
 * @param {Event} event
 */
function removePicture({ target }) {
  let gone = /** @type {Element} */ (target);
  const isNothing = (/** @type {import('./patch.js').Child} */ node) => node === gone || node.localName === 'figcaption' || (!node.localName && !(/** @type {string} */ (node.data).trim()));
  while (gone.parentElement?.matches('figure, a') && [...gone.parentElement.childNodes].every(isNothing)) gone = gone.parentElement;
  gone.remove();
}

for (const [property, attribute] of attributes) {
  const absent = properties[property];
  Object.defineProperty(LatestPostsElement.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      if (absent === false) return this.hasAttribute(attribute);
      const value = this.getAttribute(attribute) ?? absent;
      return typeof absent === 'number' ? Number(value) : value;
    },
    set(value) {
      if (value == null || value === false) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value === true ? '' : value);
    },
  });
}
