#!/usr/bin/env node
/** The command `latest-posts`: what a page would meet, the posts as a file, and what a server would render. */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { attributeOf } from './attributes.js';
import { examine } from './doctor.js';
import { properties } from './generated.js';
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
  --SETTING VALUE      any setting of the element, as --limit 3 or --category engineering
  --help

It ends with 0, with 1 where a feed cannot be read, with 2 where the command is not understood.`;

/** What the command takes besides the settings. @type {import('node:util').ParseArgsConfig['options']} */
const options = {
  output: { type: 'string', short: 'o' },
  url: { type: 'string' },
  lang: { type: 'string' },
  page: { type: 'string', default: 'https://www.example.com/' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};
for (const [property, absent] of Object.entries(properties)) {
  if (property !== 'src') options[attributeOf(property)] = { type: absent === false ? 'boolean' : 'string' };
}

/** Of a snapshot, as many posts as the element can show. */
const commands = {
  check,
  snapshot: async ({ page, json, ...settings }) => JSON.stringify(await snapshot({ limit: 100, ...settings }), null, 2),
  render: ({ page, json, ...settings }) => renderToString(settings),
};

/** What was found, for a person or a program; where no page could show a feed the command ends with 1. */
async function check({ src, page, json }) {
  const feeds = [];
  for (const url of src.split(' ')) feeds.push({ url, findings: await examine(url, page) });
  if (feeds.some(({ findings }) => findings.some(({ level }) => level === 'error'))) process.exitCode = 1;
  if (json) return JSON.stringify(feeds, null, 2);
  const indented = (text) => text.replace(/^/gm, '      ');
  return feeds
    .flatMap(({ url, findings }) => [
      url,
      ...findings.map(({ level, code, message, cure, lines = {} }) =>
        [`  ${level}: ${message} [${code}]`, ...(cure ? [`    ${cure}`] : []), ...Object.entries(lines).map(([host, text]) => `    ${host}:\n${indented(text)}`)].join('\n'),
      ),
    ])
    .join('\n');
}

async function main() {
  let parsed;
  try {
    parsed = parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return fail(2, `${error.message}\n\n${help}`);
  }
  const { output, help: isHelp, ...settings } = parsed.values;
  const [command, ...urls] = parsed.positionals;
  if (isHelp) return void console.log(help);
  if (!Object.hasOwn(commands, command ?? '') || !urls.length) return fail(2, help);
  try {
    if (process.stderr.isTTY) console.error(`Reading ${urls.join(' ')} …`);
    const text = await commands[command]({ src: urls.join(' '), ...settings });
    if (output) writeFileSync(output, `${text}\n`);
    else console.log(text);
  } catch (error) {
    const code = error.code ? ` [${error.code}]` : '';
    return fail(1, `${urls.join(' ')}: ${error.message}${code}`);
  }
}

function fail(code, text) {
  console.error(text);
  process.exitCode = code;
}

main();
