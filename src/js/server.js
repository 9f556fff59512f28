/** The element as HTML, with its posts in a Declarative Shadow DOM: on a server, or while a site is built. */

import style from '../show/style.css';
import { attributeOf } from './attributes.js';
import { freshUntil } from './copies.js';
import { ask, start } from './core.js';
import { withExcerpts } from './excerpts.js';
import { fault } from './faults.js';
import { properties } from './generated.js';
import { addresses, climb } from './ladder.js';
import { speak } from './language.js';

/** @import { Fault } from './faults.js' */
/** @import { Feed, Warning } from './feed.js' */
/** @import { Answer } from './fetch.js' */
/** @import { Outcome } from './ladder.js' */

/** What a name of an attribute may be; none that runs or styles something. */
const NAME = /^(?!on|style$)[a-z][a-z0-9-]*$/;

/**
 * What is not a setting. Other names, as `id`, become attributes of the tag, as settings do.
 *
 * @typedef {object} Rendering
 * @property {Feed | Answer | (Feed | Answer)[]} [feed] a JSON Feed, as `parseFeed` gives it, or what a server has answered; or
 *   several; without it `src` is fetched
 * @property {string} [url] the page's address, which addresses in the settings are relative to
 * @property {string} [lang] the page's language, as `de`; English without it
 * @property {string} [nonce] of the page's Content-Security-Policy, for the style
 * @property {string} [stylesheet] the address of `latest-posts.css`, for a policy that has no nonces
 * @property {string} [fallback] HTML for readers that know no shadow trees; links to the posts without it
 * @property {string} [tag] the element's name, if it was defined by another
 * @property {AbortSignal} [signal] gives up
 */

/** @typedef {Rendering & Record<string, unknown>} Options settings by the names of the properties or of the attributes, and more */

/**
 * Renders the element with its posts. In a browser they are there before any script, and the element keeps them: it asks
 * for the feed when they are no longer fresh.
 *
 * @param {Options} options
 * @returns {Promise<string>} HTML
 * @throws {Error} named `LatestPostsError`, with a `code`: `no-src`, `bad-src`, and where `src` is fetched those of a feed
 *   that cannot be read
 *
 * @example
 * const html = await renderToString({ src: 'https://blog.example.com/feed', limit: 3, url: 'https://www.example.com/' });
 */
export async function renderToString({ nonce, stylesheet, fallback, tag = 'latest-posts', ...options }) {
  const { attributes, feed, links, tree, until } = await render(options);
  const shownFeed = withoutContent(feed);
  const looks = stylesheet
    ? `<link rel="stylesheet" href="${escaped(stylesheet)}">`
    : `<style${nonce ? ` nonce="${escaped(nonce)}"` : ''}>${style}</style>`;
  // In a script no character is escaped, and nothing but its end tag ends it.
  const state = JSON.stringify({ until, feed: shownFeed }).replaceAll('<', '\\u003c');
  const names = [...attributes].map(([name, value]) => (value ? ` ${name}="${escaped(value)}"` : ` ${name}`));
  return (
    `<${tag}${names.join('')}><template shadowrootmode="open">${looks}${tree}` +
    `<script type="application/json">${state}</script></template>${fallback ?? links}</${tag}>`
  );
}

/**
 * The posts that the element would show, as a feed: small, and on your own site a `src` or a `fallback-src`.
 *
 * @param {Options & { excerpts?: boolean }} options as of `renderToString`; with `excerpts`, posts with how they begin alone, as
 *   `excerpt` says
 * @returns {Promise<Feed>} a JSON Feed 1.1
 * @throws {Error} as `renderToString` says
 */
export async function snapshot({ excerpts = false, ...options }) {
  if (!excerpts) return (await render(options)).feed;
  const { feed, tree } = await render({ ...options, layout: 'list', show: 'excerpt image', view: 'latest' });
  return withExcerpts(feed, tree);
}

/**
 * What is shown: the feed with the posts, their links and the tree as HTML, and until when they are fresh.
 *
 * @param {Options} options
 */
