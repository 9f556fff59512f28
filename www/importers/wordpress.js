/** WordPress: the RSS block, and the shortcodes [rss] and [feedzy-rss]. */

import { Draft, because, isOn, length, none, nothing, number, numberOf, shows, target, text, words } from './draft.js';
import { feedsOf, jsonOf, shortcodeAttributes } from './markup.js';

export const name = 'WordPress';

// WordPress writes a sign of markup inside a block's JSON as an escape.
const block = /<!--\s*wp:(rss|feedzy-rss-feeds\/feedzy-block)\s+(\{[^<>]*\})\s*\/?-->/;
const shortcode = /\[(rss|feedzy-rss|wp-rss-aggregator)\b([^\][]*)\]/i;

/** @param {string} source */
export const detects = (source) => block.test(source) || shortcode.test(source);

/** @type {import('./draft.js').Rule} */
const feeds = (draft, value) => draft.set('src', feedsOf(value));

/** https://developer.wordpress.org/block-editor/reference-guides/core-blocks/ @type {Record<string, import('./draft.js').Rule>} */
const blockRules = {
  feedURL: feeds,
  itemsToShow: number('limit'),
  blockLayout: (draft, value) => void (value === 'grid' && draft.set('layout', 'cards')),
  columns: (draft, value, option) => void draft.changed.push({ option, value: String(value), why: 'There are as many columns as there is room for: --latest-posts-column is the width of one at least.' }),
  displayAuthor: shows('author'),
  displayDate: shows('date'),
  displayExcerpt: shows('excerpt'),
  displayFeaturedImage: shows('image'),
  excerptLength: number('excerpt-length'),
  openInNewTab: (draft, value) => void (value === true && draft.set('target', '_blank')),
  rel: text('rel'),
  className: none('Put class on the tag.'),
  align: none('It is as wide as its place.'),
  style: none(because.page),
};

/** Of Feedzy, as a block and as a shortcode. @type {Record<string, import('./draft.js').Rule>} */
const feedzyRules = {
  feeds,
  max: number('limit'),
  offset: number('offset'),
  feed_title: (draft, value) => void (isOn(value) || draft.settings.set('heading', '')),
  target,
  title: nothing,
  meta: (draft, value) => {
    const all = String(value);
    if (/^(no|false|off)$/i.test(all)) for (const part of ['date', 'author', 'categories']) draft.show(part, false);
    else if (!isOn(all)) for (const [part, word] of [['date', 'date'], ['author', 'author'], ['categories', 'categor']]) draft.show(part, all.includes(word));
  },
  summary: shows('excerpt'),
  summarylength: length,
  thumb: shows('image'),
  default: none('A post without a picture is shown without one.'),
  size: none('--latest-posts-ratio is the shape of pictures; they are as wide as the post.'),
  aspectratio: (draft, value) => void (/^\d+ ?\/ ?\d+$/.test(String(value)) && draft.look.set('--latest-posts-ratio', String(value).replace(/ ?\/ ?/, ' / '))),
  columns: blockRules.columns,
  keywords_title: words('include'),
  keywords_ban: words('exclude'),
  refresh: none('A visitor’s copy is good for as long as the feed says, between five minutes and a day.'),
  lazy: (draft, value) => void (isOn(value) && draft.set('loading', 'lazy')),
  sort: (draft, value) => void (/asc/i.test(String(value)) && draft.set('order', 'oldest')),
  error_empty: text('label-none'),
  follow: (draft, value) => void (/^no$/i.test(String(value)) && draft.set('rel', 'nofollow')),
  template: none(because.template),
};

/** Of [rss], as WordPress.com and Jetpack have it. @type {Record<string, import('./draft.js').Rule>} */
const shortcodeRules = {
  feed: feeds,
  url: feeds,
  num: number('limit'),
  items: number('limit'),
  excerpt: (draft, value) => {
    draft.show('excerpt', isOn(value) || numberOf(value) > 0);
    if (numberOf(value) > 1) draft.set('excerpt-length', numberOf(value));
  },
  target,
  date: shows('date'),
  show_date: shows('date'),
  author: shows('author'),
  show_author: shows('author'),
  summary: shows('excerpt'),
  show_summary: shows('excerpt'),
};

/** @param {string} source @returns {Draft} */
export function read(source) {
  const [, kind, json] = block.exec(source) ?? [];
  if (kind === 'rss') return new Draft([]).take(Object.entries(jsonOf(json) ?? {}), blockRules);
  if (kind) return new Draft(['date', 'author', 'excerpt']).take(Object.entries(jsonOf(json) ?? {}).map(([option, value]) => [option.toLowerCase(), value]), feedzyRules);
  const [, word = '', rest = ''] = shortcode.exec(source) ?? [];
  const attributes = shortcodeAttributes(rest);
  if (/^feedzy/i.test(word)) return new Draft(['date', 'author', 'excerpt']).take(attributes, feedzyRules);
  if (/^rss$/i.test(word)) return new Draft([]).take(attributes, shortcodeRules);
  const draft = new Draft();
  draft.missing.push({ option: `[${word}]`, value: rest.trim(), why: 'The feeds of this shortcode are in your WordPress. Copy the address of the feed from there.' });
  return draft;
}

/** For people who want to see it first. */
export const example = `<!-- wp:rss {"feedURL":"https://blog.example.com/feed","itemsToShow":6,"blockLayout":"grid","columns":3,"displayDate":true,"displayExcerpt":true,"excerptLength":30,"openInNewTab":true} /-->`;
