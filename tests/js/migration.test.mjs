/** The page about coming from another widget says what the importer does, in names that the element has. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { fromManifest } from '../../www/manifest.js';
import { valueOf } from '../../www/settings.js';

const { declarations } = JSON.parse(readFileSync(at('dist', 'custom-elements.json'), 'utf8')).modules[0];
const { settings, properties } = fromManifest({ modules: [{ declarations }] });
const [{ events }] = declarations;

/** The sections with tables, named as the files of the importer. */
const sections = ['feedwind', 'rssdog', 'vanilla-rss', 'feedek', 'rss-parser', 'wordpress'];

/** What is named there besides: of HTML, of the platform, and of the package and its feed. */
const others = ['<template>', 'lang', 'fetch', 'parseFeed', 'latest-posts/parse', 'date_published'];

const source = readFileSync(at('www', 'docs', 'migration.html'), 'utf8');
const codesOf = (/** @type {string} */ html) => [...html.matchAll(/<code>(.*?)<\/code>/g)].map(([, text]) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'));

/** The rows of the tables, by section. */
const rows = [...source.matchAll(/<h2 id="([\w-]+)">(?:(?!<h2)[^])*?<tbody>([^]*?)<\/tbody>/g)].flatMap(([, section, body]) =>
  [...body.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(.*?)<\/td><\/tr>/g)].map(([, there, here]) => ({ section, there: codesOf(there), here: codesOf(here) })),
);

/** Whether the element has what a piece of code names. @param {string} code */
function isKnown(code) {
  const [, name, value] = /^([\w-]+)(?:="(.*)")?$/.exec(code) ?? [];
  const setting = settings.find((setting) => setting.name === name);
  if (setting) return value === undefined || value === setting.absent || valueOf(setting, value) !== undefined;
  const isWord = settings.some(({ kind, words }) => kind === 'any-of' && words.includes(code));
  return isWord || [...properties, ...events].some(({ name }) => name === code) || others.includes(code);
}

test('every section of the page for what the importer reads has a table', () => {
  assert.deepEqual([...new Set(rows.map(({ section }) => section))], sections);
});

test('what is named as the counterpart is an attribute with that value, a word, a property or an event of the element', () => {
  assert.deepEqual(rows.flatMap(({ section, here }) => here.filter((code) => !isKnown(code)).map((code) => `${section}: ${code}`)), []);
});

test('each option that the page names is one that the importer reads', () => {
  const unread = rows.flatMap(({ section, there }) => {
    const importer = readFileSync(at('www', 'importers', `${section}.js`), 'utf8');
    // Of `item.content` and `blockLayout: grid` it is the name of the option.
    const names = there.map((code) => code.split(/[=(:]/)[0].split('.').at(-1) ?? code);
    return names.filter((name) => !new RegExp(`\\b${name}\\b`).test(importer)).map((name) => `${section}: ${name}`);
  });
  assert.deepEqual(unread, []);
});
