/** The module as an import, for engines that compile nothing at run time: workerd. */

import module from './latest-posts.wasm';

/** @returns {Promise<WebAssembly.Module>} */
export const compile = async () => module;
