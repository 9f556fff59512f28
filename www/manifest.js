/** What the element takes, from its manifest: `custom-elements.json` beside this site. */

/**
 * @typedef {object} Setting an attribute of the element
 * @property {string} name
 * @property {string} [property] of the element; labels have none
 * @property {string} description
 * @property {'text' | 'list' | 'flag' | 'number' | 'one-of' | 'any-of'} kind
 * @property {string[]} words of `one-of` and `any-of`
 * @property {number} [min]
 * @property {number} [max]
 * @property {string} absent what it is while the attribute is absent
 */

/** @typedef {{ name: string, description: string, default?: string }} Named */

/**
 * @typedef {object} Manifest
 * @property {Setting[]} settings
 * @property {Setting[]} labels texts of the widget that a page may word anew
 * @property {Named[]} events
 * @property {Named[]} parts
 * @property {Named[]} states
 * @property {Named[]} properties custom properties of CSS
 * @property {Named[]} slots
 */

/**
 * Reads the manifest.
 *
 * @param {string} [url]
 * @returns {Promise<Manifest>}
 */
export async function readManifest(url = new URL('custom-elements.json', import.meta.url).href) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be read (${response.status}).`);
  return fromManifest(await response.json());
}

/** @param {any} manifest as https://github.com/webcomponents/custom-elements-manifest has it @returns {Manifest} */
export function fromManifest({ modules }) {
  const element = modules.flatMap(({ declarations }) => declarations).find(({ customElement }) => customElement);
  const all = element.attributes.map(asSetting);
  return {
    settings: all.filter(({ property }) => property),
    labels: all.filter(({ property }) => !property),
    events: element.events,
    parts: element.cssParts,
    states: element.cssStates,
    properties: element.cssProperties,
    slots: element.slots,
  };
}

/** @returns {Setting} */
const asSetting = ({ name, fieldName, description, default: absent, values: { kind, words = [], min, max } }) => ({
  name,
  property: fieldName,
  description,
  kind,
  words,
  min,
  max,
  absent: kind === 'flag' ? '' : absent.replace(/^'(.*)'$/s, '$1'),
});
