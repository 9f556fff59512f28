/** The lines that let other sites read a feed, for each server and host. */

import { copyOnClick } from './copy.js';
import { headerLines } from './doctor.js';
import { byId, make } from './elements.js';

const blocks = Object.entries(headerLines('/feed.xml')).map(([host, text]) => {
  const block = make('div', { className: 'copyable' }, make('pre', { tabIndex: 0 }, make('code', {}, text)), make('button', { type: 'button', className: 'copy' }, 'Copy'));
  copyOnClick(block);
  return make('details', {}, make('summary', {}, host), block);
});
byId('hosts').append(...blocks);
