/** Hostile feeds on a strict page: nothing runs, nothing is asked for, nothing foreign stands in the tree, and the other posts are there. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { addresses, documents, markups, texts } from './attacks.mjs';
import { engine, launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, settled } from './widget.mjs';

const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** What may stand in a widget, written down apart from the policy in `src/clean`: elements, and their attributes. */
const allowed = new Map(
  Object.entries({
    ...Object.fromEntries(
      ('b bdi blockquote br caption cite dd del dfn dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins kbd mark p pre q s samp ' +
        'small strong sub sup table tbody tfoot thead tr u ul var wbr section article footer div span slot')
        .split(' ')
        .map((name) => [name, '']),
    ),
    a: 'href title rel target',
    abbr: 'title',
    code: 'class',
    img: 'src alt width height loading decoding referrerpolicy',
    li: 'value',
    ol: 'start reversed',
    td: 'colspan rowspan',
    th: 'colspan rowspan',
    time: 'datetime title',
    details: 'open data-year data-month',
    summary: '',
    button: 'type data-done',
    input: 'type placeholder aria-label',
  }).map(([name, attributes]) => [name, new Set(['part', 'dir', 'lang', 'role', ...attributes.split(' ')])]),
);

const cdata = (text) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
const escaped = (text) =>
  text.replace(/[&<>"\0-\x08\x0b-\x1f]/g, (character) => (character < ' ' ? '' : `&#${character.charCodeAt(0)};`));

/** A feed in each format, of posts `{ title, link, content, author, tag, image }`. */
const formats = {
  'RSS in CDATA': (posts) => rss(posts, cdata),
  'RSS, escaped': (posts) => rss(posts, escaped),
  Atom: (posts) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">${escaped(posts[1]?.title ?? '')}</title>${posts
      .map(
        ({ title, link = '', content = '', author = '', tag = '' }, index) =>
          `<entry><id>${index}</id><title type="html">${escaped(title)}</title><link href="${escaped(link)}"/>
           <author><name>${escaped(author)}</name><uri>${escaped(link)}</uri></author><category term="${escaped(tag)}"/>
           <content type="html">${escaped(content)}</content></entry>`,
      )
      .join('')}</feed>`,
  'JSON Feed': (posts) => jsonFeed(posts),
  // As a copy that somebody has changed where it is kept.
  'JSON Feed that says it is ours': (posts) => jsonFeed(posts, { _latest_posts: { sources: posts.map(source) } }),
  WordPress: (posts) =>
    JSON.stringify(
      posts.map(({ title, content = '' }, index) => ({
        link: `https://blog.example/${index}`,
        title: { rendered: escaped(title) },
        content: { rendered: content },
        excerpt: { rendered: content },
        _embedded: { author: [{ name: content, link: content }], 'wp:term': [[{ name: content }]] },
      })),
    ),
};

const source = ({ title, link }) => ({ title, url: link, feed_url: link });

function jsonFeed(posts, first = {}) {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    ...first,
    title: posts[1]?.title,
    home_page_url: posts[1]?.link,
    items: posts.map((post, index) => ({
      id: String(index),
      url: post.link,
      image: post.image,
      title: post.title,
      content_html: post.content ?? '',
      summary: post.content ?? '',
      authors: [{ name: post.author, url: post.link }],
      tags: post.tag === undefined ? [] : [post.tag],
      _latest_posts: { source: source(post) },
    })),
  });
}

function rss(posts, write) {
  const items = posts.map(
    ({ title, link = '', content = '', author = '', tag = '', image = '' }, index) =>
      `<item><guid isPermaLink="false">${index}</guid><title>${write(title)}</title><link>${write(link)}</link>
       <dc:creator>${write(author)}</dc:creator><category>${write(tag)}</category>
       <enclosure type="image/png" url="${escaped(image)}"/><content:encoded>${write(content)}</content:encoded></item>`,
  );
  return `<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>${write(posts[1]?.title ?? '')}</title><link>${write(posts[1]?.link ?? '')}</link>${items.join('\n')}</channel></rss>`;
}

let server, browser;

