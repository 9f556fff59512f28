/** @typedef {ChildNode & { localName?: string, data?: string } & Partial<Pick<Element, 'getAttribute'>>} Child of any kind */

/**
 * Makes the children of one node those of another. What is the same stays where it is, with the focus, the pictures and
 * the selection in it.
 *
 * @param {Node} current
 * @param {Node} wanted its children are taken out
 */
export function patch(current, wanted) {
  const later = [...wanted.childNodes];
  let next = current.firstChild;
  while (later.length) {
    const child = /** @type {ChildNode} */ (later.shift());
    let same = next;
    while (same && !same.isEqualNode(child)) same = same.nextSibling;
    if (same) {
      while (next !== same) next = removed(/** @type {ChildNode} */ (next));
      next = same.nextSibling;
    } else if (next && isKind(next, child) && !later.some((node) => node.isEqualNode(next))) {
      update(/** @type {Element & Text} */ (next), /** @type {Element & Text} */ (child));
      next = next.nextSibling;
    } else {
      current.insertBefore(child, next);
    }
  }
  while (next) next = removed(next);
}

/** @param {ChildNode} node */
function removed(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/**
 * Whether one node can become the other: a post does not become another post, nor a month another month.
 *
 * @param {Child} one
 * @param {Child} other
 */
function isKind(one, other) {
  if (one.nodeName !== other.nodeName || one.localName === 'li') return false;
  return ['part', 'data-year', 'data-month'].every((name) => one.getAttribute?.(name) === other.getAttribute?.(name));
}

/** Both are elements, or both are not. @param {Element & Text} current @param {Element & Text} wanted */
function update(current, wanted) {
  if (!current.localName) {
    current.data = wanted.data;
    return;
  }
  for (const name of current.getAttributeNames()) {
    // What is open, the visitor has opened.
    if (name !== 'open' && !wanted.hasAttribute(name)) current.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (current.getAttribute(name) !== value) current.setAttribute(name, value);
  }
  patch(current, wanted);
}
