/** Calls what the recipe of the first argument exports, as its platform would, with the address of the second; says what is answered. */

import { lead } from './lead.mjs';

globalThis.fetch = lead;
const { default: edge } = await import(process.argv[2]);
const request = new Request(process.argv[3], { headers: { origin: 'https://www.example.com' } });
/** @type {Promise<unknown>[]} */
const later = [];
const context = { waitUntil: (/** @type {Promise<unknown>} */ work) => void later.push(work) };
const response = await (typeof edge === 'function' ? edge(request, context) : edge.fetch(request));
console.log(JSON.stringify({ status: response.status, allowed: response.headers.get('access-control-allow-origin'), text: await response.text() }));
await Promise.all(later);
