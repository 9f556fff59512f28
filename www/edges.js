/** The owner's own edge, as a file for each platform. */

import { platformNames, recipe } from './doctor.js';
import { fromTemplate, one } from './elements.js';

/**
 * For each platform what to keep, to run and to write; one is open at a time, and none at first.
 *
 * @param {string} feed an address with https
 * @param {string} page the address of a page that may read it
 * @returns {Element[]} as the template of the page has them
 */
export const edges = (feed, page) =>
  platformNames.map((platform) => {
    const { name, file, run, text, via } = recipe(platform, [feed], page);
    const details = one(fromTemplate('edges'), 'details');
    one(details, 'summary').textContent = name;
    one(details, '.file').textContent = file;
    one(details, '.text code').textContent = text.trimEnd();
    one(details, '.run code').textContent = run;
    one(details, '.via code').textContent = `via="${via}"`;
    return details;
  });
