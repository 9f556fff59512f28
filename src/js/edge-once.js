/** Work that many ask for at the same time is done once. */

/**
 * @template T
 * @param {number} patience after which work is begun anew, in milliseconds: workerd may drop that of a client that has gone
 * @returns {(key: string, work: () => Promise<T>) => Promise<T>}
 */
export function once(patience) {
  /** @type {Map<string, { work: Promise<T>, since: number }>} */
  const running = new Map();
  return (key, begin) => {
    const shared = running.get(key);
    if (shared && Date.now() < shared.since + patience) return shared.work;
    const own = { work: begin(), since: Date.now() };
    running.set(key, own);
    const end = () => void (running.get(key) === own && running.delete(key));
    own.work.then(end, end);
    return own.work;
  };
}

/**
 * @template T
 * @param {Promise<T>} work
 * @param {number} milliseconds
 * @param {() => T} otherwise what stands for work that takes longer; or it throws
 * @returns {Promise<T>}
 */
export function within(work, milliseconds, otherwise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      try {
        resolve(otherwise());
      } catch (error) {
        reject(error);
      }
    }, milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
