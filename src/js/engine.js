/** Stands for `WebAssembly` where the crate is JavaScript: the glue makes its instances of it (scripts/bundle.mjs). */

import { instantiate } from '#crate';

export const engine = {
  Module: class {},
  Instance: class {
    /** @param {unknown} _ @param {WebAssembly.Imports} imports */
    constructor(_, imports) {
      // The glue calls this on a new instance; the crate as JavaScript has none.
      this.exports = { __wbindgen_start() {}, ...instantiate(imports) };
    }
  },
};
