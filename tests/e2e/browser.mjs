/** A real Chromium for the tests, or a Firefox, and pages that remember what went wrong on them. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer from 'puppeteer-core';

import { findChromium, flags } from '../../scripts/chromium.mjs';

/**
 * @typedef {object} OpenPage
 * @property {import('puppeteer-core').Page} page
 * @property {string[]} errors messages of exceptions nobody caught, and of promises nobody handled
 * @property {{ type: string, text: string }[]} messages what the console was told; `type` is `warn`, `error`, …
 * @property {{ directive: string, blocked: string }[]} violations of the page's Content Security Policy
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} OpenOptions
 * @property {(page: import('puppeteer-core').Page) => unknown} [before] runs before the page is asked for
 * @property {'light' | 'dark'} [scheme] the visitor's colour scheme; the system's without it
 * @property {{ width: number, height: number }} [viewport] in CSS pixels
 * @property {'load' | 'domcontentloaded'} [until] what to wait for
 */

/**
 * Starts a browser with nothing of an earlier one: Chromium, or the Firefox at the path in `FIREFOX`.
 *
 * @param {string} origin what the paths given to `open` belong to, for instance a test server's `url`
 * @returns {Promise<{ open: (path: string, options?: OpenOptions) => Promise<OpenPage>, close: () => Promise<void>,
 *   browser: import('puppeteer-core').Browser }>}
 */
export async function launch(origin) {
  const { chrome } = findChromium();
  const firefox = process.env.FIREFOX;
  if (!chrome && !firefox) throw new Error('Chromium is missing: npm test installs it, or says how.');
  const userDataDir = mkdtempSync(join(tmpdir(), 'latest-posts-'));
  const browser = await puppeteer.launch(
    firefox
      ? { browser: 'firefox', executablePath: firefox, userDataDir, headless: true }
      : { executablePath: chrome, args: flags, userDataDir, headless: true },
  );
  return {
    browser,
    open: (path, options) => open(browser, new URL(path, origin).href, options),
    close: async () => {
      await browser.close();
      rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Opens a page and waits until it has loaded.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 * @param {OpenOptions} [options]
 * @returns {Promise<OpenPage>}
 */
async function open(browser, url, { before, scheme, viewport, until = 'load' } = {}) {
  const page = await browser.newPage();
  /** @type {OpenPage} */
  const opened = { page, errors: [], messages: [], violations: [], close: () => page.close() };
  page.on('pageerror', (error) => {
    const text = error instanceof Error ? error.message : String(error);
    // Firefox says here too what its event of a violation says.
    if (!text.startsWith('Content-Security-Policy: ')) opened.errors.push(text);
  });
  page.on('console', (message) => opened.messages.push({ type: message.type(), text: message.text() }));
  await page.exposeFunction('reportViolation', (/** @type {OpenPage['violations'][0]} */ violation) => {
    opened.violations.push(violation);
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      globalThis.reportViolation({ directive: effectiveDirective, blocked: blockedURI });
    });
  });
  if (scheme) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  if (viewport) await page.setViewport(viewport);
  await before?.(page);
  await page.goto(url, { waitUntil: until });
  return opened;
}
