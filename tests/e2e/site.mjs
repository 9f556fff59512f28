/** The pages of the site, and what a person does on them. */

import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

import { at } from '../../scripts/run.mjs';

/** Paths of all pages of one's own: those of the made-up blog and of the gallery are pages too. @type {string[]} */
export const pages = readdirSync(at('www'), { recursive: true })
  .map((file) => `/${String(file).replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.html'))
  .sort();

/** The made-up blog: pages as anybody's, without the site's header. */
export const blog = ['/demo.html', '/embed.html', '/archives.html', '/archives-engineering.html'];

/** Pages with the header and footer of the site. */
export const sitePages = pages.filter((path) => !path.startsWith('/variants/') && path !== '/preview.html' && !blog.includes(path));

/** @param {string} path @returns {string} */
export const sourceOf = (path) => readFileSync(at('www', ...path.slice(1).split('/')), 'utf8');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds on a page. @param {import('puppeteer-core').Page} page @returns {Promise<string[]>} */
export async function findings(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
  });
}

/**
 * Opens the configurator and waits until its preview has come to an end.
 *
 * @param {Awaited<ReturnType<import('./browser.mjs').launch>>} browser
 * @param {Record<string, string>} [parameters]
 * @param {import('./browser.mjs').OpenOptions} [options]
 */
export async function configure(browser, parameters = {}, options = {}) {
  const opened = await browser.open(`/index.html#${new URLSearchParams(parameters)}`, options);
  await ended(opened.page);
  return opened;
}

/** Waits until the preview shows the configuration, or says why it cannot. @param {import('puppeteer-core').Page} page */
export async function ended(page) {
  await page.waitForFunction(
    () => {
      const widget = document.querySelector('#preview')?.contentDocument?.querySelector('latest-posts');
      return widget && (widget.feed || widget.error) && document.querySelector('#frame').ariaBusy === 'false';
    },
    { polling: 50 },
  );
}

/** @param {import('puppeteer-core').Page} page @returns {Promise<string>} */
export const snippet = (page) => page.$eval('#snippet', ({ textContent }) => textContent);

/** Titles and colours of the first widget, wherever it is. */
export function shown(root) {
  const widget = root.querySelector('latest-posts');
  const texts = (part) => [...widget.shadowRoot.querySelectorAll(`[part='${part}']`)].map(({ textContent }) => textContent);
  const link = widget.shadowRoot.querySelector("[part='link']");
  return {
    heading: texts('heading').join(),
    titles: texts('title'),
    dates: texts('date'),
    excerpts: texts('excerpt'),
    layout: widget.shadowRoot.querySelector("[part~='root']")?.part.value,
    pictures: widget.shadowRoot.querySelectorAll('img').length,
    accent: link && root.defaultView.getComputedStyle(link).color,
  };
}
