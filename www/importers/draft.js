/** A configuration in the making, out of the options of another widget. */

import { Code } from './literal.js';

/** The order in which `show` names what it shows. */
const parts = ['image', 'date', 'author', 'excerpt', 'categories', 'source'];

/** Characters of a word with the blank behind it, in English. */
const CHARACTERS_A_WORD = 6;

/** @typedef {{ option: string, value: string, why: string }} Remark */

/**
 * What becomes of one option: settings in the draft, or the reason why it has no counterpart.
 *
 * @typedef {(draft: Draft, value: unknown, option: string) => string | void} Rule
 */

export class Draft {
  /** Attributes of the element. @type {Map<string, string>} */
  settings = new Map();
  /** Custom properties. @type {Map<string, string>} */
  look = new Map();
  /** Options that have no counterpart. @type {Remark[]} */
  missing = [];
  /** Options that mean nearly the same here. @type {Remark[]} */
  changed = [];
  /** What is shown of a post. @type {Set<string>} */
  #shown;

  /** @param {string[]} [shown] what the other widget shows unasked */
  constructor(shown = ['date', 'author', 'excerpt', 'source']) {
    this.#shown = new Set(shown);
    this.#writeShown();
  }

  /** @param {string} part of a post @param {boolean} isShown */
  show(part, isShown) {
    if (isShown) this.#shown.add(part);
    else this.#shown.delete(part);
    this.#writeShown();
  }

  /** @param {string} name @param {unknown} value nothing is set where it is empty */
  set(name, value) {
    const text = String(value ?? '').trim();
    if (text) this.settings.set(name, text);
  }

  /** A length in characters, as words. @param {unknown} value @param {string} option */
  setLength(value, option) {
    const words = Math.max(1, Math.round(numberOf(value) / CHARACTERS_A_WORD));
    this.set('excerpt-length', words);
    this.changed.push({ option, value: String(value), why: `Counted in characters there and in words here: it became ${words}.` });
  }

  /** A colour, where it is one that a visitor can choose here too. @param {string} property @param {unknown} value */
  setColour(property, value) {
    const [, colour] = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(String(value).trim()) ?? [];
    if (!colour) return 'It is no colour of six hexadecimal digits.';
    this.look.set(property, `#${colour.length === 3 ? [...colour].map((digit) => digit + digit).join('') : colour}`.toLowerCase());
  }

  #writeShown() {
    this.settings.set('show', parts.filter((part) => this.#shown.has(part)).join(' '));
  }

  /**
   * Applies the rules of a source to its options.
   *
   * @param {Iterable<[string, unknown]>} options
   * @param {Record<string, Rule>} rules by the names of the options
   */
  take(options, rules) {
    for (const [option, value] of options) {
      const rule = Object.hasOwn(rules, option) ? rules[option] : () => 'It is not known here.';
      const why = rule(this, value, option);
      if (why) this.missing.push({ option, value: textOf(value), why });
    }
    return this;
  }
}

/** @param {unknown} value @returns {number} 0 for what is none */
export const numberOf = (value) => Number.parseInt(String(value), 10) || 0;

/** Whether an option is on, in whatever words. @param {unknown} value */
export const isOn = (value) => /^(1|true|yes|on|both|auto|full|crop|show|y)$/i.test(String(value).trim());

/** @param {unknown} value */
function textOf(value) {
  const plain = value instanceof Map ? Object.fromEntries(value) : value;
  const isData = typeof plain === 'object' && plain !== null && !(plain instanceof Code);
  return (isData ? JSON.stringify(plain) : String(plain)).slice(0, 200);
}

/** Rules that several sources have. */

/** The number of posts, or another whole number. @param {string} name @returns {Rule} */
export const number = (name) => (draft, value) => void (numberOf(value) > 0 && draft.set(name, numberOf(value)));

/** @param {string} name @returns {Rule} */
export const text = (name) => (draft, value) => draft.set(name, value);

/** @param {string} part @returns {Rule} */
export const shows = (part) => (draft, value) => draft.show(part, isOn(value));

/** @param {string} property @returns {Rule} */
export const colour = (property) => (draft, value) => (String(value) ? draft.setColour(property, value) : undefined);

/** @type {Rule} */
export const target = (draft, value) => {
  if (/_?(blank|new)/i.test(String(value)) || value === true) draft.set('target', '_blank');
};

/** @type {Rule} */
export const length = (draft, value, option) => {
  if (numberOf(value) > 0) draft.setLength(value, option);
};

/** Several words or feeds, however they are separated. @param {string} name @returns {Rule} */
export const words = (name) => (draft, value) => draft.set(name, String(value).split(/[,;|]/).map((word) => word.trim()).filter(Boolean).join(', '));

/** @param {string} why @returns {Rule} */
export const none = (why) => () => why;

/** Says nothing that would have to be said here. @type {Rule} */
export const nothing = () => {};

/** Why nothing of the kind is here. */
export const because = {
  page: 'Fonts and sizes are those of your page; latest-posts::part(…) in your style sheet changes them.',
  colours: 'Colours behind the posts are those of your page; latest-posts::part(…) in your style sheet changes them.',
  frame: 'It is no frame: it is as wide as its place, and as high as its posts.',
  motion: 'Nothing moves by itself here.',
  proxy: 'The feed is read in the visitor’s browser. A server of your own that passes feeds on stands in via.',
  dates: 'Days are written in the page’s language; date-style chooses how.',
  code: 'Listen to the events load and error of the element instead.',
  template: 'A <template> in the tag lays out each post.',
};
