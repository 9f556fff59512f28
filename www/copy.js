/** Buttons that copy a text. */

import { make } from './elements.js';

/** How long the button says that it is done, in milliseconds. */
const PAUSE = 2000;

/** A text with such a button. @param {string} text @returns {HTMLElement} */
export function copyable(text) {
  const pre = make('pre', { tabIndex: 0 }, make('code', {}, text));
  const block = make('div', { className: 'copyable' }, pre, make('button', { type: 'button', className: 'copy' }, 'Copy'));
  copyOnClick(block);
  return block;
}

/** Makes the button in a block copy the block's text. @param {Element} block */
export function copyOnClick(block) {
  const button = block.querySelector('button');
  const text = block.querySelector('pre');
  if (button && text) button.addEventListener('click', () => copy(button, text.textContent ?? '', text));
}

/** @param {HTMLButtonElement} button @param {string} text @param {Element} [shown] what shows the text */
export async function copy(button, text, shown) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // Without leave, or on a page that is not of https: the visitor copies by hand.
    button.textContent = 'Press Ctrl-C';
    if (shown) getSelection()?.selectAllChildren(shown);
  }
  button.disabled = true;
  setTimeout(() => {
    button.textContent = before;
    button.disabled = false;
  }, PAUSE);
}
