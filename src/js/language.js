/** Texts and dates in the language that the page says for an element. */

/** What `Intl.DateTimeFormat` is told for each style. @type {Record<string, Intl.DateTimeFormatOptions>} */
const styles = {
  long: { dateStyle: 'long', timeZone: 'UTC' },
  medium: { dateStyle: 'medium', timeZone: 'UTC' },
  short: { dateStyle: 'short', timeZone: 'UTC' },
  month: { month: 'long', timeZone: 'UTC' },
  year: { year: 'numeric', timeZone: 'UTC' },
  moment: { dateStyle: 'long', timeStyle: 'short' },
};

/** Units of time that has passed, and how many seconds they have. @type {[Intl.RelativeTimeFormatUnit, number][]} */
const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/**
 * @param {Element | undefined} element
 * @returns {string | undefined} the language of the page at an element, through the shadow roots around it
 */
export function languageOf(element) {
  for (; element; element = /** @type {ShadowRoot} */ (element.getRootNode()).host) {
    const language = element.closest('[lang]')?.getAttribute('lang');
    if (language) return language;
  }
}

/**
 * @param {string | undefined} language a tag, as `de-AT`
 * @returns {Promise<{ texts: Record<string, string>, format: (milliseconds: number, style: string) => string }>} the texts
 *   of the widget by the attributes that change them, none where they are English; and a writer of dates
 */
export async function speak(language) {
  try {
    Intl.getCanonicalLocales(language);
  } catch {
    language = undefined;
  }
  const name = language?.split('-')[0].toLowerCase();
  /** @type {Record<string, string>} */
  let texts = {};
  if (name && name !== 'en') {
    // English is better than no posts.
    /** @type {{ languages: Record<string, Record<string, string>> }} */
    const { languages } = await import('./languages.js').catch(() => ({ languages: {} }));
    texts = languages[name] ?? {};
  }
  return { texts, format: writer(language) };
}

/** To make one takes a browser longer than to write a hundred dates. @type {Record<string, Intl.DateTimeFormat>} */
const formats = {};

/** @param {string | undefined} language @returns {(milliseconds: number, style: string) => string} */
function writer(language) {
  return (milliseconds, style) => {
    if (style !== 'relative') return (formats[`${language} ${style}`] ??= new Intl.DateTimeFormat(language, styles[style])).format(milliseconds);
    const passed = (milliseconds - Date.now()) / 1000;
    const [unit, seconds] = units.find(([, seconds]) => Math.abs(passed) >= seconds) ?? ['minute', 60];
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(passed / seconds), unit);
  };
}
