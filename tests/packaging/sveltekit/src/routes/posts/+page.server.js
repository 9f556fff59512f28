import { renderToString } from 'latest-posts/server';

export const load = async () => ({ html: await renderToString({ src: process.env.FEED, limit: 3 }) });
