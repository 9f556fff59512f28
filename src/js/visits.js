/** When the visitor was here before: known to the visitor's browser alone. */

/**
 * Notes this visit, and gives the time of the one before; during one visit, which a tab is, that stays the same.
 *
 * @param {string} name of what is visited
 * @returns {number | undefined} in milliseconds; undefined on the first visit, and where a page may not store anything
 */
export function lastVisit(name) {
  const key = `latest-posts ${name}`;
  try {
    const before = sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? '';
    sessionStorage.setItem(key, before);
    localStorage.setItem(key, String(Date.now()));
    return before ? Number(before) : undefined;
  } catch {
    // Storage is refused.
  }
}
