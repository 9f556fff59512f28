/** What a server does: reads a feed and renders it. */

import { LatestPostsElement } from 'latest-posts';
import { parseFeed } from 'latest-posts/parse';
import { renderToString } from 'latest-posts/server';

const rss = '<rss><channel><title>Boats</title><item><title>Tide &amp; time</title><link>https://boats.example/1</link></item></channel></rss>';
const feed = await parseFeed(rss, { url: 'https://boats.example/feed' });
const html = await renderToString({ feed, src: '/feed', limit: 1, lang: 'de' });
const isRight = feed.items[0].title === 'Tide & time' && html.includes('Tide &amp; time</a>') && html.includes('abonnieren') && LatestPostsElement.define;
console.log(isRight ? 'ok' : `wrong: ${html}`);
