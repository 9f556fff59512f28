/** The Chromium that measures: each visitor is a new one, on a line and a machine of a given speed. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer from 'puppeteer-core';

import { find, flags } from '../scripts/browsers.mjs';

/** A mobile line that is not the best: 150 ms and 1.6 Mbit/s; and a machine with a quarter of this one's speed. */
export const slowLine = { latency: 150, download: 1.6e6 / 8, upload: 750e3 / 8 };
export const slowDown = 4;

/** How long a page is waited for, in milliseconds: a large feed takes a minute on the slow line. */
const PATIENCE = 200_000;

/** @typedef {{ line?: typeof slowLine, slowDown?: number }} Speed nothing is slower where it is not said */

/** @typedef {Awaited<ReturnType<typeof visitor>>} Visitor */

/** Starts a Chromium with `gc()`, so that no reader pays for another's rubbish. */
export async function launch() {
  const { chrome } = find('chromium');
  const userDataDir = mkdtempSync(join(tmpdir(), 'latest-posts-'));
  const browser = await puppeteer.launch({
    executablePath: chrome,
    args: [...flags, '--js-flags=--expose-gc'],
    userDataDir,
    headless: true,
    // Some libraries take minutes for a large feed on a slow machine.
    protocolTimeout: 600_000,
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * A visitor who has never been here: no cache, no copy, no code that was compiled before. They stand on an empty page of
 * the same site, so that no start of a process is measured.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} origin
 * @param {string} [before] a script that runs before those of each page
 */
export async function visitor(browser, origin, before) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  await session.send('HeapProfiler.enable');
  if (before) await page.evaluateOnNewDocument(before);
  // Nobody asks the page again and again: that would be work of its own.
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'tellVisible' });
  /** What each request brought over the wire. @type {Map<string, number>} */
  const bytes = new Map();
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    bytes.set(requestId, (bytes.get(requestId) ?? 0) + encodedDataLength);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  await page.goto(`${origin}/empty.html`);

  return {
    page,
    session,
    /** @param {Speed} speed from now on */
    async slow({ line, slowDown = 1 }) {
      const { latency, download, upload } = line ?? { latency: 0, download: -1, upload: -1 };
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency,
        downloadThroughput: download,
        uploadThroughput: upload,
      });
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    },
    /** @param {string} path */
    async goTo(path) {
      bytes.clear();
      await session.send('Page.navigate', { url: origin + path });
    },
    /** Goes to a page of posts. @param {string} path @returns {Promise<number>} when they were visible, in milliseconds since */
    async see(path) {
      const limit = AbortSignal.timeout(PATIENCE);
      const seen = new Promise((resolve, reject) => {
        session.once('Runtime.bindingCalled', ({ payload }) => resolve(Number(payload)));
        limit.addEventListener('abort', () => reject(new Error(`${path} shows no posts`)), { once: true });
      });
      await this.goTo(path);
      return seen;
    },
    /** Bytes over the wire since the page was asked for, headers included. */
    bytes: () => [...bytes.values()].reduce((sum, size) => sum + size, 0),
    close: () => context.close(),
  };
}
