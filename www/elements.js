/** Elements of the page, made by name: texts stay texts. */

/**
 * @param {string} name
 * @param {Record<string, unknown>} [properties] set as properties; names with a dash, and `role`, as attributes
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role') element.setAttribute(key, String(value));
    else element[key] = value;
  }
  element.append(...children);
  return element;
}

/** The element with an id that the page has. @param {string} id @returns {any} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
}

/** Words with `code` between backticks, as the descriptions of the manifest have them. @param {string} text @returns {(Node | string)[]} */
export const prose = (text) => text.split('`').map((part, index) => (index % 2 ? make('code', {}, part) : part));

/** What a template of the page holds, anew. @param {string} id @returns {DocumentFragment} */
export const fromTemplate = (id) => document.importNode(byId(id).content, true);

/** The first element in another that a selector finds. @param {ParentNode} inside @param {string} selector @returns {any} */
export function one(inside, selector) {
  const element = inside.querySelector(selector);
  if (!element) throw new Error(`There is no ${selector}.`);
  return element;
}
