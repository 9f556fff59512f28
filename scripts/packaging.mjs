/**
 * `npm run test:packaging`: the package in bundlers, frameworks and engines, each as its users have it; the table of the
 * README is written from what came of it. With a word behind `--` it is those alone whose names have it.
 */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { consumers } from '../tests/packaging/consumers.mjs';
import { inFolder } from '../tests/packaging/folder.mjs';
import { installConsumers } from '../tests/packaging/install.mjs';
import { shown } from '../tests/packaging/pages.mjs';
import { trySite } from '../tests/packaging/sites.mjs';
import { at, complain, main, step } from './run.mjs';
import { serve } from './serve.mjs';
import { setUpTests } from './tools.mjs';

/** @typedef {import('../tests/packaging/consumers.mjs').Consumer} Consumer */

/** @param {Consumer} consumer @param {import('puppeteer-core').Browser} browser */
async function tryOut({ app = 'app', build, check, start, site }, browser) {
  if (site) return trySite(site, browser);
  if (check) {
    const said = (await check()).trim();
    if (said !== 'ok') throw new Error(said);
    return;
  }
  const out = inFolder('out', 'page');
  rmSync(out, { recursive: true, force: true });
  await build?.(out);
  const server = start ? await start() : await serve({ roots: [out, at('www')] });
  try {
    const { titles, parsed, heard, searchable, errors } = await shown(browser, server.url);
    const found = JSON.stringify({ titles: titles.length, parsed, heard, searchable, errors });
    const isRight = titles.length === 3 && errors.length === 0;
    const isHeard = app === 'app' ? parsed === 16 : app === 'external' || (heard === 3 && searchable === true);
    if (!isRight || !isHeard) throw new Error(found);
  } finally {
    await server.close();
  }
}

/** @param {Consumer} consumer @returns {string} */
function versionOf({ package: name, home = '' }) {
  if (name === 'node') return process.versions.node;
  return JSON.parse(readFileSync(inFolder(home, 'node_modules', name, 'package.json'), 'utf8')).version;
}

await main(import.meta.url, async () => {
  await setUpTests();
  await step('consumers', installConsumers);
  const { launch } = await import('../tests/e2e/browser.mjs');
  const browser = await launch('http://127.0.0.1/');
  const only = process.argv[2];
  const rows = [];
  for (const consumer of consumers) {
    const version = versionOf(consumer);
    const name = `${consumer.name} ${version}`;
    if (only && !name.includes(only)) continue;
    try {
      await step(name, () => tryOut(consumer, browser.browser));
      rows.push([consumer.name, version, 'works']);
    } catch (error) {
      complain(error);
      rows.push([consumer.name, version, 'fails']);
    }
  }
  await browser.close();
  const failed = rows.filter(([, , result]) => result !== 'works').length;
  if (!only) {
    const table = ['| with | version | |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
    const readme = readFileSync(at('README.md'), 'utf8');
    writeFileSync(at('README.md'), readme.replace(/(<!-- packaging -->\n).*?(<!-- \/packaging -->)/s, `$1${table}\n$2`));
  }
  console.log(`\n${rows.length - failed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
});
