// Node: edge.mjs. With latest-posts installed: node edge.mjs
import { createServer } from 'node:http';

import { createHandler, toNode } from 'latest-posts/edge';

const edge = createHandler({
  feeds: ['https://blog.example.com/feed'],
  pages: ['https://www.example.com'],
});

createServer(toNode(edge, { origin: process.env.ORIGIN })).listen(process.env.PORT ?? 8080);
