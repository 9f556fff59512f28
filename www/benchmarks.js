/** The charts of the last run of `npm run bench`, where its numbers are beside this site. */

import { chart } from './chart.js';
import { byId, make } from './elements.js';

const response = await fetch(new URL('bench.json', import.meta.url));
if (response.ok) show(await response.json());
else byId('about').textContent = 'This copy of the site has no measurements: npm run bench makes them, on your machine.';

/** @param {{ date: string, machine: string, cases: (import('./chart.js').Case & { group: string })[] }} measured */
function show({ date, machine, cases }) {
  byId('about').textContent = `Measured on ${new Date(date).toLocaleDateString('en', { dateStyle: 'long' })}, on ${machine}.`;
  const groups = [...new Set(cases.map(({ group }) => group))];
  byId('charts').append(
    ...groups.map((group) => make('section', {}, make('h2', {}, group), ...cases.filter((one) => one.group === group).map(chart))),
  );
}
