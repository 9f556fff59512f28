#!/usr/bin/env node
/** The command `latest-posts`: what a page would meet, the posts as a file, and what a server would render. */

import { writeFileSync } from 'node:fs';

import { examine } from './doctor.js';
import { readFeeds } from './files.js';
import { recipe } from './recipes.js';
import { renderToString, snapshot } from './server.js';
import { unreached } from './unreached.js';
import { Misuse, help, understand } from './usage.js';

/** @import { Finding } from './doctor.js' */
/** @import { Order } from './usage.js' */

/** What is wrong with a feed for a page, and not for an edge. */
const PASSED_BY = ['cors', 'mixed-content'];

/** Of a snapshot, as many posts as the element can show. @type {Record<Order['command'], (order: Order) => string | Promise<string>>} */
const commands = {
  check,
  snapshot: async (order) => {
    const feed = await snapshot({ limit: 100, ...rendering(order) });
    for (const { code, message, line } of feed._latest_posts.warnings ?? []) console.error(`warning: ${message}${line ? ` (line ${line})` : ''} [${code}]`);
    const lost = feed.items.filter(({ url }) => !url).length;
    if (order.isFiles && !order.options.src && lost) console.error(`warning: ${lost} of ${feed.items.length} posts have no link. If their addresses are relative, name with --src where visitors find the feed.`);
    return JSON.stringify(feed, null, 2);
  },
  render: (order) => renderToString(rendering(order)),
};

/** What `server.js` is told. @param {Order} order @returns {import('./server.js').Options} */
function rendering({ feeds, isFiles, options }) {
  if (!isFiles) return { ...options, src: feeds.join(' ') };
  const { src, url } = /** @type {Record<string, string | undefined>} */ (options);
  return { ...options, feed: readFeeds(feeds, src, url) };
}

/**
 * What was found, for a person or a program; where no page could show a feed the command ends with 1.
 *
 * @param {Order} order
 */
async function check({ feeds: urls, options }) {
  const { page, json, edge } = /** @type {{ page?: string, json?: boolean, edge?: string }} */ (options);
  const examined = urls.map(async (url) => ({ url, findings: await examine(url, page ?? 'https://www.example.com/') }));
  const feeds = await Promise.all(examined);
  const helps = edge ? PASSED_BY : [];
  if (feeds.some(({ findings }) => findings.some(({ level, code }) => level === 'error' && !helps.includes(code)))) process.exitCode = 1;
  if (!page) for (const finding of feeds.flatMap(({ findings }) => findings)) if (finding.code === 'mixed-content') finding.message += ' The page is taken to have https: name it with --page if it has not.';
  if (json) return JSON.stringify(feeds, null, 2);
  if (!edge) return feeds.map(told).join('\n');
  const addresses = feeds.flatMap(addressesOf);
  const { text, name, file, run, via } = recipe(edge, [...new Set(addresses.map(secured))], page);
  console.error(
    [
      feeds.map((feed) => told({ ...feed, isBrief: true })).join('\n'),
      ...addresses.filter((address) => secured(address) !== address).map((address) => `An edge asks with https alone: the file says ${secured(address)}, and whether the feed is there was not tried.`),
      `${name}: keep this as ${file}, then: ${run}\nThe page says: via="${via}"`,
    ].join('\n\n') + '\n',
  );
  return text.trimEnd();
}

/** What a person is told of a feed. @param {{ url: string, findings: Finding[], isBrief?: boolean }} feed */
function told({ url, findings, isBrief = false }) {
  const indented = (/** @type {string} */ text) => text.replace(/^/gm, '      ');
  const lines = findings.flatMap(({ level, code, message, cure, lines: more = {}, next }) => [
    `  ${level}: ${message} [${code}]`,
    ...(cure ? [`    ${cure}`] : []),
    ...(isBrief ? [] : Object.entries(more).map(([host, text]) => `    ${host}:\n${indented(text)}`)),
    ...(next && !isBrief ? [`    Or, where that server is not yours, pass the feed on yourself:\n${indented(next)}`] : []),
  ]);
  return [url, ...lines].join('\n');
}

/** The addresses of a feed that an edge is to pass on: also where it is led to. @param {{ url: string, findings: Finding[] }} feed */
const addressesOf = ({ url, findings }) => [...new Set([url, ...findings.map((finding) => finding.url ?? url)].map((address) => new URL(address).href))];

/** As an edge asks for it. @param {string} address */
const secured = (address) => new URL(address.replace(/^http:/i, 'https:')).href;

async function main() {
  try {
    const order = understand(process.argv.slice(2));
    if (order === 'help') console.log(help);
    else if (order === 'version') console.log(VERSION);
    else await obey(order);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    fail(2, `${error.message}\nlatest-posts --help says what there is.`);
  }
}

/** @param {Order} order */
async function obey(order) {
  const feeds = order.feeds.join(' ');
  if (process.stderr.isTTY) console.error(`Reading ${feeds} …`);
  /** @type {string} */
  let text;
  try {
    text = await commands[order.command](order);
  } catch (error) {
    const { message, code, cause } = /** @type {Error & { code?: string }} */ (error);
    const said = code === 'network' ? message.replace(/\.$/, `: ${unreached(cause).seen}.`) : message;
    return fail(1, `${feeds}: ${said}${code ? ` [${code}]` : ''}`);
  }
  if (!order.output) return console.log(text);
  try {
    writeFileSync(order.output, `${text}\n`);
  } catch (error) {
    fail(1, `${order.output} cannot be written: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {number} code @param {string} text */
function fail(code, text) {
  console.error(text);
  process.exitCode = code;
}

main();
