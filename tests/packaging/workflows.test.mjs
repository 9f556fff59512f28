/** The workflows: what they use is pinned, what they run is there, and no text of an event gets into a shell. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { parse } from 'yaml';

import { at } from '../../scripts/run.mjs';

const folder = at('.github', 'workflows');
const { scripts } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

for (const file of readdirSync(folder)) {
  const { permissions, jobs } = parse(readFileSync(`${folder}/${file}`, 'utf8'));
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test(`${file} may read, and each job says what else`, () => {
    assert.deepEqual(permissions, { contents: 'read' });
  });

  test(`${file} uses actions by their commit, without keeping credentials`, () => {
    const used = steps.filter(({ uses }) => uses);
    assert.ok(used.length > 0);
    for (const step of used) {
      assert.match(step.uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      assert.equal(step.with['persist-credentials'], false);
    }
  });

  test(`${file} runs what is there`, () => {
    const lines = steps.flatMap(({ run = '' }) => run.split('\n'));
    assert.ok(lines.some((line) => line === 'bash .ci/run'));
    for (const line of lines) {
      assert.ok(!line.includes('${{'), line);
      for (const [, script] of line.matchAll(/npm run (\S+?)\)?$/g)) assert.ok(scripts[script], script);
      for (const [, path] of line.matchAll(/^bash (\S+)/g)) assert.ok(existsSync(at(path)), path);
    }
  });
}
