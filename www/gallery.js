/** The source of each page of the gallery, to be read and copied where its picture is. */

import { copyOnClick } from './copy.js';
import { make } from './elements.js';

for (const place of document.querySelectorAll('.source')) place.append(sourceOf(place));

/** @param {any} place @returns {HTMLElement} */
function sourceOf({ dataset: { page } }) {
  const code = make('code');
  const block = make('div', { className: 'copyable' }, make('pre', { tabIndex: 0 }, code), make('button', { type: 'button', className: 'copy' }, 'Copy'));
  copyOnClick(block);
  const details = make('details', {}, make('summary', {}, 'Source'), block);
  details.addEventListener('toggle', async () => {
    if (details.open && !code.textContent) code.textContent = tagOf(await (await fetch(page)).text(), page);
  });
  return details;
}

/** The script and the tag of a page, with addresses that are good anywhere. @param {string} source @param {string} page */
function tagOf(source, page) {
  const [tags = ''] = /<script type="module"[\s\S]*<\/latest-posts>/.exec(source) ?? [];
  const base = new URL(page, location.href);
  return tags.replace(/(src|archives)="([^"#]+)"/g, (_, name, value) => `${name}="${value.split(' ').map((/** @type {string} */ one) => new URL(one, base).href).join(' ')}"`);
}
