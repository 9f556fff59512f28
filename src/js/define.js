import { LatestPostsElement } from './element.js';

export { LatestPostsElement };

LatestPostsElement.define();