before(async () => {
  server = await TestServer.start();
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  // Whatever runs calls this, and says so.
  server.put('/bad.js', 'globalThis.ran = []; globalThis.bad = (what) => void ran.push(what ?? 1);', { type: 'text/javascript' });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

let pages = 0;

/** Shows a feed on a strict page and looks for what should not be. @param {string} feed @param {string} attributes */
async function attack(feed, attributes) {
  const number = (pages += 1);
  const marked = feed.replaceAll('{{bad}}', `${server.other}/bad-${number}.png`);
  server.put(`/attack-${number}.xml`, marked, { type: 'text/plain; charset=utf-8' });
  const page = pageWith(`src="/attack-${number}.xml" limit="100" ${attributes}`, '<script src="/bad.js"></script>');
  server.put(`/attack-${number}.html`, page, { headers: { 'content-security-policy': policy } });
  const first = server.requests.length;
  const opened = await browser.open(`/attack-${number}.html`);
  await settled(opened.page);
  const found = await opened.page.evaluate(() => {
    const root = document.querySelector('latest-posts').shadowRoot;
    const elements = [...root.querySelectorAll('*')].map((element) => ({
      name: element.localName,
      namespace: element.namespaceURI,
      attributes: [...element.attributes].map(({ name, value }) => [name, value]),
      addresses: [element.href, element.src].filter(Boolean),
    }));
    // No link leads away: WebKit's driver would wait for what is there.
    root.addEventListener('click', (event) => /^(https?|mailto):/.test(event.target.href) && event.preventDefault(), true);
    for (const element of root.querySelectorAll('*')) {
      for (const type of ['click', 'mouseover', 'focus', 'toggle']) {
        element.dispatchEvent(new Event(type, { cancelable: true }));
      }
    }
    return { elements, titles: [...root.querySelectorAll('[part=title]')].map(({ textContent }) => textContent), ran: globalThis.ran, polluted: 'bad' in {} };
  });
  const asked = server.requests.slice(first).map(({ url }) => url).filter((url) => url.includes(`bad-${number}`));
  await opened.close();
  assert.deepEqual(found.ran, []);
  assert.equal(found.polluted, false);
  // Pictures that are wanted are asked for, and this page refuses those of other sites.
  const isWanted = ({ directive }) => directive === 'img-src' && attributes.includes('image');
  assert.deepEqual(opened.violations.filter((violation) => !isWanted(violation)), []);
  assert.deepEqual(opened.errors, []);
  assert.deepEqual(asked, []);
  assert.ok(found.elements.length > 1);
  for (const { name, namespace, attributes, addresses } of found.elements) {
    assert.equal(namespace, 'http://www.w3.org/1999/xhtml');
    assert.ok(allowed.has(name), `<${name}>`);
    for (const [attribute, value] of attributes) {
      assert.ok(allowed.get(name).has(attribute), `<${name} ${attribute}="${value}">`);
      if (attribute === 'class') assert.match(value, /^language-[\w+#.-]+$/);
      if (attribute === 'href' || attribute === 'src') assert.match(value, /^(https?:\/\/[^\s"<>@]+|mailto:[^\s"<>]+)$/);
    }
    for (const address of addresses) assert.match(address, /^(https?|mailto):/);
  }
  return found.titles;
}

/** Each hostile post between two harmless ones. */
const between = (posts) => posts.flatMap((post, index) => [{ title: `Before ${index}` }, { title: `Post ${index}`, ...post }]).concat({ title: 'Last' });

/** Each way of showing once, with a format of its own, or every format in every way (`npm run test:attacks`). */
const everything = process.env.ATTACKS === 'all';

const ways = {
  'as text': 'show="date author excerpt categories"',
  'as a whole, without pictures': 'excerpt="html" excerpt-length="0" show="date author excerpt categories"',
  'as the beginning, with pictures': 'excerpt="html" excerpt-length="20" show="image date author excerpt categories"',
  'with all that can be added': 'searchable more mark-new footer="archives subscribe copy" show="date author source excerpt categories" excerpt="html"',
  'in the archive': 'view="archive" searchable footer="archives subscribe copy"',
};

// Firefox's driver loses one of two tabs that are opened at once, and WebKit's does one thing at a time.
const concurrency = engine === 'chromium' ? 2 : 1;

describe('hostile posts', { concurrency }, () => {
  const chunks = (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
  for (const [index, [format, write]] of Object.entries(formats).entries()) {
    for (const [place, [way, attributes]] of Object.entries(ways).entries()) {
      if (place !== index % Object.keys(ways).length && !everything) continue;
      test(`${format}, content, ${way}`, async () => {
        // Pictures that are shown may be asked for where they are wanted: of those that the page's policy allows, none is here.
        const wanted = way.includes('with pictures') ? markups.filter((markup) => !/<img[^>]*\ssrc="\{\{bad/i.test(markup)) : markups;
        for (const chunk of chunks(wanted, 49)) {
          const posts = between(chunk.map((content) => ({ content })));
          const titles = await attack(write(posts), attributes);
          assert.deepEqual(titles, posts.map(({ title }) => title));
        }
      });
    }
    // Its texts are markup, and a post without an address is none.
    if (format === 'WordPress') continue;
    test(`${format}, texts and addresses`, async () => {
      const posts = between([
        ...texts.map((text) => ({ title: text, author: text, tag: text })),
        ...addresses.map((address) => ({ link: address, image: address })),
      ]);
      const titles = await attack(write(posts), 'show="date author excerpt categories" ');
      assert.equal(titles.length, posts.length);
      assert.ok(titles.every((title) => title.length <= 301));
      assert.deepEqual(titles.filter((title) => title.startsWith('Before')), posts.map(({ title }) => title).filter((title) => title.startsWith('Before')));
      await attack(write(posts), 'show="image date author excerpt categories" excerpt="html"');
    });
  }
});

describe('hostile documents', { concurrency }, () => {
  for (const [name, document] of Object.entries(documents)) {
    test(name, async () => {
      assert.deepEqual(await attack(document, ''), ['Whole']);
    });
  }
});
