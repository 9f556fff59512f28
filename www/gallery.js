/** The source of each page of the gallery, to be read and copied where its picture is. */

import { copyable } from './copy.js';

for (const details of document.querySelectorAll('details[data-page]')) details.addEventListener('toggle', showSource, { once: true });

/** @param {Event} event */
async function showSource({ currentTarget }) {
  const details = /** @type {HTMLElement} */ (currentTarget);
  const { page = '' } = details.dataset;
  const response = await fetch(page);
  details.append(copyable(tagOf(await response.text(), page)));
}

/** The script and the tag of a page, with addresses that are good anywhere. @param {string} source @param {string} page */
function tagOf(source, page) {
  const [tags = ''] = /<script type="module"[\s\S]*<\/latest-posts>/.exec(source) ?? [];
  const base = new URL(page, location.href);
  return tags.replace(/(src|archives)="([^"#]+)"/g, (_, name, value) => `${name}="${value.split(' ').map((/** @type {string} */ one) => new URL(one, base).href).join(' ')}"`);
}
