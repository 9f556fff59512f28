/** What a visitor does with a widget, and what becomes of it while it is on the page. */

import { archiveOf } from './page.js';

/** How long is waited for the next letter of a search, in milliseconds. */
const PAUSE = 150;

/**
 * Listens until the widget's signal is aborted.
 *
 * @param {import('./widget.js').Widget} widget
 */
export function listen(widget) {
  const { host, root, signal } = widget;
  root.addEventListener('click', ({ target }) => void click(widget, /** @type {Element} */ (target).closest('button')), { signal });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const search = (/** @type {Event} */ { target }) => {
    clearTimeout(timer);
    timer = setTimeout(() => widget.again({ search: /** @type {HTMLInputElement} */ (target).value }), PAUSE);
  };
  root.addEventListener('input', search, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));

  let place = JSON.stringify(archiveOf(host));
  const turn = () => {
    const before = place;
    place = JSON.stringify(archiveOf(host));
    if (place !== before) widget.again({});
  };
  window.addEventListener('hashchange', turn, { signal });
  const retry = () => {
    if (widget.rungs.some(({ code }) => code)) host.reload().catch(() => {});
  };
  window.addEventListener('online', retry, { signal });
  refresh(widget);
}

/**
 * Reloads after the minutes of `refresh`, as soon as the page is seen then.
 *
 * @param {import('./widget.js').Widget} widget
 */
function refresh({ host, signal }) {
  const minutes = Number(host.getAttribute('refresh'));
  if (!(minutes >= 1 && minutes <= 1440)) return;
  const reload = () => {
    if (!document.hidden) host.reload().catch(() => {});
  };
  const timer = setTimeout(() => {
    document.addEventListener('visibilitychange', reload, { signal });
    reload();
  }, minutes * 60_000);
  signal.addEventListener('abort', () => clearTimeout(timer));
}

/** @param {import('./widget.js').Widget} widget @param {HTMLButtonElement | null} button */
async function click(widget, button) {
  const { root, signal } = widget;
  const name = button?.part.value;
  if (name === 'copy') {
    const { href } = /** @type {HTMLAnchorElement} */ (button?.parentElement?.querySelector('a'));
    await navigator.clipboard.writeText(href).then(
      () => button?.replaceChildren(button.dataset.done ?? ''),
      () => {},
    );
  } else if (name === 'more') {
    const items = () => root.querySelectorAll("[part='item']");
    const before = items().length;
    await widget.more();
    if (!signal.aborted) items()[before]?.querySelector('a')?.focus();
  }
}
