/** Pages with a widget, and what is seen of it. */

/**
 * A page with one widget that notes its events.
 *
 * @param {string} attributes of the tag
 * @param {string} [head] more for the page's head
 * @returns {string}
 */
export const pageWith = (attributes, head = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>${head}
<script src="/note-events.js"></script>
<script type="module" src="/latest-posts.js"></script>
<latest-posts ${attributes}><a href="/blog" id="fallback">Read our blog</a></latest-posts>`;

/** A classic script, so that it listens before the widget starts. */
export const noteEvents = `globalThis.events = [];
for (const type of ['loadstart', 'load', 'error', 'loadend']) {
  document.addEventListener(type, ({ target, detail }) => {
    if (target.localName === 'latest-posts') events.push(detail?.error ? type + ':' + detail.error.code : type);
  }, true);
}`;

/**
 * Waits until the widget's loads have come to their ends, as many as are named; by a timer, since a tab in the background
 * draws no frames.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {number} [loads]
 */
export async function settled(page, loads = 1) {
  await page.waitForFunction((wanted) => events.filter((type) => type === 'loadend').length >= wanted, { polling: 50 }, loads);
}

/**
 * What a person sees of the first widget.
 *
 * @param {import('puppeteer-core').Page} page
 */
export function seen(page) {
  return page.evaluate(() => {
    const widget = document.querySelector('latest-posts');
    const texts = (/** @type {string} */ part) =>
      [...widget.shadowRoot.querySelectorAll(`[part='${part}']`)].map((element) => element.textContent);
    return {
      events: globalThis.events,
      heading: texts('heading').join(),
      titles: texts('title'),
      dates: texts('date'),
      authors: texts('author'),
      excerpts: texts('excerpt'),
      archives: texts('archives').join(),
      subscribe: texts('subscribe').join(),
      links: [...widget.shadowRoot.querySelectorAll('a')].map(({ href }) => href),
      articles: widget.shadowRoot.querySelectorAll('article').length,
      fallback: document.querySelector('#fallback')?.checkVisibility() ?? null,
      code: widget.error?.code ?? null,
      warnings: widget.feed?._latest_posts.warnings?.map(({ code }) => code) ?? [],
    };
  });
}
