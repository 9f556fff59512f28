/** Snippets of other widgets, and what they mean here. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { at } from '../../scripts/run.mjs';
import { argumentsAt } from '../../www/importers/literal.js';
import { importSnippet, sources } from '../../www/importer.js';
import { fromManifest } from '../../www/manifest.js';
import { valueOf } from '../../www/settings.js';
import { lookOf } from '../../www/theme.js';

const feed = 'https://blog.example.com/feed';
const { settings, labels } = fromManifest(JSON.parse(readFileSync(at('dist', 'custom-elements.json'), 'utf8')));
const known = [...settings, ...labels];

/** For each source: a snippet, the settings that it becomes, custom properties, and the options without a counterpart. */
const cases = [
  [
    'FeedWind',
    `<script src="https://feed.mikle.com/js/fw-loader.js" data-fw-param="?widget_parameter={&quot;sources&quot;:[{&quot;source&quot;:&quot;${feed}&quot;},{&quot;source&quot;:&quot;https://b.example/rss&quot;}],&quot;article_num&quot;:7,&quot;title&quot;:&quot;off&quot;,&quot;item_description&quot;:&quot;off&quot;,&quot;item_thumbnail&quot;:&quot;crop&quot;,&quot;sort&quot;:&quot;Old&quot;,&quot;keyword_exc&quot;:&quot;ad; job&quot;,&quot;item_title_color&quot;:&quot;#123&quot;,&quot;item_date_timezone&quot;:&quot;UTC&quot;,&quot;auto_scroll&quot;:&quot;on&quot;,&quot;css_url&quot;:&quot;a.css&quot;}"></script>`,
    { src: `${feed} https://b.example/rss`, limit: '7', heading: '', order: 'oldest', exclude: 'ad, job', show: 'image date' },
    { '--latest-posts-accent': '#112233' },
    ['item_date_timezone', 'auto_scroll', 'css_url'],
  ],
  [
    'FeedWind',
    `<script>(function() {var params = {rssmikle_url: "${feed}", rssmikle_target: "_blank", article_num: "15", rssmikle_item_description_length: "150", autoscroll: "on_mc", rssmikle_font: "Arial"};feedwind_show_widget_iframe(params);})();</script><!-- feed.mikle.com -->`,
    { src: feed, limit: '15', target: '_blank', 'excerpt-length': '25', show: 'date excerpt' },
    {},
    ['autoscroll', 'font'],
  ],
  ['FeedWind', '<script src="https://feed.mikle.com/js/fw-loader.js" data-fw-param="83144/"></script>', { show: 'date excerpt' }, {}, ['data-fw-param']],
  [
    'RSSDog',
    `<script src="http://www.rssdog.com/index.php?url=${encodeURIComponent(feed)}&mode=javascript&showonly=rust&maxitems=10&showdescs=1&desctrim=1&descmax=60&tabwidth=100%25&showdate=0&nofollow=1&xmlbtn=0&linktarget=_blank&fullhtml=1&textsize=small&bordercol=d4d0c8&headbgcol=999999&titletxtcol=003366"></script>`,
    { src: feed, include: 'rust', limit: '10', show: 'excerpt', rel: 'nofollow', footer: 'archives', target: '_blank', excerpt: 'html', 'excerpt-length': '0' },
    { '--latest-posts-line': '#d4d0c8', '--latest-posts-accent': '#003366' },
    ['tabwidth', 'textsize', 'headbgcol'],
  ],
  [
    'vanilla-rss or jquery-rss',
    `import RSS from 'vanilla-rss';
     new RSS(document.querySelector("#rss"), ["${feed}", "https://b.example/rss"], {
       limit: 10, offsetStart: 2, offsetEnd: 6, // four of them
       order: 'publishedDate', ssl: true, host: 'feeds.example',
       entryTemplate: \`<li>{teaserImage} <a href="{url}">[{author}] {title}</a> {shortBody}</li>\`,
       filter: function (entry, tokens) { return tokens.title.indexOf(")},") > -1 }, onData() { go({}) },
     }).render()`,
    { src: `${feed} https://b.example/rss`, limit: '4', offset: '2', order: 'oldest', show: 'image author excerpt' },
    {},
    ['host', 'filter', 'onData'],
  ],
  [
    'vanilla-rss or jquery-rss',
    `jQuery(function($) { $("#rss-feeds").rss("//blog.example.com/feed", { limit: 3, order: '-title', effect: 'slideFastSynced', support: false }, function callback() {}) })`,
    { src: feed, limit: '3', show: 'date author excerpt' },
    {},
    ['order', 'effect'],
  ],
  ['vanilla-rss or jquery-rss', '$("#x").rss(feedUrl)', { show: 'date author excerpt' }, {}, ['url']],
  [
    'FeedEk',
    `$('#divRss').FeedEk({FeedUrl:'${feed}', MaxCount : 8, ShowDesc: false, ShowAuthor:true, AuthorLabel:"by", Offset: 1, TitleLinkTarget: '_self', DateFormatLang:'de', Success: () => { done(1, 2); }})`,
    { src: feed, limit: '8', offset: '1', show: 'date author' },
    {},
    ['AuthorLabel', 'DateFormatLang', 'Success'],
  ],
  [
    'rss-parser',
    `let Parser = require('rss-parser'); let parser = new Parser({ customFields: { item: ['media:content'] }, headers: {'User-Agent': 'x'} });
     parser.parseURL("${feed}", (err, feed) => feed.items.slice(0, 12).forEach((entry) => console.log(entry.title, entry.content, entry.creator, entry.categories)))`,
    { src: feed, limit: '12', show: 'image author excerpt categories', excerpt: 'html' },
    {},
    ['customFields', 'headers'],
  ],
  ['rss-parser', "await new Parser().parseURL(`https://proxy.example/?` + '" + feed + "')", { src: feed, show: '' }, {}, ['parseURL']],
  ['rss-parser', 'const parser = new Parser(); await parser.parseURL(url)', { show: '' }, {}, ['parseURL']],
  [
    'WordPress',
    `<!-- wp:rss {"feedURL":"${feed}","itemsToShow":9,"blockLayout":"grid","columns":3,"displayAuthor":true,"displayDate":true,"displayExcerpt":true,"excerptLength":20,"openInNewTab":true,"rel":"nofollow","className":"mine"} /-->`,
    { src: feed, limit: '9', layout: 'cards', show: 'date author excerpt', 'excerpt-length': '20', target: '_blank', rel: 'nofollow' },
    {},
    ['className'],
  ],
  [
    'WordPress',
    `[feedzy-rss feeds="${feed}, https://b.example/rss" max="6" feed_title="no" target="_blank" meta="author" summary="yes" summarylength="120" thumb="auto" refresh="12_hours" keywords_title="rust,wasm" sort="date_asc"]`,
    { src: `${feed} https://b.example/rss`, limit: '6', heading: '', target: '_blank', show: 'image author excerpt', 'excerpt-length': '20', include: 'rust, wasm', order: 'oldest' },
    {},
    ['refresh'],
  ],
  ['WordPress', `[rss feed=${feed} num=4]`, { src: feed, limit: '4', show: '' }, {}, []],
  ['WordPress', '[wp-rss-aggregator id="12"]', { show: 'date author excerpt source' }, {}, ['[wp-rss-aggregator]']],
];

