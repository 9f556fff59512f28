/** Who is measured beside us: each reader of feeds as a module for browsers, with what its project says to do. */

import { existsSync, readFileSync, statSync } from 'node:fs';

import { at, run } from '../scripts/run.mjs';

const folder = at('benches');

/**
 * Each is given the text of a feed and gives its posts, in the feed's order, as `{ title, date }`.
 *
 * @type {Record<string, string>}
 */
export const readers = {
  feedsmith: `import { parseFeed } from 'feedsmith';
    export default (text) => {
      const { feed } = parseFeed(text);
      return (feed.items ?? feed.entries).map((item) => ({ title: item.title?.value ?? item.title, date: item.pubDate ?? item.date_published ?? item.dc?.dates?.[0] ?? item.published ?? item.updated, item }));
    };`,
  '@rowanmanning/feed-parser': `import { parseFeed } from '@rowanmanning/feed-parser';
    export default (text) => parseFeed(text).items.map((item) => ({ title: item.title, date: item.published ?? item.updated, item }));`,
  '@extractus/feed-extractor': `import { extractFromXml } from '@extractus/feed-extractor';
    export default (text) => extractFromXml(text).entries.map((item) => ({ title: item.title, date: item.published, item }));`,
  // Its own sources ask for modules of Node; the file that it has for browsers brings what stands in for them.
  'rss-parser': `import Parser from './node_modules/rss-parser/dist/rss-parser.min.js';
    export default async (text) => (await new Parser().parseString(text)).items.map((item) => ({ title: item.title, date: item.isoDate ?? item.pubDate, item }));`,
  'native DOMParser': `export default (text) => {
      const find = (element, name) => { for (let child = element.firstElementChild; child; child = child.nextElementSibling) if (child.localName === name) return child.textContent; };
      const feed = new DOMParser().parseFromString(text, 'text/xml');
      let items = feed.getElementsByTagNameNS('*', 'item');
      if (!items.length) items = feed.getElementsByTagNameNS('*', 'entry');
      return Array.from(items, (item) => ({ title: find(item, 'title'), date: find(item, 'pubDate') ?? find(item, 'date') ?? find(item, 'published') ?? find(item, 'updated'), link: find(item, 'link'), summary: find(item, 'description'), content: find(item, 'encoded') ?? find(item, 'content') }));
    };`,
};

/** Installs the peers where they are missing; nothing else of the project needs them. */
export async function installPeers() {
  const [installed, wanted] = [at('benches', 'node_modules', '.package-lock.json'), at('benches', 'package-lock.json')];
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return 'there';
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
  const npm = process.env.npm_execpath;
  await (npm?.endsWith('.js') ? run(process.execPath, [npm, ...args], { cwd: folder }) : run('npm', args, { cwd: folder }));
  return 'installed';
}

/** @param {string} who @returns {string} its name with its version */
export function named(who) {
  const { dependencies } = JSON.parse(readFileSync(at('benches', 'package.json'), 'utf8'));
  return dependencies[who] ? `${who} ${dependencies[who]}` : who;
}

/** @param {string} source @param {'esm' | 'iife'} [format] @returns {Promise<string>} a minified script for browsers */
export async function bundled(source, format = 'esm') {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder },
    bundle: true,
    minify: true,
    format,
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    write: false,
  });
  return outputFiles[0].text;
}
