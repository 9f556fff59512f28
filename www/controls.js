/** A control for each setting, by what the manifest says that it may be. */

import { make, prose } from './elements.js';
import { addresses, mayBeEmpty } from './settings.js';

/**
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {(value: string | undefined) => void} show undefined for an attribute that is absent
 */

/** @typedef {(name: string, text: string | undefined) => void} Change */

/** @type {Record<string, (setting: import('./manifest.js').Setting, change: Change) => Control>} */
const kinds = { text, list: text, number, flag, 'one-of': oneOf, 'any-of': anyOf };

/**
 * @param {import('./manifest.js').Setting} setting
 * @param {Change} change is told what a visitor does
 * @returns {Control}
 */
export const controlFor = (setting, change) => kinds[setting.kind](setting, change);

/** `excerpt-length` → Excerpt length. @param {string} name */
export const titleOf = (name) => {
  const words = name.replace(/^label-/, '').replaceAll('-', ' ');
  return words[0].toUpperCase() + words.slice(1);
};

const idOf = (/** @type {string} */ name) => `setting-${name}`;

/** The label, the input and what the setting does. @param {import('./manifest.js').Setting} setting @param {any} input */
function field({ name, description }, input, ...more) {
  input.id = idOf(name);
  input.setAttribute('aria-describedby', `${idOf(name)}-help`);
  return make(
    'div',
    { className: 'field' },
    make('label', { htmlFor: idOf(name), title: name }, titleOf(name)),
    input,
    ...more,
    make('p', { className: 'help', id: `${idOf(name)}-help` }, ...prose(description)),
  );
}

/** Several inputs under one name. @param {import('./manifest.js').Setting} setting @param {string} className @param {Node[]} inputs */
function fieldset({ name, description }, className, inputs) {
  return make(
    'fieldset',
    { className: 'field', 'aria-describedby': `${idOf(name)}-help`, id: idOf(name) },
    make('legend', { title: name }, titleOf(name)),
    make('div', { className }, ...inputs),
    make('p', { className: 'help', id: `${idOf(name)}-help` }, ...prose(description)),
  );
}

/** @type {typeof kinds[string]} */
function text(setting, change) {
  const { name, kind, absent } = setting;
  const input = make('input', {
    type: 'text',
    autocomplete: 'off',
    spellcheck: false,
    placeholder: absent || (kind === 'list' ? 'one, another' : ''),
    // Half an address is one of somebody else.
    [addresses.includes(name) ? 'onchange' : 'oninput']: () => change(name, input.value || undefined),
  });
  if (!mayBeEmpty.includes(name)) return { element: field(setting, input), show: (value = '') => void (input.value = value) };
  const none = make('input', {
    type: 'checkbox',
    onchange: () => {
      input.disabled = none.checked;
      change(name, none.checked ? '' : input.value || undefined);
    },
  });
  return {
    element: field(setting, input, make('label', { className: 'check' }, none, 'None')),
    show: (value) => {
      none.checked = value === '';
      input.disabled = none.checked;
      if (value !== '') input.value = value ?? '';
    },
  };
}

/** @type {typeof kinds[string]} */
function number(setting, change) {
  const { name, min, max, absent } = setting;
  const input = make('input', { type: 'number', min, max, step: 1, inputMode: 'numeric', value: absent, oninput: () => change(name, input.value || undefined) });
  return { element: field(setting, input), show: (value = absent) => void (input.value = value) };
}

/** @type {typeof kinds[string]} */
function flag(setting, change) {
  const { name, description } = setting;
  const input = make('input', { type: 'checkbox', id: idOf(name), onchange: () => change(name, input.checked ? '' : undefined), 'aria-describedby': `${idOf(name)}-help` });
  const element = make(
    'div',
    { className: 'field' },
    make('label', { className: 'check switch', title: name }, input, titleOf(name)),
    make('p', { className: 'help', id: `${idOf(name)}-help` }, ...prose(description)),
  );
  return { element, show: (value) => void (input.checked = value !== undefined) };
}

/** @type {typeof kinds[string]} */
function oneOf(setting, change) {
  const { name, words, absent } = setting;
  const inputs = words.map((word) => make('input', { type: 'radio', name: idOf(name), value: word, onchange: () => change(name, word) }));
  const element = fieldset(setting, 'segments', inputs.map((input) => make('label', {}, input, make('span', {}, wordOf(input.value)))));
  return { element, show: (value = absent) => inputs.forEach((input) => (input.checked = input.value === value)) };
}

/** @type {typeof kinds[string]} */
function anyOf(setting, change) {
  const { name, words, absent } = setting;
  const chosen = () => inputs.filter(({ checked }) => checked).map(({ value }) => value).join(' ');
  const inputs = words.map((word) => make('input', { type: 'checkbox', value: word, onchange: () => change(name, chosen()) }));
  const element = fieldset(setting, 'checks', inputs.map((input) => make('label', { className: 'check' }, input, wordOf(input.value))));
  return { element, show: (value = absent) => inputs.forEach((input) => (input.checked = value.split(' ').includes(input.value))) };
}

/** `_blank` is said as it is read. @param {string} word */
const wordOf = (word) => word.replace(/^_/, '');
