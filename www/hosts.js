/** The lines that let other sites read a feed, for each server and host. */

import { copyable } from './copy.js';
import { headerLines } from './doctor.js';
import { byId, make } from './elements.js';

const lines = Object.entries(headerLines('/feed.xml'));
byId('hosts').append(...lines.map(([host, text]) => make('details', {}, make('summary', {}, host), copyable(text))));
