/**
 * The classic script: puts the element where the script stands, or into `data-target`, with the script's `data-`
 * attributes as its own.
 */

import { LatestPostsElement } from './define.js';

/** On the script, because each script of a page runs its own copy of this file. */
const taken = Symbol.for('latest-posts');

/** @typedef {HTMLScriptElement & { [taken]?: boolean }} Script */

/** What `data-` attributes become attributes of the element. @param {string} name */
const isOurs = (name) => LatestPostsElement.observedAttributes.includes(name) || name.startsWith('label-');

// The current script is known only while it runs for the first time, and not where an optimiser runs it in its own way:
// then it is the first that names this file, in whatever attribute, and was not taken yet.
const script = /** @type {Script} */ (
  document.currentScript ??
    /** @type {Script[]} */ ([...document.scripts]).find(
      (script) => !script[taken] && [...script.attributes].some(({ name, value }) => name !== 'data-src' && /\bembed(\.min)?\.js\b/.test(value)),
    )
);

/** The setting of this name is a word with a line in front, as `_blank`. */
const place = script?.dataset.target?.replace(/^_.*/, '');

function show() {
  const element = document.createElement('latest-posts');
  for (const { name, value } of script.attributes) {
    const own = name.replace(/^data-/, '');
    if (own !== name && isOurs(own) && (own !== 'target' || !place)) element.setAttribute(own, value);
  }
  const into = place && document.querySelector(place);
  if (!place) script.after(element);
  else if (into) {
    // What stands there is seen until there are posts, and whenever there are none.
    element.append(...into.childNodes);
    into.append(element);
  } else console.warn(`latest-posts: there is no ${place} on this page, which data-target names.`);
}

if (script?.dataset.src !== undefined && !script[taken]) {
  script[taken] = true;
  // A target may stand further down.
  if (place && document.readyState === 'loading') document.addEventListener('DOMContentLoaded', show);
  else show();
}
