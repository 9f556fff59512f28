/** The package as npm would publish it. */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../scripts/run.mjs';

/** @param {string} folder @returns {Promise<string>} the file that `npm pack` has written there */
export async function pack(folder) {
  mkdirSync(folder, { recursive: true });
  const said = await run('npm', ['pack', '--silent', '--pack-destination', folder]);
  return join(folder, said.trim().split('\n').at(-1) ?? '');
}

/** Puts the package into a folder's `node_modules`, as it has no dependencies. @param {string} tarball @param {string} folder */
export async function install(tarball, folder) {
  const target = join(folder, 'node_modules', 'latest-posts');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
}
