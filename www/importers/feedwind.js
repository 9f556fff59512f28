/** FeedWind: all options as JSON in an attribute, or as names beginning with `rssmikle_` in older pages. */

import { Draft, because, colour, isOn, length, none, nothing, number, shows, target, text, words } from './draft.js';
import { argumentsAt } from './literal.js';
import { attributeOf, feedsOf, jsonOf } from './markup.js';

export const name = 'FeedWind';

/** @param {string} source */
export const detects = (source) => /feed\.mikle\.com|data-fw-param|rssmikle_/.test(source);

/** @type {Record<string, import('./draft.js').Rule>} */
const rules = {
  sources: (draft, value) => draft.set('src', feedsOf(value)),
  url: (draft, value) => draft.set('src', feedsOf(value)),
  article_num: number('limit'),
  target,
  title: (draft, value) => void (isOn(value) || draft.settings.set('heading', '')),
  title_sentence: (draft, value) => {
    if (draft.settings.get('heading') !== '') draft.set('heading', value);
  },
  title_link: none('The heading leads to the blog’s home page, which the feed names.'),
  item_title_color: colour('--latest-posts-accent'),
  title_color: none('Links have one colour: --latest-posts-accent.'),
  item_description: (draft, value) => draft.show('excerpt', !/^(off|none|title|title_only|0|false)$/i.test(String(value))),
  item_description_length: length,
  item_description_style: (draft, value) => void (/thumbnail|image/.test(String(value)) && draft.show('image', true)),
  item_thumbnail: (draft, value) => draft.show('image', isOn(value)),
  item_date: shows('date'),
  item_date_format: none(because.dates),
  datetime_format: none(because.dates),
  item_date_timezone: none('A post’s day is the day on its author’s clock.'),
  timezone: none('A post’s day is the day on its author’s clock.'),
  keyword_inc: words('include'),
  keyword_exc: words('exclude'),
  sort: (draft, value) => void (/old|asc/i.test(String(value)) && draft.set('order', 'oldest')),
  css_url: none('A style sheet of your page reaches the posts: latest-posts::part(title) and so on.'),
  text_direction: none('The widget stands in the direction of your page (dir).'),
  item_player: none('Players and frames of a feed are not shown.'),
  item_podcast: none('Players and frames of a feed are not shown.'),
  item_link: nothing,
  responsive: nothing,
};
const groups = {
  page: ['font', 'font_size', 'title_font_size', 'item_title_font_size', 'item_description_font_size', 'item_title_length', 'text_alignment', 'text_align'],
  colours: ['title_bgcolor', 'title_bgimage', 'item_bgcolor', 'item_bgimage', 'item_description_color', 'item_border_bottom', 'border', 'corner'],
  frame: ['width', 'height', 'height_by_article', 'frame_width', 'frame_height', 'frame_height_by_article', 'scrollbar', 'item_thumbnail_selection'],
  motion: ['scroll', 'auto_scroll', 'autoscroll', 'auto_scroll_direction', 'auto_scroll_step_speed', 'auto_scroll_mc_speed'],
};
for (const [why, options] of Object.entries(groups)) for (const option of options) rules[option] ??= none(because[why]);

/** @param {string} source @returns {Draft} */
export function read(source) {
  const draft = new Draft(['date', 'excerpt']);
  const parameter = attributeOf(source, 'data-fw-param') ?? '';
  const [, json] = /widget_parameter=(.*)$/s.exec(parameter) ?? [];
  const old = /params\s*=\s*(?=\{)/.exec(source);
  if (json) draft.take(Object.entries(parsed(json)), rules);
  else if (old) {
    const [options] = argumentsAt(source, old.index + old[0].length);
    if (options instanceof Map) draft.take([...options].map(([option, value]) => [option.replace('rssmikle_', ''), value]), rules);
  } else {
    const id = parameter || (/widget\/v\d\/(\w+)/.exec(source)?.[1] ?? '');
    draft.missing.push({ option: 'data-fw-param', value: id, why: 'This is a number alone: the options are in your FeedWind account. Copy the address of the feed from there.' });
  }
  return draft;
}

/** JSON as it is, or percent-encoded. @param {string} text */
function parsed(text) {
  try {
    return jsonOf(text) ?? jsonOf(decodeURIComponent(text)) ?? {};
  } catch {
    // A percent sign that encodes nothing.
    return {};
  }
}

/** For people who want to see it first. */
export const example = `<script type="text/javascript" src="https://feed.mikle.com/js/fw-loader.js" data-fw-param='?widget_parameter={"sources":[{"source":"https://blog.example.com/feed","type":"rss"}],"article_num":4,"target":"_blank","title":"on","title_sentence":"From our blog","item_title_color":"#0f5f80","item_description_length":180,"item_thumbnail":"crop","keyword_inc":"tide, harbour","auto_scroll":"on","width":"100%"}'></script>`;
