/** `npm run site`: all files of the site in one folder, to be published as they are. */

import { cpSync, existsSync, rmSync } from 'node:fs';

import { SetupError, at, main } from './run.mjs';

await main(import.meta.url, async () => {
  if (!existsSync(at('dist'))) throw new SetupError('There is no dist/ yet. Run: npm run build');
  const folder = at('target', 'site');
  rmSync(folder, { recursive: true, force: true });
  // The same layers as `npm start` serves: the site's own files are on top.
  for (const layer of ['dist', 'www']) cpSync(at(layer), folder, { recursive: true });
  console.log(`The site is in ${folder}`);
});
