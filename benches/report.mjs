/** What a run found, as tables for a terminal. */

import { cpus, totalmem } from 'node:os';

/** @import { Case, Row } from './numbers.mjs' */
/** @import { Verdict } from './must.mjs' */

/** @param {import('puppeteer-core').Browser} browser */
export async function machine(browser) {
  const [{ model }] = cpus();
  return {
    cpu: model.trim(),
    cores: cpus().length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    browser: (await browser.version()).replace('Headless', '').replace('Chrome/', 'Chromium '),
  };
}

/** @param {Case} found */
export function printCase({ group, name, unit, note, rows }) {
  console.log(`\n${group}: ${name}`);
  console.log(wrapped(note));
  for (const row of rows) console.log(line(row, unit));
}

/** @param {Verdict[]} must */
export function printMust(must) {
  if (!must.length) return;
  console.log('\nWhat must be reached');
  console.log(`  ${'now'.padStart(12)}${'must'.padStart(12)}${'stretch'.padStart(12)}`);
  for (const { name, must: least, stretch, now, reached } of must) {
    console.log(`  ${now.padStart(12)}${least.padStart(12)}${stretch.padStart(12)}  ${mark(reached)} ${name}`);
  }
}

/** @param {Verdict['reached']} reached */
const mark = (reached) => (reached ? `reached${reached === 'stretch' ? ', and the stretch' : ''}:` : 'NOT REACHED:');

/** @param {Row} row @param {string} unit */
function line({ who, median, min, max, ratio, bytes }, unit) {
  const runs = `${short(min)}–${short(max)}`;
  const size = bytes === undefined ? '' : `${(bytes / 1000).toFixed(1)} kB`;
  return `  ${who.padEnd(44)}${`${short(median)} ${unit}`.padStart(12)}${runs.padStart(18)}${(ratio === undefined ? '' : `${short(ratio)}×`).padStart(9)}${size.padStart(12)}`;
}

/** @param {number} number */
export const short = (number) => {
  const digits = number >= 100 || Number.isInteger(number) ? 0 : number >= 10 ? 1 : number >= 0.1 ? 2 : 4;
  return number.toFixed(digits);
};

/** @param {string} note */
const wrapped = (note) => note.replace(/(.{1,100})(\s+|$)/g, '    $1\n').trimEnd();
