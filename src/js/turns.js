/** Work of many widgets, one after the other, so that none of the page's tasks takes long. */

/** How long one task of the page may work for widgets, in milliseconds. */
const BREATH = 8;

/** @type {Promise<unknown>} */
let queue = Promise.resolve();
let begun = 0;

/** @template T @param {() => T} work @returns {Promise<T>} */
export function inTurn(work) {
  const turn = queue.then(async () => {
    if (performance.now() - begun > BREATH) {
      await (globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve)));
      begun = performance.now();
    }
    return work();
  });
  queue = turn.catch(() => {});
  return turn;
}
