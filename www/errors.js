/** All error codes with their causes and cures, from the doctor's table. */

import { advise, codes } from './doctor.js';
import { byId, make } from './elements.js';

const all = /** @type {const} */ ([...codes, 'mixed-content']);

byId('codes').append(
  ...all.map((code) => {
    const { sentence, cause, cure } = advise(code);
    return make(
      'section',
      {},
      make('h2', { id: code }, make('a', { href: `#${code}` }, make('code', {}, code))),
      make('p', { className: 'said' }, sentence),
      make('p', {}, make('strong', {}, 'Why: '), cause),
      make('p', {}, make('strong', {}, 'What helps: '), cure),
    );
  }),
);
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
