import { renderToString } from 'latest-posts/server';

export default defineCachedEventHandler(() => renderToString({ src: process.env.FEED, limit: 3 }), { maxAge: 3600 });
