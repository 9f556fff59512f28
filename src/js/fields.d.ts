/** Fields that classes have and no line in them names one by one. */

import type { properties } from './generated.js';
import type { Parts } from './widget.js';

type Settings = typeof properties;

declare module './element.js' {
  interface LatestPostsElement extends Settings {}
}

declare module './widget.js' {
  interface Widget extends Parts {}
}
