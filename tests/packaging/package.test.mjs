/** The package itself: what is in it, what tools say of it, and that it works in Node, in TypeScript and in a bundle. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import Ajv from 'ajv';
import * as esbuild from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

import { at, run } from '../../scripts/run.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launch } from '../e2e/browser.mjs';
import { install, pack } from './pack.mjs';
import { shown } from './pages.mjs';

const folder = at('target', 'packaging-short');
const inPackage = (/** @type {string[]} */ ...parts) => at('target', 'packaging-short', 'node_modules', 'latest-posts', ...parts);
const json = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8'));

let tarball, manifest;

before(async () => {
  rmSync(folder, { recursive: true, force: true });
  tarball = await pack(folder);
  await install(tarball, folder);
  cpSync(at('tests', 'packaging'), folder, { recursive: true });
  manifest = json(inPackage('package.json'));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: inPackage(), strict: true, pack: false });
  assert.deepEqual(messages.map((message) => formatMessage(message, manifest, { color: false })), []);
});

test('"are the types wrong?" finds nothing', async () => {
  const files = Object.keys(manifest.exports).filter((name) => /\.(wasm|css|json)$|embed\.js$/.test(name)).map((name) => name.slice(2));
  await run(process.execPath, [
    at('node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js'),
    tarball,
    ...['--profile', 'esm-only'],
    ...['--exclude-entrypoints', ...files],
  ]);
});

test('the custom elements manifest follows its schema, and knows what the element knows', async () => {
  const schema = json(createRequire(import.meta.url).resolve('custom-elements-manifest/schema.json'));
  const elements = json(inPackage('dist', 'custom-elements.json'));
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  assert.ok(validate(elements), JSON.stringify(validate.errors?.slice(0, 3)));
  const [{ declarations: [declaration] }] = elements.modules;
  const { LatestPostsElement } = await import(inPackage('dist', 'element.js'));
  const attributes = declaration.attributes.map(({ name }) => name);
  for (const name of LatestPostsElement.observedAttributes) assert.ok(attributes.includes(name), name);
  const parts = declaration.cssParts.map(({ name }) => name);
  const source = readFileSync(inPackage('dist', 'latest-posts.css'), 'utf8');
  for (const [, name] of source.matchAll(/\[part~?=['"]?([\w-]+)/g)) {
    assert.ok(parts.includes(name) || ['cards', 'headline', 'compact', 'archive'].includes(name), `the part ${name} is not in the manifest`);
  }
  for (const [, name] of source.matchAll(/var\((--latest-posts-[\w-]+)/g)) {
    assert.ok(declaration.cssProperties.some((property) => property.name === name), name);
  }
  assert.equal(declaration.events.length, 5);
  assert.equal(declaration.cssStates.length, 4);
});

test('sri.json has the hash of every file beside it', () => {
  const hash = (/** @type {string} */ file) => createHash('sha384').update(readFileSync(inPackage('dist', file))).digest('base64');
  const files = readdirSync(inPackage('dist')).filter((file) => file !== 'sri.json');
  const wanted = Object.fromEntries(files.map((file) => [file, { integrity: `sha384-${hash(file)}` }]));
  assert.deepEqual(json(inPackage('dist', 'sri.json')), wanted);
});

test('nothing is in the package that it does not name itself', () => {
  const files = readdirSync(inPackage('dist'));
  const texts = [JSON.stringify(manifest), ...files.filter((file) => /\.(js|ts)$/.test(file)).map((file) => readFileSync(inPackage('dist', file), 'utf8'))].join('\n');
  const isNamed = (/** @type {string} */ file) => texts.includes(`/${file}`) || texts.includes(`/${file.replace(/\.d\.ts$/, '.js')}`);
  assert.deepEqual(files.filter((file) => !isNamed(file)), []);
  const others = readdirSync(inPackage()).filter((file) => !manifest.files.includes(file));
  assert.deepEqual(others.sort(), ['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'package.json']);
});

test('every entry and every file at the root leads to a file', () => {
  const targets = Object.values(manifest.exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)));
  for (const file of [...targets, manifest.main, manifest.types, manifest.unpkg, manifest.jsdelivr, manifest.customElements, manifest['web-types']]) {
    assert.ok(readFileSync(inPackage(file)).length > 0, file);
  }
  for (const name of ['define', 'element', 'external', 'parse', 'server', 'edge']) {
    assert.match(readFileSync(inPackage(`${name}.js`), 'utf8'), /^export \* from '\.\/dist\/[a-z-]+\.js';\n$/);
  }
});

test('no entry uses top-level await, a file system, or eval', async () => {
  for (const file of ['latest-posts', 'element', 'external', 'parse', 'server', 'edge', 'core', 'core-external', 'without-wasm']) {
    const source = readFileSync(inPackage('dist', `${file}.js`), 'latin1');
    assert.doesNotMatch(source, /\beval\(|new Function\(|from ?["'](node:)?fs["']|\brequire\(/, file);
    // A format without top-level await refuses it.
    await esbuild.transform(source, { format: 'cjs', target: 'es2022', logLevel: 'silent' });
  }
});

test('Node reads and renders', async () => {
  assert.equal((await run(process.execPath, [at('target', 'packaging-short', 'check.mjs')])).trim(), 'ok');
});

test('TypeScript knows the types, in strict mode', async () => {
  const tsc = at('node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'];
  for (const resolution of [['--module', 'esnext', '--moduleResolution', 'bundler'], ['--module', 'nodenext']]) {
    await run(process.execPath, [tsc, ...options, ...resolution, at('target', 'packaging-short', 'types', 'check.ts')]);
  }
});

test('a bundle of esbuild shows posts', async () => {
  const out = at('target', 'packaging-short', 'out');
  await esbuild.build({
    entryPoints: [at('target', 'packaging-short', 'app', 'main.js')],
    bundle: true,
    format: 'esm',
    minify: true,
    splitting: true,
    outdir: out,
    logLevel: 'silent',
  });
  const server = await serve({ roots: [out, at('target', 'packaging-short', 'app'), at('www')] });
  const browser = await launch(server.url);
  try {
    const { titles, parsed, errors } = await shown(browser.browser, server.url);
    assert.deepEqual([titles.length, parsed, errors], [3, 16, []]);
  } finally {
    await browser.close();
    await server.close();
  }
});

test('what the README shows of a framework stands in an app that is tried', () => {
  const [, section] = readFileSync(at('README.md'), 'utf8').split('\n## In a framework\n');
  const [text] = section.split('\n## ');
  const snippets = [...text.matchAll(/```\w+\n\/\/ (.*)\n([^]*?)```/g)];
  assert.equal(snippets.length, 3);
  for (const [, name, code] of snippets) {
    const file = ['angular', 'next'].map((home) => at('tests', 'packaging', home, name)).find((path) => existsSync(path));
    assert.ok(file, name);
    const tried = readFileSync(file, 'utf8')
      .replace('process.env.FEED', "'https://blog.example.com/feed'")
      .replace('Object.assign(globalThis, { heard: detail.feed.items.length })', 'console.log(detail.feed.items.length)');
    assert.ok(tried.includes(code.trim()), name);
  }
});
