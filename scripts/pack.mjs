/**
 * Before `npm pack`: builds, and writes a file at the package's root for each entry, for tools that do not read `exports`
 * (Parcel 2, and TypeScript with its old resolution). With `--clean`, afterwards, takes them away.
 */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';

import { build } from './build.mjs';
import { at, main } from './run.mjs';
import { setUpBuild } from './tools.mjs';

/** Each file at the root and what it says. @returns {Record<string, string>} */
function stubs() {
  /** @type {{ files: string[], exports: Record<string, { default: string }> }} */
  const { files, exports } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const entries = files.filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3));
  return Object.fromEntries(
    entries.flatMap((name) => {
      const text = `export * from '${exports[`./${name}`].default}';\n`;
      return [`${name}.js`, `${name}.d.ts`].map((file) => [file, text]);
    }),
  );
}

await main(import.meta.url, async () => {
  const isClean = process.argv.includes('--clean');
  if (!isClean) await build(await setUpBuild());
  for (const [file, text] of Object.entries(stubs())) {
    if (isClean) rmSync(at(file), { force: true });
    else writeFileSync(at(file), text);
  }
});
