/** FeedEk: a plugin of jQuery, `$(element).FeedEk(options)`. */

import { Draft, because, length, none, nothing, number, shows, target } from './draft.js';
import { argumentsAt } from './literal.js';
import { feedsOf } from './markup.js';

export const name = 'FeedEk';

const call = /\.FeedEk\s*\(/i;

/** @param {string} source */
export const detects = (source) => call.test(source);

/** @type {Record<string, import('./draft.js').Rule>} */
const rules = {
  FeedUrl: (draft, value) => draft.set('src', feedsOf(value)),
  MaxCount: number('limit'),
  Offset: number('offset'),
  ShowDesc: shows('excerpt'),
  ShowPubDate: shows('date'),
  ShowAuthor: shows('author'),
  AuthorLabel: none('Names stand without a word before them.'),
  DescCharacterLimit: length,
  TitleLinkTarget: target,
  DateFormat: none(because.dates),
  DateFormatLang: none('Days are written in the language of the page (lang).'),
  Success: none(because.code),
  Error: none(because.code),
  CharacterLimit: length,
  ShowImage: shows('image'),
  Loader: nothing,
};

/** @param {string} source @returns {Draft} */
export function read(source) {
  const draft = new Draft(['date', 'excerpt']);
  const found = call.exec(source);
  const [options] = found ? argumentsAt(source, found.index + found[0].length) : [];
  return options instanceof Map ? draft.take(options, rules) : draft;
}

/** For people who want to see it first. */
export const example = `$('#posts').FeedEk({
  FeedUrl: 'https://blog.example.com/feed',
  MaxCount: 5,
  ShowDesc: true,
  ShowPubDate: true,
  DescCharacterLimit: 150,
  TitleLinkTarget: '_blank',
  DateFormat: 'MM/DD/YYYY',
});`;
