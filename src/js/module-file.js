/** The module as a file beside this one: smaller by a little, and compiled while it comes. */

/** The crate as JavaScript. */
export const withoutWasm = () => import('./without-wasm.js');

/** @returns {Promise<WebAssembly.Module>} rejects where the page refuses WebAssembly */
export async function compile() {
  const response = await fetch(new URL('latest-posts.wasm', import.meta.url));
  if (!response.ok) throw new Error(`latest-posts.wasm: status ${response.status}`);
  // Some servers do not know its type, which compiling while it comes depends on.
  return /^application\/wasm\b/i.test(response.headers.get('content-type') ?? '')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
