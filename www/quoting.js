/** Texts made fit for the places they are written into. */

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For an attribute or a text of HTML. @param {string} text @returns {string} */
export const html = (text) => text.replace(/[&<>"']/g, (character) => entities[character]);

/** For a template of Vue, Svelte or Astro, where braces are code. @param {string} text @returns {string} */
export const inBraces = (text) => html(text).replaceAll('{', '&#123;').replaceAll('}', '&#125;');

/** A string of JavaScript, which no end tag of a script can leave. @param {string} text @returns {string} */
export function literal(text) {
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

/** The value of an attribute in JSX, which knows no escapes between quotes. @param {string} text @returns {string} */
export const jsx = (text) => (/^[\w ./:#?=%+,-]*$/.test(text) ? `"${text}"` : `{${literal(text)}}`);

/** Beyond this many characters a tag has a line for each attribute. */
const WIDTH = 100;

/**
 * A tag with its content.
 *
 * @param {string} name
 * @param {string[]} attributes as they are written
 * @param {string} content as it is written
 * @returns {string}
 */
export function tag(name, attributes, content) {
  const line = `<${[name, ...attributes].join(' ')}>`;
  const end = `</${name}>`;
  if (!content) return line.length > WIDTH ? `<${[name, ...attributes].join('\n  ')}\n>${end}` : line + end;
  if (line.length > WIDTH) return `<${[name, ...attributes].join('\n  ')}\n>\n  ${content}\n${end}`;
  return line.length + content.length > WIDTH ? `${line}\n  ${content}\n${end}` : line + content + end;
}
