/** The package as npm would publish it, and pages that use it. */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { at, run } from '../../scripts/run.mjs';

/** @param {string} folder @returns {Promise<string>} the file that `npm pack` has written there */
export async function pack(folder) {
  mkdirSync(folder, { recursive: true });
  const said = await run('npm', ['pack', '--silent', '--pack-destination', folder]);
  return join(folder, said.trim().split('\n').at(-1) ?? '');
}

/** Puts the package into a folder's `node_modules`, as it has no dependencies. @param {string} tarball @param {string} folder */
export async function install(tarball, folder) {
  const target = join(folder, 'node_modules', 'latest-posts');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
}

export const consumers = at('tests', 'packaging');

/**
 * What a page shows that uses the package: titles of posts, and what its own script has done.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 */
export async function shown(browser, url) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/favicon/.test(message.location().url ?? '')) errors.push(message.text());
  });
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => document.querySelector('latest-posts')?.feed, { polling: 50, timeout: 20_000 }).catch(() => {});
  const result = await page.evaluate(() => ({
    titles: [...(document.querySelector('latest-posts')?.shadowRoot?.querySelectorAll("[part='title']") ?? [])].map(({ textContent }) => textContent),
    parsed: globalThis.parsed,
    heard: globalThis.heard,
    searchable: document.querySelector('latest-posts')?.searchable,
  }));
  await page.close();
  return { ...result, errors };
}
