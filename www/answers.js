/** What servers have answered to a frame, so that a setting that only changes how posts look asks nobody again. */

/** Bytes of answers that are kept. */
const MOST = 32 * 1024 * 1024;

/**
 * Has a frame ask for each address once. Asked for again is what was not read to its end, as the rest of a large feed, what
 * failed, and what somebody wants anew.
 *
 * @param {Window & typeof globalThis} view the window of the frame
 * @returns {() => void} forgets all answers
 */
export function keepAnswers(view) {
  /** @type {Map<string, { bytes: ArrayBuffer, answer: Response }>} */
  const kept = new Map();
  let size = 0;
  const ask = view.fetch.bind(view);
  const forget = () => {
    kept.clear();
    size = 0;
  };

  /** @param {string} url @param {Response} answer @param {Response} copy of the answer, to be read */
  const keep = async (url, answer, copy) => {
    const bytes = await copy.arrayBuffer();
    size += bytes.byteLength;
    if (size > MOST) forget();
    else kept.set(url, { bytes, answer });
  };

  view.fetch = async (input, init = {}) => {
    const { method = 'GET', cache = 'default', signal } = init;
    const url = new URL(input instanceof view.Request ? input.url : input, view.document.baseURI).href;
    if (method !== 'GET') return ask(input, init);
    if (cache !== 'default') kept.delete(url);
    const known = kept.get(url);
    signal?.throwIfAborted();
    if (known) return again(known);
    const answer = await ask(input, init);
    // Who stops reading has no whole answer to keep.
    if (answer.ok) keep(url, answer, answer.clone()).catch(() => {});
    return answer;
  };
  return forget;
}

/** An answer with the same bytes. @param {{ bytes: ArrayBuffer, answer: Response }} kept */
function again({ bytes, answer: { status, statusText, headers, url, redirected, type } }) {
  const answer = new Response(bytes.slice(0), { status, statusText, headers });
  // These are what the network has said, and no constructor takes them.
  for (const [name, value] of Object.entries({ url, redirected, type })) Object.defineProperty(answer, name, { value });
  return answer;
}
