/** What is made of the runs: medians, and how far they were apart. */

/**
 * @typedef {object} Row one of those that are compared
 * @property {string} who
 * @property {number} median
 * @property {number} min
 * @property {number} max
 * @property {number} [ratio] how many times the first row of its case
 * @property {number} [bytes] over the wire
 */

/**
 * @typedef {object} Case what is compared
 * @property {string} group
 * @property {string} name
 * @property {string} unit
 * @property {string} note how it was measured, and what cannot be compared
 * @property {Row[]} rows
 */

/** @param {string} who @param {number[]} runs @param {number[]} [bytes] @returns {Row} */
export function row(who, runs, bytes) {
  const sorted = [...runs].sort((one, other) => one - other);
  const numbers = { median: middle(runs), min: sorted[0], max: sorted[sorted.length - 1] };
  return { who, ...numbers, ...(bytes && { bytes: middle(bytes) }) };
}

/**
 * Compares rows with the first of them, unless that is nought, which has no multiple.
 *
 * @param {string} group @param {string} name @param {string} unit @param {string} note @param {Row[]} rows @returns {Case}
 */
export function compared(group, name, unit, note, rows) {
  const first = rows[0].median;
  return { group, name, unit, note, rows: first ? rows.map((row) => ({ ...row, ratio: row.median / first })) : rows };
}

/** @param {number[]} numbers */
export function middle(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
