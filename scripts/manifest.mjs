/**
 * What editors, frameworks and compilers want to know of the element, from the tables of the crate (`src/js/tables.json`)
 * and the comment of the class in `src/js/element.js`: the custom elements manifest, data for VS Code and JetBrains IDEs,
 * and types.
 */

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';

import { at } from './run.mjs';

const tag = 'latest-posts';
const site = 'https://github.com/latest-posts/latest-posts';

/** Writes the files into `dist/`. */
export function writeManifests() {
  const element = readElement();
  const json = (/** @type {unknown} */ value) => `${JSON.stringify(value, null, 2)}\n`;
  const files = {
    'custom-elements.json': json(customElements(element)),
    'web-types.json': json(webTypes(element)),
    'vscode.html-custom-data.json': json(vsCode(element)),
    'types.d.ts': typesOf(element),
    ...entryTypes,
    ...frameworkTypes,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(at('dist', name), content);
  copyFileSync(at('src', 'js', 'feed.d.ts'), at('dist', 'feed.d.ts'));
}

/**
 * @typedef {object} Setting a row of the table in `src/settings.rs`
 * @property {string} attribute
 * @property {string} property
 * @property {string} default
 * @property {string} description
 * @property {'text' | 'list' | 'flag' | 'number' | 'one-of' | 'any-of'} kind
 * @property {string[]} [words]
 * @property {number} [min]
 * @property {number} [max]
 */

/** @typedef {{ name: string, default?: string, description: string }} Said of a line in the class's comment */

function readElement() {
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  /** @type {{ settings: Setting[], labels: { attribute: string, default: string, description: string }[], faults: { code: string }[] }} */
  const { settings, labels, faults } = JSON.parse(readFileSync(at('src', 'js', 'tables.json'), 'utf8'));
  const source = readFileSync(at('src', 'js', 'element.js'), 'utf8');
  const [, comment = ''] = /\/\*\*((?:(?!\*\/).)*)\*\/\s*export class/s.exec(source) ?? [];
  /** @param {string} word @returns {Said[]} */
  const said = (word) =>
    [...comment.matchAll(new RegExp(`@${word} (?:\\[([^=\\]]+)=([^\\]]+)\\]|([^\\s-][^\\s]*))? ?- (.*)`, 'g'))].map(
      ([, optional, value, name, description]) => ({ name: optional ?? name ?? '', default: value, description }),
    );
  const description = comment.split('\n').map((line) => line.replace(/^ \* ?/, '')).join('\n').split('\n\n')[0].trim();
  return {
    version,
    description,
    settings,
    labels,
    faults,
    events: said('fires'),
    slots: said('slot'),
    states: said('cssstate'),
    properties: said('cssprop'),
    parts: said('csspart'),
  };
}

/** @param {Setting} setting @returns {string} the type of the property in TypeScript */
function typeOf({ kind, words = [] }) {
  if (kind === 'number') return 'number';
  if (kind === 'flag') return 'boolean';
  // What is written may have been read from anywhere: other texts are a warning, not an error.
  return kind === 'one-of' ? words.map((word) => `'${word}'`).join(' | ') : 'string';
}

/** @param {Setting} setting */
const defaultOf = ({ kind, default: value }) => (kind === 'number' ? value : kind === 'flag' ? 'false' : `'${value}'`);

/**
 * What a form needs to know of an attribute, for which the schema has no word: it allows such additions.
 *
 * @param {Pick<Setting, 'kind' | 'words' | 'min' | 'max'>} setting
 */
const valuesOf = ({ kind, words, min, max }) => ({ values: { kind, words, min, max } });

/** The manifest of https://github.com/webcomponents/custom-elements-manifest. @param {ReturnType<typeof readElement>} element */
function customElements({ description, settings, labels, events, slots, states, properties, parts }) {
  const path = 'dist/element.js';
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path,
        declarations: [
          {
            kind: 'class',
            name: 'LatestPostsElement',
            description,
            superclass: { name: 'HTMLElement' },
            customElement: true,
            tagName: tag,
            attributes: [
              ...settings.map((setting) => ({
                name: setting.attribute,
                fieldName: setting.property,
                description: setting.description,
                type: { text: typeOf(setting) },
                default: defaultOf(setting),
                ...valuesOf(setting),
              })),
              ...labels.map(({ attribute, default: text, description }) => ({
                name: attribute,
                description,
                type: { text: 'string' },
                default: `'${text}'`,
                ...valuesOf({ kind: 'text' }),
              })),
            ],
            members: [
              ...settings.map((setting) => ({
                kind: 'field',
                name: setting.property,
                attribute: setting.attribute,
                reflects: true,
                description: setting.description,
                type: { text: typeOf(setting) },
                default: defaultOf(setting),
              })),
              { kind: 'field', name: 'feed', readonly: true, type: { text: 'Feed | null' }, description: 'The feed with the posts that are shown.' },
              { kind: 'field', name: 'error', readonly: true, type: { text: 'LatestPostsError | null' }, description: 'Why no posts can be shown.' },
              { kind: 'method', name: 'reload', description: 'Asks for the feed again.', return: { type: { text: 'Promise<Feed>' } } },
              {
                kind: 'method',
                name: 'define',
                static: true,
                description: 'Registers the class, unless the name is taken.',
                parameters: [
                  { name: 'tag', optional: true, default: `'${tag}'`, type: { text: 'string' } },
                  { name: 'registry', optional: true, default: 'customElements', type: { text: 'CustomElementRegistry' } },
                ],
              },
            ],
            events: events.map(({ name, description }) => ({ name, description, type: { text: 'CustomEvent' } })),
            slots: slots.map(({ name, description }) => ({ name, description })),
            cssStates: states.map(({ name, description }) => ({ name, description })),
            cssProperties: properties,
            cssParts: parts.map(({ name, description }) => ({ name, description })),
          },
        ],
        exports: [{ kind: 'js', name: 'LatestPostsElement', declaration: { name: 'LatestPostsElement', module: path } }],
      },
      {
        kind: 'javascript-module',
        path: 'dist/latest-posts.js',
        declarations: [],
        exports: [
          { kind: 'js', name: 'LatestPostsElement', declaration: { name: 'LatestPostsElement', module: path } },
          { kind: 'custom-element-definition', name: tag, declaration: { name: 'LatestPostsElement', module: path } },
        ],
      },
    ],
  };
}

