/** What a page shows that uses the package. */

/**
 * Titles of posts, what the page's own script has done, and what went wrong.
 *
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 * @param {{ withScripts?: boolean, link?: string }} [options] `link` leads on to the page that is meant
 */
export async function shown(browser, url, { withScripts = true, link } = {}) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  /** @type {string[]} */
  const feeds = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/favicon/.test(message.location().url ?? '')) errors.push(message.text());
  });
  page.on('request', (request) => {
    if (request.url().endsWith('feed.xml')) feeds.push(request.url());
  });
  await page.setJavaScriptEnabled(withScripts);
  await page.evaluateOnNewDocument(() => {
    globalThis.elements = new Set();
    const remember = () => document.querySelectorAll('latest-posts').forEach((element) => globalThis.elements.add(element));
    new MutationObserver(remember).observe(document, { childList: true, subtree: true });
  });
  await page.goto(url, { waitUntil: 'load' });
  if (withScripts) await loaded(page);
  let isSamePage;
  if (link) isSamePage = await follow(page, link);
  const result = await page.evaluate(() => ({
    titles: [...(document.querySelector('latest-posts')?.shadowRoot?.querySelectorAll("[part='title']") ?? [])].map(({ textContent }) => textContent),
    parsed: globalThis.parsed,
    heard: globalThis.heard,
    searchable: document.querySelector('latest-posts')?.searchable,
    isRead: Boolean(document.querySelector('latest-posts')?.feed),
    elements: globalThis.elements?.size,
  }));
  await page.close();
  return { ...result, feeds, isSamePage, errors };
}

/** What does not come is missed by who asked. */
const loaded = (/** @type {import('puppeteer-core').Page} */ page) =>
  page.waitForFunction(() => document.querySelector('latest-posts')?.feed, { polling: 50, timeout: 20_000 }).catch(() => {});

/** Follows a link to a page without it. @returns {Promise<boolean>} whether a router did that, without a new document */
async function follow(page, link) {
  await page.evaluate(() => void (globalThis.isSame = true));
  await page.click(`a[href='${link}']`);
  await page.waitForFunction((address) => !document.querySelector(`a[href='${address}']`), { polling: 50, timeout: 20_000 }, link).catch(() => {});
  await loaded(page);
  return page.evaluate(() => globalThis.isSame === true);
}