for (const [source, snippet, wanted, look, missing] of cases) {
  test(`${source}: ${snippet.replace(/\s+/g, ' ').slice(0, 70)}`, () => {
    const imported = importSnippet(snippet);
    assert.equal(imported?.source, source);
    assert.deepEqual(Object.fromEntries(imported.settings), wanted);
    assert.deepEqual(Object.fromEntries(imported.look), look);
    assert.deepEqual(imported.missing.map(({ option }) => option), missing);
    for (const { why } of [...imported.missing, ...imported.changed]) assert.match(why, /[\w)]\.$/);
  });
}

test('whatever is set is a setting that the element knows, with a value that it takes', () => {
  for (const [, snippet] of [...cases, ...sources.map(({ name, example }) => [name, example])]) {
    const { settings: set, look } = importSnippet(snippet);
    for (const [name, value] of set) {
      const setting = known.find((one) => one.name === name);
      assert.ok(setting, name);
      assert.equal(valueOf(setting, value) ?? setting.absent, value, name);
    }
    for (const [property, value] of look) assert.equal(lookOf(property, value), value, property);
  }
});

test('each source has an example, which is its own', () => {
  for (const { name, example } of sources) {
    const imported = importSnippet(example);
    assert.equal(imported.source, name);
    assert.equal(imported.settings.get('src'), feed);
  }
});

test('what no widget is known by is nothing', () => {
  for (const text of ['', 'hello', '<latest-posts src="a"></latest-posts>', '<script src="https://other.example/x.js"></script>']) {
    assert.equal(importSnippet(text), null, text);
  }
});

test('addresses of other schemes do not become a src', () => {
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd']) {
    for (const snippet of [`$('#a').FeedEk({ FeedUrl: '${bad}' })`, `<!-- wp:rss {"feedURL":"${bad}"} /-->`, `[rss feed="${bad}"]`, `<a href="http://www.rssdog.com/?url=${encodeURIComponent(bad)}">`]) {
      assert.equal(importSnippet(snippet).settings.has('src'), false, snippet);
    }
  }
});

test('names of the prototype are options like others', () => {
  const { settings: set, missing } = importSnippet(`$('#a').FeedEk({ __proto__: 1, constructor: 2, FeedUrl: '${feed}', toString: 3 })`);
  assert.equal(set.get('src'), feed);
  assert.deepEqual(missing.map(({ option }) => option), ['__proto__', 'constructor', 'toString']);
  assert.equal({}.polluted, undefined);
});

test('snippets that never end are read in no time', () => {
  for (const piece of ['{', '[', '(', '"', 'a:', '${', '{a:', '/*', '\\', "{'a':[", 'x=>', '<!-- wp:rss {', '[rss ', ' data-fw-param="']) {
    for (const start of ["$('#a').FeedEk(", 'new RSS(', '<script data-fw-param="', 'new Parser(', '']) {
      const from = performance.now();
      importSnippet(start + piece.repeat(50_000));
      assert.ok(performance.now() - from < 1000, `${start}${piece} took ${Math.round(performance.now() - from)} ms`);
    }
  }
});

test('values of JavaScript are read and nothing is run', () => {
  const read = (source) => argumentsAt(source, 0).map((value) => (value instanceof Map ? Object.fromEntries(value) : value));
  assert.deepEqual(read(`'a\\'b', "c\\n", -1.5, true, null)`), ["a'b", 'c\n', -1.5, true, null]);
  assert.deepEqual(read('{ a: 1, "b-c": [1, 2,], /* x */ d: { e: `f` } })'), [{ a: 1, 'b-c': [1, 2], d: new Map([['e', 'f']]) }]);
  const [code, after] = read('(() => { throw new Error(",") })(), 2)');
  assert.equal(String(code), '(() => { throw new Error(",") })()');
  assert.equal(after, 2);
});
