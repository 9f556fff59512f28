/**
 * `npm run test:attacks`: the whole list of hostile feeds, every one in every format and shown in every way, in Chromium and
 * where it is installed in Firefox.
 */

import { build } from './build.mjs';
import { which } from './chromium.mjs';
import { main, run, step } from './run.mjs';
import { setUpTests } from './tools.mjs';

await main(import.meta.url, async () => {
  const tools = await setUpTests();
  await build(tools.build);
  const args = ['--test', '--test-reporter=spec', 'tests/e2e/attacks.test.mjs'];
  const attack = async (/** @type {Record<string, string>} */ browser) => {
    const output = await run(process.execPath, args, { env: { ATTACKS: 'all', ...browser } });
    return `${output.match(/^ℹ pass (\d+)$/m)?.[1]} passed`;
  };
  await step('in Chromium', () => attack({ CHROME_PATH: tools.chrome }));
  const firefox = which(['firefox', 'firefox-esr']);
  if (firefox) await step('in Firefox', () => attack({ FIREFOX: firefox }));
});
