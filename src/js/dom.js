/** @typedef {[name: string, attributes: Record<string, string>, ...nodes: (Tree | string)[]]} Tree as src/show/nodes.rs writes it */

/**
 * The tree of the crate as DOM. Its names are constants there, and text is set as text, so nothing is parsed: the page's
 * Trusted Types and Content-Security-Policy have nothing to refuse.
 *
 * @param {Document} document
 * @param {Tree} tree its depth is limited by `clean`
 * @returns {Element}
 */
export function build(document, [name, attributes, ...nodes]) {
  const element = document.createElement(name);
  // Not `in`: some pages have put more into every object.
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...nodes.map((node) => (typeof node === 'string' ? node : build(document, node))));
  return element;
}
