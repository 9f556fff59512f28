/** `npm run test:attacks`: the whole list of hostile feeds, every one in every format and shown in every way, in every engine. */

import { engines } from './browsers.mjs';
import { build } from './build.mjs';
import { main, run, step } from './run.mjs';
import { setUpTests } from './tools.mjs';

await main(import.meta.url, async () => {
  const tools = await setUpTests();
  await build(tools.build);
  const args = ['--test', '--test-reporter=spec', 'tests/e2e/attacks.test.mjs'];
  for (const engine of tools.engines) {
    await step(`in ${engines[engine].title}`, async () => {
      const output = await run(process.execPath, args, { env: { ATTACKS: 'all', ENGINE: engine } });
      return `${output.match(/^ℹ pass (\d+)$/m)?.[1]} passed`;
    });
  }
});
