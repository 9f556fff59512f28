/** Pages with strict policies, and pages that refuse. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { engine, launch } from './browser.mjs';
import { TestServer } from './server.mjs';
import { noteEvents, pageWith, seen, settled } from './widget.mjs';

const strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

let server, browser;

before(async () => {
  server = await TestServer.start();
  server.put('/note-events.js', noteEvents, { type: 'text/javascript' });
  browser = await launch(server.url);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function under(policy, change = (html) => html, options = {}) {
  server.put('/policy.html', change(pageWith('src="/feed.xml"')), { headers: { 'content-security-policy': policy } });
  const { page, errors, violations, close } = await browser.open('/policy.html', options);
  await settled(page);
  const result = { ...(await seen(page)), errors, violations };
  await close();
  return result;
}

/** WebKitGTK runs WebAssembly under any policy: there a page that refuses it has none, as in Safari's Lockdown Mode. */
const refusing = engine === 'webkit' ? { before: (page) => page.evaluateOnNewDocument(() => delete globalThis.WebAssembly) } : {};

test('the strictest policy that allows WebAssembly has nothing to refuse', async () => {
  const result = await under(strict);
  assert.equal(result.articles, 5);
  assert.deepEqual(result.violations, []);
  assert.deepEqual(result.errors, []);
});

for (const policy of ["script-src 'self'", "script-src 'nonce-1'", "script-src 'nonce-1' 'strict-dynamic'", `${strict.replace(" 'wasm-unsafe-eval'", '')}`]) {
  test(`a page that refuses WebAssembly shows the same: ${policy.slice(0, 60)}`, async () => {
    const usual = await under(strict);
    server.requests.length = 0;
    const result = await under(policy, (html) => html.replaceAll('<script', '<script nonce="1"'), refusing);
    assert.equal(server.to('/without-wasm.js').length, 1);
    assert.equal(result.articles, 5);
    // What a browser says of its refusal is not what is shown.
    assert.deepEqual({ ...result, violations: [] }, usual);
  });
}

test('who allows WebAssembly does not pay for those who refuse it', async () => {
  server.requests.length = 0;
  await under(strict);
  assert.equal(server.to('/without-wasm.js').length, 0);
});

test('the classic script, too, does without WebAssembly', async () => {
  const html = '<!doctype html><title>A page</title><script src="/note-events.js"></script><script async src="/embed.js" data-src="/feed.xml"></script>';
  const result = await under("script-src 'self'", () => html, refusing);
  assert.equal(result.articles, 5);
});

test('where that cannot be loaded either, the fallback is seen and the page is told why', async () => {
  server.put('/without-wasm.js', 'Not found', { status: 404 });
  const result = await under("script-src 'self'", undefined, refusing);
  server.put('/without-wasm.js', readFileSync(at('dist', 'without-wasm.js')), { type: 'text/javascript' });
  assert.equal(result.code, 'wasm-refused');
  assert.equal(result.fallback, true);
  assert.deepEqual(result.errors, []);
});

test('a core that cannot be loaded is an error, not an exception', async () => {
  server.put('/core.js', 'Not found', { status: 404, type: 'text/javascript' });
  const result = await under(strict);
  server.put('/core.js', readFileSync(at('dist', 'core.js')), { type: 'text/javascript' });
  assert.equal(result.code, 'core');
  assert.equal(result.fallback, true);
  assert.deepEqual(result.errors, []);
});
