/**
 * The members of a post that are made when somebody asks for them; a picture, too, may stand in the content.
 *
 * @type {('content_html' | 'content_text' | 'summary' | 'image')[]}
 */
const names = ['content_html', 'content_text', 'summary', 'image'];

/**
 * Gives the posts of a feed their contents: cleaning what nobody reads would take most of the time of a large feed.
 *
 * @param {import('./feed.js').Feed} feed without contents
 * @param {() => string} read gives the text of the same feed with them
 */
export function withContents(feed, read) {
  /** @type {import('./feed.js').Item[] | undefined} */
  let items;
  for (const [place, item] of feed.items.entries()) {
    for (const name of names) {
      if (Object.hasOwn(item, name)) continue;
      const get = () => (items ??= /** @type {import('./feed.js').Feed} */ (JSON.parse(read())).items)[place]?.[name];
      Object.defineProperty(item, name, { configurable: true, enumerable: true, get });
    }
  }
  return feed;
}
