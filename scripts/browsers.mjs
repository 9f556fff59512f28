/** The browsers of the tests, one for each engine: where they are, how they are installed, and how Chromium is started. */

import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
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

/**
 * @typedef {object} Engine
 * @property {string} title
 * @property {Record<string, { variable: string, names: string[] }>} programs what is needed of it: an environment variable
 *   that may name each, and what it is called elsewhere
 * @property {Record<string, string[]>} packages that bring them, by the system's package manager
 */

/** @type {Record<string, Engine>} */
export const engines = {
  chromium: {
    title: 'Chromium',
    programs: {
      chrome: {
        variable: 'CHROME_PATH',
        names: [
          'chromium',
          'chromium-browser',
          'google-chrome',
          'google-chrome-stable',
          '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        ],
      },
      chromedriver: { variable: 'CHROMEDRIVER', names: ['chromedriver'] },
    },
    packages: {
      'apt-get': ['chromium', 'chromium-driver'],
      dnf: ['chromium', 'chromedriver'],
      apk: ['chromium', 'chromium-chromedriver'],
      pacman: ['chromium'],
    },
  },
  firefox: {
    title: 'Firefox',
    programs: {
      firefox: {
        variable: 'FIREFOX_PATH',
        names: ['firefox', 'firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox'],
      },
    },
    packages: { 'apt-get': ['firefox-esr'], dnf: ['firefox'], apk: ['firefox-esr'], pacman: ['firefox'] },
  },
  webkit: {
    title: 'WebKit',
    programs: {
      webkitDriver: { variable: 'WEBKIT_DRIVER', names: ['WebKitWebDriver'] },
      miniBrowser: { variable: 'MINI_BROWSER', names: miniBrowsers() },
      // It has no mode without a window, so it gets a screen that nobody sees.
      xvfb: { variable: 'XVFB', names: ['Xvfb'] },
    },
    packages: { 'apt-get': ['webkit2gtk-driver', 'xvfb'] },
  },
};

/** How each package manager installs. */
const installers = {
  'apt-get': [['update'], ['install', '-y']],
  dnf: [['install', '-y']],
  apk: [['add']],
  pacman: [['-Sy', '--noconfirm']],
};

/** Where WebKitGTK has the browser that its driver starts: beside its library, not on `PATH`. */
function miniBrowsers() {
  const libraries = ['/usr/lib', '/usr/libexec'].filter((folder) => existsSync(folder));
  const folders = libraries.flatMap((folder) => [folder, ...readdirSync(folder).filter((name) => name.includes('-linux-')).map((name) => join(folder, name))]);
  return folders.flatMap((folder) => ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((name) => join(folder, name, 'MiniBrowser')));
}

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

/** @param {string} engine @returns {Record<string, string | undefined>} full paths of its programs, of those that are there */
export function find(engine) {
  const programs = Object.entries(engines[engine].programs);
  return Object.fromEntries(programs.map(([name, { variable, names }]) => [name, process.env[variable] || which(names)]));
}

/** @param {string} engine @returns {boolean} whether one of its programs is missing */
const isIncomplete = (engine) => Object.values(find(engine)).some((file) => !file);

/**
 * Installs what is missing of some engines with the system's package manager, where this user may.
 *
 * @param {string[]} names of engines
 * @returns {Promise<string>} what was done
 * @throws {SetupError} where the user is not root, or no package manager is known that has them
 */
export async function installBrowsers(names) {
  const missing = names.filter(isIncomplete);
  if (missing.length === 0) return 'there';
  const manager = process.getuid?.() === 0 && Object.keys(installers).find((name) => which([name]));
  const packages = missing.map((name) => engines[name].packages[manager || 'apt-get']);
  if (!manager || packages.includes(undefined)) throw new SetupError(howTo(missing));
  const commands = installers[manager];
  for (const args of commands.slice(0, -1)) await run(manager, args);
  await run(manager, [...commands.at(-1), ...packages.flat()], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  const still = missing.filter(isIncomplete);
  if (still.length > 0) throw new SetupError(`The installed packages did not bring everything.\n${howTo(still)}`);
  return `installed ${packages.flat().join(', ')}`;
}

/** @param {string[]} missing names of engines @returns {string} what a person can do */
function howTo(missing) {
  const lines = missing.flatMap((name) => {
    const { title, programs, packages } = engines[name];
    const variables = Object.values(programs).map(({ variable }) => `${variable}=/path`);
    return [`The tests need ${title}. On Debian: apt-get install ${packages['apt-get'].join(' ')}`, `or name its programs: ${variables.join(' ')} npm test`];
  });
  return [...lines, `or test in Chromium alone: ENGINE=chromium npm test`].join('\n');
}

/** @returns {string[]} the engines to test in: all, or Chromium and the one that `ENGINE` names */
export function chosen() {
  const name = process.env.ENGINE;
  if (!name) return Object.keys(engines);
  if (!Object.hasOwn(engines, name)) throw new SetupError(`ENGINE=${name} is none of ${Object.keys(engines).join(', ')}.`);
  return [...new Set(['chromium', name])];
}
