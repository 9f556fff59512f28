/** The custom properties of the element as controls: what each may be. */

/**
 * @typedef {object} Control
 * @property {'colour' | 'length' | 'choice'} kind
 * @property {number} [min] in rem
 * @property {number} [max]
 * @property {string[]} [words]
 */

/** Those that are no colours. @type {Record<string, Control>} */
const others = {
  '--latest-posts-gap': { kind: 'length', min: 0, max: 6 },
  '--latest-posts-column': { kind: 'length', min: 8, max: 40 },
  '--latest-posts-ratio': { kind: 'choice', words: ['16 / 9', '3 / 2', '4 / 3', '1 / 1', '2 / 3'] },
};

/** @param {string} property @returns {Control} */
export const controlOf = (property) => others[property] ?? { kind: 'colour' };

/**
 * The value that a text means.
 *
 * @param {string} property
 * @param {string} text
 * @returns {string | undefined}
 */
export function lookOf(property, text) {
  const { kind, min = 0, max = 0, words = [] } = controlOf(property);
  const value = text.trim().toLowerCase();
  if (kind === 'colour') return /^#[0-9a-f]{6}$/.test(value) ? value : undefined;
  if (kind === 'choice') return words.includes(value) ? value : undefined;
  const [, number] = /^(\d{1,3}(?:\.\d{1,3})?)(?:rem)?$/.exec(value) ?? [];
  return number === undefined ? undefined : `${Math.min(Math.max(Number(number), min), max)}rem`;
}
