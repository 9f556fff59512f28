/** A real browser for the tests, Chromium, Firefox or WebKit, and pages that remember what went wrong on them. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer from 'puppeteer-core';

import { engines, find, flags } from '../../scripts/browsers.mjs';
import { startWebKit } from './webkit.mjs';

/** The engine that `npm test` has named: a test looks here for what one of them cannot do. */
export const engine = process.env.ENGINE || 'chromium';

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
 * @property {'light' | 'dark' | 'forced'} [scheme] the visitor's colour scheme, or a theme of high contrast as Windows has them;
 *   the system's without it
 * @property {{ width: number, height: number }} [viewport] in CSS pixels
 * @property {'load' | 'domcontentloaded'} [until] what to wait for
 */

/**
 * What Firefox says as if nobody had caught an exception: that a policy was broken, which an event says too, and that a request
 * was not answered as it should be, which whoever asked was told.
 */
const firefoxNotes = /^(?:Content-Security-Policy: |Cross-Origin Request Blocked: |Loading module from .* was blocked)/;

/** Firefox has the visitor's wishes from the settings it is started with, and no permission for the clipboard. */
const firefoxSettings = {
  system: { 'dom.events.testing.asyncClipboard': true },
  light: { 'layout.css.prefers-color-scheme.content-override': 1 },
  dark: { 'layout.css.prefers-color-scheme.content-override': 0 },
  forced: { 'browser.display.document_color_use': 2 },
};

/** So has WebKit; of forced colours it knows nothing. */
const webkitFlags = {
  system: ['--javascript-can-access-clipboard=true'],
  light: [],
  dark: ['--dark-mode'],
};

/**
 * Starts a browser with nothing of an earlier one.
 *
 * @param {string} origin what the paths given to `open` belong to, for instance a test server's `url`
 * @returns {Promise<{ open: (path: string, options?: OpenOptions) => Promise<OpenPage>, close: () => Promise<void>,
 *   browser: import('puppeteer-core').Browser }>}
 */
export async function launch(origin) {
  const first = await start('system');
  const started = new Map([['system', first]]);
  /** The browser to open a page in: in Firefox and WebKit each colour scheme has its own. @param {string} scheme */
  const browserFor = async (scheme) => {
    if (engine === 'chromium') return first.browser;
    if (!started.has(scheme)) started.set(scheme, await start(scheme));
    return started.get(scheme).browser;
  };
  return {
    browser: first.browser,
    open: async (path, options = {}) => open(await browserFor(options.scheme ?? 'system'), new URL(path, origin).href, options),
    close: async () => void (await Promise.all([...started.values()].map(({ close }) => close()))),
  };
}

/** @param {string} scheme of Firefox's and WebKit's settings */
async function start(scheme) {
  // Chromium's own driver is for the crate's tests alone.
  const { chromedriver: _, ...programs } = find(engine);
  if (Object.values(programs).includes(undefined)) throw new Error(`${engines[engine].title} is missing: npm test installs it, or says how.`);
  if (engine === 'webkit') return startWebKit(programs, webkitFlags[scheme]);
  const userDataDir = mkdtempSync(join(tmpdir(), 'latest-posts-'));
  const browser = await puppeteer.launch({
    ...(engine === 'firefox' ? { browser: 'firefox', extraPrefsFirefox: firefoxSettings[scheme] } : { args: flags }),
    executablePath: programs.chrome ?? programs.firefox,
    userDataDir,
    headless: true,
  });
  const close = async () => {
    await browser.close();
    rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, close };
}

/**
 * In Chromium each page has a colour scheme of its own.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {NonNullable<OpenOptions['scheme']>} scheme
 */
async function emulate(page, scheme) {
  if (scheme !== 'forced') return page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
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
    if (!firefoxNotes.test(text)) opened.errors.push(text);
  });
  page.on('console', (message) => opened.messages.push({ type: message.type(), text: message.text() }));
  await page.exposeFunction('reportViolation', (/** @type {OpenPage['violations'][0]} */ violation) => {
    // Firefox says so where the policy refuses the page's icon, for which nobody but the browser asks.
    if (!violation.blocked.endsWith('/favicon.ico')) opened.violations.push(violation);
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      globalThis.reportViolation({ directive: effectiveDirective, blocked: blockedURI });
    });
  });
  if (scheme && engine === 'chromium') await emulate(page, scheme);
  if (viewport) await page.setViewport(viewport);
  await before?.(page);
  await page.goto(url, { waitUntil: until });
  return opened;
}
