// Netlify Edge: netlify/edge-functions/latest-posts.js. With latest-posts installed: npx netlify deploy --prod
import { createHandler } from 'latest-posts/edge';

const edge = createHandler({
  feeds: ['https://blog.example.com/feed'],
  pages: ['https://www.example.com'],
});

export default (request, context) => edge.fetch(request, undefined, context);
export const config = { path: '/latest-posts' };
