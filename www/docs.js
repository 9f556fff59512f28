/** What every page to be read has: buttons that copy its examples. */

import { copyOnClick } from './copy.js';

for (const block of document.querySelectorAll('.copyable')) copyOnClick(block);