/** For JetBrains IDEs. @param {ReturnType<typeof readElement>} element */
function webTypes({ version, description, settings, labels, events, slots, properties, parts }) {
  const named = (/** @type {Said[]} */ all) => all.map(({ name, description }) => ({ name, description }));
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name: tag,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: tag,
            description,
            'doc-url': site,
            attributes: [
              ...settings.map((setting) => ({
                name: setting.attribute,
                description: setting.description,
                default: setting.default,
                value: setting.kind === 'flag' ? { kind: 'no-value' } : { type: typeOf(setting) },
              })),
              ...labels.map(({ attribute, default: text, description }) => ({ name: attribute, description, default: text })),
            ],
            slots: named(slots),
            js: {
              properties: settings.map((setting) => ({ name: setting.property, type: typeOf(setting), description: setting.description })),
              events: named(events),
            },
            css: { parts: named(parts), properties: named(properties) },
          },
        ],
      },
    },
  };
}

/** For VS Code (https://github.com/microsoft/vscode-custom-data). @param {ReturnType<typeof readElement>} element */
function vsCode({ description, settings, labels }) {
  const attributes = settings.map(({ attribute, description, kind, words = [] }) => ({
    name: attribute,
    description,
    ...(kind === 'flag' ? { valueSet: 'v' } : kind === 'one-of' ? { values: words.map((name) => ({ name })) } : {}),
  }));
  const texts = labels.map(({ attribute, description }) => ({ name: attribute, description }));
  return {
    version: 1.1,
    tags: [{ name: tag, description, attributes: [...attributes, ...texts], references: [{ name: 'Documentation', url: site }] }],
  };
}

