/** RSSDog: all options in the query of one address. */

import { Draft, because, colour, isOn, length, none, nothing, number, shows, target, text } from './draft.js';
import { feedsOf, unescaped } from './markup.js';

export const name = 'RSSDog';

/** @param {string} source */
export const detects = (source) => /rssdog\.com/i.test(source);

/** @type {Record<string, import('./draft.js').Rule>} */
const rules = {
  url: (draft, value) => draft.set('src', feedsOf(value)),
  mode: nothing,
  showonly: text('include'),
  maxitems: number('limit'),
  showdescs: shows('excerpt'),
  desctrim: nothing,
  descmax: length,
  showdate: shows('date'),
  nofollow: (draft, value) => void (isOn(value) && draft.set('rel', 'nofollow')),
  xmlbtn: (draft, value) => void draft.settings.set('footer', isOn(value) ? 'archives subscribe' : 'archives'),
  utf8: nothing,
  linktarget: target,
  fullhtml: (draft, value) => {
    if (!isOn(value)) return;
    draft.set('excerpt', 'html');
    draft.set('excerpt-length', 0);
  },
  titletxtcol: colour('--latest-posts-accent'),
  bordercol: colour('--latest-posts-line'),
  textsize: none(because.page),
  tabwidth: none(because.frame),
};
for (const option of ['headbgcol', 'headtxtcol', 'titlebgcol', 'itembgcol', 'itemtxtcol']) rules[option] = none(because.colours);

/** @param {string} source @returns {Draft} */
export function read(source) {
  const draft = new Draft([]);
  const [address] = /https?:\/\/[^\s"'<>]*rssdog\.com[^\s"'<>]*/i.exec(source) ?? [];
  const query = URL.canParse(unescaped(address ?? '')) ? new URL(unescaped(address ?? '')).searchParams : [];
  return draft.take([...query].filter(([, value]) => value), rules);
}

/** For people who want to see it first. */
export const example = `<iframe src="http://www.rssdog.com/index.php?url=https%3A%2F%2Fblog.example.com%2Ffeed&amp;mode=html&amp;maxitems=6&amp;showdescs=1&amp;desctrim=1&amp;descmax=120&amp;showdate=1&amp;nofollow=1&amp;linktarget=_blank&amp;titletxtcol=0f5f80&amp;tabwidth=100%25&amp;headbgcol=ffffff"></iframe>`;
