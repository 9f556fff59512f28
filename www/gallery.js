/** The source of each page of the gallery, to be read and copied where its picture is. */

import { copyOnClick } from './copy.js';
import { make } from './elements.js';

for (const details of document.querySelectorAll('details[data-page]')) details.addEventListener('toggle', showSource, { once: true });

/** @param {Event} event */
async function showSource({ currentTarget: details }) {
  const { page } = /** @type {HTMLElement} */ (details).dataset;
  const code = make('code');
  const block = make('div', { className: 'copyable' }, make('pre', { tabIndex: 0 }, code), make('button', { type: 'button', className: 'copy' }, 'Copy'));
  copyOnClick(block);
  details.append(block);
  code.textContent = tagOf(await (await fetch(page)).text(), page);
}

/** The script and the tag of a page, with addresses that are good anywhere. @param {string} source @param {string} page */
function tagOf(source, page) {
  const [tags = ''] = /<script type="module"[\s\S]*<\/latest-posts>/.exec(source) ?? [];
  const base = new URL(page, location.href);
  return tags.replace(/(src|archives)="([^"#]+)"/g, (_, name, value) => `${name}="${value.split(' ').map((/** @type {string} */ one) => new URL(one, base).href).join(' ')}"`);
}