/** The types that all entries share. @param {ReturnType<typeof readElement>} element */
function typesOf({ settings, labels, faults }) {
  const properties = settings.map((setting) => `  /** ${setting.description} The default is ${defaultOf(setting)}. */\n  ${setting.property}: ${typeOf(setting)};\n`);
  const attributes = [
    ...settings.map((setting) => {
      const type = setting.kind === 'flag' ? 'boolean | ""' : setting.kind === 'number' ? 'number | `${number}`' : typeOf(setting);
      return `  /** ${setting.description} */\n  '${setting.attribute}'?: ${type} | undefined;\n`;
    }),
    ...labels.map(({ attribute, description }) => `  /** ${description} */\n  '${attribute}'?: string | undefined;\n`),
  ];
  return `// Written by scripts/manifest.mjs.

import type { Feed, Item } from './feed.js';
export type { Attachment, Author, Feed, Item, Warning } from './feed.js';

export type ErrorCode = ${faults.map(({ code }) => `'${code}'`).join(' | ')};

export interface LatestPostsError extends Error {
  name: 'LatestPostsError';
  code: ErrorCode;
  /** With \`not-a-feed\`, the feed that a page of HTML names. */
  feedUrl?: string;
}

/** One way to the feed that was tried. */
export interface Rung {
  rung: 'server' | 'direct' | 'via' | 'wordpress' | 'copy' | 'fallback-src';
  url?: string;
  /** Why it failed; absent where it did not. */
  code?: ErrorCode;
}

/** The settings, as properties of the element. */
export interface Settings {
${properties.join('')}}

/** The settings, as attributes of the tag. */
export interface Attributes {
${attributes.join('')}}

export interface LatestPostsEventMap {
  loadstart: CustomEvent<undefined>;
  load: CustomEvent<{ feed: Feed; rungs: Rung[] }>;
  error: CustomEvent<{ error: LatestPostsError; rungs: Rung[] }>;
  loadend: CustomEvent<undefined>;
  'latest-posts-select': CustomEvent<{ item: Item }>;
}

/** The events of any element, and its own where they have the same name. */
type EventMap = Omit<HTMLElementEventMap, keyof LatestPostsEventMap> & LatestPostsEventMap;

export interface LatestPostsElement extends Settings {}
export class LatestPostsElement extends HTMLElement {
  static readonly observedAttributes: string[];
  /** Registers the class, unless the name is taken. */
  static define(tag?: string, registry?: CustomElementRegistry): void;
  /** The feed with the posts that are shown; null while there is none. */
  readonly feed: Feed | null;
  /** Why no posts can be shown; null while nothing is wrong. */
  readonly error: LatestPostsError | null;
  /** Asks for the feed again; rejects as the \`error\` event says. */
  reload(): Promise<Feed>;
  addEventListener<K extends keyof EventMap>(
    type: K,
    listener: (this: LatestPostsElement, event: EventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof EventMap>(
    type: K,
    listener: (this: LatestPostsElement, event: EventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    '${tag}': LatestPostsElement;
  }
}
`;
}

const elementTypes = `export { LatestPostsElement } from './types.js';
export type { Attachment, Attributes, Author, ErrorCode, Feed, Item, LatestPostsError, LatestPostsEventMap, Rung, Settings, Warning } from './types.js';
`;

const parseTypes = `import type { Feed } from './types.js';
export type { Attachment, Author, ErrorCode, Feed, Item, LatestPostsError, Warning } from './types.js';

export interface Origin {
  /** The \`Content-Type\` of the answer. */
  contentType?: string;
  /** The \`Content-Language\` of the answer, for a feed that does not say its language. */
  contentLanguage?: string;
  /** Where it came from: relative addresses are relative to it. */
  url?: string;
  /** Stop after so many posts. */
  limit?: number;
}

/** Reads a feed; rejects with a \`LatestPostsError\`. */
export function parseFeed(input: Uint8Array | ArrayBuffer | string, origin?: Origin): Promise<Feed>;
`;

const serverTypes = `import type { Attributes, Feed, Settings } from './types.js';
export type { Feed, LatestPostsError } from './types.js';

/** What a server has answered. */
export interface Answer {
  bytes: Uint8Array;
  contentType: string;
  contentLanguage: string;
  cacheControl: string;
  url: string;
}

export interface RenderOptions extends Partial<Settings>, Omit<Attributes, keyof Settings> {
  /** Feeds that were read or fetched before; without them \`src\` is fetched. */
  feed?: Feed | Answer | (Feed | Answer)[];
  /** The page's address, which addresses in the settings are relative to. */
  url?: string;
  /** The page's language, as \`de\`. */
  lang?: string;
  /** Of the page's Content-Security-Policy, for the style. */
  nonce?: string;
  /** The address of \`latest-posts.css\`, for a policy that has no nonces. */
  stylesheet?: string;
  /** HTML for readers that know no shadow trees; links to the posts without it. */
  fallback?: string;
  tag?: string;
  signal?: AbortSignal;
  id?: string;
  class?: string;
}

/** The element as HTML, with its posts in a Declarative Shadow DOM; rejects with a \`LatestPostsError\`. */
export function renderToString(options: RenderOptions): Promise<string>;

/** The posts that the element would show, as a feed: small, for a \`src\` or a \`fallback-src\` of your own site. */
export function snapshot(options: RenderOptions & { /** How posts begin alone, as \`excerpt\` says. */ excerpts?: boolean }): Promise<Feed>;
`;

