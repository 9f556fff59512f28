/** Elements of the page, made by name: texts stay texts. */

/**
 * @param {string} name
 * @param {Record<string, unknown>} [properties] set as properties; names with a dash, `for`, `role` and `part` as attributes
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (/-/.test(key) || key === 'for' || key === 'role') element.setAttribute(key, String(value));
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
