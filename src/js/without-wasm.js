/** The crate as JavaScript: loaded on pages that refuse WebAssembly. */

export { __wbg_reset_state as reset, initSync, parseFeed, showPosts } from '#bindgen';
