#!/usr/bin/env node
/** The command `latest-posts`: what a server would render, or the posts as a file, for who has no server. */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { attributeOf } from './attributes.js';
import { properties } from './generated.js';
import { renderToString, snapshot } from './server.js';

const help = `latest-posts: a blog's latest posts, from its feed.

  latest-posts snapshot URL…   the posts as a JSON Feed, for src or fallback-src
  latest-posts render URL…     the element as HTML with its posts

  -o, --output FILE    where to write; without it the standard output
  --url URL            the address of the page, for render
  --lang LANGUAGE      the page's language, as de, for render
  --SETTING VALUE      any setting of the element, as --limit 3 or --category engineering
  --help

It ends with 0, with 1 where a feed cannot be read, with 2 where the command is not understood.`;

/** What the command takes besides the settings. @type {import('node:util').ParseArgsConfig['options']} */
const options = {
  output: { type: 'string', short: 'o' },
  url: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};
for (const [property, absent] of Object.entries(properties)) {
  if (property !== 'src') options[attributeOf(property)] = { type: absent === false ? 'boolean' : 'string' };
}

/** Of a snapshot, as many posts as the element can show. */
const commands = {
  snapshot: async (settings) => JSON.stringify(await snapshot({ limit: 100, ...settings }), null, 2),
  render: renderToString,
};

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
