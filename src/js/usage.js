/** What stands behind the command's name: read, and refused where it was not understood. */

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { webAddress } from './fetch.js';
import { platformNames } from './recipes.js';
import { labels, settings } from './tables.json';

export const help = `latest-posts: a blog's latest posts, from its feed.

  latest-posts check URL…      what a page would meet that shows the feed
  latest-posts snapshot URL…   the posts as a JSON Feed, for src or fallback-src
  latest-posts render URL…     the element as HTML with its posts

The last two take files of this machine as well. Several feeds are shown as one.

  -o, --output FILE    where to write; without it the standard output
  --url URL            the address of the page, for render, and for a relative --src
  --lang LANGUAGE      the page's language, as de, for render
  --src URL            where visitors find the feed that is a file here: for render, and
                       for snapshot where addresses in the feed are relative
  --page URL           the page that is to show the feed, for check
  --json               findings as JSON, for check
  --excerpts           posts with how they begin alone, for snapshot
  --edge PLATFORM      a file that passes the feed on, in place of the findings, for check:
                       ${platformNames.join(', ')}
  --SETTING VALUE      any setting of the element, as --limit 3 or --category engineering,
                       for snapshot and render
  -h, --help
  -v, --version

It ends with 0, with 1 where a feed cannot be read, with 2 where the command is not understood.`;

/** What each command takes besides `output` and, but for `check`, the settings. @type {Record<string, string[]>} */
const own = {
  check: ['page', 'json', 'edge'],
  snapshot: ['url', 'src', 'excerpts'],
  render: ['url', 'src', 'lang'],
};

/** @type {NonNullable<import('node:util').ParseArgsConfig['options']>} */
const options = {
  output: { type: 'string', short: 'o' },
  url: { type: 'string' },
  lang: { type: 'string' },
  page: { type: 'string' },
  json: { type: 'boolean' },
  edge: { type: 'string' },
  excerpts: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
};
for (const { attribute, kind } of [...settings, ...labels.map((label) => ({ ...label, kind: 'text' }))]) {
  options[attribute] = { type: kind === 'flag' ? 'boolean' : 'string' };
}

/**
 * @typedef {object} Order what was understood
 * @property {'check' | 'snapshot' | 'render'} command
 * @property {string[]} feeds addresses of the web, or files, and not both
 * @property {boolean} isFiles
 * @property {string} [output]
 * @property {Record<string, string | boolean>} options
 */

/** A command that was not understood. */
export class Misuse extends Error {}

/**
 * Reads the words behind the command's name.
 *
 * @param {string[]} args
 * @returns {Order | 'help' | 'version'}
 * @throws {Misuse} for a word that is unknown, or that this command does not take, or with a value that it cannot have
 */
export function understand(args) {
  const { values, positionals } = parsed(args);
  const { help: isHelp, version: isVersion, output, ...given } = /** @type {Record<string, string | boolean>} */ (values);
  if (isHelp) return 'help';
  if (isVersion) return 'version';
  const [command, ...words] = positionals;
  if (!command) throw new Misuse('A command is missing: check, snapshot or render.');
  if (!Object.hasOwn(own, command)) throw new Misuse(`There is no command ${command}.`);
  for (const [name, value] of Object.entries(given)) check(command, name, value);
  if (given.json && given.edge) throw new Misuse('--json and --edge are two answers: ask for one.');
  // One word may hold several addresses, as the element's src does; the name of a file may have blanks.
  const feeds = words.flatMap((word) => (existsSync(word) ? [word] : word.split(/\s+/).filter(Boolean)));
  if (!feeds.length) throw new Misuse('The address of a feed is missing. [no-src]');
  const files = feeds.filter(isFile);
  if (files.length && command === 'check') {
    throw new Misuse(`check asks for a feed as a page would: it takes addresses of the web, which begin with https://, and ${files[0]} is none. [bad-src]`);
  }
  if (files.length && files.length < feeds.length) throw new Misuse(`Files and addresses of the web are not read as one: ${feeds.join(' ')}.`);
  if (files.length && command === 'render' && !given.src) {
    throw new Misuse('To render a file, name with --src where visitors find that feed: there the element asks for new posts.');
  }
  if (!files.length && given.src) throw new Misuse('--src says where the feed of a file is; these feeds are on the web.');
  if (given.src) checkPlaces(String(given.src).trim().split(/\s+/), files.length, given.url);
  return { command: /** @type {Order['command']} */ (command), feeds, isFiles: files.length > 0, output: /** @type {string | undefined} */ (output), options: given };
}

