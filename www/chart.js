/** What was compared, as bars with their numbers, and all that is known of it in a table below them. */

import { make } from './elements.js';

/**
 * @typedef {object} Row
 * @property {string} who
 * @property {number} median
 * @property {number} min
 * @property {number} max
 * @property {number} [ratio] how many times the first, unless that is nought
 * @property {number} [bytes] over the wire
 */

/**
 * @typedef {object} Case
 * @property {string} group
 * @property {string} name
 * @property {string} unit empty for a number of things
 * @property {string} note how it was measured, and what cannot be compared
 * @property {Row[]} rows
 */

/** What is ours, among the rows. */
const OURS = /^latest-posts/;

/** @param {Case} measured @returns {HTMLElement} */
export function chart(measured) {
  const { name, unit } = measured;
  const caption = make('figcaption', {}, make('h3', {}, name), `${unit ? `In ${unitOf(unit)}; less` : 'Less'} is better.`);
  const all = make('details', {}, make('summary', {}, 'How, and all numbers'), make('p', {}, measured.note), table(measured));
  return make('figure', {}, caption, isNothing(measured) ? make('p', {}, `None has any: all ${measured.rows.length} are 0.`) : bars(measured), all);
}

/** Whether bars would be none at all. @param {Case} measured */
const isNothing = ({ rows }) => rows.length > 1 && rows.every(({ max }) => max === 0);

/** Names stand beside their bars, or over them where there is little room. @param {Case} measured */
function bars({ unit, rows }) {
  // Of rows that are all ours, only what is done differs.
  const hasOthers = rows.some(({ who }) => OURS.test(who)) && !rows.every(({ who }) => OURS.test(who));
  const most = Math.max(...rows.map(({ max }) => max)) || 1;
  return make(
    'ul',
    { className: 'bars' },
    ...rows.map((row) => {
      const name = hasOthers && OURS.test(row.who) ? make('strong', {}, row.who) : row.who;
      const className = hasOthers && !OURS.test(row.who) ? '' : 'ours';
      return make('li', { className }, make('span', { className: 'who' }, name), bar(row, most), make('span', { className: 'median' }, withUnit(row.median, unit)));
    }),
  );
}

/** From nought to the median, and a line from the fastest to the slowest. @param {Row} row @param {number} most */
function bar({ median, min, max }, most) {
  const place = (/** @type {number} */ value) => `${(value / most) * 100}%`;
  return draw(
    'svg',
    { class: 'bar', 'aria-hidden': 'true' },
    draw('rect', { x: 0, y: 2, width: place(median), height: 14 }),
    draw('line', { x1: place(min), x2: place(max), y1: 9, y2: 9 }),
  );
}

/** @param {Case} measured */
function table({ unit, rows }) {
  const hasRatio = rows.some(({ ratio }) => ratio !== undefined);
  const hasBytes = rows.some(({ bytes }) => bytes !== undefined);
  const titles = ['Who', unit ? `Median (${unitOf(unit)})` : 'Median', 'Least', 'Most', ...(hasRatio ? ['Times the first'] : []), ...(hasBytes ? ['Over the wire'] : [])];
  const head = titles.map((title) => make('th', { scope: 'col' }, title));
  const body = rows.map(({ who, median, min, max, ratio, bytes }) => {
    const cells = [written(median), written(min), written(max), ...(hasRatio ? [ratio === undefined ? '' : `${written(ratio)} ×`] : []), ...(hasBytes ? [bytes === undefined ? '' : `${written(bytes / 1000)} kB`] : [])];
    return make('tr', {}, make('th', { scope: 'row' }, who), ...cells.map((cell) => make('td', {}, cell)));
  });
  return make('div', { className: 'scroll', role: 'group', 'aria-label': 'All numbers', tabIndex: 0 }, make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...body)));
}

/** @param {number} value @param {string} unit */
const withUnit = (value, unit) => (/^[A-Za-z]{1,2}$/.test(unit) ? `${written(value)} ${unit}` : written(value));

/** @param {string} unit */
const unitOf = (unit) => (unit === 'each' ? 'requests for each visit' : unit);

/** Three digits that count. @param {number} value */
export const written = (value) => Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(string | Node)} children */
function draw(name, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}
