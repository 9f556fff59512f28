/** The GitHub Action, and the workflow of the README that uses it: their own lines, by the shell, with the package as packed. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { parse } from 'yaml';

import { at, run } from '../../scripts/run.mjs';
import { parseFeed } from '../../dist/parse.js';
import { TestServer } from '../e2e/server.mjs';
import { pack } from './pack.mjs';

const folder = at('target', 'action');
const clone = join(folder, 'clone');
const action = parse(readFileSync(at('action.yml'), 'utf8'));
const [, block = ''] = /```yaml\n(# \.github\/workflows\/.*?)```/s.exec(readFileSync(at('README.md'), 'utf8')) ?? [];
const workflow = parse(block);

let server, tarball;

before(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  tarball = await pack(folder);
  server = await TestServer.start();
});

after(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As a runner does (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell). */
const shell = (/** @type {string} */ script, /** @type {Record<string, string>} */ env) =>
  new Promise((resolve) => {
    const options = { cwd: clone, env: { ...process.env, npm_config_cache: join(folder, 'cache'), ...env } };
    execFile('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script], options, (error, out, said) => resolve({ code: Number(error?.code ?? 0), said: out + said }));
  });

/** Runs the action in an empty folder. @param {Record<string, string>} given */
async function snapshot(given) {
  rmSync(clone, { recursive: true, force: true });
  mkdirSync(clone, { recursive: true });
  return act(given);
}

/** Runs the action. @param {Record<string, string>} given @returns {Promise<{ code: number, said: string }>} */
async function act(given) {
  const inputs = { ...Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, value])), package: tarball, ...given };
  for (const name of Object.keys(given)) assert.ok(Object.hasOwn(action.inputs, name), `${name} is no input`);
  for (const step of action.runs.steps) {
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, value.replace(/\$\{\{ inputs\.(\w+) \}\}/, (_, input) => inputs[input])]));
    const result = await shell(step.run, env);
    if (result.code) return result;
  }
  return { code: 0, said: '' };
}

test('the action takes its inputs by the environment, every one of them, and installs its own version', () => {
  const [{ env, run: script }] = action.runs.steps;
  assert.doesNotMatch(script, /\$\{\{/);
  assert.deepEqual(Object.values(env), Object.keys(action.inputs).map((name) => `\${{ inputs.${name} }}`));
  const { name, version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  assert.equal(action.inputs.package.default, `${name}@${version}`);
  assert.ok(workflow.jobs.posts.steps.some(({ uses }) => uses === `latest-posts/latest-posts@v${version}`), 'the README names another version');
});

test('it writes the posts, as many and of the category that it was told', async () => {
  const { code, said } = await snapshot({ feeds: `${server.url}/feed.xml`, output: 'data/posts.json', limit: '2', category: 'engineering' });
  assert.equal(code, 0, said);
  const { items } = await parseFeed(readFileSync(join(clone, 'data', 'posts.json')));
  assert.equal(items.length, 2);
  assert.ok(items.every(({ tags }) => tags?.some((tag) => /engineering/i.test(tag))));
});

test('it writes how posts begin alone, where that is wanted', async () => {
  const whole = { feeds: `${server.url}/feed.xml` };
  const contents = async (given) => {
    const { code, said } = await snapshot(given);
    assert.equal(code, 0, said);
    return JSON.parse(readFileSync(join(clone, 'posts.json'), 'utf8')).items.filter((item) => item.content_html).length;
  };
  assert.ok((await contents(whole)) > 10);
  assert.equal(await contents({ ...whole, excerpts: 'true' }), 0);
});

test('it takes several feeds', async () => {
  const { code, said } = await snapshot({ feeds: `${server.url}/feed.xml ${server.url}/feed.xml?again` });
  assert.equal(code, 0, said);
  assert.ok((await parseFeed(readFileSync(join(clone, 'posts.json')))).items.length > 2);
});

test('what it cannot read fails, and writes nothing', async () => {
  for (const feeds of ['', 'no address', '--help', `${server.url}/there-is-none.xml`]) {
    const { code, said } = await snapshot({ feeds });
    assert.notEqual(code, 0, feeds);
    assert.match(said, /\[(no-src|bad-src|http-status)\]/, said);
    assert.ok(!existsSync(join(clone, 'posts.json')), feeds);
  }
});

test('an input is never run', async () => {
  const attack = '"; touch hacked; echo "$(touch hacked)`touch hacked`';
  for (const name of ['feeds', 'output', 'limit', 'category', 'excerpts']) {
    await snapshot({ feeds: `${server.url}/feed.xml`, [name]: attack });
    assert.ok(!existsSync(join(clone, 'hacked')), name);
  }
});

test('the recipe is the workflow of the README', () => {
  assert.equal(readFileSync(at('www', 'recipes', 'snapshot.yml'), 'utf8'), block);
});

test('the workflow of the README commits what has changed, and that alone', async () => {
  const { steps } = workflow.jobs.posts;
  const settings = steps.find(({ uses }) => uses?.startsWith('latest-posts/')).with;
  const { run: script } = steps.at(-1);
  const origin = join(folder, 'origin.git');
  rmSync(clone, { recursive: true, force: true });
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin]);
  await run('git', ['clone', '--quiet', origin, clone]);
  await run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--allow-empty', '-m', 'First'], { cwd: clone });
  await run('git', ['push', '--quiet', '--set-upstream', 'origin', 'HEAD:main'], { cwd: clone });
  for (const [limit, commits] of [['2', 2], ['2', 2], ['1', 3]]) {
    const made = await act({ ...settings, feeds: `${server.url}/feed.xml`, limit });
    assert.equal(made.code, 0, made.said);
    const { code, said } = await shell(script, { GIT_CONFIG_GLOBAL: '/dev/null' });
    assert.equal(code, 0, said);
    assert.equal((await run('git', ['rev-list', '--count', 'main'], { cwd: origin })).trim(), String(commits));
  }
  assert.match(await run('git', ['ls-tree', '--name-only', 'main'], { cwd: origin }), /^posts\.json$/m);
});
