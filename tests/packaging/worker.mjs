import { parseFeed } from 'latest-posts/parse';
import { renderToString } from 'latest-posts/server';

export default {
  async fetch(request) {
    const feed = await parseFeed(await request.arrayBuffer(), { url: 'https://boats.example/feed' });
    const given = await renderToString({ feed, src: '/feed', limit: 3 });
    const asked = await renderToString({ src: 'https://boats.example/feed', limit: 3 });
    return new Response(given + asked);
  },
};
