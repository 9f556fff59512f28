import { faults } from './generated.js';

/**
 * An error that this side raises because the core cannot.
 *
 * @param {keyof typeof faults} code
 * @param {unknown} [cause]
 * @param {string | number} [detail] what makes the sentence exact
 * @returns {Error & { code: string }}
 */
export function fault(code, cause, detail) {
  const error = new Error(faults[code] + (detail ? ` (${detail}).` : '.'), { cause });
  error.name = 'LatestPostsError';
  return Object.assign(error, { code });
}
