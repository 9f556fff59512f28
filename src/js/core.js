/** The crate: what `latest-posts.js`, `parse.js` and `server.js` load when it is needed. */

export { ask, start } from './wasm.js';
