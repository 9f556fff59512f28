/** Buttons that copy a text. */

import { make } from './elements.js';

/** How long the button says that it is done, in milliseconds. */
const PAUSE = 2000;

/** The names of buttons that say something else for now. @type {Map<HTMLButtonElement, { name: string, timer?: ReturnType<typeof setTimeout> }>} */
const told = new Map();

/** It has to be there before it says anything. */
const status = make('p', { className: 'hidden', role: 'status' });
document.querySelector('main')?.append(status);

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
  try {
    await navigator.clipboard.writeText(text);
    tell(button, 'Copied');
  } catch {
    // Without leave, or on a page that is not of https: the visitor copies by hand.
    if (shown) getSelection()?.selectAllChildren(shown);
    tell(button, 'Press Ctrl-C');
  }
}

/** Says what has come of it, in place of the button's name and to who does not see it. The button keeps the focus. */
function tell(/** @type {HTMLButtonElement} */ button, /** @type {string} */ sentence) {
  const { name, timer } = told.get(button) ?? { name: button.textContent ?? '' };
  clearTimeout(timer);
  button.textContent = sentence;
  status.textContent = sentence;
  const over = () => {
    told.delete(button);
    button.textContent = name;
    status.textContent = '';
  };
  told.set(button, { name, timer: setTimeout(over, PAUSE) });
}
