/**
 * `npm run test:edge`: the edge in every engine that npm has, from the package as it would be published, and what Cloudflare's
 * own tool makes of the recipe. `npm test` has Node and workerd, from `dist/`.
 */

import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { folder, installConsumers } from './packaging.mjs';
import { CommandError, at, main, run, step } from './run.mjs';
import { setUpBuild } from './tools.mjs';

/** What wrangler makes of the recipe. */
const bundle = join(folder, 'out', 'wrangler', 'cloudflare.js');

const engines = ['node', 'node22', 'node24', 'workerd', 'deno', 'bun'];

await main(import.meta.url, async () => {
  await setUpBuild();
  await step('consumers', installConsumers);
  cpSync(at('tests', 'edge'), join(folder, 'edge'), { recursive: true });
  cpSync(at('www', 'recipes'), join(folder, 'recipes'), { recursive: true });
  await step('wrangler deploy --dry-run', dryRun);
  for (const file of ['edge', 'recipes']) {
    await step(file === 'edge' ? engines.join(', ') : 'recipes', async () => {
      const env = { EDGE_ENGINES: engines.join(' '), EDGE_FOLDER: folder, EDGE_BUNDLE: bundle };
      const output = await run(process.execPath, ['--test', '--test-reporter=spec', at('tests', 'edge', `${file}.test.mjs`)], { env });
      return `${/^ℹ pass (\d+)$/m.exec(output)?.[1]} passed`;
    });
  }
});

/** What would be uploaded: the recipe's own command, but for the upload. */
async function dryRun() {
  const { recipe } = await import('../src/js/recipes.js');
  const [, , ...args] = recipe('cloudflare', []).run.split(' ');
  const node = join(folder, 'node_modules', 'node24', 'bin', 'node');
  const wrangler = join(folder, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
  const own = args.map((arg) => (arg === 'edge.js' ? 'recipes/cloudflare.js' : arg));
  rmSync(dirname(bundle), { recursive: true, force: true });
  const env = { WRANGLER_SEND_METRICS: 'false', CI: '1', NO_COLOR: '1' };
  const output = await run(node, [wrangler, ...own, '--dry-run', '--outdir', 'out/wrangler'], { cwd: folder, env });
  const [, size] = /Total Upload: (.*)/.exec(output) ?? [];
  if (!size || !existsSync(bundle)) throw new CommandError('wrangler made nothing', output);
  return size;
}
