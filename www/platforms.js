/** The files of an edge for a made-up feed, on the page about it. */

import { copyOnClick } from './copy.js';
import { edges } from './edges.js';
import { byId } from './elements.js';

const files = edges('https://blog.example.com/feed', 'https://www.example.com/');
for (const block of files.flatMap((file) => [...file.querySelectorAll('.copyable')])) copyOnClick(block);
byId('edge-files').append(...files);
