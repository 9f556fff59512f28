// Bun: edge.js. With latest-posts installed: bun edge.js
import { createHandler } from 'latest-posts/edge';

const edge = createHandler({
  feeds: ['https://blog.example.com/feed'],
  pages: ['https://www.example.com'],
});

Bun.serve({ port: process.env.PORT ?? 8080, fetch: (request) => edge.fetch(request) });