const edgeTypes = `export interface EdgeOptions {
  /** The addresses that are passed on, with https; with \`/*\` at its end an address stands for all below it. */
  feeds: string[];
  /** The sites whose pages may read, as \`https://www.example.com\`; all without it. */
  pages?: '*' | (string & {}) | string[];
  /** Seconds between two requests to a server for one feed, at least; 60. */
  floor?: number;
  /** Seconds that a feed is fresh at most; 86400. It says itself how long, and its server. */
  maxAge?: number;
  /** Bytes of a feed at most, after decompression; 8388608. */
  maxBytes?: number;
  /** Bytes of feeds that are kept in memory; 33554432. */
  maxMemory?: number;
  /** Seconds that a feed's server may take, redirects included; 10. */
  timeLimit?: number;
  /** Asks the feeds' servers in place of the platform's own: for a test with a server on its own machine. */
  fetch?: (input: string, init?: RequestInit) => Promise<Response>;
}

export interface EdgeHandler {
  fetch(request: Request, env?: unknown, context?: unknown): Promise<Response>;
}

/** Passes on the feeds that are named, and no others: \`?feed=ADDRESS\`, with \`&format=feed\`, \`json\` or \`html\`. */
export function createHandler(options: EdgeOptions): EdgeHandler;

/** What is used of \`node:http\`. */
export interface IncomingMessage {
  method?: string;
  url?: string;
  headers: Record<string, string | string[] | undefined>;
}
export interface ServerResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: Uint8Array): unknown;
}

/** The handler as a listener of \`node:http\`; \`origin\` is the address that clients know, where it is another. */
export function toNode(
  handler: EdgeHandler,
  options?: { origin?: string },
): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
`;

const doctorTypes = `import type { ErrorCode } from './types.js';

/** With an error no page shows the feed. */
export interface Finding {
  level: 'error' | 'warning' | 'ok';
  code: string;
  message: string;
  /** What helps. */
  cure?: string;
  /** What to add, by server or host. */
  lines?: Record<string, string>;
  /** What helps where that server is somebody else's: a command. */
  next?: string;
  /** Where the feed is now. */
  url?: string;
}

export interface Advice {
  sentence: string;
  cause: string;
  cure: string;
  /** What to add, by server or host. */
  lines?: Record<string, string>;
}

/** Asks for a feed as the page would, and says what the page would meet. Not for browsers, which hide the headers. */
export function examine(url: string, page: string): Promise<Finding[]>;

/** What a fault comes of and what helps. */
export function advise(code: ErrorCode | 'mixed-content', url?: string): Advice;

/** All codes that \`advise\` knows of the element's errors. */
export const codes: ErrorCode[];

/** Whether a browser keeps the request of a page back, because the feed is not of https. */
export function isMixed(url: string, page: string): boolean;

/** The lines that let other sites read the feed at a path, by server or host. */
export function headerLines(path: string): Record<string, string>;

/** An edge of one's own as one file. */
export interface Recipe {
  /** Of the platform. */
  name: string;
  /** Where the text belongs. */
  file: string;
  /** What starts it, once the package is installed. */
  run: string;
  /** What the element says then; \`edge.example.com\` stands for an address that the platform gives. */
  via: string;
  text: string;
}

/** The names that \`recipe\` knows. */
export const platformNames: string[];

/** The file for a platform, which passes on feeds with https; to pages of one site, where one of its pages is named. */
export function recipe(platform: string, feeds: string[], page?: string): Recipe;
`;

const entryTypes = {
  'latest-posts.d.ts': elementTypes,
  'element.d.ts': elementTypes,
  'external.d.ts': elementTypes,
  'parse.d.ts': parseTypes,
  'server.d.ts': serverTypes,
  'edge.d.ts': edgeTypes,
  'doctor.d.ts': doctorTypes,
};

/** For each framework, where its templates look for the attributes of a tag. */
const frameworkTypes = {
  'react.d.ts': `import type { Attributes, LatestPostsElement, LatestPostsEventMap, Settings } from './types.js';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${tag}': Omit<DetailedHTMLProps<HTMLAttributes<LatestPostsElement>, LatestPostsElement>, keyof Settings> &
        Attributes &
        Partial<Settings> & { 'onlatest-posts-select'?: (event: LatestPostsEventMap['latest-posts-select']) => void };
    }
  }
}
`,
  'vue.d.ts': `import type { Attributes, LatestPostsElement, Settings } from './types.js';
import type { DefineComponent, HTMLAttributes } from 'vue';

declare module 'vue' {
  interface GlobalComponents {
    '${tag}': DefineComponent<Attributes & Partial<Settings> & HTMLAttributes>;
    LatestPosts: DefineComponent<Attributes & Partial<Settings> & HTMLAttributes>;
  }
}
export type { LatestPostsElement };
`,
  'svelte.d.ts': `import type { Attributes, LatestPostsElement } from './types.js';
import type { HTMLAttributes } from 'svelte/elements';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    '${tag}': HTMLAttributes<LatestPostsElement> & Attributes;
  }
}
`,
  'solid.d.ts': `import type { Attributes, LatestPostsElement } from './types.js';
import type { JSX } from 'solid-js';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      '${tag}': JSX.HTMLAttributes<LatestPostsElement> & Attributes;
    }
  }
}
`,
  'types-only.js': `// react, vue, svelte and solid are entries for types alone.\nexport {};\n`,
};
