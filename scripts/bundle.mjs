/** The JavaScript of `dist/`: one file per entry of `src/js`, with the wasm and the style sheet inside. */

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import * as esbuild from 'esbuild';

import { CommandError, at } from './run.mjs';

/** Each file of `dist/` and its source in `src/js`. */
const modules = {
  'latest-posts': 'define.js',
  element: 'element.js',
  parse: 'parse.js',
  server: 'server.js',
  core: 'core.js',
  languages: 'languages.js',
};
const classicScripts = { embed: 'embed.js' };

const syntax = 'es2022';

/** Stands for the wasm until esbuild is done: it would escape every other byte. */
const placeholder = /(["'`])@wasm@\1/;

/**
 * Writes `dist/` anew.
 *
 * @param {{ glue: string, wasm: string }} parts files: what wasm-bindgen wrote, and the optimised module
 */
export async function bundle({ glue, wasm }) {
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: at(),
    bundle: true,
    define: { VERSION: JSON.stringify(version) },
    // `sideEffects` of package.json speaks of dist/: by it, esbuild would drop the sources that register the element.
    ignoreAnnotations: true,
    legalComments: 'none',
    logLevel: 'silent',
    minify: true,
    outdir: at('dist'),
    plugins: [inside({ glue, wasm })],
    target: syntax,
    write: false,
  };
  rmSync(at('dist'), { recursive: true, force: true });
  mkdirSync(at('dist'));
  copyFileSync(wasm, at('dist', 'latest-posts.wasm'));
  // For pages whose policy takes no style but from files: server.js says where.
  writeFileSync(at('dist', 'latest-posts.css'), await styleSheet(at('src', 'show', 'style.css')));
  // The core stays a file of its own, so that a page's first script is small and the entries share one instance.
  const files = [
    ...(await outputs({ ...options, entryPoints: sources(modules), format: 'esm', charset: 'utf8', external: ['./core.js', './languages.js'] })),
    ...(await outputs({ ...options, entryPoints: sources(classicScripts), format: 'iife' })),
  ];
  const literal = stringLiteral(readFileSync(wasm));
  for (const { path, text } of files) writeFileSync(path, text.replace(placeholder, () => literal));
}

/**
 * Bytes as a string of JavaScript, a character each; those from 128 on are the character 127 and the rest, and 127 itself
 * is the character 256. So the source is ASCII, and it does not matter in which charset a page reads a classic script.
 * It is longer than base64 and compresses better: 1 % of brotli over the bytes alone, where base64 of deflate takes 17 %.
 * `core.js` reads it.
 *
 * @param {Buffer} bytes
 * @returns {string}
 */
function stringLiteral(bytes) {
  const escapes = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r' };
  const characters = Array.from(bytes, (byte) => {
    if (byte === 127) return '\\u0100';
    const character = String.fromCharCode(byte & 127);
    return (byte > 127 ? '\x7f' : '') + (escapes[character] ?? character);
  });
  return `'${characters.join('')}'`;
}

/**
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<import('esbuild').OutputFile[]>}
 * @throws {CommandError} on an error, and on a warning: the use of a function that the wasm does not export is one
 */
async function outputs(options) {
  const { errors, warnings, outputFiles } = await esbuild.build(options).catch((failure) => {
    if (failure.errors) return failure;
    throw failure;
  });
  const texts = [
    ...(await esbuild.formatMessages(errors, { kind: 'error' })),
    ...(await esbuild.formatMessages(warnings, { kind: 'warning' })),
  ];
  if (texts.length > 0) throw new CommandError('esbuild found faults', texts.join(''));
  return outputFiles;
}

/** @param {Record<string, string>} entries */
function sources(entries) {
  return Object.entries(entries).map(([out, file]) => ({ in: at('src', 'js', file), out }));
}

/**
 * Resolves what `src/js` imports and no file of it is:
 * - `#bindgen`: the glue that wasm-bindgen wrote;
 * - `latest-posts.wasm`: the module as a string;
 * - `*.css`: the minified style sheet as text.
 *
 * @param {{ glue: string, wasm: string }} parts
 * @returns {import('esbuild').Plugin}
 */
function inside({ glue, wasm }) {
  return {
    name: 'inside',
    setup(build) {
      build.onResolve({ filter: /^#bindgen$/ }, () => ({ path: glue }));
      build.onResolve({ filter: /^latest-posts\.wasm$/ }, () => ({ path: wasm }));
      build.onLoad({ filter: /\.wasm$/ }, () => ({ contents: 'export default "@wasm@"' }));
      build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: await styleSheet(path), loader: 'text' }));
    },
  };
}

/** @param {string} file @returns {Promise<string>} minified */
async function styleSheet(file) {
  const { code } = await esbuild.transform(readFileSync(file, 'utf8'), { loader: 'css', minify: true, sourcefile: file });
  return code.trim();
}
