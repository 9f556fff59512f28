/** `npm start`: from a fresh clone to a page that shows the widget. */

import { build } from './build.mjs';
import { SetupError, at, main } from './run.mjs';
import { serve } from './serve.mjs';
import { setUpBuild } from './tools.mjs';

await main(import.meta.url, async () => {
  const port = process.env.PORT ? Number(process.env.PORT) : undefined;
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new SetupError(`PORT is "${process.env.PORT}", which is no port number.`);
  }
  await build(await setUpBuild());
  // What is copied from the site names it, so that a page can try it before it has files of its own.
  const { url } = await serve({ port, roots: [at('www'), at('dist')], isForOthers: true });
  console.log(`The page is at ${url} (stop with Ctrl-C)`);
});
