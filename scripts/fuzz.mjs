/**
 * `npm run fuzz`: looks for inputs that break a promise of the crate, ten minutes each, or `npm run fuzz -- 60 date`.
 * It needs a nightly Rust and cargo-fuzz: `rustup toolchain install nightly`, `cargo install cargo-fuzz`.
 */

import { mkdirSync, readdirSync } from 'node:fs';

import { SetupError, ask, at, main, run, step } from './run.mjs';

const targets = ['parse', 'json', 'date', 'url', 'charset', 'clean', 'time'];

/** Whether this machine can fuzz: it is not asked of everyone who runs the tests. @returns {Promise<boolean>} */
export async function canFuzz() {
  return (await ask('cargo', ['+nightly', 'fuzz', '--version'])).startsWith('cargo-fuzz');
}

/**
 * Fuzzes a target, beginning with the feeds of the tests.
 *
 * @param {string} target
 * @param {number} seconds
 * @throws {import('./run.mjs').CommandError} where an input breaks a promise; it names the file with the input
 */
async function fuzz(target, seconds) {
  const found = at('fuzz', 'corpus', target);
  mkdirSync(found, { recursive: true });
  const seeds = readdirSync(at('tests', 'feeds')).map((group) => at('tests', 'feeds', group));
  const limits = [`-max_total_time=${seconds}`, '-timeout=10', '-max_len=16384', `-dict=${at('fuzz', 'feed.dict')}`];
  // Without seeds it would try single bytes for minutes.
  if (target === 'time') limits.push('-len_control=0');
  const folders = ['date', 'url', 'time'].includes(target) ? [found] : [found, ...seeds];
  await run('cargo', ['+nightly', 'fuzz', 'run', '-O', '--fuzz-dir', at('fuzz'), target, ...folders, '--', ...limits]);
}

/** @param {number} seconds for each target @param {string[]} [only] */
export async function fuzzAll(seconds, only = targets) {
  for (const target of only) await step(`fuzz ${target}`, () => fuzz(target, seconds));
}

await main(import.meta.url, async () => {
  if (!(await canFuzz())) {
    throw new SetupError('Fuzzing needs: rustup toolchain install nightly --profile minimal; cargo install cargo-fuzz');
  }
  const [seconds = '600', ...only] = process.argv.slice(2);
  await fuzzAll(Number(seconds), only.length > 0 ? only : targets);
});
