/**
 * Every page of `www/variants`, light, dark, narrow, with forced colours, and with text of twice the size: posts are shown,
 * nothing overflows, and axe-core finds nothing.
 */

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { engine, launch } from './browser.mjs';
import { TestServer } from './server.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server, browser;

before(async () => {
  server = await TestServer.start();
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const looks = {
  light: { scheme: 'light', viewport: { width: 900, height: 900 } },
  dark: { scheme: 'dark', viewport: { width: 900, height: 900 } },
  'narrow, from right to left': { scheme: 'light', viewport: { width: 320, height: 640 } },
  'forced colours': { scheme: 'forced', viewport: { width: 900, height: 900 } },
  // What zooming by 200 % leaves of a window of 900 pixels.
  'at 200 %': { scheme: 'light', viewport: { width: 450, height: 450, deviceScaleFactor: 2 } },
  'with text of twice the size': { scheme: 'light', viewport: { width: 640, height: 900 }, before: enlargeText },
};

/** As a visitor's own style sheet would. @param {import('puppeteer-core').Page} page */
async function enlargeText(page) {
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('DOMContentLoaded', () => void (document.documentElement.style.fontSize = '200%'));
  });
}

const files = readdirSync(at('www', 'variants')).filter((name) => name.endsWith('.html'));

for (const [index, file] of files.entries()) {
  for (const [place, [look, options]] of Object.entries(looks).entries()) {
    // The others take their time: there each page has two of the six looks, in turn.
    if (engine !== 'chromium' && index % 3 !== place % 3) continue;
    const skip = engine === 'webkit' && options.scheme === 'forced' && 'WebKit has no forced colours';
    test(`${file}, ${look}`, { skip }, async () => {
      const { page, errors, messages, close } = await browser.open(`/variants/${file}`, options);
      await page.waitForFunction(() => document.querySelector('latest-posts').feed);
      if (look.includes('right to left')) await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
      const seen = await page.evaluate(() => {
        const widget = document.querySelector('latest-posts');
        const systemColour = (name) => {
          const probe = document.body.appendChild(document.createElement('span'));
          probe.style.color = name;
          const { color } = getComputedStyle(probe);
          probe.remove();
          return color;
        };
        return {
          articles: widget.shadowRoot.querySelectorAll('article').length,
          posts: widget.feed.items.length,
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          // A colour that the system did not choose may not be seen against one that it did.
          isForced: matchMedia('(forced-colors: active)').matches,
          colours: [...widget.shadowRoot.querySelectorAll('[part]')].map((part) => getComputedStyle(part).color),
          lines: [...widget.shadowRoot.querySelectorAll("button, input, [part='category']")].map(
            (part) => getComputedStyle(part).borderTopColor,
          ),
          buttonLine: systemColour('ButtonBorder'),
        };
      });
      assert.equal(seen.articles, seen.posts);
      assert.ok(seen.posts > 0);
      assert.equal(seen.overflow, 0);
      assert.equal(seen.isForced, look === 'forced colours');
      if (seen.isForced) {
        assert.ok(new Set(seen.colours).size <= 3, `text, links and buttons: ${new Set(seen.colours)}`);
        // Firefox's own colour for the lines of buttons is not that of texts.
        const isKnown = (line) => seen.colours.includes(line) || (engine === 'firefox' && line === seen.buttonLine);
        assert.ok(seen.lines.every(isKnown), `lines: ${[...new Set(seen.lines)]}`);
      }
      // Firefox draws its dark scheme on a page that axe takes for a white one.
      if (engine === 'firefox') await page.evaluate(() => void (document.documentElement.style.backgroundColor ||= 'Canvas'));
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
      });
      assert.deepEqual(found, []);
      assert.deepEqual(errors, []);
      assert.deepEqual(messages.filter(({ type }) => type === 'warn'), []);
      await close();
    });
  }
}
