/** The animation of the README, from real screenshots of the configurator: an animated WebP, put together by hand. */

import { writeFileSync } from 'node:fs';

import { configure, ended } from '../tests/e2e/site.mjs';

const viewport = { width: 1080, height: 900, deviceScaleFactor: 2 / 3 };

/** What is done on the page, and how long its outcome is looked at, in milliseconds. @type {[number, (page: import('puppeteer-core').Page) => Promise<unknown>][]} */
const scenes = [
  [1600, async () => {}],
  [1300, (page) => press(page, '#setting-layout input[value="cards"]')],
  [1300, (page) => press(page, '#setting-show input[value="image"]')],
  [1100, (page) => press(page, 'input[name="scheme"][value="dark"]')],
  [1100, (page) => press(page, 'input[name="frame"][value="phone"]')],
  [1100, (page) => press(page, '#setting-layout input[value="headline"]')],
  [2200, copy],
];

/**
 * Takes the pictures and writes the file.
 *
 * @param {Awaited<ReturnType<import('../tests/e2e/browser.mjs').launch>>} browser
 * @param {string} file
 */
export async function animate(browser, file) {
  const { page, close } = await configure(browser, {}, { scheme: 'light', viewport });
  await page.evaluate(() => document.querySelector('#address').scrollIntoView());
  const frames = [];
  for (const [duration, act] of scenes) {
    await act(page);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 900)));
    await ended(page);
    frames.push({ duration, picture: Buffer.from(await page.screenshot({ type: 'webp', quality: 60 })) });
  }
  await close();
  writeFileSync(file, animated(frames, Math.round(viewport.width * viewport.deviceScaleFactor), Math.round(viewport.height * viewport.deviceScaleFactor)));
}

/** @param {import('puppeteer-core').Page} page @param {string} selector */
const press = (page, selector) => page.$eval(selector, (input) => input.click());

/** @param {import('puppeteer-core').Page} page */
async function copy(page) {
  await press(page, 'input[name="frame"][value="full"]');
  await page.evaluate(() => document.querySelector('.output').scrollIntoView({ block: 'end' }));
}

/**
 * https://developers.google.com/speed/webp/docs/riff_container#animation
 *
 * @param {{ duration: number, picture: Buffer }[]} frames still pictures of one size
 * @param {number} width
 * @param {number} height
 */
function animated(frames, width, height) {
  const isAnimated = 0x02;
  const canvas = Buffer.concat([Buffer.from([isAnimated, 0, 0, 0]), three(width - 1), three(height - 1)]);
  // A white background, and no end.
  const loop = Buffer.from([255, 255, 255, 255, 0, 0]);
  const all = frames.map(({ duration, picture }) =>
    chunk('ANMF', Buffer.concat([three(0), three(0), three(width - 1), three(height - 1), three(duration), Buffer.from([0]), imageOf(picture)])),
  );
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), chunk('VP8X', canvas), chunk('ANIM', loop), ...all]));
}

/** The chunk of a still picture that holds its pixels. @param {Buffer} picture */
function imageOf(picture) {
  for (let at = 12; at < picture.length; ) {
    const length = picture.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (picture.toString('latin1', at, at + 3) === 'VP8' && picture[at + 3] !== 0x58) return picture.subarray(at, end);
    at = end;
  }
  throw new Error('The browser made a WebP without a picture.');
}

/** @param {string} name @param {Buffer} content */
function chunk(name, content) {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** @param {number} value in three bytes, the lowest first */
function three(value) {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE(value, 0, 3);
  return bytes;
}
