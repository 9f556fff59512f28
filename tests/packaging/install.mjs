/** Puts the consumers into their folder, with all that they need: once, and the package itself each time. */

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { at, run } from '../../scripts/run.mjs';
import { inFolder } from './folder.mjs';
import { install, pack } from './pack.mjs';

const source = at('tests', 'packaging');

/** Frameworks want versions that others do not, and have a list of packages each. */
const homes = readdirSync(source).filter((name) => existsSync(join(source, name, 'package.json')));

/** @returns {Promise<string>} whether there was anything to install besides the package */
export async function installConsumers() {
  mkdirSync(inFolder(), { recursive: true });
  cpSync(source, inFolder(), { recursive: true });
  let isThere = true;
  for (const home of ['', ...homes]) isThere = (await installPackages(home)) && isThere;
  const tarball = await pack(inFolder());
  for (const home of ['', ...homes]) await install(tarball, inFolder(home));
  return isThere ? 'there' : 'installed';
}

/** @param {string} home @returns {Promise<boolean>} whether they were there already */
async function installPackages(home) {
  const wanted = readFileSync(join(source, home, 'package.json'), 'utf8');
  const stamp = inFolder(home, 'node_modules', 'installed.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'], { cwd: inFolder(home) });
  writeFileSync(stamp, wanted);
  return false;
}
