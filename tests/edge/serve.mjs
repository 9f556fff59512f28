/** The edges of the tests as a server of Node, Deno or Bun; says its port. */

import { createServer } from 'node:http';

import { toNode } from 'latest-posts/edge';

import { handlers } from './handlers.mjs';
import { lead } from './lead.mjs';

const edge = handlers(lead);

if (globalThis.Deno) {
  Deno.serve({ port: 0, hostname: '127.0.0.1', onListen: ({ port }) => console.log(`port ${port}`) }, (request) => edge.fetch(request));
} else if (globalThis.Bun) {
  console.log(`port ${Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: (request) => edge.fetch(request) }).port}`);
} else {
  const server = createServer(toNode(edge)).listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
}
