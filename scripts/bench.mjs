/**
 * `npm run bench`: how fast feeds are read in Chromium, beside libraries in JavaScript, in one run. Nothing is judged:
 * machines differ, so look at the ratios.
 */

import { build } from 'esbuild';

import { launch } from '../tests/e2e/browser.mjs';
import { TestServer } from '../tests/e2e/server.mjs';
import { at, main } from './run.mjs';

/** Each reads text and gives its posts. */
const peers = `
  import { parseFeed } from 'feedsmith';
  import { XMLParser } from 'fast-xml-parser';
  import { parseFeed as rowanmanning } from '@rowanmanning/feed-parser';
  export const peers = {
    feedsmith: (text) => parseFeed(text).feed.items,
    'fast-xml-parser': (text) => new XMLParser({ ignoreAttributes: false }).parse(text).rss.channel.item,
    '@rowanmanning/feed-parser': (text) => rowanmanning(text).items,
  };`;

const feeds = { '10 kB': [10, 1], '100 kB': [100, 1], '10 MB': [1000, 10] };
const runs = 9;
const path = (name) => `/${name.replace(" ", "-")}.xml`;

await main(import.meta.url, async () => {
  const bundled = await build({
    stdin: { contents: peers, resolveDir: at('.') },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  const server = await TestServer.start({ feed: '' });
  server.put('/bench.html', '<!doctype html><title>Bench</title>');
  server.put('/peers.js', bundled.outputFiles[0].text, { type: 'text/javascript' });
  for (const [name, [posts, kilobytes]] of Object.entries(feeds)) server.put(path(name), rss(posts, kilobytes));
  const browser = await launch(server.url);
  try {
    const { page } = await browser.open('/bench.html');
    for (const name of Object.keys(feeds)) {
      const { size, medians } = await page.evaluate(measure, path(name), runs);
      console.log(`\n${name}: the ten newest posts, median of ${runs}`);
      const own = medians['latest-posts'];
      for (const [reader, milliseconds] of Object.entries(medians)) {
        const speed = (size / 1e6 / (milliseconds / 1e3)).toFixed(0);
        const ratio = (milliseconds / own).toFixed(1);
        console.log(`  ${reader.padEnd(28)}${milliseconds.toFixed(1).padStart(9)} ms${speed.padStart(7)} MB/s${ratio.padStart(7)} ×`);
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
});

/** Runs in the page. Each reader starts from bytes; ours shows the posts in the page as well. */
async function measure(path, runs) {
  const address = new URL(path, location.href).href;
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const { show } = await import('/core.js');
  const { peers } = await import('/peers.js');
  const host = document.createElement('div');
  host.setAttribute('src', address);
  host.setAttribute('limit', '10');
  const root = host.attachShadow({ mode: 'open' });
  // The bytes are there already: what is measured is reading them.
  const fetchAnything = globalThis.fetch;
  globalThis.fetch = async () => Object.defineProperty(new Response(bytes), 'url', { value: address });
  const readers = {
    'latest-posts': () => show(host, root, new AbortController().signal),
    ...Object.fromEntries(
      Object.entries(peers).map(([name, read]) => [
        name,
        () => {
          const posts = read(new TextDecoder().decode(bytes));
          const time = (post) => new Date(post.pubDate ?? post.published).getTime();
          return posts.toSorted((one, other) => time(other) - time(one)).slice(0, 10);
        },
      ]),
    ),
  };
  const times = Object.fromEntries(Object.keys(readers).map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, read] of Object.entries(readers)) {
      const start = performance.now();
      await read();
      times[name].push(performance.now() - start);
    }
  }
  globalThis.fetch = fetchAnything;
  const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];
  const medians = Object.fromEntries(Object.entries(times).map(([name, numbers]) => [name, median(numbers)]));
  return { size: bytes.length, medians };
}

/** A feed of so many posts, each with so many kilobytes of content, the newest first. */
function rss(posts, kilobytes) {
  const paragraph = '<p>Some <em>text</em> with <a href="/x?a=1&b=2">a link</a> &amp; a few more words of a sentence.</p>\n';
  const content = paragraph.repeat(Math.round((kilobytes * 1000) / paragraph.length));
  const items = Array.from({ length: posts }, (_, number) => {
    const date = new Date(Date.UTC(2024, 0, 1) - number * 86_400_000).toUTCString();
    return `<item><title>Post ${number} &amp; more</title><link>https://blog.example/${number}</link><pubDate>${date}</pubDate>
      <category>engineering</category><dc:creator>Ann Lee</dc:creator><content:encoded><![CDATA[${content}]]></content:encoded></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Bench</title>${items.join('\n')}</channel></rss>`;
}
