/** The charts of the last run of `npm run bench`, where its numbers are beside this site. */

import { chart } from './chart.js';
import { byId, make } from './elements.js';

/** The groups of the bench, in words for who does not run it. @type {Record<string, string>} */
const titles = {
  parse: 'Reading a feed',
  cold: 'The first visit',
  warm: 'Coming again',
  growth: 'More posts, more widgets',
  thread: 'What the page feels of it',
  memory: 'Memory',
};

/** What is said of a goal, by what was reached. */
const verdicts = { stretch: '✓ reached, and the stretch', must: '✓ reached', '': '✗ not reached' };

/**
 * @typedef {object} Goal
 * @property {string} name
 * @property {string} must
 * @property {string} stretch
 * @property {string} now
 * @property {keyof typeof verdicts} reached
 */

/**
 * @typedef {object} Measured
 * @property {string} date
 * @property {{ cpu: string, cores: number, memory: string, browser: string }} machine
 * @property {import('./chart.js').Case[]} cases
 * @property {Goal[]} must
 */

// Without a network there may be none either.
const response = await fetch(new URL('bench.json', import.meta.url)).catch(() => undefined);
if (response?.ok) show(await response.json());
else byId('about').textContent = 'This copy of the site has no measurements: npm run bench makes them, on your machine.';

/** @param {Measured} measured */
function show({ date, machine: { cpu, cores, memory, browser }, cases, must }) {
  // A day is one everywhere.
  const day = new Date(date).toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' });
  byId('about').textContent = `Measured on ${day} with ${browser}, on ${cpu} with ${cores} cores and ${memory} of memory.`;
  const groups = [...new Set(cases.map(({ group }) => group))];
  const places = [['goals', 'Goals'], ...groups.map((group) => [group, titles[group] ?? group])];
  byId('places').append(...places.map(([id, title]) => make('li', {}, make('a', { href: `#${id}` }, title))));
  byId('charts').append(
    goals(must),
    ...groups.map((group) => section(group, titles[group] ?? group, ...cases.filter((one) => one.group === group).map(chart))),
  );
  // The place that the address names was not there yet.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** @param {string} id @param {string} title @param {...(Node | string)} content */
function section(id, title, ...content) {
  return make('section', {}, make('h2', { id }, title), ...content);
}

/** What was to be reached, with what was not. @param {Goal[]} must */
function goals(must) {
  const reached = must.filter(({ reached }) => reached);
  const far = reached.filter(({ reached }) => reached === 'stretch').length;
  const titles = ['Goal', 'Now', 'Must be', 'Stretch', 'Verdict'];
  const head = titles.map((title) => make('th', { scope: 'col' }, title));
  const body = must.map(({ name, now, must, stretch, reached }) =>
    make('tr', { className: reached ? 'good' : 'bad' }, make('th', { scope: 'row' }, name), ...[now, must, stretch, verdicts[reached]].map((text, index) => make('td', { 'data-title': titles[index + 1] }, text))),
  );
  return section(
    'goals',
    'Goals',
    make('p', {}, `${reached.length} of ${must.length} are reached, and of these ${far} ${far === 1 ? 'goes' : 'go'} as far as was hoped at best (the stretch).`),
    make('table', { className: 'stacked goals' }, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...body)),
  );
}
