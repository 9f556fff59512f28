/**
 * The classic script: puts the element where the script stands, with the script's `data-` attributes as its own.
 */

import { LatestPostsElement } from './define.js';

// Known only while the script runs for the first time.
const script = document.currentScript;

if (script?.dataset.src !== undefined) {
  const element = document.createElement('latest-posts');
  for (const name of LatestPostsElement.observedAttributes) {
    const value = script.getAttribute(`data-${name}`);
    if (value !== null) element.setAttribute(name, value);
  }
  script.after(element);
}
