/** vanilla-rss, `new RSS(element, url, options)`, and jquery-rss, `$(element).rss(url, options)`, which wraps it. */

import { Draft, because, none, nothing, number, numberOf } from './draft.js';
import { Code, argumentsAt } from './literal.js';
import { feedsOf } from './markup.js';

export const name = 'vanilla-rss or jquery-rss';

const call = /\bnew\s+RSS\s*\(|\.rss\s*\(/;

/** @param {string} source */
export const detects = (source) => call.test(source);

/** What a template names, and what is shown for it. */
const tokens = { image: /\{teaserImage(Url)?\}/, date: /\{date\}/, author: /\{author(Plain)?\}/, excerpt: /\{(short)?[bB]ody(Plain)?\}/, categories: /\{categories\}/ };

/** @type {import('./draft.js').Rule} */
function template(draft, value, option) {
  for (const [part, token] of Object.entries(tokens)) draft.show(part, token.test(String(value)));
  if (/\{body\}/.test(String(value))) {
    draft.set('excerpt', 'html');
    draft.set('excerpt-length', 0);
  }
  draft.changed.push({ option, value: String(value), why: `What it names is shown, in the layout of this widget. ${because.template}` });
}

/** @type {Record<string, import('./draft.js').Rule>} */
const rules = {
  limit: number('limit'),
  offsetStart: number('offset'),
  offsetEnd: nothing,
  order: (draft, value) => {
    if (value === '-publishedDate') draft.set('order', 'newest');
    else if (value === 'publishedDate') draft.set('order', 'oldest');
    else return 'Posts are ordered by their dates, or as in the feed.';
  },
  entryTemplate: template,
  layoutTemplate: none(because.template),
  tokens: none(because.template),
  ssl: nothing,
  encoding: nothing,
  support: nothing,
  outputMode: nothing,
  host: none(because.proxy),
  fetchFeed: none(because.proxy),
  dateFormat: none(because.dates),
  dateFormatFunction: none(because.dates),
  dateLocale: none(because.dates),
  momentConfig: none(because.dates),
  effect: none(because.motion),
  filter: none('A function cannot be carried over: category, author, include and exclude choose posts.'),
  filterLimit: nothing,
  onData: none(because.code),
  error: none(because.code),
  success: none(because.code),
};

/** @param {string} source @returns {Draft} */
export function read(source) {
  const draft = new Draft(['date', 'author', 'excerpt']);
  const found = call.exec(source);
  const given = found ? argumentsAt(source, found.index + found[0].length) : [];
  const isFeed = (/** @type {unknown} */ value) => typeof value === 'string' && /^(https?:)?\/\//.test(value);
  const feed = given.find((value) => isFeed(value) || (Array.isArray(value) && value.some(isFeed)));
  if (feed) draft.set('src', feedsOf(feed));
  else draft.missing.push({ option: 'url', value: String(given.find((value) => value instanceof Code && !/^(document|\$)/.test(value.text)) ?? ''), why: 'The address of the feed is not written here: it comes of a variable. Put it into src.' });
  const options = given.find((value) => value instanceof Map);
  if (!(options instanceof Map)) return draft;
  draft.take(options, rules);
  const [start, end] = ['offsetStart', 'offsetEnd'].map((option) => numberOf(options.get(option)));
  if (end > start) draft.set('limit', end - start);
  return draft;
}

/** For people who want to see it first. */
export const example = `const rss = new RSS(
  document.querySelector('#posts'),
  'https://blog.example.com/feed',
  {
    limit: 3,
    order: '-publishedDate',
    layoutTemplate: '<ul>{entries}</ul>',
    entryTemplate: '<li><a href="{url}">{title}</a> {date}<br>{shortBodyPlain}</li>',
    dateFormat: 'MMMM Do, YYYY',
    support: false,
  },
);
rss.render();`;
