/**
 * The edges that are tried in every engine: with limits that a test can wait for, at `/`; for the pages of one site, at `/own`; and
 * one that has no memory of what was before, at `/anew`.
 */

import { createHandler } from 'latest-posts/edge';

/** @param {typeof globalThis.fetch} [fetch] */
export function handlers(fetch) {
  const feeds = ['https://blog.example.com/feed', 'https://blog.example.com/cases/*', 'https://192.168.7.7:8443/feed'];
  const limits = { floor: 0.8, maxAge: 0.8, maxBytes: 1_000_000, timeLimit: 1, ...(fetch && { fetch }) };
  const open = createHandler({ feeds, ...limits });
  const own = createHandler({ feeds, pages: ['https://www.example.com/blog', 'https://example.com'], ...limits });
  /** @type {Record<string, () => import('latest-posts/edge').EdgeHandler>} */
  const places = { '/own': () => own, '/anew': () => createHandler({ feeds, ...limits }) };
  return {
    /** @param {Request} request @param {unknown} [env] @param {unknown} [context] */
    fetch: (request, env, context) => (places[new URL(request.url).pathname]?.() ?? open).fetch(request, env, context),
  };
}
