/** The pages that are measured: the same five posts, by us and by what others would write. */

import { bundled } from './peers.mjs';

/** Who shows the posts; must.mjs asks for them by name. */
export const stacks = {
  ours: 'latest-posts',
  preloaded: 'latest-posts, with lines of modulepreload',
  floor: 'the floor: DOMParser by hand',
  extractor: 'feed-extractor + DOMPurify',
  feedsmith: 'feedsmith + DOMPurify',
};

/** @typedef {keyof typeof stacks} Stack */

/** What the libraries are used for is what they say themselves: read, take the newest, show what was cleaned. */
const careful = (/** @type {string} */ read) => `import DOMPurify from 'dompurify';
${read}
const response = await fetch(document.querySelector('#posts').dataset.src);
const items = postsOf(await response.text()).sort((one, other) => other.time - one.time).slice(0, 5);
for (const { title, url, time, excerpt } of items) {
  const article = document.createElement('article');
  const heading = article.appendChild(document.createElement('h3'));
  const link = heading.appendChild(document.createElement('a'));
  link.textContent = title;
  const { protocol, href } = new URL(url, response.url);
  if (/^https?:$/.test(protocol)) link.href = href;
  const date = article.appendChild(document.createElement('time'));
  date.dateTime = new Date(time).toISOString();
  date.textContent = new Date(time).toLocaleDateString('en', { dateStyle: 'long' });
  const text = article.appendChild(document.createElement('div'));
  text.innerHTML = DOMPurify.sanitize(excerpt ?? '');
  document.querySelector('#posts').append(article);
}`;

const scripts = {
  extractor: careful(`import { extractFromXml } from '@extractus/feed-extractor';
    const postsOf = (text) => extractFromXml(text).entries.map(({ title, link, published, description }) => ({ title, url: link, time: Date.parse(published), excerpt: description }));`),
  feedsmith: careful(`import { parseFeed } from 'feedsmith';
    const postsOf = (text) => parseFeed(text).feed.items.map(({ title, link, pubDate, description }) => ({ title, url: link, time: Date.parse(pubDate), excerpt: description }));`),
};

/** As little as shows the posts: it believes the feed's order, and takes no markup. */
const floor = `fetch(document.querySelector('#posts').dataset.src).then((response) => response.text()).then((text) => {
  const feed = new DOMParser().parseFromString(text, 'text/xml');
  for (const item of [...feed.querySelectorAll('item')].slice(0, 5)) {
    const of = (name) => item.querySelector(name).textContent;
    const add = (tag, text) => (article.appendChild(document.createElement(tag)).textContent = text);
    const article = document.createElement('article');
    add('h3', of('title'));
    add('time', new Date(of('pubDate')).toLocaleDateString('en', { dateStyle: 'long' }));
    add('p', of('description').replace(/<[^>]*>/g, ''));
    posts.append(article);
  }
});`;

/** A page. @param {string} head @param {string} body */
export const around = (head, body) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>${head}
<body><h1>A page</h1><p>Some words of its own.</p>
${body}
<p>And some more words below.</p></body></html>
`;

/**
 * Puts the pages that show a feed.
 *
 * @param {import('./server.mjs').Server} server
 * @param {string} feed its path
 * @param {string} name of the pages
 * @param {string} [attributes] of our tag, beside the feed's address
 * @returns {Promise<Record<Stack, string>>} the path of each
 */
export async function putPages(server, feed, name, attributes = 'limit="5"') {
  const tag = `<script type="module" src="latest-posts.js"></script>
<latest-posts src="${feed}" ${attributes}><a href="/blog">Read our blog</a></latest-posts>`;
  const place = `<div id="posts" data-src="${feed}"></div>`;
  const preload = ['core.js', 'widget.js'].map((file) => `<link rel="modulepreload" href="${file}">`).join('');
  const pages = {
    ours: around('', tag),
    preloaded: around(preload, tag),
    floor: around('', `${place}<script>${(await bundled(floor, 'iife')).trim()}</script>`),
    extractor: around('', `${place}<script type="module" src="extractor.js"></script>`),
    feedsmith: around('', `${place}<script type="module" src="feedsmith.js"></script>`),
  };
  for (const [stack, source] of Object.entries(scripts)) server.putScript(`/${stack}.js`, await bundled(source));
  const paths = /** @type {Record<Stack, string>} */ ({});
  for (const [stack, html] of Object.entries(pages)) {
    paths[/** @type {Stack} */ (stack)] = `/${name}-${stack}.html`;
    server.put(`/${name}-${stack}.html`, html, { encoding: 'br' });
  }
  return paths;
}
