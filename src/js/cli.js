#!/usr/bin/env node
/** The command `latest-posts`: what a page would meet, the posts as a file, and what a server would render. */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { attributeOf } from './attributes.js';
import { examine } from './doctor.js';
import { properties } from './generated.js';
import { platformNames, recipe } from './recipes.js';
import { renderToString, snapshot } from './server.js';

const help = `latest-posts: a blog's latest posts, from its feed.

  latest-posts check URL…      what a page would meet that shows the feed
  latest-posts snapshot URL…   the posts as a JSON Feed, for src or fallback-src
  latest-posts render URL…     the element as HTML with its posts

  -o, --output FILE    where to write; without it the standard output
  --url URL            the address of the page, for render
  --lang LANGUAGE      the page's language, as de, for render
  --page URL           the page that is to show the feed, for check
  --json               findings as JSON, for check
  --excerpts           posts with how they begin alone, for snapshot
  --edge PLATFORM      a file that passes the feed on, in place of the findings, for check:
                       ${platformNames.join(', ')}
  --SETTING VALUE      any setting of the element, as --limit 3 or --category engineering
  --help

It ends with 0, with 1 where a feed cannot be read, with 2 where the command is not understood.`;

/** What the command takes besides the settings. @type {import('node:util').ParseArgsConfig['options']} */
const options = {
  output: { type: 'string', short: 'o' },
  url: { type: 'string' },
  lang: { type: 'string' },
  page: { type: 'string' },
  json: { type: 'boolean' },
  edge: { type: 'string' },
  excerpts: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};
for (const [property, absent] of Object.entries(properties)) {
  if (property !== 'src') options[attributeOf(property)] = { type: absent === false ? 'boolean' : 'string' };
}

/** What is wrong with a feed for a page, and not for an edge. */
const PASSED_BY = ['cors', 'mixed-content'];

/** @param {string | undefined} name */
const isPlatform = (name) => name === undefined || platformNames.includes(name);

/**
 * @typedef {object} Options what the command takes besides the settings and the file
 * @property {string} src
 * @property {string} [page]
 * @property {boolean} [json]
 * @property {string} [edge]
 * @property {boolean} [excerpts]
 */

/**
 * Of a snapshot, as many posts as the element can show.
 *
 * @type {Record<string, (options: Options & Record<string, unknown>) => string | Promise<string>>}
 */
const commands = {
  check,
  snapshot: async ({ page, json, edge, ...settings }) => JSON.stringify(await snapshot({ limit: 100, ...settings }), null, 2),
  render: ({ page, json, edge, excerpts, ...settings }) => renderToString(settings),
};

/**
 * What was found, for a person or a program; where no page could show a feed the command ends with 1.
 *
 * @param {Options} options
 */
async function check({ src, page, json, edge }) {
  const feeds = [];
  for (const url of src.split(' ')) feeds.push({ url, findings: await examine(url, page ?? 'https://www.example.com/') });
  const helps = edge ? PASSED_BY : [];
  if (feeds.some(({ findings }) => findings.some(({ level, code }) => level === 'error' && !helps.includes(code)))) process.exitCode = 1;
  if (json) return JSON.stringify(feeds, null, 2);
  if (!edge) return feeds.map(told).join('\n');
  const { text, name, file, run, via } = recipe(edge, feeds.flatMap(passedOn), page);
  console.error(`${feeds.map((feed) => told({ ...feed, isBrief: true })).join('\n')}\n\n${name}: keep this as ${file}, then: ${run}\nThe page says: via="${via}"\n`);
  return text.trimEnd();
}

/** What a person is told of a feed. @param {{ url: string, findings: import('./doctor.js').Finding[], isBrief?: boolean }} feed */
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

/** The addresses of a feed that an edge is to pass on: it asks with https alone, also where it is led to. @param {{ url: string, findings: import('./doctor.js').Finding[] }} feed */
function passedOn({ url, findings }) {
  const addresses = [url, ...findings.map((finding) => finding.url ?? url)];
  return [...new Set(addresses.map((address) => new URL(address.replace(/^http:/i, 'https:')).href))];
}

async function main() {
  /** @type {{ values: Omit<Options, 'src'> & { output?: string, help?: boolean }, positionals: string[] }} */
  let parsed;
  try {
    // Its defaults are in the table above, which this type does not see.
    parsed = /** @type {typeof parsed} */ (parseArgs({ options, allowPositionals: true }));
  } catch (error) {
    return fail(2, `${/** @type {Error} */ (error).message}\n\n${help}`);
  }
  const { output, help: isHelp, ...settings } = parsed.values;
  const [command, ...urls] = parsed.positionals;
  if (isHelp) return void console.log(help);
  const fault = misuse(command, urls, settings.edge);
  if (fault) return fail(2, `${fault}\n\n${help}`);
  try {
    if (process.stderr.isTTY) console.error(`Reading ${urls.join(' ')} …`);
    const text = await commands[command]({ src: urls.join(' '), ...settings });
    if (output) writeFileSync(output, `${text}\n`);
    else console.log(text);
  } catch (error) {
    const { message, code } = /** @type {Error & { code?: string }} */ (error);
    return fail(1, `${urls.join(' ')}: ${message}${code ? ` [${code}]` : ''}`);
  }
}

/**
 * What is wrong with the words of a command, if anything.
 *
 * @param {string | undefined} command
 * @param {string[]} urls
 * @param {string | undefined} platform
 */
function misuse(command, urls, platform) {
  if (!command) return 'A command is missing.';
  if (!Object.hasOwn(commands, command)) return `There is no command ${command}.`;
  if (!urls.length) return 'The address of a feed is missing.';
  if (!isPlatform(platform)) return `There is no platform ${platform}.`;
}

/** @param {number} code @param {string} text */
function fail(code, text) {
  console.error(text);
  process.exitCode = code;
}

main();
