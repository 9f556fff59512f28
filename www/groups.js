/** In which order and under which names the settings stand in the form. */

/** @typedef {{ name: string, settings: string[], isOpen?: boolean }} Group */

/** @type {Group[]} */
const groups = [
  { name: 'Posts', isOpen: true, settings: ['limit', 'layout', 'show'] },
  { name: 'Texts', settings: ['heading', 'heading-level', 'excerpt', 'excerpt-length', 'date-style'] },
  { name: 'Selection', settings: ['category', 'author', 'include', 'exclude', 'order', 'offset', 'source-limit', 'view'] },
  { name: 'For visitors', settings: ['more', 'searchable', 'mark-new', 'footer', 'alternate'] },
  { name: 'Links', settings: ['archives', 'category-archives', 'category-feed', 'target', 'rel'] },
  { name: 'Loading', settings: ['loading', 'refresh', 'cache', 'fallback-src', 'via'] },
];

/** What has a place of its own on the page. */
const elsewhere = ['src', 'theme'];

/**
 * The groups with their settings; what is new in the manifest and in no group comes last.
 *
 * @param {import('./manifest.js').Setting[]} settings
 * @returns {{ name: string, isOpen: boolean, settings: import('./manifest.js').Setting[] }[]}
 */
export function grouped(settings) {
  const known = [...elsewhere, ...groups.flatMap((group) => group.settings)];
  const rest = settings.filter(({ name }) => !known.includes(name)).map(({ name }) => name);
  return [...groups, { name: 'More', settings: rest }]
    .map(({ name, isOpen = false, settings: names }) => ({
      name,
      isOpen,
      settings: names.flatMap((wanted) => settings.filter((setting) => setting.name === wanted)),
    }))
    .filter((group) => group.settings.length);
}
