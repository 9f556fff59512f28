import { faults } from './generated.js';

/** @typedef {keyof typeof faults} Code */

/**
 * @typedef {object} About what an error knows besides its code and its sentence
 * @property {string} [feedUrl] the feed that a page of HTML names
 * @property {number} [place] which of the documents is meant
 * @property {boolean} [passes] whether a second try may be answered
 * @property {number} [pause] how long the server asks to wait, in milliseconds
 * @property {import('./ladder.js').Rung[]} [rungs] what was tried
 */

/** @typedef {Error & About & { code: Code }} Fault */

/**
 * An error of this library.
 *
 * @template {string} C
 * @param {C} code
 * @param {string} sentence without its full stop
 * @param {unknown} [cause]
 * @param {string | number} [detail] what makes the sentence exact
 * @returns {Error & About & { code: C }}
 */
export function raised(code, sentence, cause, detail) {
  const error = new Error(sentence + (detail ? ` (${detail}).` : '.'), { cause });
  error.name = 'LatestPostsError';
  return Object.assign(error, { code });
}

/**
 * An error of the table.
 *
 * @param {Code} code
 * @param {unknown} [cause]
 * @param {string | number} [detail]
 */
export const fault = (code, cause, detail) => raised(code, faults[code], cause, detail);
