/** The browser floor of the crate: what it asks the platform for (`src/web/mod.rs`). */

/**
 * The address of a reference; none for a failure.
 *
 * @param {string} base
 * @param {string} reference
 * @returns {string | undefined}
 */
export function resolve(base, reference) {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

/**
 * The text of bytes; none for a label that the platform does not know.
 *
 * @param {string} label
 * @param {Uint8Array} bytes
 * @returns {string | undefined}
 */
export function decode(label, bytes) {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array[]} bodies @param {number} place @returns {number} */
export const sizeOf = (bodies, place) => bodies[place].length;

/** @param {Uint8Array[]} bodies @param {number} place @param {number} end @returns {Uint8Array} */
export const beginningOf = (bodies, place, end) => bodies[place].subarray(0, end);

/** @param {(milliseconds: number, style: string) => string} format @param {number} milliseconds @param {string} style @returns {string} */
export const written = (format, milliseconds, style) => format(milliseconds, style);
