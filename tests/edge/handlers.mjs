/** The edges that are tried in every engine, by the path that they are asked at. */

import { createHandler } from 'latest-posts/edge';

/** @param {typeof globalThis.fetch} [fetch] */
export function handlers(fetch) {
  const feeds = ['https://blog.example.com/feed', 'https://blog.example.com/cases/*', 'https://192.168.7.7:8443/feed'];
  const limits = { feeds, maxBytes: 1_000_000, ...(fetch && { fetch }) };
  const open = createHandler(limits);
  const own = createHandler({ ...limits, pages: ['https://www.example.com/blog', 'https://example.com'] });
  /** Times that a test can wait for. */
  const brief = createHandler({ ...limits, floor: 1, maxAge: 1, timeLimit: 1 });
  /** @type {Record<string, () => import('latest-posts/edge').EdgeHandler>} */
  const places = {
    '/': () => open,
    '/own': () => own,
    '/brief': () => brief,
    // Without a memory of what was before.
    '/anew': () => createHandler(limits),
  };
  return {
    /** @param {Request} request @param {unknown} [env] @param {unknown} [context] */
    fetch: (request, env, context) => places[new URL(request.url).pathname]().fetch(request, env, context),
  };
}
