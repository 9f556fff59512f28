/** A configuration as text to copy, for each place it may go. */

import { html, inBraces, jsx, literal, tag } from './quoting.js';

/**
 * @typedef {object} Configuration
 * @property {(import('./manifest.js').Setting & { value: string })[]} settings attributes with their values, `src` first
 * @property {[property: string, value: string][]} look custom properties
 * @property {{ href: string, text: string }} link what is seen where there are no posts
 * @property {string} files where the widget's files are, with a slash at its end; empty for beside the page
 * @property {string} integrity of `embed.js`
 */

/**
 * @typedef {object} Output
 * @property {string} id
 * @property {string} name
 * @property {string} hint what to do with the text
 * @property {(configuration: Configuration) => string} textOf
 */

/** @type {Output[]} */
export const outputs = [
  {
    id: 'html',
    name: 'HTML',
    hint: 'Put both where the posts shall appear. The script may also stand in the head, once for any number of tags.',
    textOf: (all) => `<script type="module" src="${html(`${all.files}latest-posts.js`)}"></script>\n${element(all)}`,
  },
  {
    id: 'script',
    name: 'One script',
    hint: 'For a CMS that takes a plain script. The posts appear where it stands; the hash lets no other file run.',
    textOf: script,
  },
  {
    id: 'npm',
    name: 'npm',
    hint: 'For a page that a bundler builds: Vite, webpack, Rollup, esbuild and Parcel are tested.',
    textOf: (all) => `<!-- npm install latest-posts -->\n<script type="module">\n  import 'latest-posts';\n</script>\n${element(all)}`,
  },
  {
    id: 'react',
    name: 'React',
    hint: 'Version 19 or newer. For types, import latest-posts/react once.',
    textOf: react,
  },
  {
    id: 'vue',
    name: 'Vue',
    hint: 'Tell the compiler that the tag is no component: isCustomElement: (tag) => tag === \'latest-posts\'.',
    textOf: (all) => `<script setup>\nimport 'latest-posts';\n</script>\n\n<template>\n${indented(element(all, inBraces))}\n</template>`,
  },
  {
    id: 'svelte',
    name: 'Svelte',
    hint: 'A component with the tag. For types, import latest-posts/svelte once.',
    textOf: (all) => `<script>\n  import 'latest-posts';\n</script>\n\n${element(all, inBraces)}`,
  },
  {
    id: 'astro',
    name: 'Astro',
    hint: 'A component with the tag; Astro bundles the script.',
    textOf: (all) => `---\n// LatestPosts.astro\n---\n${element(all, inBraces)}\n<script>\n  import 'latest-posts';\n</script>`,
  },
  {
    id: 'server',
    name: 'Server',
    hint: 'In Node, Deno, Bun or a worker: HTML with the posts inside, seen before any script. Put your page’s address in url.',
    textOf: server,
  },
  {
    id: 'wordpress',
    name: 'WordPress',
    hint: 'Paste it into the editor, where it becomes a block “Custom HTML”. Who may write scripts there is the site’s decision.',
    textOf: (all) => `<!-- wp:html -->\n${script(all)}\n<!-- /wp:html -->`,
  },
];

/** @param {string} text @returns {string} */
const indented = (text) => text.replace(/^(?=.)/gm, '  ');

/** What surrounds the posts, as CSS. @param {Configuration} all */
const styleOf = ({ look }) => look.map(([property, value]) => `${property}: ${value}`).join('; ');

/** The tag. @param {Configuration} all @param {(text: string) => string} [escape] */
function element(all, escape = html) {
  const style = styleOf(all);
  const attributes = all.settings.map(({ name, kind, value }) => (kind === 'flag' ? name : `${name}="${escape(value)}"`));
  if (style) attributes.push(`style="${escape(style)}"`);
  return tag('latest-posts', attributes, `<a href="${escape(all.link.href)}">${escape(all.link.text)}</a>`);
}

/** The script, in an element that hands its custom properties down where there are any. @param {Configuration} all */
function script(all) {
  const attributes = [
    'async',
    `src="${html(`${all.files}embed.js`)}"`,
    ...(all.integrity ? [`integrity="${html(all.integrity)}"`, 'crossorigin="anonymous"'] : []),
    ...all.settings.map(({ name, value }) => `data-${name}="${html(value)}"`),
  ];
  const text = tag('script', attributes, '');
  const style = styleOf(all);
  return style ? `<div style="${html(style)}">\n${indented(text)}\n</div>` : text;
}

/** @param {Configuration} all */
function react({ settings, look, link }) {
  const attributes = settings.map(({ name, kind, value }) => (kind === 'flag' ? name : `${name}=${jsx(value)}`));
  if (look.length) attributes.push(`style={{ ${look.map(([property, value]) => `'${property}': '${value}'`).join(', ')} }}`);
  const text = tag('latest-posts', attributes, `<a href=${jsx(link.href)}>{${literal(link.text)}}</a>`);
  return `import 'latest-posts';\n\nexport function LatestPosts() {\n  return (\n${indented(indented(text))}\n  );\n}`;
}

/** @param {Configuration} all */
function server({ settings, look, link }) {
  const named = settings.map(({ name, property, kind, value }) => {
    const written = { flag: 'true', number: value }[kind] ?? literal(value);
    return `${property ?? `'${name}'`}: ${written}`;
  });
  const fallback = `<a href="${html(link.href)}">${html(link.text)}</a>`;
  const lines = [...named, `fallback: ${literal(fallback)}`, "url: 'https://www.example.com/'"];
  const rule = look.map(([property, value]) => `\n//   ${property}: ${value};`).join('');
  return (
    `import { renderToString } from 'latest-posts/server';\n\n` +
    `const posts = await renderToString({\n${lines.map((line) => `  ${line},\n`).join('')}});` +
    (rule ? `\n\n// In the page's style sheet:\n// latest-posts {${rule}\n// }` : '')
  );
}
