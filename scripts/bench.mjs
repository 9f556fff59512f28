/**
 * `npm run bench`: how fast feeds are read in Chromium, beside libraries in JavaScript, in one run. Nothing is judged:
 * machines differ, so look at the ratios.
 */

import { build } from 'esbuild';

import { launch } from '../tests/e2e/browser.mjs';
import { TestServer } from '../tests/e2e/server.mjs';
import { at, main } from './run.mjs';

/** Each reads the text of RSS and gives its posts. */
const peers = {
  feedsmith: `import { parseFeed } from 'feedsmith'; export default (text) => parseFeed(text).feed.items;`,
  'fast-xml-parser': `import { XMLParser } from 'fast-xml-parser';
    export default (text) => new XMLParser({ ignoreAttributes: false }).parse(text).rss.channel.item;`,
  '@rowanmanning/feed-parser': `import { parseFeed } from '@rowanmanning/feed-parser';
    export default (text) => parseFeed(text).items;`,
};

/** Posts, kilobytes of each, and whether their markup is escaped or in a section of CDATA. */
const feeds = {
  '10 kB': [10, 1, false],
  '100 kB': [100, 1, false],
  '10 MB': [1000, 10, false],
  '10 MB, escaped': [1000, 10, true],
};
// As many as a browser needs until it has compiled the code of the hot paths.
const warmUps = 30;
const runs = 15;
const path = (name) => `/${name.replace(/\W+/g, '-')}.xml`;

await main(import.meta.url, async () => {
  const server = await TestServer.start({ feed: '' });
  server.put('/bench.html', '<!doctype html><title>Bench</title>');
  const readers = { 'latest-posts': `export * from './target/wasm/bindgen/latest_posts.js'`, ...peers };
  for (const [name, source] of Object.entries(readers)) {
    server.put(`/${name}.js`, await bundle(source), { type: 'text/javascript' });
  }
  for (const [name, feed] of Object.entries(feeds)) server.put(path(name), rss(...feed));
  const browser = await launch(server.url);
  try {
    const { page } = await browser.open('/bench.html');
    for (const name of Object.keys(feeds)) {
      const { size, medians } = await page.evaluate(measure, path(name), Object.keys(peers), warmUps, runs);
      console.log(`\n${name}: from bytes to the ten newest posts, median of ${runs} after ${warmUps} to warm up`);
      const own = medians['latest-posts'];
      for (const [reader, milliseconds] of Object.entries(medians)) {
        const speed = (size / 1e6 / (milliseconds / 1e3)).toFixed(0);
        const ratio = (milliseconds / own).toFixed(1);
        console.log(`  ${reader.padEnd(28)}${milliseconds.toFixed(1).padStart(9)} ms${speed.padStart(7)} MB/s${ratio.padStart(7)} ×`);
      }
    }
    const { tasks, milliseconds } = await manyWidgets(server, browser);
    console.log(`\n100 widgets over 5 feeds of 33 kB: all shown ${milliseconds} ms after the page was asked for`);
    console.log(`  tasks over 50 ms from the first request for a feed on: ${tasks.length ? tasks.map((task) => `${task} ms`).join(', ') : 'none'}`);
  } finally {
    await browser.close();
    await server.close();
  }
});

/** Opens a page of many widgets. The tasks before the first feed is asked for are those of any page and of compiling. */
async function manyWidgets(server, browser) {
  const tags = Array.from({ length: 100 }, (_, number) => `<latest-posts src="/feed.xml?${number % 5}" cache="off"></latest-posts>`);
  server.put('/many.html', `<!doctype html><title>Many</title><script type="module">
    import { LatestPostsElement } from '/element.js';
    LatestPostsElement.define();
  </script>${tags.join('')}`);
  const { page, close } = await browser.open('/many.html', {
    before: (page) =>
      page.evaluateOnNewDocument(() => {
        globalThis.tasks = [];
        new PerformanceObserver((list) => {
          for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
        }).observe({ type: 'longtask', buffered: true });
      }),
  });
  await page.waitForFunction(() => [...document.querySelectorAll('latest-posts')].every(({ feed }) => feed), { polling: 20 });
  const found = await page.evaluate(() => {
    const [{ startTime: start }] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('feed.xml'));
    const late = tasks.filter(({ startTime }) => startTime > start);
    return { tasks: late.map(({ duration }) => duration), milliseconds: Math.round(performance.now()) };
  });
  await close();
  return found;
}

