/** The reference, from the manifest. */

import { byId, make, prose } from './elements.js';
import { readManifest } from './manifest.js';

const { settings, labels, events, states, properties, parts } = await readManifest('../custom-elements.json');

rows('settings', settings, (setting) => [valuesOf(setting), code(setting.absent), prose(setting.description)]);
rows('labels', labels, ({ absent, description }) => [code(absent), prose(description)]);
rows('events', events.map(named), ({ description }) => [prose(description)]);
rows('states', states.map(named), ({ description }) => [prose(description)]);
rows('properties', properties.map(named), ({ default: absent = '', description }) => [code(absent), prose(description)]);
rows('parts', parts.map(named), ({ description }) => [prose(description)]);
// All at once, so that nothing moves.
byId('reference').hidden = false;
// The place that the address names was not there yet.
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();

/**
 * @template {{ name: string }} Row
 * @param {string} id of the table's body, without its beginning
 * @param {Row[]} all
 * @param {(row: Row) => (Node | string)[][]} cells
 */
function rows(id, all, cells) {
  const body = byId(`rows-${id}`);
  const titles = [...body.closest('table').tHead.rows[0].cells].map(({ textContent }) => textContent);
  body.append(
    ...all.map((row) =>
      make('tr', { id: `${id.replace(/s$/, '')}-${row.name}` }, make('th', { scope: 'row' }, make('code', {}, row.name)), ...cells(row).map((cell, index) => make('td', { 'data-title': titles[index + 1] }, ...cell))),
    ),
  );
}

/** Descriptions in the class's comment are parts of sentences. @param {import('./manifest.js').Named} row */
function named(row) {
  return { ...row, description: row.description[0].toUpperCase() + row.description.slice(1) };
}

/** @param {string} text @returns {(Node | string)[]} */
function code(text) {
  return text ? [make('code', {}, text)] : [];
}

/** @param {import('./manifest.js').Setting} setting @returns {(Node | string)[]} */
function valuesOf({ kind, words, min, max }) {
  if (kind === 'number') return [`${min}–${max}`];
  if (kind === 'flag') return ['no value'];
  if (kind === 'list') return ['texts, with commas'];
  if (kind === 'text') return ['text'];
  const between = kind === 'one-of' ? ', ' : ' ';
  return words.flatMap((word, index) => [...(index ? [between] : []), make('code', {}, word)]);
}
