/** A real WebKit for the tests: WebKitGTK's small browser on a screen that nobody sees, driven by WebDriver. */

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { find } from '../../scripts/browsers.mjs';

/** How long a page may take for what it is waited for, in milliseconds. */
const patience = 20_000;

/**
 * A classic script that stands first on a page and notes what goes wrong, since the driver tells nothing of it and runs no
 * script before the page's own.
 */
export const watch = `globalThis.watched = { errors: [], warnings: [], violations: [] };
addEventListener('error', ({ message }) => message && watched.errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => watched.errors.push(String(reason)));
document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => watched.violations.push(effectiveDirective));
for (const type of ['warn', 'error']) console[type] = (...texts) => watched.warnings.push(texts.join(' '));`;

/** A page, with those of puppeteer's methods that the tests need. */
class Page {
  #ask;

  /** @param {(path: string, body: object) => Promise<any>} ask the session of the driver */
  constructor(ask) {
    this.#ask = ask;
  }

  /**
   * @param {((...values: any[]) => unknown) | string} act a function, or the source of a script
   * @param {...unknown} values given to the function
   * @returns {Promise<any>} what it gives, once it has come
   */
  async evaluate(act, ...values) {
    const call = typeof act === 'string' ? `() => {${act}\n}` : act.toString();
    const script = `const [values, done] = arguments;
      (async () => (${call})(...values))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.#ask('/execute/async', { script, args: [values] });
    if (error) throw new Error(error);
    return value;
  }

  /**
   * @param {(...values: any[]) => unknown} condition
   * @param {object} [_options] of puppeteer, for its waiting
   * @param {...unknown} values
   */
  async waitForFunction(condition, _options, ...values) {
    for (const end = Date.now() + patience; Date.now() < end; await delay(50)) {
      if (await this.evaluate(condition, ...values)) return;
    }
    throw new Error(`Waited in vain for ${condition}`);
  }

  /** @param {string} text by the keyboard, to whatever has the focus */
  async type(text) {
    const actions = [...text].flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })));
    await this.#ask('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
}

/**
 * Starts a browser with nothing of an earlier one. It has one page: what is opened replaces what was.
 *
 * @param {string} origin what the paths given to `open` belong to
 */
export async function launch(origin) {
  const { webkitDriver, miniBrowser, xvfb } = find('webkit');
  if (!webkitDriver || !miniBrowser || !xvfb) throw new Error('WebKit is missing: npm test installs it, or says how.');
  // It chooses a number that is free, and tells it.
  const screen = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise((resolve, reject) => {
    screen.stdio[3].once('data', (number) => resolve(`:${String(number).trim()}`));
    screen.once('exit', () => reject(new Error('Xvfb did not start.')));
  });
  const port = await freePort();
  const driver = spawn(webkitDriver, ['-p', String(port)], { stdio: 'ignore', env: { ...process.env, DISPLAY: display } });
  const end = () => {
    driver.kill();
    screen.kill();
  };
  try {
    const root = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${root}/status`).catch(() => null))) {
      if (driver.exitCode !== null) throw new Error('WebKitWebDriver did not start.');
      await delay(50);
    }
    const options = { binary: miniBrowser, args: ['--automation'] };
    const { sessionId } = await ask(`${root}/session`, { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } });
    const session = `${root}/session/${sessionId}`;
    const page = new Page((path, body) => ask(session + path, body));
    return {
      open: async (/** @type {string} */ path) => {
        await ask(`${session}/url`, { url: new URL(path, origin).href });
        return page;
      },
      close: async () => {
        await fetch(session, { method: 'DELETE' });
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** @param {string} url of the driver @param {object} body @returns {Promise<any>} its answer */
async function ask(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** @returns {Promise<number>} a port that was free a moment ago: the driver chooses none itself */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
