/** Code that reads a feed by rss-parser and shows its items. */

import { Draft, because, none } from './draft.js';
import { Code, argumentsAt } from './literal.js';
import { feedsOf } from './markup.js';

export const name = 'rss-parser';

/** @param {string} source */
export const detects = (source) => /\brss-parser\b|\bRSSParser\b|\.parseURL\s*\(|new\s+Parser\s*\(/.test(source);

/** The fields of an item, and what is shown for each. */
const fields = {
  date: /\.(pubDate|isoDate)\b/,
  author: /\.(creator|author)\b|['"]dc:creator['"]/,
  excerpt: /\.(content|contentSnippet|summary|description)\b|\[['"]content:encoded/,
  categories: /\.categories\b/,
  image: /\.enclosure\b|media:(content|thumbnail)/,
};

/** @type {Record<string, import('./draft.js').Rule>} */
const rules = {
  customFields: none('Pictures of Media RSS, enclosures, authors and categories are read unasked; other fields are not shown.'),
  headers: none('Headers of one’s own would need the leave of the feed’s server.'),
  requestOptions: none(because.proxy),
  timeout: none('A server has ten seconds.'),
  maxRedirects: none('The browser follows redirects.'),
  defaultRSS: none('Feeds without a version are read.'),
  xml2js: none('Feeds with faults are read.'),
};

/** @param {string} source @returns {Draft} */
export function read(source) {
  const shown = Object.entries(fields).filter(([, field]) => field.test(source)).map(([part]) => part);
  const draft = new Draft(shown);
  const [made, asked] = [/new\s+(?:RSS)?Parser\s*\(/.exec(source), /\.parseURL\s*\(/.exec(source)];
  const [options] = made ? argumentsAt(source, made.index + made[0].length) : [];
  if (options instanceof Map) draft.take(options, rules);
  const [url] = asked ? argumentsAt(source, asked.index + asked[0].length) : [];
  // With a proxy before it, the address is a sum of two.
  const [, feed = ''] = /(?:^|\+\s*)["'`](https?:[^"'`]+)["'`]\s*$/.exec(url instanceof Code ? url.text : `'${url ?? ''}'`) ?? [];
  draft.set('src', feedsOf(feed));
  if (url instanceof Code && feed) draft.missing.push({ option: 'parseURL', value: url.text, why: because.proxy });
  if (!feed) draft.missing.push({ option: 'parseURL', value: String(url ?? ''), why: 'The address of the feed is not written here: it comes of a variable. Put it into src.' });
  const [, limit] = /\.slice\s*\(\s*0\s*,\s*(\d+)\s*\)/.exec(source) ?? [];
  if (limit) draft.set('limit', limit);
  if (/\.content\b|\[['"]content:encoded/.test(source) && !/contentSnippet/.test(source)) draft.set('excerpt', 'html');
  draft.changed.push({ option: 'your own markup', value: '', why: 'Who wants the feed as an object and no widget: parseFeed of latest-posts/parse gives a JSON Feed.' });
  return draft;
}

/** For people who want to see it first. */
export const example = `import Parser from 'rss-parser';

const parser = new Parser({ timeout: 5000 });
const CORS_PROXY = 'https://proxy.example.com/';
const feed = await parser.parseURL(CORS_PROXY + 'https://blog.example.com/feed');
for (const item of feed.items.slice(0, 4)) {
  show(item.title, item.link, item.isoDate, item.contentSnippet);
}`;
