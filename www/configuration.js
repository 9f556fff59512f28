/** What is to be written out, of a state and what is known besides. */

/**
 * @param {import('./state.js').State} state
 * @param {{ src: string, link: { href: string, text: string }, files: string, integrity: string }} known
 * @returns {import('./snippets.js').Configuration}
 */
export function configurationOf({ known, properties, settings, look }, { src, ...rest }) {
  const values = new Map([...settings, ['src', src]]);
  return {
    settings: known.flatMap((setting) => (values.has(setting.name) ? [{ ...setting, value: values.get(setting.name) ?? '' }] : [])),
    look: properties.flatMap((name) => /** @type {[string, string][]} */ (look.has(name) ? [[name, look.get(name)]] : [])),
    ...rest,
  };
}
