/**
 * The browser floor, `browserslist` of package.json: what esbuild writes for, and that `src/js` uses nothing of the platform
 * that is younger (https://github.com/mdn/browser-compat-data), unless it does without where that is missing.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative } from 'node:path';

import { CommandError, at } from './run.mjs';

const { browserslist, engines } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

/** The oldest version of each browser. @type {['chrome' | 'firefox' | 'safari', string][]} */
const floor = browserslist.map((/** @type {string} */ row) => row.split(' >= '));

/** What esbuild writes for: the floor, and the Node of servers. */
export const targets = [...floor.map((row) => row.join('')), engines.node.replace('>=', 'node')];

/** What is younger than the floor, or not in all of it, and how `src/js` does without. */
const guarded = new Map([
  ['AbortSignal.timeout', 'Chrome before 124 calls its reason an AbortError; who asks for the name is doctor.js, in Node'],
  ['CustomStateSet.add', 'as ElementInternals.states'],
  ['CustomStateSet.clear', 'as ElementInternals.states'],
  ['ElementInternals.states', 'what it throws where there are none is caught'],
  ['Navigator.connection', 'asked for with `?.`'],
  ['NetworkInformation.saveData', 'as Navigator.connection'],
  ['Scheduler.yield', 'asked for with `?.`'],
  ['scheduler', 'asked for with `?.`'],
]);

/** Files that no browser loads. */
const onServers = /^(cli|doctor|edge.*|excerpts|server)\.js$/;

/** @typedef {import('typescript').Type} Type */
/** @typedef {import('@mdn/browser-compat-data/types').CompatStatement} Compat */
/** @typedef {{ compat: Compat | undefined, places: string[] }} Use */

/**
 * @param {string[]} wasm what the module may have
 * @returns {Promise<string>} how many features there are
 * @throws {CommandError} where one is younger than the floor and not guarded, where nothing is known of it, and where a guarded
 *   one need not be
 */
export async function checkFloor(wasm) {
  const data = createRequire(import.meta.url)('@mdn/browser-compat-data');
  const used = await features(data);
  for (const name of wasm) {
    const feature = name.split('.').reduce((part, key) => own(part, key), data.webassembly);
    used.set(name, { compat: feature?.__compat, places: ['the module'] });
  }
  const young = new Map();
  for (const [name, { compat, places }] of used) {
    const lacking = floor.filter(([browser, version]) => !isIn(compat, browser, version)).map((row) => row.join(' '));
    if (lacking.length) young.set(name, `${name}: ${compat ? `not in ${lacking.join(', ')}` : 'nothing is known of it'} (${places.join(', ')})`);
  }
  const faults = [...young].filter(([name]) => !guarded.has(name)).map(([, fault]) => fault);
  for (const name of guarded.keys()) if (!young.has(name)) faults.push(`${name}: need not be guarded`);
  if (faults.length) throw new CommandError('src/js and the browser floor do not agree', faults.join('\n'));
  return `${used.size} features`;
}

/** @param {Compat | undefined} compat @param {'chrome' | 'firefox' | 'safari'} browser @param {string} version */
function isIn(compat, browser, version) {
  const parts = (/** @type {string} */ text) => text.replace('≤', '').split('.').map(Number);
  return [compat?.support[browser] ?? []].flat().some(({ version_added: added, version_removed: removed, flags, prefix, alternative_name: other }) => {
    if (typeof added !== 'string' || added === 'preview' || removed || flags || prefix || other) return false;
    const [[major, minor = 0], [atMost, least = 0]] = [parts(added), parts(version)];
    return major < atMost || (major === atMost && minor <= least);
  });
}

/** What `src/js` uses of the platform, by TypeScript's types. @param {any} data @returns {Promise<Map<string, Use>>} */
async function features(data) {
  const { default: ts } = await import('typescript');
  const find = lookUp(data);
  const folder = at('src', 'js');
  const { config } = ts.readConfigFile(at('src', 'js', 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  /** @type {Map<string, Use>} */
  const used = new Map();

  /** The interfaces that a type has, itself first. @param {Type} type @returns {string[]} */
  const namesOf = (type) => {
    if (type.isUnionOrIntersection()) return type.types.flatMap(namesOf);
    const apparent = checker.getApparentType(type);
    const generic = /** @type {import('typescript').TypeReference} */ (apparent).target ?? apparent;
    const bases = generic.isClassOrInterface() ? checker.getBaseTypes(generic) : [];
    return [apparent.symbol?.name ?? '', ...bases.flatMap(namesOf)];
  };

  /** The expression or the pattern that a name is taken from, if any. @param {import('typescript').Identifier} node */
  const sourceOf = (node) => {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return parent.expression;
    if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === node) return parent.parent;
  };

  const isPlatform = (/** @type {import('typescript').Declaration} */ declaration) => {
    const file = declaration.getSourceFile();
    return program.isSourceFileDefaultLibrary(file) || file.fileName === at('src', 'js', 'platform.d.ts');
  };

  /** @param {import('typescript').Node} node @param {string} place */
  const visit = (node, place) => {
    if (ts.isIdentifier(node) && !ts.isPartOfTypeNode(node)) {
      const source = sourceOf(node);
      const type = source && checker.getTypeAtLocation(source);
      const symbol = type ? checker.getPropertyOfType(checker.getNonNullableType(type), node.text) : checker.getSymbolAtLocation(node);
      if (symbol?.declarations?.some(isPlatform)) {
        const [name, compat] = find(type ? [source.getText(), ...namesOf(type)] : [], node.text);
        const { places } = used.get(name) ?? { places: [] };
        if (!places.includes(place)) places.push(place);
        used.set(name, { compat, places });
      }
    }
    ts.forEachChild(node, (child) => visit(child, place));
  };
  for (const file of program.getSourceFiles()) {
    const name = relative(folder, file.fileName);
    if (!file.isDeclarationFile && file.fileName.startsWith(folder) && !onServers.test(name)) visit(file, name);
  }
  return used;
}

/** Finds a name of TypeScript's in the data, which has its own way with constructors, mixins, statics and namespaces. @param {any} data */
function lookUp({ api, javascript: { builtins, operators }, webassembly }) {
  const { read } = api.ReadableStreamDefaultReader;
  const spaces = [
    api,
    builtins,
    builtins.Intl,
    webassembly.api,
    {
      WebAssembly: webassembly.api,
      ImportMeta: { url: operators.import_meta },
      ReadableStreamReadValueResult: { done: read, value: read },
      TextEncoderEncodeIntoResult: { written: api.TextEncoder.encodeInto },
    },
  ];
  /** @param {string[]} owners @param {string} name @returns {[string, Compat | undefined]} */
  return (owners, name) => {
    const isGlobal = !owners.length || owners.includes('globalThis');
    const names = [isGlobal ? 'Window' : '', ...owners].map((owner) => owner.replace(/Constructor$|^Readonly(?=Array)/, ''));
    for (const space of isGlobal ? spaces : []) if (own(space, name)) return [name, space[name].__compat];
    if (names.some((owner) => /\dArray$/.test(owner))) names.push('TypedArray');
    if (names.includes('ChildNode')) names.push('Element');
    for (const owner of [...names, 'Object']) {
      for (const space of spaces) {
        const found = own(own(space, owner), name) ?? own(own(space, owner), `${name}_static`);
        if (found) return [`${owner}.${name}`, found.__compat];
      }
    }
    return [[...names.slice(0, 2), name].join('.'), undefined];
  };
}

/** @param {any} object @param {string} name */
const own = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);
