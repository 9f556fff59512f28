/** What another widget's snippet means in the settings of this one. */

import * as feedek from './importers/feedek.js';
import * as feedwind from './importers/feedwind.js';
import * as rssParser from './importers/rss-parser.js';
import * as rssdog from './importers/rssdog.js';
import * as vanillaRss from './importers/vanilla-rss.js';
import * as wordpress from './importers/wordpress.js';

/** Longer than any snippet. */
const MAX_LENGTH = 100_000;

/** The widgets whose snippets are understood; those that are easily told come first. */
export const sources = [feedwind, rssdog, wordpress, feedek, vanillaRss, rssParser];

/**
 * @typedef {object} Imported
 * @property {string} source the other widget
 * @property {Map<string, string>} settings attributes of the element
 * @property {Map<string, string>} look custom properties
 * @property {import('./importers/draft.js').Remark[]} changed options that mean nearly the same
 * @property {import('./importers/draft.js').Remark[]} missing options that have no counterpart
 */

/**
 * Reads a snippet: as text, and nothing of it is run or asked for.
 *
 * @param {string} snippet
 * @returns {Imported | null} null for what no widget is known by
 */
export function importSnippet(snippet) {
  const text = snippet.slice(0, MAX_LENGTH);
  const source = sources.find(({ detects }) => detects(text));
  if (!source) return null;
  const { settings, look, changed, missing } = source.read(text);
  return { source: source.name, settings, look, changed, missing };
}
