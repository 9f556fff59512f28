// Deno Deploy: edge.js. With latest-posts installed: deno run --allow-net edge.js
import { createHandler } from 'latest-posts/edge';

const edge = createHandler({
  feeds: ['https://blog.example.com/feed'],
  pages: ['https://www.example.com'],
});

Deno.serve((request) => edge.fetch(request));
