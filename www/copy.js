/** Text with a button that copies it. */

import { make } from './elements.js';

/** How long the button says that it is done, in milliseconds. */
const PAUSE = 2000;

/** @param {string} text @returns {HTMLElement} */
export function copyable(text) {
  const code = make('code', {}, text);
  return make('div', { className: 'copyable' }, make('pre', { tabIndex: 0 }, code), copyButton(() => code.textContent));
}

/** @param {() => string} text @returns {HTMLButtonElement} */
export function copyButton(text) {
  const button = make('button', { type: 'button', className: 'copy' }, 'Copy');
  button.addEventListener('click', () => copy(button, text()));
  return button;
}

/** @param {HTMLButtonElement} button @param {string} text */
export async function copy(button, text) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // Without leave, or on a page that is not of https: the visitor copies by hand.
    button.textContent = 'Press Ctrl-C';
    select(button);
  }
  button.disabled = true;
  setTimeout(() => {
    button.textContent = before;
    button.disabled = false;
  }, PAUSE);
}

/** @param {HTMLButtonElement} button */
function select(button) {
  const text = button.closest('.copyable, .output')?.querySelector('pre');
  if (text) getSelection()?.selectAllChildren(text);
}
