import { faults } from './generated.js';

/**
 * An error of this library.
 *
 * @param {string} code
 * @param {string} sentence without its full stop
 * @param {unknown} [cause]
 * @param {string | number} [detail] what makes the sentence exact
 * @returns {Error & { code: string }}
 */
export function raised(code, sentence, cause, detail) {
  const error = new Error(sentence + (detail ? ` (${detail}).` : '.'), { cause });
  error.name = 'LatestPostsError';
  return Object.assign(error, { code });
}

/**
 * An error of the table.
 *
 * @param {keyof typeof faults} code
 * @param {unknown} [cause]
 * @param {string | number} [detail]
 */
export const fault = (code, cause, detail) => raised(code, faults[code], cause, detail);
