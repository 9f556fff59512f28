// Vercel: api/latest-posts.mjs. With latest-posts installed: npx vercel deploy --prod
import { createHandler } from 'latest-posts/edge';

const edge = createHandler({
  feeds: ['https://blog.example.com/feed'],
  pages: ['https://www.example.com'],
});

export default edge;
