/** Bars with their numbers, drawn as SVG; the table below them says the same to those who do not see them. */

import { make } from './elements.js';

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} unit
 * @property {{ who: string, median: number, min: number, max: number }[]} rows
 */

/** In units of the drawing. */
const WIDTH = 640;
const HEIGHT = 30;
const NAMES = 190;
const NUMBERS = 90;

/** What is ours, among the rows. */
const OURS = /^latest-posts/;

/** @param {Case} measured @returns {HTMLElement} */
export function chart(measured) {
  const { name, unit } = measured;
  return make('figure', {}, drawing(measured), make('figcaption', {}, `${name}, in ${unit}: shorter is better.`), table(measured));
}

/** @param {Case} measured */
function drawing({ name, unit, rows }) {
  const most = Math.max(...rows.map(({ median }) => median)) || 1;
  const svg = draw('svg', { viewBox: `0 0 ${WIDTH} ${rows.length * HEIGHT}`, role: 'img', 'aria-label': `${name}: medians as bars. The table below has the numbers.` });
  rows.forEach(({ who, median }, index) => {
    const middle = index * HEIGHT + HEIGHT / 2;
    const length = Math.max(1, (median / most) * (WIDTH - NAMES - NUMBERS));
    svg.append(
      draw('text', { x: 0, y: middle + 5, 'font-size': 14 }, who),
      draw('rect', { class: OURS.test(who) ? 'bar ours' : 'bar', x: NAMES, y: middle - 8, width: length, height: 16, rx: 2 }),
      draw('text', { x: NAMES + length + 8, y: middle + 5, 'font-size': 14 }, `${written(median)} ${unit}`),
    );
  });
  return svg;
}

/** @param {Case} measured */
function table({ unit, rows }) {
  const head = ['Who', `Median (${unit})`, 'Fastest', 'Slowest'].map((title) => make('th', { scope: 'col' }, title));
  const body = rows.map(({ who, median, min, max }) =>
    make('tr', {}, make('th', { scope: 'row' }, who), ...[median, min, max].map((value) => make('td', {}, written(value)))),
  );
  return make('div', { className: 'scroll', role: 'group', 'aria-label': 'The numbers', tabIndex: 0 }, make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...body)));
}

/** Three digits that count. @param {number} value */
const written = (value) => Number(value.toPrecision(3)).toLocaleString('en');

/** @param {string} name @param {Record<string, string | number>} attributes @param {...string} texts */
function draw(name, attributes, ...texts) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...texts);
  return element;
}
