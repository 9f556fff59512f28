/** The crate as JavaScript, for pages whose policy refuses WebAssembly. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { at, run } from './run.mjs';

const binaryen = (/** @type {string} */ name) => at('node_modules', 'binaryen', 'bin', name);

/** What rustc's standard library uses all the same, and JavaScript has no word for. */
const lowering = [
  '--enable-bulk-memory',
  '--enable-bulk-memory-opt',
  '--enable-sign-ext',
  '--enable-nontrapping-float-to-int',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
  '--llvm-memory-copy-fill-lowering',
  '--signext-lowering',
  '--llvm-nontrapping-fptoint-lowering',
];

/**
 * @param {string} wasm as wasm-bindgen wrote it, for the first version of WebAssembly
 * @param {string} output a module with `instantiate(imports)`, which gives the exports
 */
export async function toJavaScript(wasm, output) {
  const lowered = join(output, '..', 'lowered.wasm');
  const optimised = join(output, '..', 'optimised.wasm');
  await run(process.execPath, [binaryen('wasm-opt'), ...lowering, wasm, '-o', lowered]);
  await run(process.execPath, [binaryen('wasm-opt'), '--mvp-features', '--enable-mutable-globals', '-Oz', lowered, '-o', optimised]);
  await run(process.execPath, [binaryen('wasm2js'), '-Oz', optimised, '-o', output]);
  const [, body] = /^import .*?;\n(.*)\nvar retasmFunc = /s.exec(readFileSync(output, 'utf8')) ?? [];
  const grown = 'buffer = newBuffer;';
  if (body?.split(grown).length !== 2) throw new Error('wasm2js writes in a way that is new to this script');
  // The glue knows by a detached buffer that the memory has grown, as it is with WebAssembly.
  const detached = body.replace(grown, `structuredClone(buffer, { transfer: [buffer] });\n  ${grown}`);
  writeFileSync(output, `${detached}\nexport { asmFunc as instantiate };\n`);
}
