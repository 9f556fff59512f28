/** The page where a tag is made: its address, its settings, how it looks, and the text to copy. */

import { configurationOf } from './configuration.js';
import { controlFor } from './controls.js';
import { copy } from './copy.js';
import { diagnosis } from './diagnosis.js';
import { byId, make, prose } from './elements.js';
import { grouped } from './groups.js';
import { lookFor, showContrast } from './looks.js';
import { readManifest } from './manifest.js';
import { Preview } from './preview.js';
import { faultOf, feedAddresses } from './settings.js';
import { outputs } from './snippets.js';
import { State } from './state.js';

/** The blog that is shown until somebody names another. */
const sample = new URL('feed.xml', location.href).href;

const [manifest, sri] = await Promise.all([readManifest(), fetch('sri.json')]);
const hashes = await sri.json();

/** Whether a page of another site may load the script from here: the header is that of the files beside it. */
const isForOthers = sri.headers.get('access-control-allow-origin') === '*';

/** Whether nobody but the visitor can load anything from here. */
const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

/** What a page loads, by the kind of its script. */
const filesOf = {
  html: ['latest-posts.js', 'widget.js', 'core.js', 'languages.js', 'without-wasm.js'],
  script: ['embed.js', 'without-wasm.js'],
};

// A script that a page may not load would leave the one who copies its tag with nothing.
const state = new State(manifest, outputs.map(({ id }) => id), isForOthers ? ['site', 'own'] : ['own', 'site']);
const preview = new Preview(byId('preview'), sample, ended);

/** Each control by the name of what it sets. @type {Map<string, import('./controls.js').Control>} */
const controls = new Map();

/** What came of the last load. @type {import('./preview.js').Outcome | undefined} */
let outcome;

/** What is wrong with the address that was typed: then there is nothing to show, and nothing to copy. */
let fault = '';

// Where the frame is wider than there is room, the keyboard has to get there to scroll.
const floor = byId('floor');
const sizes = new ResizeObserver(() => {
  if (floor.scrollWidth > floor.clientWidth) floor.tabIndex = 0;
  else floor.removeAttribute('tabindex');
});
for (const element of [floor, byId('frame')]) sizes.observe(element);

state.fromAddress(location.href);
makeForm();
makeChoices();
showAll();
addEventListener('popstate', () => {
  for (const map of [state.settings, state.look, state.view]) map.clear();
  state.fromAddress(location.href);
  showAll();
});

function makeForm() {
  const change = (/** @type {string} */ name, /** @type {string | undefined} */ text) => {
    state.set(name, text);
    changed();
  };
  const group = (/** @type {string} */ name, /** @type {boolean} */ open, /** @type {Node[]} */ content) =>
    make('details', { className: 'group', open }, make('summary', {}, name), ...content);
  const add = (/** @type {import('./manifest.js').Setting} */ setting) => {
    const control = controlFor(setting, change);
    controls.set(setting.name, control);
    return control.element;
  };
  const theme = manifest.settings.filter(({ name }) => name === 'theme').map(add);
  const looks = manifest.properties.map((property) => {
    const control = lookFor(property, (name, text) => {
      state.setLook(name, text);
      changed();
    });
    controls.set(property.name, control);
    return control.element;
  });
  const groups = grouped(manifest.settings).map(({ name, isOpen, settings }) => group(name, isOpen, settings.map(add)));
  groups.splice(1, 0, group('Colours and space', false, [...theme, ...looks, byId('contrast')]));
  byId('settings').append(...groups, group('Wording', false, [make('p', { className: 'help' }, 'The widget speaks the language of your page. Each of its texts can be worded anew.'), ...manifest.labels.map(add)]));
  byId('address').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    // The same address once more asks anew.
    if (takeAddress() || fault) return;
    if (preview.reload()) outcome = undefined;
    showOutcome();
  });
  byId('src').addEventListener('change', takeAddress);
}

/** Takes the address that was typed. @returns {boolean} whether it is another */
function takeAddress() {
  const { addresses, refused } = feedAddresses(byId('src').value);
  const before = state.settings.get('src');
  const wasFault = Boolean(fault);
  fault = faultOf(refused);
  state.set('src', fault ? undefined : addresses.join(' ') || undefined);
  if (!fault && !wasFault && before === state.settings.get('src')) return false;
  changed();
  return true;
}

/** @param {string} url */
function showAddress(url) {
  byId('src').value = url;
  takeAddress();
}

/** The switches around the preview, and the kinds of output. */
function makeChoices() {
  const tabs = outputs.map(({ id, name }) => make('label', {}, make('input', { type: 'radio', name: 'output', value: id }), make('span', {}, name)));
  byId('outputs').append(...tabs);
  for (const name of Object.keys(state.choices)) {
    for (const input of inputs(name)) {
      input.addEventListener('change', () => {
        state.choose(name, input.type === 'checkbox' && !input.checked ? '' : input.value);
        changed();
      });
    }
  }
  byId('copy').addEventListener('click', () => copy(byId('copy'), byId('snippet').textContent, byId('snippet')));
  byId('share').addEventListener('click', () => copy(byId('share'), state.toAddress(location.href)));
}

/** @param {string} name @returns {NodeListOf<HTMLInputElement>} */
function inputs(name) {
  return document.querySelectorAll(`input[name="${name}"]`);
}

/** Makes the form say what the state says. */
function showAll() {
  for (const [name, control] of controls) control.show(state.settings.get(name) ?? state.look.get(name));
  for (const name of Object.keys(state.choices)) for (const input of inputs(name)) input.checked = input.value === state.chosen(name);
  byId('src').value = state.settings.get('src') ?? '';
  fault = '';
  show();
}

