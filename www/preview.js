/** The element in a frame of its own, as on a page of somebody's. */

import { keepAnswers } from './answers.js';
import { colourOf, contrast } from './contrast.js';

/** How long nothing may have changed before a change is shown, in milliseconds: longer than between two letters. */
const PAUSE = 250;

/** @typedef {{ name: string, light: number, dark: number }} Readability ratios of contrast, in both schemes */

/** What is read in a widget, by the parts that have it. */
const readable = { Text: "[part='excerpt'], [part='heading']", Titles: "[part='link']", 'Dates and authors': "[part='meta'], [part='footer']" };

/**
 * @typedef {object} Outcome
 * @property {string} src what was asked for
 * @property {any} feed null where there is none
 * @property {(Error & { code: string, feedUrl?: string }) | null} error
 * @property {{ rung: string, url?: string, code?: string }[]} rungs
 */

export class Preview {
  #frame;
  #sample;
  /** The document in the frame, when it is there. @type {Promise<Document>} */
  #document;
  #ended;
  /** Forgets what servers have answered. */
  #forget = () => {};
  /** The widget. @type {any} */
  #element;
  /** Runs until a change is shown. @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLIFrameElement} frame
   * @param {string} sample the feed that is shown until one is named
   * @param {(outcome: Outcome) => void} ended is told what came of each load
   */
  constructor(frame, sample, ended) {
    this.#frame = frame;
    this.#sample = sample;
    this.#ended = ended;
    this.#document = loaded(frame);
    this.#document.then((page) => {
      page.addEventListener('click', openElsewhere);
      this.#forget = keepAnswers(/** @type {any} */ (page.defaultView));
    });
  }

  /**
   * Shows a configuration, when nothing more has changed for a moment: an address is typed letter by letter.
   *
   * @param {import('./state.js').State} state
   */
  show(state) {
    clearTimeout(this.#timer);
    const timer = setTimeout(
      async () => {
        const page = await this.#document;
        if (this.#timer !== timer) return;
        this.#timer = undefined;
        this.#apply(page, state);
      },
      this.#element ? PAUSE : 0,
    );
    this.#timer = timer;
  }

  /** @param {Document} page @param {import('./state.js').State} state */
  #apply(page, state) {
    const { documentElement: root } = page;
    root.dir = state.chosen('direction');
    // A page from right to left is one in such a language.
    root.lang = root.dir === 'rtl' ? 'ar' : 'en';
    root.dataset.scheme = state.chosen('scheme');
    root.style.colorScheme = { light: 'light', dark: 'dark' }[state.chosen('scheme')] ?? '';
    root.dataset.text = state.chosen('text');
    const src = this.#valueHere('src', state.settings.get('src'));
    // Posts of another feed would be taken for this one's.
    if (this.#element?.getAttribute('src') !== src) this.clear();
    const element = this.#element ?? this.#make(page);
    for (const { name } of state.known) {
      const value = this.#valueHere(name, state.settings.get(name));
      if (value === undefined) element.removeAttribute(name);
      else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
    // A copy of an earlier visit would hide what is wrong with the feed today.
    element.setAttribute('cache', 'off');
    for (const property of state.properties) element.style.setProperty(property, state.look.get(property) ?? '');
    if (!element.isConnected) page.querySelector('main')?.append(element);
  }

  /** What is of somebody's own site is not on this one. @param {string} name @param {string | undefined} value */
  #valueHere(name, value) {
    if (name === 'src') return value ?? this.#sample;
    return ['via', 'fallback-src'].includes(name) && !/^https?:/i.test(value ?? '') ? undefined : value;
  }

  /** @param {Document} page */
  #make(page) {
    const element = page.createElement('latest-posts');
    const link = page.createElement('a');
    link.href = '#';
    link.textContent = 'What stands inside the tag is seen here.';
    element.append(link);
    const tell = (/** @type {any} */ { detail: { feed = null, error = null, rungs } }) => {
      if (element === this.#element) this.#ended({ src: element.getAttribute('src'), feed, error, rungs });
    };
    element.addEventListener('load', tell);
    element.addEventListener('error', tell);
    this.#element = element;
    return element;
  }

  /** Takes away what is shown, and what was about to be. */
  clear() {
    this.#forget();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#element?.remove();
    this.#element = undefined;
  }

  /** Asks for the feed again, unless a change is about to do so. @returns {boolean} whether it does */
  reload() {
    if (this.#timer !== undefined || !this.#element) return false;
    this.#element.reload().catch(() => {});
    return true;
  }

  /** How well the posts can be read. @returns {Readability[]} none while there are no posts */
  contrast() {
    const root = this.#frame.contentDocument?.documentElement;
    const element = this.#element;
    if (!root || !element?.feed) return [];
    const { scheme } = root.dataset;
    const ratios = (/** @type {string} */ wanted) => {
      root.dataset.scheme = wanted;
      root.style.colorScheme = wanted;
      return Object.entries(readable).map(([, selector]) => {
        const part = element.shadowRoot.querySelector(selector);
        return part ? contrast(colourOf(styleOf(part).color), background(part)) : 0;
      });
    };
    const [light, dark] = [ratios('light'), ratios('dark')];
    root.dataset.scheme = scheme;
    root.style.colorScheme = { light: 'light', dark: 'dark' }[scheme ?? ''] ?? '';
    return Object.keys(readable)
      .map((name, index) => ({ name, light: light[index], dark: dark[index] }))
      .filter((row) => row.light);
  }
}

/** @param {Element} element */
const styleOf = (element) => /** @type {Window} */ (element.ownerDocument.defaultView).getComputedStyle(element);

/** The first colour behind an element that hides what is behind it. @param {Element} element */
function background(element) {
  for (let at = element; at; at = at.parentElement ?? /** @type {any} */ (at.getRootNode()).host) {
    const colour = colourOf(styleOf(at).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return colourOf('white');
}

/** @param {HTMLIFrameElement} frame @returns {Promise<Document>} */
async function loaded(frame) {
  const isThere = () => frame.contentDocument?.readyState === 'complete' && frame.contentDocument.querySelector('main');
  if (!isThere()) await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  return /** @type {Document} */ (frame.contentDocument);
}

/** A post that is opened would take the place of the preview. @param {MouseEvent} event */
function openElsewhere(event) {
  for (const target of event.composedPath()) {
    const link = /** @type {HTMLAnchorElement} */ (target);
    if (link.localName === 'a' && link.href && !link.getAttribute('href')?.startsWith('#')) link.target = '_blank';
  }
}
