/** The browser of the tests: where it is, and how it is started. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { SetupError, run } from './run.mjs';

/** Flags that keep a test's Chromium alone: no window, no update, no talk with anyone but the page's servers. */
export const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const chromeNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** For each system package manager: its commands, the last of which installs both programs. */
const installers = {
  'apt-get': [['update'], ['install', '-y', 'chromium', 'chromium-driver']],
  dnf: [['install', '-y', 'chromium', 'chromedriver']],
  apk: [['add', 'chromium', 'chromium-chromedriver']],
  pacman: [['-Sy', '--noconfirm', 'chromium']],
};

/**
 * @param {string[]} names commands, or full paths
 * @param {string[]} [folders] searched before those of `PATH`
 * @returns {string | undefined} the full path of the first program found
 */
export function which(names, folders = []) {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const path = [...folders, ...(process.env.PATH ?? '').split(delimiter)];
  const candidates = names.flatMap((name) =>
    name.startsWith('/') ? [name] : path.map((folder) => join(folder, name + suffix)),
  );
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @returns {{ chrome?: string, chromedriver?: string }} full paths of what is there */
export function findChromium() {
  return {
    chrome: process.env.CHROME_PATH || which(chromeNames),
    chromedriver: process.env.CHROMEDRIVER || which(['chromedriver']),
  };
}

/**
 * Installs Chromium and its driver with the system's package manager, where this user may.
 *
 * @throws {SetupError} where no package manager is known, or the user is not root
 */
export async function installChromium() {
  const manager = process.getuid?.() === 0 && Object.keys(installers).find((name) => which([name]));
  if (!manager) {
    throw new SetupError(
      'The tests need Chromium (or Chrome) and chromedriver of the same version.\n' +
        'Install both, for instance as root: apt-get install chromium chromium-driver\n' +
        'or name them: CHROME_PATH=/path/to/chromium CHROMEDRIVER=/path/to/chromedriver npm test',
    );
  }
  for (const args of installers[manager]) {
    await run(manager, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  }
}