function changed() {
  history.replaceState(null, '', state.toAddress(location.href));
  show();
}

function show() {
  byId('src').setCustomValidity(fault);
  byId('src-fault').textContent = fault;
  if (fault) {
    preview.clear();
    outcome = undefined;
  } else preview.show(state);
  const wrapper = byId('frame');
  if (wrapper.dataset.width !== state.chosen('frame')) {
    wrapper.dataset.width = state.chosen('frame');
    // What somebody has drawn by the corner stood before the choice.
    wrapper.style.removeProperty('width');
  }
  showOutcome();
}

function write() {
  for (const id of ['copy', 'share']) byId(id).disabled = Boolean(fault);
  const kind = outputs.find(({ id }) => id === state.chosen('output')) ?? outputs[0];
  byId('snippet').textContent = fault ? '' : kind.textOf(configuration());
  byId('hint').replaceChildren(...prose(kind.hint));
  const isOwn = state.chosen('files') === 'own';
  const usesFiles = ['html', 'script', 'wordpress'].includes(kind.id);
  byId('files').hidden = !usesFiles;
  byId('files-hint').replaceChildren(...(isOwn ? ownFiles(kind.id === 'html' ? filesOf.html : filesOf.script) : [theirFiles()]));
}

/** What one's own site needs beside the page, to be taken from here. @param {string[]} files */
function ownFiles(files) {
  const links = files.map((file) => make('a', { href: file, download: file }, file));
  const listed = new Intl.ListFormat('en').formatToParts(files).map(({ type, value }) => (type === 'element' ? (links.shift() ?? value) : value));
  return ['Put these beside your page: ', ...listed, '.'];
}

/** What is to be known of a script from here. */
function theirFiles() {
  if (!isForOthers) return 'The script comes from this site, whose server lets no page of another site load it: take your own copy, unless your page is of this site too.';
  if (isHere) return 'The script comes from this machine: good for trying, as long as this server runs. Nobody else can load it, so publish with your own copy.';
  return 'The script comes from this site: good for trying. For your visitors’ sake, publish with your own copy.';
}

/** @returns {import('./snippets.js').Configuration} */
function configuration() {
  const src = source();
  const { feed, home, title } = known();
  return configurationOf(state, {
    src: feed || src,
    link: { href: home || new URL(src.split(' ')[0]).origin, text: title ? `Read ${title}` : 'Read the blog' },
    files: state.chosen('files') === 'own' ? '' : new URL('.', location.href).href,
    integrity: hashes['embed.js']?.integrity ?? '',
  });
}

function source() {
  return state.settings.get('src') ?? sample;
}

/** @param {import('./preview.js').Outcome} last */
function ended(last) {
  outcome = last;
  showOutcome();
}

/** What came of the address, once that is known; what came of another is nobody's business. */
function showOutcome() {
  const mine = outcome?.src === source() ? outcome : undefined;
  const told = mine && diagnosis({ ...mine, urls: mine.src.split(' '), page: location.href, show: showAddress });
  byId('doctor').hidden = !told;
  byId('doctor').dataset.level = mine?.error ? 'error' : 'warning';
  byId('doctor').replaceChildren(...(told ? [told] : []));
  byId('frame').ariaBusy = String(!mine && !fault);
  // While nothing is known of another address, the frame stays as it is.
  if (mine || fault) byId('frame').classList.toggle('failed', Boolean(mine?.error || fault));
  byId('outcome').replaceChildren(...sentence(mine));
  write();
  showReadability();
}

/** The feed that the page named by `src` has named, where it is another, and the blog that it is of. */
function known() {
  if (outcome?.src !== source()) return { feed: '', home: '', title: '' };
  const { feed, rungs, src } = outcome;
  const last = rungs.filter(({ rung, code }) => rung === 'direct' && !code).at(-1)?.url;
  const isOne = !src.includes(' ');
  return { feed: isOne && last && last !== src ? last : '', home: feed?.home_page_url ?? '', title: (isOne && feed?.title) || '' };
}

/** What is shown, in words. @param {import('./preview.js').Outcome | undefined} mine */
function sentence(mine) {
  if (fault) return ['Nothing is shown, and there is nothing to copy, until the address is one.'];
  if (!mine && source() === sample) return ['Reading the made-up blog …'];
  if (!mine) return [`Asking ${[...new Set(source().split(' ').map((url) => new URL(url).host))].join(', ')} …`];
  const { feed, error } = mine;
  if (error) return [`${error.message} What helps stands below the frame.`];
  const title = feed.title ?? 'a feed without a title';
  const count = feed.items.length;
  const shown = count
    ? `${count} ${count === 1 ? 'post' : 'posts'} of ${title}. `
    : `No post of ${title} is shown: the feed has none, or none that fits what is chosen. What stands inside the tag is seen. `;
  const warnings = feed._latest_posts.warnings?.length ?? 0;
  const named = known().feed;
  return [
    shown,
    ...(named ? ['The page names its feed, and the tag names it too: ', make('code', {}, named), '. '] : []),
    ...(warnings ? [`${warnings} ${warnings === 1 ? 'fault' : 'faults'} in the feed; the console of the frame has them. `] : []),
  ];
}

function showReadability() {
  showContrast(byId('contrast-rows'), preview.contrast());
  byId('contrast').hidden = !byId('contrast-rows').children.length;
}
