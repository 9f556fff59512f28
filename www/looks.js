/** The controls of the custom properties, and how well what comes of them can be read. */

import { ENOUGH } from './contrast.js';
import { make } from './elements.js';
import { controlOf } from './theme.js';

/** `--latest-posts-accent` → Accent. @param {string} property */
const titleOf = (property) => {
  const word = property.replace('--latest-posts-', '');
  return word[0].toUpperCase() + word.slice(1);
};

/**
 * @param {import('./manifest.js').Named} property
 * @param {import('./controls.js').Change} change
 * @returns {import('./controls.js').Control}
 */
export function lookFor({ name, description, default: absent = '' }, change) {
  const { kind, min, max, words = [] } = controlOf(name);
  const id = `look${name}`;
  const help = make('p', { className: 'help', id: `${id}-help` }, `${description[0].toUpperCase()}${description.slice(1)}. Without it: ${absent.replace('currentColor', 'the text’s colour')}.`);
  if (kind === 'colour') return colour(name, id, help, change);
  const input =
    kind === 'choice'
      ? make('select', { onchange: () => change(name, input.value || undefined) }, make('option', { value: '' }, 'as it is'), ...words.map((word) => make('option', { value: word }, word.replace(' / ', ' : '))))
      : make('input', { type: 'number', min, max, step: 0.25, placeholder: String(parseFloat(absent)), oninput: () => change(name, input.value || undefined) });
  input.id = id;
  input.setAttribute('aria-describedby', help.id);
  const label = make('label', { htmlFor: id, title: name }, kind === 'length' ? `${titleOf(name)} (rem)` : titleOf(name));
  const read = (/** @type {string} */ value) => (kind === 'length' ? value.replace('rem', '') : value);
  return { element: make('div', { className: 'field' }, label, input, help), show: (value = '') => void (input.value = read(value)) };
}

/** A colour is the page's own until it is wanted otherwise. */
function colour(name, id, help, change) {
  const picker = make('input', { type: 'color', id: `${id}-colour`, disabled: true, 'aria-label': `${titleOf(name)}: the colour`, value: '#0f5f80', oninput: () => change(name, picker.value) });
  const own = make('input', {
    type: 'checkbox',
    id,
    'aria-describedby': help.id,
    onchange: () => {
      picker.disabled = !own.checked;
      change(name, own.checked ? picker.value : undefined);
    },
  });
  return {
    element: make('div', { className: 'field' }, make('div', { className: 'colour' }, make('label', { className: 'check', title: name }, own, titleOf(name)), picker), help),
    show: (value) => {
      own.checked = value !== undefined;
      picker.disabled = !own.checked;
      if (value) picker.value = value;
    },
  };
}

/**
 * What of the posts can be read how well.
 *
 * @param {HTMLTableSectionElement} body of a table whose columns are the schemes
 * @param {import('./preview.js').Readability[]} rows
 */
export function showContrast(body, rows) {
  const cell = (/** @type {number} */ ratio) => {
    const isEnough = ratio >= ENOUGH;
    const verdict = isEnough ? (ratio >= 7 ? 'AAA' : 'AA') : 'too low';
    // Never rounded up to enough.
    const text = `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1 `;
    return make('td', {}, isEnough ? text : make('strong', {}, text), make('small', {}, verdict));
  };
  body.replaceChildren(...rows.map(({ name, light, dark }) => make('tr', {}, make('th', { scope: 'row' }, name), cell(light), cell(dark))));
}
