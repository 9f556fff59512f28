import { parseFeed } from 'latest-posts/parse';
import { renderToString } from 'latest-posts/server';

export default {
  async fetch(request) {
    const feed = await parseFeed(await request.arrayBuffer(), { url: 'https://boats.example/feed' });
    return new Response(await renderToString({ feed, src: '/feed', limit: 3 }));
  },
};