async function render({ feed, url: page = '', signal = new AbortController().signal, ...settings }) {
  const attributes = asAttributes(settings);
  const [{ texts, format }] = await Promise.all([speak(attributes.get('lang')), start(fault)]);
  const wanted = JSON.stringify({ ...texts, ...Object.fromEntries(attributes) });
  const show = (/** @type {Answer[]} */ answers, /** @type {boolean} */ several) =>
    /** @type {string} */ (ask(
      'showPosts',
      answers.map(({ bytes }) => bytes),
      JSON.stringify(answers.flatMap(({ contentType, contentLanguage, url }) => [contentType, contentLanguage, url])),
      several,
      false,
      wanted,
      false,
      true,
      page,
      format,
      0,
      '',
      false,
    ));
  let answers, text;
  /** @type {Warning[]} */
  let missing = [];
  if (feed) {
    answers = [feed].flat().map(given);
    text = show(answers, answers.length > 1);
  } else {
    const options = { via: attributes.get('via') ?? null, base: page || undefined, rungs: [], signal };
    ({ answers, text, missing } = await asked(addresses(attributes.get('src') ?? null, options.base), options, show));
  }
  const [json, links, ...tree] = text.split('\n');
  const shown = JSON.parse(json);
  // Where the body broke off, that is the reason for whatever is missing.
  const [reason] = answers.map(({ broken }) => broken).filter(Boolean);
  if (reason && !shown.items.length) throw reason;
  if (missing.length) (shown._latest_posts.warnings ??= []).push(...missing);
  const until = freshUntil(shown._latest_posts.ttl, answers.map(({ cacheControl }) => cacheControl));
  return { attributes, feed: shown, links, tree: tree.join('\n'), until };
}

/** @param {Record<string, unknown>} settings @returns {Map<string, string>} attributes; that of a flag is empty */
function asAttributes(settings) {
  const attributes = new Map();
  for (const [key, value] of Object.entries(settings)) {
    const name = Object.hasOwn(properties, key) ? attributeOf(key) : key.toLowerCase();
    if (!NAME.test(name)) throw new TypeError(`${key} is no attribute of the element.`);
    if (value != null && value !== false) attributes.set(name, value === true ? '' : String(value));
  }
  return attributes;
}

/** A JSON Feed as an answer; what is one already stays. @param {Feed | Answer} feed @returns {Answer} */
const given = (feed) =>
  'bytes' in feed
    ? feed
    : {
        bytes: new TextEncoder().encode(JSON.stringify(feed)),
        contentType: 'application/feed+json;charset=utf-8',
        contentLanguage: '',
        cacheControl: '',
        url: feed.feed_url ?? '',
      };

/**
 * What the feeds answer, what it is rendered to, and why some of several are missing; a page that names its feed leads to it.
 *
 * @param {string[]} urls
 * @param {Parameters<typeof climb>[1]} options
 * @param {(answers: Answer[], several: boolean) => string} show
 */
async function asked(urls, options, show) {
  /** @type {Outcome[]} */
  const results = await Promise.allSettled(urls.map((url) => climb(url, options)));
  const answers = /** @type {Answer[]} */ (results.map(({ value }) => value).filter(Boolean));
  const missing = results.flatMap(({ reason }, place) => (reason ? [without(urls[place], reason)] : []));
  if (!answers.length) throw results[0].reason;
  for (;;) {
    try {
      const text = show(answers, urls.length > 1);
      missing.push(...answers.flatMap(({ url, broken }) => (broken ? [without(url, broken)] : [])));
      return { answers, text, missing };
    } catch (error) {
      const { place = -1, feedUrl } = /** @type {Fault} */ (error);
      const answer = answers[place];
      if (!answer) throw error;
      if (feedUrl && !answer.isFound) {
        const found = await climb(feedUrl, options).catch((broken) => ({ ...answer, broken }));
        answers[place] = { ...found, isFound: true };
      } else {
        const reason = answer.broken ?? /** @type {Fault} */ (error);
        if (answers.length < 2) throw reason;
        answers.splice(place, 1);
        missing.push(without(answer.url, reason));
      }
    }
  }
}

/** What is said of a feed that is missing, or cut. @param {string} url @param {Fault} fault @returns {Warning} */
const without = (url, { code, message }) => ({ code, message: `${url}: ${message}` });

/** What is shown stands in the tree already, and all else is in the feed. @param {Feed} feed */
const withoutContent = (feed) => ({
  ...feed,
  items: feed.items.map(({ content_html, content_text, ...item }) => item),
});

const escaped = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
