/** What must be reached, and what was: ratios of one run. */

import { ways } from './feeds.mjs';
import * as memory from './memory.mjs';
import * as pages from './pages.mjs';
import * as parse from './parse.mjs';
import { short } from './report.mjs';
import { stacks } from './stacks.mjs';
import * as thread from './thread.mjs';

/** @import { Case, Row } from './numbers.mjs' */

/**
 * @typedef {object} Verdict
 * @property {string} name
 * @property {string} must
 * @property {string} stretch
 * @property {string} now
 * @property {'stretch' | 'must' | ''} reached
 */

/**
 * @typedef {object} Goal
 * @property {string} name
 * @property {'≥' | '≤'} way
 * @property {number} must
 * @property {number} stretch
 * @property {string} unit
 * @property {(find: Find) => number} now throws where it was not measured
 */

/** @typedef {(name: string) => Rows} Find a case */
/** @typedef {(who: string) => number} Rows the median of a row */

/** @param {Case[]} cases @returns {Verdict[]} of the goals that were measured */
export function judged(cases) {
  const find = (/** @type {string} */ name) => {
    const found = cases.find((other) => other.name === name);
    if (!found) throw new Missing(name);
    return (/** @type {string} */ who) => medianOf(found.rows, who);
  };
  return goals(cases).flatMap((goal) => {
    try {
      return [verdict(goal, goal.now(find))];
    } catch (error) {
      if (error instanceof Missing) return [];
      throw error;
    }
  });
}

/** A case or a row that this run did not have. */
class Missing extends Error {}

/** @param {Row[]} rows @param {string} who */
function medianOf(rows, who) {
  const found = rows.find((row) => row.who === who);
  if (!found) throw new Missing(who);
  return found.median;
}

/** @param {Goal} goal @param {number} now @returns {Verdict} */
function verdict({ name, way, must, stretch, unit }, now) {
  const is = (/** @type {number} */ limit) => (way === '≥' ? now >= limit : now <= limit);
  const text = (/** @type {number} */ number) => `${short(number)}${unit}`;
  return { name, must: `${way} ${text(must)}`, stretch: `${way} ${text(stretch)}`, now: text(now), reached: is(stretch) ? 'stretch' : is(must) ? 'must' : '' };
}

/** @param {Case[]} cases the fastest of the others is not known before @returns {Goal[]} */
function goals(cases) {
  const rowsOf = (/** @type {string} */ name) => cases.find((other) => other.name === name)?.rows ?? [];
  /** Of the readers in JavaScript the fastest. @param {string} name */
  const fastest = (name) => {
    const peers = rowsOf(name).filter(({ who }) => !Object.values(parse.ours).includes(who) && who !== parse.native);
    if (!peers.length) throw new Missing(name);
    return Math.min(...peers.map(({ median }) => median));
  };
  /** The safe stack that is the smallest to download. @param {string} name */
  const smallest = (name) => {
    const [first] = rowsOf(name)
      .filter(({ who }) => who === stacks.extractor || who === stacks.feedsmith)
      .sort((one, other) => (one.bytes ?? 0) - (other.bytes ?? 0));
    if (!first) throw new Missing(name);
    return first.median;
  };
  const reading = ['1 MB', '10 MB'].flatMap((size) => [
    ...[parse.ours.shown, parse.ours.whole].flatMap((who) => {
      const name = parse.nameOf(size, 'CDATA');
      return [
        goal(`parse ${size}, ${who}, against the fastest JS peer`, '≥', 8, 20, '×', (find) => fastest(name) / find(name)(who)),
        goal(`parse ${size}, ${who}, against native DOMParser + walk`, '≥', 25, 50, '×', (find) => find(name)(parse.native) / find(name)(who)),
      ];
    }),
    ...ways.map((way) =>
      goal(`parse throughput, ${size}, ${way}, against a plain memory scan`, '≥', 0.25, 0.5, '', (find) => {
        const found = find(parse.throughput(size, way));
        return found(parse.inMemory.scan) / found(parse.inMemory.read);
      }),
    ),
  ]);
  return [
    ...reading,
    ...hows.flatMap((how) => [
      goal(`cold page, 80 kB feed ${pages.sent[how]}, against the smallest safe JS stack`, '≤', 0.8, 0.7, '×', (find) => {
        const name = pages.coldOf('80 kB', how);
        return find(name)(stacks.ours) / smallest(name);
      }),
      goal(`cold page, 1 MB feed ${pages.sent[how]}, against the floor`, '≤', 0.8, 0.6, '×', (find) => {
        const found = find(pages.coldOf('1 MB', how));
        return found(stacks.ours) / found(stacks.floor);
      }),
      goal(`cold page, 10 MB against 80 kB feed, ${pages.sent[how]}`, '≤', 1.3, 1.1, '×', (find) => {
        const [large, small] = ['10 MB', '80 kB'].map((size) => find(pages.coldOf(size, how))(stacks.ours));
        return large / small;
      }),
    ]),
    goal('warm page with a fresh copy, 4 × slower', '≤', 100, 50, ' ms', (find) => find(pages.warmOf('80 kB'))(pages.fresh)),
    goal('requests for the feed, warm page with a fresh copy', '≤', 0, 0, '', (find) => find(pages.asked)(`${pages.fresh}, 80 kB`)),
    goal(`longest task, feed of 10 MB, ${thread.newest}`, '≤', 50, 16, ' ms', (find) => find(thread.longest)(thread.newest)),
    goal(`longest task while 10 MB arrive, ${thread.toTheEnd}`, '≤', 50, 16, ' ms', (find) => find(thread.longest)(thread.toTheEnd)),
    goal(`peak memory, 10 MB feed, limit 10, ${stacks.ours}`, '≤', 8, 3, ' MB', (find) => find(memory.peak)(stacks.ours)),
    goal(`peak memory, 10 MB feed, limit 10, ${memory.toTheEnd}`, '≤', 8, 3, ' MB', (find) => find(memory.peak)(memory.toTheEnd)),
  ];
}

/** @param {string} name @param {Goal['way']} way @param {number} must @param {number} stretch @param {string} unit @param {Goal['now']} now @returns {Goal} */
const goal = (name, way, must, stretch, unit, now) => ({ name, way, must, stretch, unit, now });

const hows = /** @type {const} */ (['plain', 'gzip']);
