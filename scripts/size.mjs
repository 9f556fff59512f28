/** `npm run size`: what a visitor downloads, and whether it is little enough. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

import { SetupError, at, main } from './run.mjs';

/**
 * What is downloaded together, and its limit in bytes after brotli: 1 kB is 1000 bytes. What the limits were to be, and
 * what they are spent on, stands in CONTRIBUTING.md.
 */
const budgets = [
  { name: 'the element', files: ['latest-posts.js', 'widget.js', 'core.js'], limit: 46_700 },
  { name: 'the classic script', files: ['embed.js'], limit: 49_400 },
  { name: 'before the wasm', files: ['latest-posts.js'], limit: 3_700 },
  { name: 'an edge, beside its core', files: ['edge.js'], limit: 9_900 },
];

/**
 * Prints the sizes of `dist/` and of what counts together.
 *
 * @throws {SetupError} where a sum is over its budget, or a file is not there
 */
export function checkSizes() {
  if (!existsSync(at('dist'))) throw new SetupError('There is no dist/ yet. Run: npm run build');
  const sizes = new Map(readdirSync(at('dist')).sort().map((file) => [file, sizeOf(at('dist', file))]));
  console.log(`\n${row('dist/', 'raw', 'brotli')}`);
  for (const [file, { raw, brotli }] of sizes) console.log(row(file, kilobytes(raw), kilobytes(brotli)));
  console.log(`\n${row('downloaded together', 'brotli', 'budget')}`);
  const faults = [];
  for (const { name, files, limit } of budgets) {
    const missing = files.filter((file) => !sizes.has(file));
    if (missing.length > 0) throw new SetupError(`dist/ lacks ${missing.join(', ')}.`);
    const sum = files.reduce((total, file) => total + (sizes.get(file)?.brotli ?? 0), 0);
    console.log(row(`${name}: ${files.join(' + ')}`, kilobytes(sum), kilobytes(limit)));
    if (sum > limit) faults.push(`${name} is ${kilobytes(sum)} of brotli, over its budget of ${kilobytes(limit)}.`);
  }
  console.log();
  if (faults.length > 0) throw new SetupError(faults.join('\n'));
}

/** @param {string} file @returns {{ raw: number, brotli: number }} bytes */
function sizeOf(file) {
  const content = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return { raw: content.length, brotli: brotliCompressSync(content, { params }).length };
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** @param {string} name @param {...string} numbers */
const row = (name, ...numbers) => `  ${name.padEnd(44)}${numbers.map((text) => text.padStart(10)).join('')}`;

await main(import.meta.url, async () => checkSizes());
