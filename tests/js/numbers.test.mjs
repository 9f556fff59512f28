/** What is made of the runs of the bench. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compared, middle, row } from '../../benches/numbers.mjs';

test('a row has the middle of its runs, and how far they were apart', () => {
  assert.deepEqual(row('we', [3, 1, 2, 9]), { who: 'we', median: 2.5, min: 1, max: 9 });
  assert.equal(middle([5, 1, 3]), 3);
});

test('rows are compared with the first, unless that is nought', () => {
  const ratios = (...medians) => compared('', '', '', '', medians.map((median) => row('', [median]))).rows.map(({ ratio }) => ratio);
  assert.deepEqual(ratios(2, 4, 1), [1, 2, 0.5]);
  assert.deepEqual(ratios(0, 4), [undefined, undefined]);
});
