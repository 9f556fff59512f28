/** `npm run test:attacks`: the whole list of hostile feeds, every one in every format and shown in every way, in Chromium and Firefox. */

import { engines } from './browsers.mjs';
import { build } from './build.mjs';
import { main, run, step } from './run.mjs';
import { setUpTests } from './tools.mjs';

await main(import.meta.url, async () => {
  const tools = await setUpTests();
  await build(tools.build);
  const args = ['--test', '--test-reporter=spec', 'tests/e2e/attacks.test.mjs'];
  // WebKit's driver tells a page nothing of what happened before it was asked.
  for (const engine of tools.engines.filter((name) => name !== 'webkit')) {
    await step(`in ${engines[engine].title}`, async () => {
      const output = await run(process.execPath, args, { env: { ATTACKS: 'all', ENGINE: engine } });
      return `${output.match(/^ℹ pass (\d+)$/m)?.[1]} passed`;
    });
  }
});
