/**
 * The classic script: puts the element where the script stands, or into `data-target`, with the script's `data-`
 * attributes as its own. A script that stands right behind a title is in the head, though its author may not have thought so.
 */

import { LatestPostsElement } from './define.js';

/** On the script, because each script of a page runs its own copy of this file; on the body, the last that was put on top. */
const taken = Symbol.for('latest-posts');

/** @typedef {HTMLScriptElement & { [taken]?: boolean }} Script */
/** @typedef {HTMLElement & { [taken]?: Element }} Body */

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

const isInHead = script?.closest('head');

function show() {
  const element = document.createElement('latest-posts');
  for (const { name, value } of script.attributes) {
    const own = name.replace(/^data-/, '');
    if (own !== name && isOurs(own) && (own !== 'target' || !place)) element.setAttribute(own, value);
  }
  const into = place && document.querySelector(place);
  if (into) {
    // What stands there is seen until there are posts, and whenever there are none.
    element.append(...into.childNodes);
    into.append(element);
  } else if (place) console.warn(`latest-posts: there is no ${place} on this page, which data-target names.`);
  else if (isInHead) {
    const { body } = /** @type {{ body: Body }} */ (document);
    if (body[taken]) body[taken].after(element);
    else body.prepend(element);
    body[taken] = element;
    console.warn('latest-posts: the script stands in the head, so the posts stand on top of the page. Move it into the body, or name an element by data-target.');
  } else script.after(element);
}

if (script?.dataset.src !== undefined && !script[taken]) {
  script[taken] = true;
  // A target may stand further down, and behind a head there is no body yet.
  if ((place || isInHead) && document.readyState === 'loading') document.addEventListener('DOMContentLoaded', show);
  else show();
}
