/** One request, as widgets share it, against a server of this machine. */

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { beginLoad, fetchFeed } from '../../src/js/fetch.js';

/** What the server answers at a path, one after the other. @type {Record<string, ((response: import('node:http').ServerResponse) => void)[]>} */
const answers = {};
let server, url;

before(async () => {
  server = createServer((request, response) => answers[request.url].shift()(response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

const text = ({ bytes }) => new TextDecoder().decode(bytes);

test('a pause before the second try leaves no listener', async () => {
  const { any } = AbortSignal;
  const signals = [];
  AbortSignal.any = (given) => (signals.push(given[0]), any.call(AbortSignal, given));
  answers['/again'] = [(response) => response.writeHead(503).end(), (response) => response.end('Here')];
  const answer = await fetchFeed(`${url}/again`, { signal: new AbortController().signal });
  AbortSignal.any = any;
  assert.equal(text(answer), 'Here');
  assert.deepEqual(signals.map((signal) => getEventListeners(signal, 'abort').length), [0, 0]);
});

test('who gives up during the pause waits for nothing', async () => {
  answers['/gone'] = [(response) => response.writeHead(503).end()];
  const controller = new AbortController();
  const asked = fetchFeed(`${url}/gone`, { signal: controller.signal });
  setTimeout(() => controller.abort(), 300);
  const begun = performance.now();
  await assert.rejects(asked, { name: 'AbortError' });
  assert.ok(performance.now() - begun < 900);
});

test('an answer that has no body is an empty one', async () => {
  answers['/nothing'] = [(response) => response.writeHead(204).end()];
  const { bytes } = await fetchFeed(`${url}/nothing`, { signal: new AbortController().signal });
  assert.equal(bytes.length, 0);
});

test('a request that all have left in the middle of its body is nobody\'s answer', async () => {
  let begun;
  const isBegun = new Promise((resolve) => (begun = resolve));
  answers['/left'] = [(response) => (response.write('Beg'), begun()), (response) => response.end('Beginning and end')];
  const end = beginLoad();
  const controller = new AbortController();
  const left = fetchFeed(`${url}/left`, { signal: controller.signal });
  await isBegun;
  await new Promise((resolve) => setTimeout(resolve, 100));
  controller.abort();
  await assert.rejects(left, { name: 'AbortError' });
  const answer = await fetchFeed(`${url}/left`, { signal: new AbortController().signal });
  end();
  assert.equal(text(answer), 'Beginning and end');
  assert.equal(answer.broken, undefined);
});

test('nor is it in the moment after they have left', async () => {
  let begun;
  const isBegun = new Promise((resolve) => (begun = resolve));
  answers['/moment'] = [() => begun(), (response) => response.end('Whole')];
  const controller = new AbortController();
  const left = fetchFeed(`${url}/moment`, { signal: controller.signal });
  await isBegun;
  controller.abort();
  const answer = fetchFeed(`${url}/moment`, { signal: new AbortController().signal });
  await assert.rejects(left, { name: 'AbortError' });
  assert.equal(text(await answer), 'Whole');
});

test('an engine that knows no ways of caching is told of none', async () => {
  const { fetch } = globalThis;
  let told;
  globalThis.fetch = (address, options) => ((told = options), fetch(address, options));
  answers['/plain'] = [(response) => response.end('Plain')];
  await fetchFeed(`${url}/plain`, { signal: new AbortController().signal });
  globalThis.fetch = fetch;
  assert.equal(told.cache, undefined);
});