/** @param {string[]} args */
function parsed(args) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // What Node adds is help for words that begin with a dash.
    throw new Misuse(/** @type {Error} */ (error).message.replace(/\. To specify .*/s, '.'));
  }
}

/**
 * Whether a word is a file; a letter alone in front of a colon is a drive.
 *
 * @param {string} word
 * @throws {Misuse} for an address that is none of the web
 */
function isFile(word) {
  if (/^file:/i.test(word) || !/^[a-z][a-z\d+.-]+:/i.test(word)) return true;
  if (webAddress(word, undefined)) return false;
  throw new Misuse(`${word} is no address of the web, which would begin with https:// or http://. [bad-src]`);
}

/**
 * @param {string[]} places where visitors find the feeds
 * @param {number} count of those
 * @param {string | boolean} [page]
 * @throws {Misuse}
 */
function checkPlaces(places, count, page) {
  const lost = places.find((place) => !webAddress(place, /** @type {string | undefined} */ (page)));
  if (lost !== undefined) throw new Misuse(`${lost} is no address by itself: name the page with --url, as https://www.example.com/.`);
  if (places.length !== count) throw new Misuse(`--src takes an address for each of the ${count} files, not ${places.length}.`);
}

/**
 * @param {string} command
 * @param {string} name of an option
 * @param {string | boolean} value
 * @throws {Misuse}
 */
function check(command, name, value) {
  const setting = settings.find(({ attribute }) => attribute === name && name !== 'src');
  const isLabel = labels.some(({ attribute }) => attribute === name);
  const takers = Object.keys(own).filter((taker) => (setting || isLabel ? taker !== 'check' : own[taker].includes(name)));
  if (!takers.includes(command)) throw new Misuse(`--${name} is for ${takers.join(' and ')}, not for ${command}.`);
  const wanted = typeof value === 'string' && (setting ? unlike(setting, value) : unlikeOwn(name, value));
  if (wanted) throw new Misuse(`--${name} takes ${wanted}, not ${value || 'nothing'}.`);
}

/**
 * @typedef {object} Setting
 * @property {string} kind
 * @property {string[]} [words]
 * @property {number} [min]
 * @property {number} [max]
 */

/**
 * What a setting takes, if not this; the same as `Kind::takes` of src/settings.rs.
 *
 * @param {Setting} setting
 * @param {string} text
 */
function unlike({ kind, words = [], min = 0, max = 0 }, text) {
  const word = text.trim().toLowerCase();
  const given = kind === 'any-of' ? word.split(/\s+/).filter(Boolean) : [word];
  const isWords = given.every((one) => words.includes(one));
  const isNumber = /^\d+$/.test(word) && Number(word) >= min && Number(word) <= max;
  if (kind === 'number' && !isNumber) return `a whole number from ${min} to ${max}`;
  if (kind === 'one-of' && !isWords) return listed(words);
  if (kind === 'any-of' && !isWords) return `any of ${listed(words)}`;
}

/** What an option that is no setting takes, if not this. @param {string} name @param {string} text */
function unlikeOwn(name, text) {
  if ((name === 'page' || name === 'url') && !webAddress(text, undefined)) return 'an address that begins with https:// or http://';
  if (name === 'edge' && !platformNames.includes(text)) return listed(platformNames);
  if (name === 'lang' && !isLanguage(text)) return 'a language, as de or pt-BR';
}

/** @param {string} tag */
function isLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** @param {string[]} words @returns {string} `a, b or c` */
const listed = (words) => words.join(', ').replace(/, (?!.*, )/, ' or ');
