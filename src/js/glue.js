/**
 * The glue between JavaScript and the crate. wasm-bindgen writes one too, which is two and a half times as long, since it is for
 * any crate; how values are passed is its way, in the version that Cargo.toml names. Constants of the platform, as
 * `JsValue::UNDEFINED`, are not given to the crate. The build leaves out of the module what is not named here, and puts the short
 * names of the module in.
 */

import { beginningOf, decode, resolve, sizeOf, written } from './floor.js';

/** @typedef {[start: number, length: number]} Span bytes in the memory of the crate; none begin at 0 */

/** @type {WebAssembly.Module} */
let compiled;

/** What the instance exports. @type {any} */
let wasm;

/** @param {{ module: WebAssembly.Module | undefined }} source */
export function initSync({ module }) {
  compiled = /** @type {WebAssembly.Module} */ (module);
  reset();
}

/** Makes a new instance. */
export function reset() {
  wasm = new WebAssembly.Instance(compiled, { './latest_posts_bg.js': imports }).exports;
}

/** As src/web/exports.rs says. @type {typeof import('#bindgen').parseFeed} */
export const parseFeed = (bytes, origin, limit) =>
  /** @type {string} */ (taken(wasm.parseFeed(...put(bytes), ...putText(origin), limit == null ? Number.MAX_SAFE_INTEGER : limit >>> 0)));

/** As src/web/exports.rs says. @type {typeof import('#bindgen').showPosts} */
export const showPosts = (bodies, origins, several, isPart, attributes, isTree, isMarkup, page, formatDate, extra, search, isCopy, asOf, last) =>
  taken(
    wasm.showPosts(
      bodies,
      ...putText(origins),
      several,
      isPart,
      ...putText(attributes),
      isTree,
      isMarkup,
      ...putText(page),
      formatDate,
      extra,
      ...putText(search),
      isCopy,
      asOf !== undefined,
      asOf,
      last !== undefined,
      last,
    ),
  );

/** What the crate calls; where a text or bytes are given, it says where it looks for their span. @type {Record<string, (...values: any[]) => any>} */
const imports = {
  beginningOf: (to, bodies, place, end) => give(to, put(beginningOf(bodies, place, end >>> 0))),
  decode: (to, label, labelLength, bytes, length) => giveText(to, decode(textAt(label, labelLength), bytesAt(bytes, length))),
  now: () => Date.now(),
  resolve: (to, base, baseLength, reference, length) => giveText(to, resolve(textAt(base, baseLength), textAt(reference, length))),
  sizeOf: (bodies, place) => sizeOf(bodies, place),
  written: (to, format, milliseconds, style, length) => giveText(to, written(format, milliseconds, textAt(style, length))),
};

/** A view of the memory as it is now: it may grow whenever the crate runs. @param {number} start @param {number} length */
const bytesAt = (start, length) => new Uint8Array(wasm.memory.buffer, start >>> 0, length);

/** Read by a new decoder: Safari's fails for all texts behind the first 2 GB. @param {number} start @param {number} length */
const textAt = (start, length) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesAt(start, length));

/** @param {Uint8Array} bytes @returns {Span} of a copy, which the crate frees */
function put(bytes) {
  const start = wasm.__wbindgen_malloc(bytes.length, 1);
  bytesAt(start, bytes.length).set(bytes);
  return [start, bytes.length];
}

/** @param {string} text */
const putText = (text) => put(new TextEncoder().encode(text));

/** @param {number} to @param {Span} span */
function give(to, [start, length]) {
  const view = new DataView(wasm.memory.buffer);
  view.setInt32(to, start, true);
  view.setInt32(to + 4, length, true);
}

/** @param {number} to @param {string | undefined} text */
const giveText = (to, text) => give(to, text === undefined ? [0, 0] : putText(text));

/** @param {Span} span */
function taken([start, length]) {
  if (!start) return;
  const text = textAt(start, length);
  wasm.__wbindgen_free(start, length, 1);
  return text;
}
