/** Without it Next takes the folder above that has a lock file. */
const root = import.meta.dirname;

export default { turbopack: { root }, outputFileTracingRoot: root };
