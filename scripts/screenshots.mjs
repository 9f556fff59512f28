/** `npm run screenshots`: every page of `www/variants`, light, dark and narrow, into `www/gallery`. */

import { mkdirSync, readdirSync } from 'node:fs';

import { launch } from '../tests/e2e/browser.mjs';
import { TestServer } from '../tests/e2e/server.mjs';
import { at, main, step } from './run.mjs';

const looks = {
  light: { scheme: 'light', viewport: { width: 900, height: 700 } },
  dark: { scheme: 'dark', viewport: { width: 900, height: 700 } },
  narrow: { scheme: 'light', viewport: { width: 320, height: 640 } },
};

await main(import.meta.url, async () => {
  const server = await TestServer.start();
  const browser = await launch(server.url);
  mkdirSync(at('www', 'gallery'), { recursive: true });
  try {
    for (const file of readdirSync(at('www', 'variants')).filter((name) => name.endsWith('.html'))) {
      await step(file, async () => {
        for (const [look, options] of Object.entries(looks)) {
          const { page, close } = await browser.open(`/variants/${file}`, options);
          await page.waitForFunction(() => document.querySelector('latest-posts').feed);
          // Pictures below the window are lazy.
          await page.evaluate(async () => {
            const pictures = document.querySelector('latest-posts').shadowRoot.querySelectorAll('img');
            for (const picture of pictures) picture.loading = 'eager';
            await Promise.all([...pictures].map((picture) => picture.decode().catch(() => {})));
          });
          await page.screenshot({ path: at('www', 'gallery', file.replace('.html', `-${look}.webp`)), quality: 70, fullPage: true });
          await close();
        }
      });
    }
  } finally {
    await browser.close();
    await server.close();
  }
});
