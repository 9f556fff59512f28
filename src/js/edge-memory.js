/**
 * What was last used, up to a number of bytes, and the very last in any case; what was not used for the longest time goes
 * first.
 *
 * @template T
 */
export class Memory {
  /** In the order of their last use. @type {Map<string, { value: T, bytes: number }>} */
  #kept = new Map();
  #bytes = 0;
  #maxBytes;

  /** @param {number} maxBytes */
  constructor(maxBytes) {
    this.#maxBytes = maxBytes;
  }

  /** @param {string} key @returns {T | undefined} */
  get(key) {
    const kept = this.#kept.get(key);
    if (!kept) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.value;
  }

  /** @param {string} key @param {T} value @param {number} bytes that it takes */
  put(key, value, bytes) {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
    this.#kept.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const [oldest, kept] of this.#kept) {
      if (this.#bytes <= this.#maxBytes || oldest === key) break;
      this.#kept.delete(oldest);
      this.#bytes -= kept.bytes;
    }
  }
}
