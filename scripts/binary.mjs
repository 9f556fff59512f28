/** The binary format of WebAssembly (https://webassembly.github.io/spec/core/binary/): reading it, and writing numbers. */

export const customSection = 0;
export const importSection = 2;
export const functionSection = 3;
export const exportSection = 7;
export const elementSection = 9;
export const codeSection = 10;

/** @param {number} number @returns {Buffer} unsigned LEB128 */
export function leb(number) {
  const bytes = [];
  do {
    bytes.push((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
    number >>>= 7;
  } while (number > 0);
  return Buffer.from(bytes);
}

/** @param {Buffer} module @returns {Generator<{ id: number, body: Buffer, start: number }>} `start` is where the body begins */
export function* sectionsOf(module) {
  for (const reader = new Reader(module, 8); reader.more(); ) {
    const id = reader.byte();
    const length = reader.number();
    yield { id, start: reader.at, body: reader.take(length) };
  }
}

/** @param {Buffer} module @param {number} wanted @returns {{ body: Buffer, start: number }} */
export function sectionOf(module, wanted) {
  const section = [...sectionsOf(module)].find(({ id }) => id === wanted);
  if (!section) throw new Error(`the module has no ${wanted === codeSection ? 'code' : `section ${wanted}`}`);
  return section;
}

export class Reader {
  /** @param {Buffer} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  more() {
    return this.at < this.bytes.length;
  }

  byte() {
    return this.bytes[this.at++];
  }

  number() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number >>> 0;
    }
  }

  /** A number of 32 bits that may be negative. */
  signed() {
    const digits = this.digits();
    const number = new Reader(digits).number() | 0;
    const unused = 32 - 7 * digits.length;
    return unused > 0 ? (number << unused) >> unused : number;
  }

  /** A number of any size, as it is written. */
  digits() {
    const start = this.at;
    while (this.byte() >= 0x80);
    return this.bytes.subarray(start, this.at);
  }

  /** @param {number} length */
  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text() {
    return this.take(this.number()).toString();
  }
}
