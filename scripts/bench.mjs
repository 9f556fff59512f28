/**
 * `npm run bench`: everything that is said about speed, measured in one run in Chromium, beside others. It judges nothing:
 * machines differ, so look at the ratios. All of it writes `www/bench.json`.
 *
 * `npm run bench -- parse` runs one group, or several that are named, and writes nothing; so does `--quick`, which takes
 * few runs and no large feeds.
 */

import { writeFileSync } from 'node:fs';

import { build, makeModule } from './build.mjs';
import { SetupError, at, main, step } from './run.mjs';
import { setUpBench } from './tools.mjs';

/** Each group, and the module of `benches/` with a function of that name. */
const groups = { parse: 'parse', cold: 'pages', warm: 'pages', growth: 'growth', thread: 'thread', memory: 'memory' };

/**
 * @typedef {object} Bench what every group gets
 * @property {import('../benches/server.mjs').Server} server
 * @property {import('puppeteer-core').Browser} browser
 * @property {boolean} quick whether a glance is enough
 * @property {{ glue: string, module: string }} wasm the files of the crate with exports for this alone
 * @property {(text: string) => void} log says what is being done
 */

await main(import.meta.url, async () => {
  const words = process.argv.slice(2);
  const quick = words.includes('--quick');
  const wanted = words.filter((word) => !word.startsWith('--'));
  const unknown = wanted.filter((name) => !Object.hasOwn(groups, name));
  if (unknown.length) throw new SetupError(`No group is called ${unknown.join(', ')}. There are: ${Object.keys(groups).join(', ')}`);

  const tools = await setUpBench();
  await build(tools);
  const folder = at('target', 'wasm-bench');
  await makeModule(tools, {
    folder,
    output: at('target', 'wasm-bench', 'wasm32-unknown-unknown', 'release', 'latest_posts_bench.wasm'),
    args: ['--manifest-path', at('benches', 'wasm', 'Cargo.toml')],
  });
  const { installPeers } = await import('../benches/peers.mjs');
  await step('the libraries beside us', installPeers);

  const { launch } = await import('../benches/browser.mjs');
  const { Server } = await import('../benches/server.mjs');
  const { machine, printCase, printMust } = await import('../benches/report.mjs');
  const { judged } = await import('../benches/must.mjs');
  const server = await Server.start();
  server.putSite(at('dist'));
  const { browser, close } = await launch();
  /** @type {import('../benches/numbers.mjs').Case[]} */
  const cases = [];
  try {
    const about = await machine(browser);
    console.log(`${about.browser}; ${about.cpu}, ${about.cores} cores, ${about.memory}`);
    const wasm = { glue: at('target', 'wasm-bench', 'bindgen', 'latest_posts.js'), module: at('target', 'wasm-bench', 'latest-posts.wasm') };
    for (const [name, file] of Object.entries(groups)) {
      if (wanted.length && !wanted.includes(name)) continue;
      const { [name]: measure } = await import(`../benches/${file}.mjs`);
      /** @type {typeof cases} */
      let found = [];
      await step(name, async () => {
        const log = (/** @type {string} */ text) => process.stdout.write(`${text} … `);
        found = await measure({ server, browser, quick, wasm, log });
      });
      found.forEach(printCase);
      cases.push(...found);
    }
    const must = judged(cases);
    printMust(must);
    if (quick || wanted.length) return;
    const result = { date: new Date().toISOString().slice(0, 10), machine: about, cases, must };
    writeFileSync(at('www', 'bench.json'), `${JSON.stringify(result, rounded, 1)}\n`);
    console.log('\nwww/bench.json is written.');
  } finally {
    await close();
    server.close();
  }
});

/** More digits than were measured say nothing. @param {string} _ @param {unknown} value */
function rounded(_, value) {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
