/** The edge in each engine, before a server that behaves in every way there is. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import { engines, startEngine } from './engines.mjs';
import { Upstream, endlessly, rss, xml } from './upstream.mjs';

/** Engines with a cache of their own, which outlives an instance of a handler. */
const withCache = ['workerd', 'deno'];

// A busy machine would be late with more at a time.
describe('the edge', { concurrency: 3 }, () => engines.forEach(testIn));

/** @param {string} name of an engine */
function testIn(name) {
  describe(`in ${name}`, { concurrency: false }, () => {
    /** @type {Upstream} */
    let upstream;
    /** @type {import('./engines.mjs').Engine} */
    let engine;

    before(async () => {
      upstream = await Upstream.start();
      engine = await startEngine(name, upstream.port);
    });
    after(async () => {
      await engine?.close();
      await upstream?.close();
    });

    /** Asks the edge for a feed. @param {string} feed @param {Record<string, string>} [more] @param {RequestInit & { path?: string }} [init] */
    const ask = (feed, more = {}, { path = '/', ...init } = {}) => fetch(`${engine.url}${path}?${new URLSearchParams({ feed, ...more })}`, init);

    /** The same of an edge whose copies are soon old, and who does not wait long. @param {string} feed @param {Record<string, string>} [more] @param {RequestInit} [init] */
    const askBriefly = (feed, more, init) => ask(feed, more, { ...init, path: '/brief' });

    /** @param {Response} response @param {number} status @param {string} code */
    async function assertRefused(response, status, code) {
      const { error } = await response.json();
      assert.deepEqual([error.code, response.status], [code, status]);
      assert.match(error.message, /^\p{Lu}.*\.$/u);
      assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
      assertHardened(response);
    }

    /** Asks until the answer is the one that is waited for: news come behind a stale answer. @param {string} feed @param {string} wanted */
    async function assertComes(feed, wanted) {
      for (let round = 0; ; round += 1) {
        const text = await (await askBriefly(feed)).text();
        if (text.includes(wanted)) return;
        assert.ok(round < 60, `${wanted} did not come; there is: ${text.slice(0, 200)}`);
        await delay(50);
      }
    }

    test('the bytes are passed on, hardened, and nothing of the client is', async () => {
      const bytes = Buffer.from(rss('Bo\xe5ts'), 'latin1');
      const feed = upstream.at('/cases/plain', (response) => response.writeHead(200, { 'content-type': 'text/xml; charset=iso-8859-1', 'content-language': 'sv', 'set-cookie': 'a=1', 'x-powered-by': 'x', 'access-control-allow-origin': 'https://a.example' }).end(bytes));
      const response = await ask(feed, {}, { headers: { authorization: 'Bearer 1', cookie: 'secret=1', 'x-secret': '1', referer: 'https://www.example.com/private', 'accept-language': 'xx' } });
      assert.equal(response.status, 200);
      assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
      assertHardened(response);
      for (const [header, value] of Object.entries({
        'content-type': 'application/xml; charset=iso-8859-1',
        'content-language': 'sv',
        'content-location': feed,
        'access-control-allow-origin': '*',
        'set-cookie': null,
        'x-powered-by': null,
        vary: null,
      })) {
        // Node and Bun may compress for who asks, and say so.
        assert.equal(response.headers.get(header)?.replace(/^Accept-Encoding$/i, '') || null, value, header);
      }
      const [{ headers }] = upstream.to('/cases/plain');
      assert.doesNotMatch(JSON.stringify(headers), /secret|Bearer|private|xx|127\.0\.0\.1:\d+\/\?/);
      assert.equal(headers['user-agent'], 'latest-posts');
    });

    test('only what reads is answered', async () => {
      const feed = upstream.at('/cases/methods', (response) => response.writeHead(200, xml).end(rss('Methods')));
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const response = await ask(feed, {}, { method });
        assert.equal(response.headers.get('allow'), 'GET, HEAD, OPTIONS');
        await assertRefused(response, 405, 'method');
      }
      assert.equal(upstream.to('/cases/methods').length, 0);
      const head = await ask(feed, {}, { method: 'HEAD' });
      assert.deepEqual([head.status, await head.text(), head.headers.get('content-type')], [200, '', 'application/xml']);
      const options = await ask(feed, {}, { method: 'OPTIONS' });
      assert.deepEqual([options.status, options.headers.get('access-control-allow-methods')], [204, 'GET, HEAD, OPTIONS']);
      assertHardened(options);
    });

    test('a JSON Feed is small, and what the settings leave of it', async () => {
      const feed = upstream.at('/cases/json', (response) => response.writeHead(200, xml).end(rss('Json', 400, '<![CDATA[<p>One <em>two</em></p>]]>'.replace('two', 'word '.repeat(100)))));
      const whole = await (await ask(feed)).arrayBuffer();
      const response = await ask(feed, { format: 'json', limit: '3', category: 'odd', 'excerpt-length': '4' });
      assert.equal(response.headers.get('content-type'), 'application/feed+json; charset=utf-8');
      const text = await response.text();
      const { version, items } = JSON.parse(text);
      assert.equal(version, 'https://jsonfeed.org/version/1.1');
      assert.deepEqual(items.map(({ title, url, content_text, content_html }) => [title, url, content_text, content_html]), [1, 3, 5].map((place) => [`Json ${place}`, `https://blog.example.com/posts/${place}`, 'One word word word…', undefined]));
      assert.ok(whole.byteLength > 200_000 && text.length < 2000, `${whole.byteLength} became ${text.length}`);
      const { items: [html] } = await (await ask(feed, { format: 'json', excerpt: 'html', 'excerpt-length': '4' })).json();
      assert.deepEqual([html.content_html, html.content_text], ['<p>One <em>word word word…</em></p>', undefined]);
      const { items: none } = await (await ask(feed, { format: 'json', excerpt: 'none' })).json();
      assert.deepEqual([none.length, none[0].content_text, none[0].summary], [20, '', undefined]);
      assert.equal(upstream.to('/cases/json').length, 1, 'settings are no reason to ask again');
    });

    test('the element comes with its posts, and knows the way back', async () => {
      const feed = upstream.at('/cases/html', (response) => response.writeHead(200, xml).end(rss('Html <b>')));
      const response = await ask(feed, { format: 'html', limit: '2', lang: 'de', heading: '"><script>' }, { path: '/' });
      assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
      assertHardened(response);
      const html = await response.text();
      assert.match(html, /<latest-posts [^>]*src="https:\/\/blog\.example\.com\/cases\/html"/);
      assert.ok(html.includes(`via="${engine.url}/?feed={url}"`), html.slice(0, 500));
      assert.equal(html.match(/<article/g)?.length, 2);
      assert.doesNotMatch(html, /"><script>/);
      const [, own] = /<link rel="alternate"[^>]*href="([^"]*)"/.exec(html) ?? [];
      const inner = await ask(own.replaceAll('&amp;', '&'), { format: 'html' });
      assert.equal(inner.headers.get('content-type'), 'application/feed+json; charset=utf-8', 'what a page of this place names is answered as it says');
    });

    test('parameters that are missing, unknown, twice, or too long', async () => {
      const feed = upstream.at('/cases/parameters', (response) => response.writeHead(200, xml).end(rss('Parameters')));
      const get = (/** @type {string} */ query) => fetch(`${engine.url}/?${query}`);
      await assertRefused(await get(''), 400, 'no-feed');
      await assertRefused(await get('feed='), 400, 'no-feed');
      await assertRefused(await get('feed=/cases/parameters'), 400, 'no-feed');
      for (const rest of ['format=xml', 'limit=3', 'format=json&via=x', 'format=html&src=https://a.example/', 'format=json&limit=3&limit=4', 'format=json&__proto__=1', 'format=constructor', `format=json&category=${'x'.repeat(501)}`, `feed=${feed}`]) {
        await assertRefused(await get(`feed=${feed}&${rest}`), 400, 'bad-parameter');
      }
      assert.equal(upstream.to('/cases/parameters').length, 0);
    });

    test('what is not on the list is not asked for', async () => {
      const before = upstream.requests.length;
      for (const address of [
        'https://blog.example.com/other',
        'https://blog.example.com/feed/',
        'https://blog.example.com/FEED',
        'https://blog.example.com/feed?x=1',
        'https://blog.example.com/cases',
        'https://blog.example.com/cases/../admin',
        'https://blog.example.com/cases/%2e%2e/admin',
        'https://blog.example.com/cases/..%2fadmin',
        'https://blog.example.com/cases/..;/admin',
        'https://blog.example.com//cases/x',
        'https://blog.example.com:8443/feed',
        'https://blog.example.com./feed',
        'https://blog.example.com.evil.example/feed',
        'https://blog.example.com@evil.example/feed',
        'https://user:password@blog.example.com/feed',
        'https://192.168.7.7/feed',
        'https://127.0.0.1/feed',
        'https://[::1]/feed',
        'https://localhost/feed',
        'http://blog.example.com/feed',
        'ftp://blog.example.com/feed',
        'file:///etc/passwd',
        'data:application/rss+xml,<rss/>',
        'javascript:alert(1)',
      ]) {
        await assertRefused(await ask(address), 403, 'not-allowed');
      }
      assert.equal(upstream.requests.length, before);
    });

    test('the same address in other words is the same', async () => {
      upstream.at('/feed', (response) => response.writeHead(200, xml).end(rss('Words')));
      for (const address of ['https://blog.example.com/feed', 'HTTPS://BLOG.example.COM:443/feed', 'https://blog.example.com/x/../feed', 'https://blog.example.com/feed#part', ' https://blog.example.com/feed ']) {
        assert.equal((await ask(address)).status, 200, address);
      }
      assert.equal(upstream.to('/feed').length, 1);
    });

    test('pages that may read are told so, and no others', async () => {
      const feed = upstream.at('/cases/pages', (response) => response.writeHead(200, xml).end(rss('Pages')));
      const from = (/** @type {string} */ origin, feedOf = feed) => ask(feedOf, {}, { path: '/own', headers: { origin } });
      for (const [origin, allowed] of [['https://www.example.com', 'https://www.example.com'], ['https://example.com', 'https://example.com'], ['https://evil.example', null], ['null', null], ['https://www.example.com.evil.example', null]]) {
        for (const response of [await from(String(origin)), await from(String(origin), 'https://other.example/')]) {
          assert.equal(response.headers.get('access-control-allow-origin'), allowed);
          assert.match(response.headers.get('vary') ?? '', /\borigin\b/i);
        }
      }
    });

    test('who has it already is told so', async () => {
      const feed = upstream.at('/cases/etag', (response) => response.writeHead(200, { ...xml, etag: '"of the server"' }).end(rss('Etag')));
      for (const more of [{}, { format: 'json' }]) {
        const etag = (await ask(feed, more)).headers.get('etag') ?? '';
        assert.match(etag, /^"[0-9a-f]{32}"$/);
        for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
          const response = await ask(feed, more, { headers: { 'if-none-match': known } });
          assert.deepEqual([response.status, await response.text(), response.headers.get('etag')], [304, '', etag]);
          assertHardened(response);
        }
        assert.equal((await ask(feed, more, { headers: { 'if-none-match': '"other"' } })).status, 200);
      }
    });

    test('many at the same time are one request', async () => {
      const feed = upstream.at('/cases/once', async (response) => {
        await delay(200);
        response.writeHead(200, xml).end(rss('Once'));
      });
      const answers = await Promise.all(Array.from({ length: 40 }, (_, place) => ask(feed, place % 2 ? { format: 'json' } : {})));
      for (const answer of answers) assert.match(await answer.text(), /Once 0/);
      assert.equal(upstream.to('/cases/once').length, 1);
    });

    test('a client that goes away takes nothing from those that wait with it', async () => {
      const feed = upstream.at('/cases/leaves', async (response) => {
        await delay(500);
        response.writeHead(200, xml).end(rss('Leaves'));
      });
      const first = ask(feed, {}, { signal: AbortSignal.timeout(200) });
      await delay(50);
      const second = ask(feed);
      await assert.rejects(first);
      assert.match(await (await second).text(), /Leaves 0/);
      assert.equal(upstream.to('/cases/leaves').length, 1);
    });

    test('what one instance has read the next finds in the cache of the engine, where it has one', async () => {
      const feed = upstream.at('/cases/shelf', (response) => response.writeHead(200, { ...xml, 'content-language': 'sv' }).end(rss('Shelf – ö')));
      for (let round = 0; round < 2; round += 1) {
        const response = await ask(feed, {}, { path: '/anew' });
        assert.equal(await response.text(), rss('Shelf – ö'));
        assert.equal(response.headers.get('content-language'), 'sv');
        // It is kept behind the answer.
        await delay(100);
      }
      assert.equal(upstream.to('/cases/shelf').length, withCache.includes(name) ? 1 : 2);
    });

    test('a fresh copy is enough; later the server is asked whether there is news', async () => {
      let title = 'Old';
      const feed = upstream.at('/cases/news', (response, { headers }) => {
        const etag = `"${title}"`;
        if (headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
        else response.writeHead(200, { ...xml, etag, 'last-modified': 'Tue, 10 Nov 2026 10:00:00 GMT' }).end(rss(title));
      });
      const first = await askBriefly(feed);
      assert.match(first.headers.get('cache-control') ?? '', /^public, max-age=\d+, s-maxage=\d+, stale-while-revalidate=\d+, stale-if-error=\d+$/);
      assert.equal(first.headers.get('cache-status'), 'latest-posts; fwd=miss');
      assert.match((await askBriefly(feed)).headers.get('cache-status') ?? '', /^latest-posts; hit; ttl=[01]$/);
      assert.equal(upstream.to('/cases/news').length, 1);
      await delay(1100);
      await assertComes(feed, 'Old 0');
      await delay(100);
      const [, second] = upstream.to('/cases/news');
      assert.deepEqual([second.headers['if-none-match'], second.headers['if-modified-since']], ['"Old"', 'Tue, 10 Nov 2026 10:00:00 GMT']);
      title = 'New';
      await assertComes(feed, 'New 0');
    });

    test('where a server fails the last good copy is answered, and it is left alone for a while', async () => {
      const feed = upstream.at('/cases/fails', (response, _, place) => (place ? response.writeHead(503).end('Down') : response.writeHead(200, xml).end(rss('Good'))));
      await askBriefly(feed);
      await delay(1100);
      await askBriefly(feed);
      await delay(100);
      const stale = await askBriefly(feed);
      assert.equal(stale.status, 200);
      assert.match(stale.headers.get('cache-status') ?? '', /^latest-posts; hit; ttl=\d; detail=http-status$/);
      assert.match(await stale.text(), /Good 0/);
      assert.equal(upstream.to('/cases/fails').length, 2);
    });

    test('a stale copy is answered while its server takes its time', async () => {
      const feed = upstream.at('/cases/hangs', (response, _, place) => void (place || response.writeHead(200, xml).end(rss('Patient'))));
      await askBriefly(feed);
      await delay(1100);
      const begin = performance.now();
      const stale = await askBriefly(feed);
      assert.match(await stale.text(), /Patient 0/);
      assert.ok(performance.now() - begin < 1500, `after ${performance.now() - begin} ms`);
    });

    test('a failure is kept too, and not for long', async () => {
      const feed = upstream.at('/cases/gone', (response, _, place) => (place ? response.writeHead(200, xml).end(rss('Back')) : response.writeHead(410).end('Gone')));
      for (let round = 0; round < 5; round += 1) {
        const response = await askBriefly(feed);
        assert.match(response.headers.get('retry-after') ?? '', /^1$/);
        assert.match(response.headers.get('cache-control') ?? '', /^public, max-age=1\b/);
        await assertRefused(response, 502, 'http-status');
      }
      assert.equal(upstream.to('/cases/gone').length, 1);
      await assertComes(feed, 'Back 0');
    });

    test('a server that asks for patience gets it', async () => {
      const feed = upstream.at('/cases/busy', (response) => response.writeHead(429, { 'retry-after': '60' }).end('Slow down'));
      const response = await askBriefly(feed);
      assert.match(response.headers.get('retry-after') ?? '', /^(59|60)$/);
      await assertRefused(response, 502, 'http-status');
      await delay(1100);
      await askBriefly(feed);
      assert.equal(upstream.to('/cases/busy').length, 1, 'not even when the floor is over');
    });

    test('no client and no header makes the edge ask more often than the floor', async () => {
      const feed = upstream.at('/cases/flood', (response) => response.writeHead(200, { ...xml, 'cache-control': 'no-store, max-age=0', pragma: 'no-cache' }).end(rss('Flood')));
      const begin = performance.now();
      for (let round = 0; round < 40; round += 1) {
        const more = [{}, { format: 'json' }, { format: 'json', limit: String(round + 1) }, { format: 'html' }][round % 4];
        await (await askBriefly(feed, more, { headers: { 'cache-control': 'no-cache', pragma: 'no-cache' } })).text();
      }
      const most = 1 + Math.ceil((performance.now() - begin) / 1000);
      assert.ok(upstream.to('/cases/flood').length <= most, `${upstream.to('/cases/flood').length} requests, ${most} at most`);
    });

    for (const [what, answer] of /** @type {[string, import('./upstream.mjs').Answer][]} */ ([
      ['never answers', () => {}],
      ['stops in the middle', (response) => response.writeHead(200, xml).write('<rss><channel><item>')],
      ['sends a byte from time to time', (response) => endlessly(response.writeHead(200, xml), ' ', 50)],
      ['answers after redirects that take their time', async (response, { path }, place) => {
        await delay(400);
        response.writeHead(302, { location: `${path}` }).end(String(place));
      }],
    ])) {
      test(`a server that ${what}`, async () => {
        const feed = upstream.at(`/cases/slow/${what.replaceAll(' ', '-')}`, answer);
        const begin = performance.now();
        await assertRefused(await askBriefly(feed), 504, 'timeout');
        assert.ok(performance.now() - begin < 2500, `after ${performance.now() - begin} ms`);
      });
    }

    test('a server that never comes to an end, and one that sends much in little', async () => {
      let isClosed = false;
      const endless = upstream.at('/cases/endless', (response) => {
        response.on('close', () => (isClosed = true));
        return endlessly(response.writeHead(200, xml), `<rss>${' '.repeat(65_536)}`, 0);
      });
      await assertRefused(await ask(endless), 502, 'too-large');
      for (let round = 0; !isClosed; round += 1) {
        assert.ok(round < 40, 'the connection was given up');
        await delay(50);
      }
      const bomb = gzipSync(`<rss><channel><title>${' '.repeat(64_000_000)}</title></channel></rss>`);
      const gzip = { ...xml, 'content-encoding': 'gzip' };
      assert.ok(bomb.length < 100_000);
      await assertRefused(await ask(upstream.at('/cases/bomb', (response) => response.writeHead(200, gzip).end(bomb))), 502, 'too-large');
      const small = await ask(upstream.at('/cases/gzip', (response) => response.writeHead(200, gzip).end(gzipSync(rss('Gzip')))));
      assert.equal(await small.text(), rss('Gzip'));
    });

    test('redirects are followed inside the list', async () => {
      upstream.at('/cases/here', (response) => response.writeHead(200, xml).end(rss('Here')));
      const feed = upstream.at('/cases/moved', (response) => response.writeHead(301, { location: './here' }).end());
      const response = await ask(feed);
      assert.equal(response.headers.get('content-location'), 'https://blog.example.com/cases/here');
      assert.match(await response.text(), /Here 0/);
    });

    test('and nowhere else', async () => {
      const hosts = new Set(['blog.example.com']);
      for (const [place, location] of [
        'https://169.254.169.254/latest/meta-data/',
        'https://192.168.7.7/feed',
        'https://[fd00::1]/feed',
        'https://2130706433/feed',
        'https://metadata.internal/feed',
        'https://localhost/feed',
        'https://other.example/feed',
        'http://blog.example.com/cases/plain',
        'https://user:password@blog.example.com/feed',
        '//other.example/feed',
        '/admin',
        'file:///etc/passwd',
        'https://',
      ].entries()) {
        const feed = upstream.at(`/cases/away/${place}`, (response) => response.writeHead(302, { location }).end());
        await assertRefused(await ask(feed), 403, 'not-allowed');
      }
      assert.deepEqual(new Set(upstream.requests.map(({ host }) => host)), hosts);
      const loop = upstream.at('/cases/loop', (response) => response.writeHead(302, { location: '/cases/loop' }).end());
      await assertRefused(await ask(loop), 502, 'redirects');
      assert.equal(upstream.to('/cases/loop').length, 6);
    });

    test('only feeds are passed on, whatever they are called', async () => {
      const sent = (/** @type {string} */ path, /** @type {string} */ type, /** @type {string | Buffer} */ body) => ask(upstream.at(`/cases/types/${path}`, (response) => response.writeHead(200, { 'content-type': type }).end(body)));
      await assertRefused(await sent('page', 'application/rss+xml', '<!doctype html><title>Log in</title>'), 502, 'not-a-feed');
      await assertRefused(await sent('json', 'application/json', '{"users":[{"password":"1"}]}'), 502, 'not-a-feed');
      await assertRefused(await sent('picture', 'image/png', Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0])), 502, 'not-a-feed');
      await assertRefused(await sent('empty', 'application/rss+xml', ''), 502, 'empty-body');
      const as = async (/** @type {Promise<Response>} */ asked) => (await asked).headers.get('content-type');
      assert.equal(await as(sent('html', 'text/html', rss('Types'))), 'application/xml');
      assert.equal(await as(sent('script', 'text/javascript; charset=utf-8', '{"version":"https://jsonfeed.org/version/1.1","items":[]}')), 'application/feed+json; charset=utf-8');
      assert.equal(await as(sent('strange', 'text/xml; charset="<script>"', rss('Types'))), 'application/xml');
      assert.equal(await as(sent('wide', 'application/xml', Buffer.from(`\ufeff${rss('Types')}`, 'utf16le'))), 'application/xml');
    });

    test('an answer that breaks off is none', async () => {
      const broken = (/** @type {import('node:http').ServerResponse} */ response) => {
        response.writeHead(200, { ...xml, 'content-length': String(rss('Broken').length) }).write(rss('Broken').slice(0, 300), () => response.destroy());
      };
      await assertRefused(await askBriefly(upstream.at('/cases/broken', broken)), 502, 'network');
      const feed = upstream.at('/cases/breaks', (response, _, place) => (place ? broken(response) : response.writeHead(200, xml).end(rss('Unbroken'))));
      await askBriefly(feed);
      await delay(1100);
      await askBriefly(feed);
      await delay(100);
      assert.match(await (await askBriefly(feed)).text(), /Unbroken 2/);
    });

    test('a feed that changes while it is sent is not what clients get', async () => {
      const feed = upstream.at('/cases/changes', async (response, _, place) => {
        if (place !== 1) return response.writeHead(200, xml).end(rss(place ? 'After' : 'Before'));
        response.writeHead(200, xml).write(rss('Before').slice(0, -120));
        await delay(50);
        return response.end(rss('After').slice(0, 250));
      });
      await askBriefly(feed);
      await delay(1100);
      await askBriefly(feed);
      await delay(200);
      const kept = await askBriefly(feed);
      assert.match(kept.headers.get('cache-status') ?? '', /detail=network$/);
      assert.equal(await kept.text(), rss('Before'));
      await assertComes(feed, 'After 2');
    });

    test('a host that is no public name is asked where the list names that very address', async () => {
      upstream.at('/feed', (response) => response.writeHead(200, xml).end(rss('Words')));
      assert.equal((await ask('https://192.168.7.7:8443/feed')).status, 200);
      await assertRefused(await ask('https://192.168.7.7:8443/other'), 403, 'not-allowed');
    });

    test('below a path the servers are asked so often a minute at most', async () => {
      for (let place = 0, refused = 0; !refused; place += 1) {
        assert.ok(place < 260, 'there is an end');
        const path = `/cases/many/${place}`;
        upstream.at(path, (response) => response.writeHead(404).end());
        const response = await ask(`https://blog.example.com${path}`);
        if (response.status === 503) {
          refused += 1;
          await assertRefused(response, 503, 'busy');
          assert.equal(upstream.to(path).length, 0);
        }
      }
      assert.match(await (await ask('https://blog.example.com/feed')).text(), /Words/, 'one that is named is not concerned');
    });
  });
}

/** @param {Response} response */
function assertHardened({ headers }) {
  assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
}
