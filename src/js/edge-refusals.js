/** Faults as an edge answers them: each with a status. */

import { raised } from './faults.js';
import { refusals } from './generated.js';

/** What is none of these is the fault of the feed's server. @type {Record<string, number>} */
const STATUS = {
  'bad-parameter': 400,
  'no-feed': 400,
  'not-allowed': 403,
  method: 405,
  internal: 500,
  busy: 503,
  timeout: 504,
};

/** @param {keyof typeof refusals} code @param {string} [detail] */
export const refusal = (code, detail) => raised(code, refusals[code], undefined, detail);

/** @param {string} code @returns {number} */
export const statusOf = (code) => STATUS[code] ?? 502;
