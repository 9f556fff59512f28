/** How posts begin, taken from what was rendered of them. */

/** What `markup.rs` writes in place of a character. @type {Record<string, string>} */
const CHARACTERS = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

/**
 * A feed whose posts have their excerpts for all that they say: what is shown of them, and no more.
 *
 * @template {{ items: Record<string, unknown>[] }} Feed
 * @param {Feed} feed
 * @param {string} tree the posts as HTML, each an `article`, which is no element of an excerpt
 * @returns {Feed}
 */
export function withExcerpts(feed, tree) {
  const [, ...articles] = tree.split('<article');
  const items = feed.items.map(({ content_html, content_text, summary, ...item }, place) => ({ ...item, ...excerptOf(articles[place]) }));
  return { ...feed, items };
}

/** One of the two contents that JSON Feed wants. @param {string} [article] @returns {{ content_html: string } | { content_text: string }} */
function excerptOf(article = '') {
  const [start, name] = /<(p|div) part="excerpt"[^>]*>/.exec(article) ?? ['', ''];
  const rest = article.slice(article.indexOf(start) + start.length);
  if (name === 'div') return { content_html: rest.slice(0, endOf(rest)) };
  // The element of a text has no others in it.
  const text = name && rest.slice(0, rest.indexOf('<'));
  return { content_text: text.replace(/&(\w+);/g, (_, entity) => CHARACTERS[entity]) };
}

/** Where an element ends that may have its like inside. @param {string} rest behind its start tag @returns {number} */
function endOf(rest) {
  let depth = 1;
  for (const { 0: tag, index } of rest.matchAll(/<\/?div\b/g)) {
    depth += tag === '<div' ? 1 : -1;
    if (!depth) return index;
  }
  return rest.length;
}