/** @param {string} source @returns {Promise<string>} a module for browsers */
async function bundle(source) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: at('.') },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  return outputFiles[0].text;
}

/** Runs in the page. Each reader starts from bytes; ours cleans the posts and shows them as well, and stops where the rest does not matter. */
async function measure(path, names, warmUps, runs) {
  const url = new URL(path, location.href).href;
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { initSync, showPosts } = await import('/latest-posts.js');
  initSync({ module: await WebAssembly.compileStreaming(fetch('/latest-posts.wasm')) });
  const settings = { limit: '10' };
  const { format } = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
  const show = (bytes, isPart) => {
    const into = document.createElement('div');
    // As feeds have it: a host that is a name.
    const texts = ['', '', 'https://blog.example/feed'];
    const attribute = (name) => settings[name];
    const text = showPosts([bytes], texts, false, isPart, attribute, into, location.href, format, 0, '', false);
    return text && JSON.parse(text).items;
  };
  // As src/js/fetch.js does while a feed comes: its beginning first, and the double of that until it is enough.
  const showFirst = () => {
    for (let size = 256 * 1024; size < bytes.length; size *= 2) {
      const items = show(bytes.subarray(0, bytes.lastIndexOf(62, size) + 1), true);
      if (items) return items;
    }
    return show(bytes, false);
  };
  const readers = { 'latest-posts': showFirst, 'latest-posts, to the end': () => show(bytes, false) };
  const time = (post) => new Date(post.pubDate ?? post.published).getTime();
  for (const name of names) {
    const { default: read } = await import(`/${name}.js`);
    readers[name] = () =>
      read(new TextDecoder().decode(bytes))
        .toSorted((one, other) => time(other) - time(one))
        .slice(0, 10);
  }
  const titles = (read) => JSON.stringify(read().map(({ title }) => title));
  for (const name of Object.keys(readers)) {
    if (titles(readers[name]) !== titles(showFirst)) throw new Error(`${name} reads other posts`);
  }
  const times = Object.fromEntries(Object.keys(readers).map((name) => [name, []]));
  for (let run = -warmUps; run < runs; run += 1) {
    for (const [name, read] of Object.entries(readers)) {
      const start = performance.now();
      read();
      if (run >= 0) times[name].push(performance.now() - start);
    }
  }
  const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];
  const medians = Object.fromEntries(Object.entries(times).map(([name, numbers]) => [name, median(numbers)]));
  return { size: bytes.length, medians };
}

/** A feed of so many posts, each with so many kilobytes of content, the newest first. */
function rss(posts, kilobytes, escaped) {
  const paragraph = '<p>Some <em>text</em> with <a href="/x?a=1&b=2">a link</a> &amp; a few more words of a sentence.</p>\n';
  const markup = paragraph.repeat(Math.round((kilobytes * 1000) / paragraph.length));
  const content = escaped
    ? markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : `<![CDATA[${markup}]]>`;
  const items = Array.from({ length: posts }, (_, number) => {
    const date = new Date(Date.UTC(2024, 0, 1) - number * 86_400_000).toUTCString();
    return `<item><title>Post ${number} &amp; more</title><link>https://blog.example/${number}</link><pubDate>${date}</pubDate>
      <category>engineering</category><dc:creator>Ann Lee</dc:creator><content:encoded>${content}</content:encoded></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Bench</title><link>https://blog.example/</link>${items.join('\n')}</channel></rss>`;
}
