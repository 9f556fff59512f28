/** The element as HTML, with its posts in a Declarative Shadow DOM: on a server, or while a site is built. */

import style from '../show/style.css';
import { attributeOf } from './attributes.js';
import { addresses, climb, freshUntil, showText, speak, start } from './core.js';
import { withExcerpts } from './excerpts.js';
import { properties } from './generated.js';

/** What a name of an attribute may be; none that runs or styles something. */
const NAME = /^(?!on|style$)[a-z][a-z0-9-]*$/;

/**
 * Renders the element with its posts. In a browser they are there before any script, and the element keeps them: it asks
 * for the feed when they are no longer fresh.
 *
 * @param {object} options the settings, by the names of the properties or of the attributes; other names, as `id`, become
 *   attributes of the tag as well; and:
 * @param {object | object[]} [options.feed] a JSON Feed, as `parseFeed` gives it, or what a server has answered, with its
 *   `bytes` (`Answer` of fetch.js); or several; without it `src` is fetched
 * @param {string} [options.url] the page's address, which addresses in the settings are relative to
 * @param {string} [options.lang] the page's language, as `de`; English without it
 * @param {string} [options.nonce] of the page's Content-Security-Policy, for the style
 * @param {string} [options.stylesheet] the address of `latest-posts.css`, for a policy that has no nonces
 * @param {string} [options.fallback] HTML for readers that know no shadow trees; links to the posts without it
 * @param {string} [options.tag] the element's name, if it was defined by another
 * @param {AbortSignal} [options.signal] gives up
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
 * @param {object} options as of `renderToString`
 * @param {boolean} [options.excerpts] posts with how they begin alone, as `excerpt` says: a tenth of the size
 * @returns {Promise<object>} a JSON Feed 1.1
 * @throws {Error} as `renderToString` says
 */
export async function snapshot({ excerpts = false, ...options }) {
  if (!excerpts) return (await render(options)).feed;
  const { feed, tree } = await render({ ...options, layout: 'list', show: 'excerpt image', view: 'latest' });
  return withExcerpts(feed, tree);
}

/** What is shown: the feed with the posts, their links and the tree as HTML, and until when they are fresh. */
async function render({ feed, url: page = '', signal = new AbortController().signal, ...settings }) {
  const attributes = asAttributes(settings);
  const [{ texts, format }] = await Promise.all([speak(attributes.get('lang')), start()]);
  const get = (name) => attributes.get(name) ?? (name.startsWith('label-') ? texts[name.slice(6)] : undefined);
  const show = (answers, several) =>
    showText(
      answers.map(({ bytes }) => bytes),
      answers.flatMap(({ contentType, contentLanguage, url }) => [contentType, contentLanguage, url]),
      several,
      false,
      get,
      undefined,
      page,
      format,
      0,
      '',
      false,
    );
  let answers, text;
  if (feed) {
    answers = [feed].flat().map(given);
    text = show(answers, answers.length > 1);
  } else {
    const options = { via: get('via') ?? null, base: page || undefined, rungs: [], signal };
    ({ answers, text } = await asked(addresses(get('src') ?? null, options.base), options, show));
  }
  const [json, links, ...tree] = text.split('\n');
  const shown = JSON.parse(json);
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

/** A JSON Feed as an answer; what is one already stays. */
const given = (feed) =>
  feed.bytes
    ? feed
    : {
        bytes: new TextEncoder().encode(JSON.stringify(feed)),
        contentType: 'application/feed+json;charset=utf-8',
        contentLanguage: '',
        cacheControl: '',
        url: feed.feed_url ?? '',
      };

/** What the feeds answer, and what it is rendered to; a page that names its feed leads to it. */
async function asked(urls, options, show) {
  const results = await Promise.allSettled(urls.map((url) => climb(url, options)));
  const answers = results.filter(({ value }) => value).map(({ value }) => value);
  for (let found = 0; ; found += 1) {
    if (!answers.length) throw results[0].reason;
    try {
      return { answers, text: show(answers, urls.length > 1) };
    } catch (error) {
      const { place, feedUrl } = error;
      if (!answers[place]) throw error;
      if (feedUrl && found < urls.length) answers[place] = await climb(feedUrl, options);
      else if (answers.length > 1) answers.splice(place, 1);
      else throw error;
    }
  }
}

/** What is shown stands in the tree already, and all else is in the feed. */
const withoutContent = (feed) => ({
  ...feed,
  items: feed.items.map(({ content_html, content_text, ...item }) => item),
});

const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
