// Cloudflare Workers: edge.js. With latest-posts installed: npx wrangler deploy edge.js --name latest-posts-edge --compatibility-date 2026-04-01
import { createHandler } from 'latest-posts/edge';

const edge = createHandler({
  feeds: ['https://blog.example.com/feed'],
  pages: ['https://www.example.com'],
});

export default edge;
