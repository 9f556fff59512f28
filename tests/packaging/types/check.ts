import { LatestPostsElement, type Feed } from 'latest-posts';
import { parseFeed } from 'latest-posts/parse';
import { createHandler, toNode, type EdgeHandler } from 'latest-posts/edge';
import { renderToString } from 'latest-posts/server';

const element = document.createElement('latest-posts');
element.limit = 3;
element.layout = 'cards';
element.addEventListener('load', ({ detail }) => console.log(detail.feed.items[0]?.title, detail.rungs[0]?.rung));
element.addEventListener('latest-posts-select', (event) => event.preventDefault());
element.addEventListener('click', ({ clientX }) => console.log(clientX));
element.removeEventListener('keydown', (event: KeyboardEvent) => event.preventDefault());
element.addEventListener('of-my-own', (event) => console.log(event.type));
const feed: Feed = await element.reload();
const code: string | undefined = element.error?.code;
LatestPostsElement.define('my-posts');
await parseFeed(new Uint8Array(), { limit: 1 });
await renderToString({ feed, src: '/feed.xml', excerptLength: 20, 'excerpt-length': 20, url: code });
const handler: EdgeHandler = createHandler({ feeds: ['https://blog.example.com/feed'], fetch: (url, init) => fetch(url, init) });
await toNode(handler)({ headers: {} }, { writeHead: () => {}, end: () => {} });
// @ts-expect-error the feeds are missing
createHandler({ pages: '*' });
// @ts-expect-error a layout that there is not
element.layout = 'circle';
// @ts-expect-error read only
element.feed = null;
