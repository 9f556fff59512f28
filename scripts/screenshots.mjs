/**
 * `npm run screenshots`: every page of `www/variants`, light, dark and narrow, and every page of the site on a desktop, on
 * a phone, and dark, into `www/gallery`; and the animation of the README.
 *
 * `npm run screenshots -- docs import` takes the pages alone whose paths have one of these words.
 */

import { mkdirSync, readdirSync } from 'node:fs';

import { launch } from '../tests/e2e/browser.mjs';
import { TestServer } from '../tests/e2e/server.mjs';
import { sitePages } from '../tests/e2e/site.mjs';
import { animate } from './animation.mjs';
import { at, main, step } from './run.mjs';

/** Two thirds of a window's pixels are enough for a picture in a column. */
const deviceScaleFactor = 2 / 3;

/** Pixels of a page that are in its picture: WebP has no more than 16383, and nobody looks at as many. */
const HEIGHT = 6000;

const looks = {
  light: { scheme: 'light', viewport: { width: 900, height: 700, deviceScaleFactor } },
  dark: { scheme: 'dark', viewport: { width: 900, height: 700, deviceScaleFactor } },
  narrow: { scheme: 'light', viewport: { width: 320, height: 640 } },
};

const siteLooks = {
  desktop: { scheme: 'light', viewport: { width: 1440, height: 900, deviceScaleFactor } },
  phone: { scheme: 'light', viewport: { width: 390, height: 844 } },
  dark: { scheme: 'dark', viewport: { width: 1440, height: 900, deviceScaleFactor } },
};

/** The widget of the page, or of the frame that shows it. */
const hasPosts = () => {
  const page = document.querySelector('#preview')?.contentDocument ?? document;
  const widget = page.querySelector('latest-posts');
  return !document.querySelector('#preview, latest-posts') || Boolean(widget?.feed);
};

/** Pictures below the window are lazy. */
const loadPictures = async () => {
  const roots = [document, document.querySelector('latest-posts')?.shadowRoot];
  const pictures = roots.flatMap((root) => [...(root?.querySelectorAll('img') ?? [])]);
  for (const picture of pictures) picture.loading = 'eager';
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
};

await main(import.meta.url, async () => {
  const server = await TestServer.start();
  const browser = await launch(server.url);
  mkdirSync(at('www', 'gallery'), { recursive: true });
  const words = process.argv.slice(2);
  const isWanted = (text) => !words.length || words.some((word) => text.includes(word));
  const take = async (path, name, all) => {
    for (const [look, options] of Object.entries(all)) {
      const { page, close } = await browser.open(path, options);
      await page.waitForFunction(hasPosts);
      await page.evaluate(loadPictures);
      // What scripts ask for besides.
      await page.waitForNetworkIdle({ idleTime: 100 });
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), HEIGHT);
      const clip = { x: 0, y: 0, width: options.viewport.width, height };
      await page.screenshot({ path: at('www', 'gallery', `${name}-${look}.webp`), quality: 55, clip, captureBeyondViewport: true });
      await close();
    }
  };
  try {
    for (const file of readdirSync(at('www', 'variants')).filter((name) => name.endsWith('.html') && isWanted(`/variants/${name}`))) {
      await step(file, () => take(`/variants/${file}`, file.replace('.html', ''), looks));
    }
    for (const path of sitePages.filter(isWanted)) {
      await step(path, () => take(path, `site${path.replace('.html', '').replaceAll('/', '-')}`, siteLooks));
    }
    if (!words.length) await step('the animation', () => animate(browser, at('www', 'animation.webp')));
  } finally {
    await browser.close();
    await server.close();
  }
});
