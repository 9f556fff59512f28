/** Pages with strict policies, and pages that refuse. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './browser.mjs';
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

async function under(policy) {
  server.put('/policy.html', pageWith('src="/feed.xml"'), { headers: { 'content-security-policy': policy } });
  const { page, errors, violations, close } = await browser.open('/policy.html');
  await settled(page);
  const result = { ...(await seen(page)), errors, violations };
  await close();
  return result;
}

test('the strictest policy that allows WebAssembly has nothing to refuse', async () => {
  const result = await under(strict);
  assert.equal(result.articles, 5);
  assert.deepEqual(result.violations, []);
  assert.deepEqual(result.errors, []);
});

test('a page that refuses WebAssembly shows the fallback and is told why', async () => {
  const result = await under("script-src 'self'");
  assert.equal(result.code, 'wasm-refused');
  assert.equal(result.fallback, true);
  assert.deepEqual(result.errors, []);
});

test('a core that cannot be loaded is an error, not an exception', async () => {
  server.put('/policy.html', pageWith('src="/feed.xml"'));
  const { page, errors, close } = await browser.open('/policy.html', {
    before: async (page) => {
      await page.setRequestInterception(true);
      page.on('request', (request) => (request.url().endsWith('/core.js') ? request.abort() : request.continue()));
    },
  });
  await settled(page);
  const result = await seen(page);
  assert.equal(result.code, 'core');
  assert.equal(result.fallback, true);
  assert.deepEqual(errors, []);
  await close();
});
