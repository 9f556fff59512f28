import 'latest-posts';
import { parseFeed } from 'latest-posts/parse';

const response = await fetch('/feed.xml');
globalThis.parsed = (await parseFeed(await response.arrayBuffer(), { url: response.url })).items.length;
