/** The module as an import, for engines that compile nothing at run time: workerd. */

import module from './latest-posts.wasm';

/** No such engine refuses it, and a Worker's bundle shall not have the crate twice. */
export const withoutWasm = () => Promise.reject(new TypeError('WebAssembly is refused.'));

/** @returns {Promise<WebAssembly.Module>} */
export const compile = async () => module;
