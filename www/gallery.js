/** The source of each page of the gallery, to be read and copied where its picture is. */

import { copyable } from './copy.js';

for (const details of document.querySelectorAll('details[data-page]')) details.addEventListener('toggle', showSource, { once: true });

// Without a network those pictures are missing that nobody has seen; the rest of the page is there.
for (const picture of document.querySelectorAll('.gallery img')) {
  const leaveOut = () => void (/** @type {HTMLElement} */ (picture.closest('a')).hidden = true);
  if (picture.complete && picture.currentSrc && !picture.naturalWidth) leaveOut();
  else picture.addEventListener('error', leaveOut, { once: true });
}

/** @param {Event} event */
async function showSource({ currentTarget }) {
  const details = /** @type {HTMLElement} */ (currentTarget);
  const { page = '' } = details.dataset;
  const source = await textOf(page);
  // The first style sheet is what all pages of the gallery have.
  const [, ...sheets] = [...source.matchAll(/<link rel="stylesheet" href="([^"]+)">/g)].map(([, href]) => new URL(href, new URL(page, location.href)));
  const styles = await Promise.all(sheets.map(async ({ href }) => `<style>\n${await textOf(href)}</style>\n`));
  details.append(copyable(styles.join('') + tagOf(source, page)));
}

/** @param {string} url @returns {Promise<string>} */
const textOf = async (url) => (await fetch(url)).text();

/** The script and the tag of a page, with addresses and a language that are good anywhere. @param {string} source @param {string} page */
function tagOf(source, page) {
  const [tags = ''] = /<script type="module"[\s\S]*<\/latest-posts>/.exec(source) ?? [];
  const [, language = ''] = /<html( lang="(?!en")[^>]*)>/.exec(source) ?? [];
  const base = new URL(page, location.href);
  return tags
    .replace(/(src|archives)="([^"#]+)"/g, (_, name, value) => `${name}="${value.split(' ').map((/** @type {string} */ one) => new URL(one, base).href).join(' ')}"`)
    .replace('<latest-posts', `$&${language}`);
}
