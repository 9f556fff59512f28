/** Starts the recipe of the first argument as its platform would, with the network of the tests. */

import { lead } from './lead.mjs';

globalThis.fetch = lead;
await import(process.argv[2]);
