/** What the page around an element says about it, and what it gets. */

/** A setting that is one word, as the table of settings reads it. @param {Element} host @param {string} name */
export const word = (host, name) => host.getAttribute(name)?.trim().toLowerCase();

/**
 * The archive that the fragment of the page's address asks for.
 *
 * @param {Element} host
 * @returns {{ isAll: boolean, place: string } | undefined} `isAll` where the category does not matter; a place as `2024-05`
 */
export function archiveOf(host) {
  const { hash } = location;
  for (const name of ['archives', 'category-archives']) {
    const reference = host.getAttribute(name)?.trim();
    // As the platform writes it: letters of other languages are escaped.
    const fragment = reference?.startsWith('#') && new URL(reference, location.href).hash;
    if (fragment && `${hash}-`.startsWith(`${fragment}-`)) {
      return { isAll: name === 'archives', place: hash.slice(fragment.length + 1) };
    }
  }
  const [, place] = /^#archive-?(.*)/.exec(hash) ?? [];
  return word(host, 'view') === 'archive' && place !== undefined ? { isAll: false, place } : undefined;
}

/** Opens a year or a month; gives its place, if it is there. @param {ShadowRoot} root @param {string} [place] */
export function openArchive(root, place = '') {
  if (!/^\d{4}(-\d\d)?$/.test(place)) return;
  const details = root.querySelector(`[data-year='${place}'], [data-month='${place}']`);
  for (let part = details; part; part = part.parentElement) if (part.localName === 'details') /** @type {HTMLDetailsElement} */ (part).open = true;
  details?.scrollIntoView();
  return details && place;
}

/** Whether more is wanted of a feed than the posts that are shown first. @param {Element} host */
export const needsAll = (host) =>
  host.hasAttribute('searchable') || host.hasAttribute('more') || word(host, 'view') === 'archive' || Boolean(archiveOf(host));

/** Whether an element holds something to be seen where there are no posts. @param {Element} host */
export const hasFallback = (host) =>
  [...host.childNodes].some((/** @type {import('./patch.js').Child} */ node) => (node.localName ? node.localName !== 'template' : node.data?.trim()));

/**
 * The attributes of an element as they are meant: the page's address and the visitor's browser have a say.
 *
 * @param {Element} host
 * @returns {Record<string, string | undefined>}
 */
export function attributesOf(host) {
  /** @type {Record<string, string | undefined>} */
  const attributes = {};
  for (const { name, value } of host.attributes) attributes[name] = value;
  const archive = archiveOf(host);
  if (archive) attributes.view = 'archive';
  if (archive?.isAll) attributes.category = undefined;
  if (navigator.connection?.saveData) attributes.show = attributes.show?.replace(/\bimage\b/gi, '');
  return attributes;
}

/**
 * The page's own template for posts, if it has one, and no button that cannot work. That of a server stays where it is if the
 * element was there before it.
 *
 * @param {Element} host
 * @param {Element} view
 */
export function adapt(host, view) {
  if (!navigator.clipboard) view.querySelector("[part='copy']")?.remove();
  const template = /** @type {HTMLTemplateElement | null} */ (host.querySelector(':scope > template:not([shadowrootmode])'));
  for (const article of template ? view.querySelectorAll('article') : []) {
    const item = /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (template).content.cloneNode(true));
    const link = article.querySelector("[part='link']");
    for (const slot of item.querySelectorAll('slot')) {
      slot.replaceWith(article.querySelector(`[part='${CSS.escape(slot.name)}']`)?.textContent ?? '');
    }
    for (const anchor of item.querySelectorAll('a:not([href])')) {
      for (const { name, value } of link?.attributes ?? []) if (name !== 'part') anchor.setAttribute(name, value);
    }
    article.replaceChildren(item);
  }
}

/**
 * Tells feed readers of the feed, until the signal is aborted.
 *
 * @param {Document} document
 * @param {import('./feed.js').Feed} feed
 * @param {AbortSignal} signal
 */
export function announce(document, feed, signal) {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'alternate', type: 'application/rss+xml', href: feed.feed_url, title: feed.title ?? '' });
  document.head.append(link);
  signal.addEventListener('abort', () => link.remove());
}
