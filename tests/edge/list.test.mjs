/** The list of feeds, as a table: what is allowed, what is like it and is not, and entries that cannot be meant. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createHandler } from '../../dist/edge.js';

const rss = '<rss><channel><title>1</title></channel></rss>';

/** @param {string[]} feeds @param {string} feed @returns {Promise<number>} the status, and 0 where something else was asked for */
async function statusOf(feeds, feed) {
  /** @type {string[]} */
  const asked = [];
  const edge = createHandler({
    feeds,
    fetch: async (input) => {
      asked.push(String(input));
      return new Response(rss);
    },
  });
  const { status } = await edge.fetch(new Request(`https://edge.example.com/?${new URLSearchParams({ feed })}`));
  return (status === 200) === (asked.length === 1) ? status : 0;
}

const one = ['https://blog.example.com/feed'];
const below = ['https://blog.example.com/feeds/*'];
const whole = ['https://blog.example.com/*'];
const international = ['https://bücher.example/feed'];
const inner = ['https://10.0.0.5:8443/feed', 'https://localhost/feed', 'https://feeds.internal/feed', 'https://[fd00::1]/feed'];

/** @type {[string[], string[], string[]][]} the list, what is allowed, and what is not */
const table = [
  [
    one,
    ['https://blog.example.com/feed', 'https://blog.example.com:443/feed', 'https://BLOG.EXAMPLE.COM/feed', 'https://blog.example.com/a/../feed', 'https://blog.example.com/./feed', 'https:\\\\blog.example.com\\feed', 'https://blog.example.com/feed#x', 'https://blog.example.com/f\need'],
    ['https://blog.example.com/feed/', 'https://blog.example.com/Feed', 'https://blog.example.com/%66eed', 'https://blog.example.com/feed?', 'https://blog.example.com/feed?a', 'https://blog.example.com//feed', 'https://blog.example.com/feed%00', 'https://blog.example.com./feed', 'https://blog.example.com:444/feed', 'https://blog.example.com.evil.example/feed', 'https://blog.example.com%2eevil.example/feed', 'https://blog.example.com@evil.example/feed', 'https://evil.example/https://blog.example.com/feed', 'https://evil.example#https://blog.example.com/feed', 'https://a@blog.example.com/feed', 'https://:b@blog.example.com/feed', 'http://blog.example.com/feed', 'wss://blog.example.com/feed', 'blob:https://blog.example.com/feed', 'view-source:https://blog.example.com/feed'],
  ],
  [
    below,
    ['https://blog.example.com/feeds/', 'https://blog.example.com/feeds/a', 'https://blog.example.com/feeds/a/b.xml?c=d', 'https://blog.example.com/x/../feeds/a', 'https://blog.example.com/feeds/b%C3%BCcher'],
    ['https://blog.example.com/feeds', 'https://blog.example.com/feedsx/a', 'https://blog.example.com/Feeds/a', 'https://blog.example.com/feeds/../admin', 'https://blog.example.com/feeds/%2e%2e/admin', 'https://blog.example.com/feeds/%2E%2e%2fadmin', 'https://blog.example.com/feeds/..%2fadmin', 'https://blog.example.com/feeds/..%5cadmin', 'https://blog.example.com/feeds\\..\\admin', 'https://blog.example.com/feeds/..;/admin', 'https://blog.example.com/feeds/%252e%252e/admin', 'https://blog.example.com/feeds/a//b', 'https://blog.example.com/feeds/%00', 'https://blog.example.com/feeds/%0d%0aHost:%20evil.example', 'https://blog.example.com.evil.example/feeds/a', 'https://evil.example/feeds/a', 'https://blog.example.com:8443/feeds/a', 'https://blog.example.com./feeds/a', 'https://a:b@blog.example.com/feeds/a', 'http://blog.example.com/feeds/a'],
  ],
  [whole, ['https://blog.example.com/', 'https://blog.example.com/?feed=rss2'], ['https://www.blog.example.com/', 'https://example.com/', 'https://blog.example.com:8080/']],
  [international, ['https://bücher.example/feed', 'https://xn--bcher-kva.example/feed', 'https://BÜCHER.example/feed'], ['https://bucher.example/feed', 'https://bu\u0308cher.example.evil.example/feed']],
  [
    inner,
    ['https://10.0.0.5:8443/feed', 'https://0xa.0.0.5:8443/feed', 'https://167772165:8443/feed', 'https://LOCALHOST/feed', 'https://feeds.internal/feed', 'https://[fd00:0::1]/feed'],
    ['https://10.0.0.5/feed', 'https://10.0.0.5:8443/', 'https://10.0.0.6:8443/feed', 'https://127.0.0.1/feed', 'https://localhost:8443/feed', 'https://localhost/feed2', 'https://localhost./feed', 'https://other.internal/feed', 'https://169.254.169.254/latest/meta-data/', 'https://[::ffff:10.0.0.5]:8443/feed'],
  ],
];

for (const [feeds, allowed, refused] of table) {
  test(`of ${feeds.join(' ')}`, async () => {
    for (const address of allowed) assert.equal(await statusOf(feeds, address), 200, address);
    for (const address of refused) assert.equal(await statusOf(feeds, address), 403, address);
  });
}

test('entries that cannot be meant', () => {
  for (const entry of [
    '',
    'blog.example.com/feed',
    '/feed',
    'http://blog.example.com/feed',
    'https://a:b@blog.example.com/feed',
    'https://*.example.com/feed',
    'https://*/*',
    'https://blog.example.com/*/feed',
    'https://blog.example.com/feed*',
    'https://blog.example.com/a?b=/*',
    'https://blog.example.com/a%2fb/*',
    // A host, or a port, that is none of the public web is named with its whole address.
    'https://blog.example.com:8443/*',
    'https://127.0.0.1/*',
    'https://0x7f.1/*',
    'https://10.0.0.5/*',
    'https://169.254.169.254/*',
    'https://[::1]/*',
    'https://[fe80::1]/*',
    'https://localhost/*',
    'https://localhost./*',
    'https://a.localhost/*',
    'https://router/*',
    'https://metadata.google.internal/*',
    'https://printer.local/*',
  ]) {
    assert.throws(() => createHandler({ feeds: [entry] }), TypeError, entry);
  }
  assert.throws(() => createHandler({ feeds: [] }), TypeError);
  assert.throws(() => createHandler({ feeds: /** @type {any} */ ('https://blog.example.com/feed') }), TypeError);
  for (const pages of ['www.example.com', '', 'file:///page.html', 'data:text/html,x']) {
    assert.throws(() => createHandler({ feeds: one, pages }), TypeError, pages);
  }
});
