/** The page where another widget's snippet becomes a tag. */

import { configurationOf } from './configuration.js';
import { copyOnClick } from './copy.js';
import { byId, make } from './elements.js';
import { importSnippet, sources } from './importer.js';
import { readManifest } from './manifest.js';
import { outputs } from './snippets.js';
import { State } from './state.js';

/** Where a snippet names an account, or a file of its own site. */
const STAND_IN = 'https://blog.example.com/feed';

const manifest = await readManifest();
const field = byId('other');

byId('examples').append(...sources.map(({ name, example }) => make('button', { type: 'button', onclick: () => show(example) }, name)));
field.addEventListener('input', translate);
byId('form').addEventListener('submit', (/** @type {SubmitEvent} */ event) => event.preventDefault());
copyOnClick(byId('result'));

/** @param {string} text */
function show(text) {
  field.value = text;
  translate();
}

function translate() {
  const imported = importSnippet(field.value);
  byId('unknown').textContent = field.value.trim() && !imported ? 'No widget is known by this. Paste the whole snippet, with its tag or call.' : '';
  byId('result').hidden = !imported;
  byId('known').textContent = imported ? `A tag in place of ${imported.source} stands below, with ${imported.changed.length} nearly the same and ${imported.missing.length} without a counterpart.` : '';
  if (!imported) return;
  const state = new State(manifest, []);
  for (const [name, value] of imported.settings) state.set(name, value);
  for (const [property, value] of imported.look) state.setLook(property, value);
  const named = state.settings.get('src');
  const src = named ?? STAND_IN;
  byId('no-address').textContent = named ? '' : `No whole address of a feed stands in it: put yours in the place of ${STAND_IN}.`;
  byId('source').textContent = imported.source;
  byId('snippet').textContent = outputs[0].textOf(
    configurationOf(state, { src, link: { href: new URL(src.split(' ')[0]).origin, text: 'Read the blog' }, files: new URL('.', location.href).href, integrity: '' }),
  );
  byId('open').href = state.toAddress(new URL('index.html', location.href).href);
  list('changed', imported.changed);
  list('missing', imported.missing);
}

/** @param {string} id @param {import('./importers/draft.js').Remark[]} remarks */
function list(id, remarks) {
  byId(id).hidden = !remarks.length;
  const body = byId(`${id}-rows`);
  const titles = [...body.closest('table').tHead.rows[0].cells].map(({ textContent }) => textContent);
  const cell = (/** @type {number} */ place, /** @type {Node | string} */ content) => make('td', { 'data-title': titles[place] }, content);
  body.replaceChildren(
    ...remarks.map(({ option, value, why }) => make('tr', {}, make('th', { scope: 'row' }, make('code', {}, option)), cell(1, make('code', {}, value)), cell(2, why))),
  );
}
