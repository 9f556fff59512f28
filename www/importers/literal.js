/** Values as they are written in JavaScript, read without running any of it. */

/** What is no value but something to be run. */
export class Code {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** How deep values may stand in values. */
const MAX_DEPTH = 20;

const escapes = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/**
 * The arguments of a call.
 *
 * @param {string} source
 * @param {number} at behind the opening bracket
 * @returns {unknown[]} strings, numbers, booleans, null, arrays, objects (as `Map`), and `Code`
 */
export const argumentsAt = (source, at) => new Reader(source, at).list(')');

class Reader {
  #depth = 0;

  /** @param {string} source @param {number} at */
  constructor(source, at) {
    this.source = source;
    this.at = at;
  }

  /** Values up to a closing bracket, which is passed. @param {string} end @returns {unknown[]} */
  list(end) {
    const values = [];
    for (;;) {
      this.#blank();
      if (this.at >= this.source.length) return values;
      if (this.#takes(end)) return values;
      if (this.#takes(',')) continue;
      const before = this.at;
      values.push(this.#value());
      // What is not understood is passed over, so that the end is reached.
      if (this.at === before) this.at += 1;
    }
  }

  #value() {
    this.#depth += 1;
    try {
      const start = this.at;
      const value = this.#depth > MAX_DEPTH ? undefined : this.#simple();
      this.#blank();
      // Behind a value stands the end of it, or it is part of an expression.
      const isWhole = value !== undefined && (this.at >= this.source.length || /[,\])}:;]/.test(this.source[this.at]));
      return isWhole ? value : this.#code(start);
    } finally {
      this.#depth -= 1;
    }
  }

  #simple() {
    const character = this.source[this.at];
    if (/["'`]/.test(character ?? '')) return this.#string();
    if (this.#takes('[')) return this.list(']');
    if (this.#takes('{')) return this.#object();
    const [word] = /^-?[\w.$]+/.exec(this.source.slice(this.at, this.at + 100)) ?? [];
    if (!word) return undefined;
    const known = { true: true, false: false, null: null };
    if (!Object.hasOwn(known, word) && !/^-?\d+(\.\d+)?$/.test(word)) return undefined;
    this.at += word.length;
    return Object.hasOwn(known, word) ? known[word] : Number(word);
  }

  #object() {
    /** @type {Map<string, unknown>} */
    const entries = new Map();
    for (;;) {
      this.#blank();
      if (this.at >= this.source.length || this.#takes('}')) return entries;
      if (this.#takes(',')) continue;
      const before = this.at;
      const name = /["']/.test(this.source[this.at]) ? this.#string() : (/^[\w$]*/.exec(this.source.slice(this.at, this.at + 200))?.[0] ?? '');
      if (/^[\w$]/.test(this.source[this.at])) this.at += name.length;
      this.#blank();
      if (this.#takes(':')) {
        this.#blank();
        entries.set(name, this.#value());
      } else {
        // A method, a name alone, or something spread.
        entries.set(name || '...', this.#code(before));
      }
      if (this.at === before) this.at += 1;
    }
  }

  #string() {
    const quote = this.source[this.at];
    let text = '';
    for (this.at += 1; this.at < this.source.length; this.at += 1) {
      const character = this.source[this.at];
      if (character === quote) {
        this.at += 1;
        return text;
      }
      if (character === '\\') {
        this.at += 1;
        text += escapes[this.source[this.at]] ?? this.source[this.at] ?? '';
      } else {
        text += character;
      }
    }
    return text;
  }

  /** Passes over what is to be run, to the comma or bracket that ends it. @param {number} start */
  #code(start) {
    this.at = start;
    for (let open = 0; this.at < this.source.length; this.at += 1) {
      const character = this.source[this.at];
      if (/["'`]/.test(character)) {
        this.#string();
        this.at -= 1;
      } else if (/[([{]/.test(character)) {
        open += 1;
      } else if (/[)\]}]/.test(character)) {
        if (open === 0) break;
        open -= 1;
      } else if (character === ',' && open === 0) {
        break;
      }
    }
    return new Code(this.source.slice(start, this.at).trim());
  }

  /** @param {string} character */
  #takes(character) {
    if (this.source[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  /** White space and comments. */
  #blank() {
    const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
    blank.lastIndex = this.at;
    blank.test(this.source);
    this.at = blank.lastIndex;
  }
}
