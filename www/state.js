/** A configuration, and the page's address that holds it: parameters are the names of the attributes. */

import { valueOf } from './settings.js';
import { lookOf } from './theme.js';

/** What the page itself can be asked, besides the settings; the first word is what it does unasked. */
const choices = {
  frame: ['full', 'phone', 'sidebar', 'tablet'],
  scheme: ['auto', 'light', 'dark'],
  direction: ['ltr', 'rtl'],
  text: ['normal', 'large'],
  files: ['site', 'own'],
};

export class State {
  /** Attributes of the element, with their values. @type {Map<string, string>} */
  settings = new Map();
  /** Custom properties, with their values. @type {Map<string, string>} */
  look = new Map();
  /** How it is looked at. @type {Map<string, string>} */
  view = new Map();

  /**
   * @param {import('./manifest.js').Manifest} manifest
   * @param {string[]} outputs the kinds of text to copy; the first is given unasked
   * @param {string[]} [files] where the widget's files may be; the first is taken unasked
   */
  constructor(manifest, outputs, files = choices.files) {
    this.known = [...manifest.settings, ...manifest.labels];
    this.properties = manifest.properties.map(({ name }) => name);
    this.choices = { ...choices, files, output: outputs };
  }

  /**
   * Takes what an address says, in its fragment or, as a link to this page may have it, in its query; what it does not
   * know is left.
   *
   * @param {string} address
   */
  fromAddress(address) {
    const { searchParams, hash } = new URL(address);
    for (const [name, text] of hash.length > 1 ? new URLSearchParams(hash.slice(1)) : searchParams) {
      if (this.known.some((setting) => setting.name === name)) this.set(name, text);
      else if (this.properties.includes(name)) this.setLook(name, text);
      else if (Object.hasOwn(this.choices, name)) this.choose(name, text);
    }
  }

  /** @param {string} name @param {string | undefined} text undefined takes the attribute away */
  set(name, text) {
    const setting = this.known.find((known) => known.name === name);
    keep(this.settings, name, setting && text !== undefined ? valueOf(setting, text) : undefined);
  }

  /** @param {string} property @param {string | undefined} text */
  setLook(property, text) {
    keep(this.look, property, text === undefined ? undefined : lookOf(property, text));
  }

  /** @param {string} name @param {string} word */
  choose(name, word) {
    const words = this.choices[name];
    keep(this.view, name, words.indexOf(word) > 0 ? word : undefined);
  }

  /** @param {string} name @returns {string} */
  chosen(name) {
    return this.view.get(name) ?? this.choices[name][0];
  }

  /** The address that holds all of it, in its fragment: no server is told of it. @param {string} address of the page @returns {string} */
  toAddress(address) {
    const url = new URL(address);
    // In the order of the tables, so that the same configuration has the same address.
    const names = [...this.known.map(({ name }) => name), ...this.properties, ...Object.keys(this.choices)];
    const all = new Map([...this.settings, ...this.look, ...this.view]);
    url.search = '';
    url.hash = new URLSearchParams(names.filter((name) => all.has(name)).map((name) => [name, all.get(name) ?? ''])).toString();
    return url.href;
  }
}

/** @param {Map<string, string>} map @param {string} name @param {string | undefined} value */
function keep(map, name, value) {
  if (value === undefined) map.delete(name);
  else map.set(name, value);
}
