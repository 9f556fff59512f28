/**
 * The classic script: puts the element where the script stands, with the script's `data-` attributes as its own.
 */

import packed, { size } from 'latest-posts.wasm';
import { LatestPostsElement } from './define.js';

// Known only while the script runs for the first time.
const script = document.currentScript;

if (packed.length !== size) {
  // A classic script is read in the page's charset where its server names none; this one is UTF-8.
  const again = document.createElement('script');
  for (const { name, value } of script.attributes) again.setAttribute(name, value);
  again.charset = 'utf-8';
  script.replaceWith(again);
} else if (script?.dataset.src !== undefined) {
  const element = document.createElement('latest-posts');
  for (const name of LatestPostsElement.observedAttributes) {
    const value = script.getAttribute(`data-${name}`);
    if (value !== null) element.setAttribute(name, value);
  }
  script.after(element);
}
