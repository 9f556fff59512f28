/**
 * The feeds that are measured: made of a seed, so that each run, on each machine and in each language, reads the same
 * bytes. They are as a WordPress writes them: posts of very different lengths, a text before the content, categories.
 *
 * `node benches/feeds.mjs <folder>` writes those that `cargo bench` reads.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { main } from '../scripts/run.mjs';

/** What the feeds are called, and how many bytes they have. */
export const sizes = { '80 kB': 80e3, '1 MB': 1e6, '10 MB': 10e6, '50 MB': 50e6 };

/** How the markup of the posts stands in the feed. */
export const ways = /** @type {const} */ (['CDATA', 'escaped']);

/** The middle length of a post, in bytes of markup; most have a third of it to three times as much. */
const USUAL = 3500;
const [SHORTEST, LONGEST] = [300, 40_000];

const words =
  `a about after all and are as at be because before between build by can cause change code could data deploy does each
  every fast few first for from had has have how if in into is it its just keep large less long make many may more most
  much must never new no not of on one only or other our out over page part people read request run same server should
  show small so some system team test than that the their then there these they this time to two under until up use user
  was we what when where which while who will with work would write year you your café naïve – “quoted” it’s`.split(/\s+/);
const names = ['Ann Lee', 'Zoë Müller', 'Kenji Sato', 'Olu Adeyemi', 'José García'];
const categories = ['engineering', 'Databases', 'Open source', 'Q&A', 'People', 'Security'];

/**
 * A feed of RSS 2.0.
 *
 * @param {number} bytes about how many; the last post goes over it
 * @param {{ way?: typeof ways[number], order?: 'newest' | 'oldest' }} [options]
 * @returns {Buffer}
 */
export function rss(bytes, { way = 'CDATA', order = 'newest' } = {}) {
  const random = randomFrom(20_240_601);
  const text = way === 'CDATA' ? (/** @type {string} */ markup) => `<![CDATA[${markup}]]>` : escaped;
  const pieces = [
    `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>The Example Blog</title>
  <atom:link href="https://blog.example/feed/" rel="self" type="application/rss+xml"/>
  <link>https://blog.example/</link>
  <description>How we build &amp; run things</description>
  <lastBuildDate>Sat, 01 Jun 2024 12:00:00 +0000</lastBuildDate>
  <language>en-GB</language>
`,
  ];
  let time = Date.UTC(2024, 5, 1, 9);
  for (let [size, number] = [pieces[0].length, 0]; size < bytes; number += 1) {
    const post = item(random, number, new Date(time), text);
    pieces.push(post);
    size += Buffer.byteLength(post);
    time += (order === 'newest' ? -1 : 1) * Math.ceil(random() * 72) * 3_600_000;
  }
  return Buffer.from(`${pieces.join('')}</channel>\n</rss>\n`);
}

/** @param {() => number} random @param {number} number @param {Date} date @param {(markup: string) => string} text */
function item(random, number, date, text) {
  const title = `${sentence(random, 3, 9).slice(0, -1)} &#8211; ${number} &amp; more`;
  const tags = categories.filter(() => random() < 0.3).map((name) => `    <category><![CDATA[${name}]]></category>\n`);
  const length = Math.min(Math.max(USUAL * Math.exp(1.1 * normal(random)), SHORTEST), LONGEST);
  return `  <item>
    <title>${title}</title>
    <link>https://blog.example/${date.getUTCFullYear()}/${number}/</link>
    <dc:creator><![CDATA[${pick(random, names)}]]></dc:creator>
    <pubDate>${date.toUTCString().replace('GMT', '+0000')}</pubDate>
${tags.join('')}    <guid isPermaLink="false">https://blog.example/?p=${number}</guid>
    <description>${text(`<p>${sentences(random, 3)} [&#8230;]</p>\n`)}</description>
    <content:encoded>${text(content(random, length))}</content:encoded>
  </item>
`;
}

/** The markup of a post. @param {() => number} random @param {number} length in characters, about */
function content(random, length) {
  let markup = '';
  while (markup.length < length) markup += pick(random, blocks)(random);
  return markup;
}

/** What posts are made of; what stands more than once is more frequent. @type {((random: () => number) => string)[]} */
const blocks = [
  paragraph,
  paragraph,
  paragraph,
  paragraph,
  paragraph,
  (random) => `<h2 class="wp-block-heading" id="h-${pick(random, words)}">${sentence(random, 2, 6)}</h2>\n`,
  (random) => list(random, 'ul'),
  (random) => list(random, 'ol'),
  (random) => `<blockquote class="wp-block-quote"><p>${sentences(random, 2)}</p><cite>${pick(random, names)}</cite></blockquote>\n`,
  (random) => `<pre class="wp-block-code"><code>${Array.from({ length: 6 }, () => `if (a &lt; b &amp;&amp; c[&quot;${pick(random, words)}&quot;]) {\n  return ${Math.floor(random() * 1000)};\n}\n`).join('')}</code></pre>\n`,
  (random) => {
    const name = `https://blog.example/wp-content/uploads/${pick(random, words)}-${Math.floor(random() * 1e6)}`;
    return `<figure class="wp-block-image size-large"><a href="${name}.png"><img loading="lazy" decoding="async" width="1024" height="576" src="${name}-1024x576.png" alt="${sentence(random, 3, 8)}" class="wp-image-1" srcset="${name}-1024x576.png 1024w, ${name}-300x169.png 300w" sizes="(max-width: 1024px) 100vw, 1024px" /></a><figcaption>${sentence(random, 4, 9)}</figcaption></figure>\n`;
  },
];

/** @param {() => number} random */
function paragraph(random) {
  const link = `<a href="https://www.example.org/${pick(random, words)}?a=${Math.floor(random() * 100)}&amp;b=2" target="_blank" rel="noreferrer noopener">${sentence(random, 1, 4)}</a>`;
  return `<p>${sentences(random, 2)} ${link} &nbsp;<strong>${pick(random, words)}</strong>&#8217;s <code>${pick(random, words)}()</code> ${sentences(random, 1)}</p>\n`;
}

/** @param {() => number} random @param {'ul' | 'ol'} tag */
const list = (random, tag) =>
  `<${tag} class="wp-block-list">\n${Array.from({ length: 4 }, () => `<li>${sentence(random, 4, 14)}</li>\n`).join('')}</${tag}>\n`;

/** @param {() => number} random @param {number} count */
const sentences = (random, count) => Array.from({ length: count }, () => sentence(random, 6, 18)).join(' ');

/** @param {() => number} random @param {number} least words @param {number} most */
function sentence(random, least, most) {
  const text = Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, () => pick(random, words)).join(' ');
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

/** @template T @param {() => number} random @param {T[]} list */
const pick = (random, list) => list[Math.floor(random() * list.length)];

/** A number of the normal distribution (https://en.wikipedia.org/wiki/Box–Muller_transform). @param {() => number} random */
const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** @param {string} markup */
const escaped = (markup) => markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Numbers from 0 to 1, always the same ones: mulberry32. @param {number} seed @returns {() => number} */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

await main(import.meta.url, async () => {
  const folder = process.argv[2];
  mkdirSync(folder, { recursive: true });
  for (const size of ['80 kB', '1 MB', '10 MB']) {
    for (const way of ways) writeFileSync(join(folder, `${size} ${way}.xml`), rss(sizes[size], { way }));
  }
});
