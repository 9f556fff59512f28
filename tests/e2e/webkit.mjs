/**
 * A real WebKit for the tests: WebKitGTK's small browser on a screen that nobody sees, driven by WebDriver. Its pages have those
 * methods of puppeteer's that the tests need.
 */

import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { first } from './server.mjs';

/** How long a page may take for what it is waited for, and the driver for an answer, in milliseconds. */
const patience = 30_000;

/** That of a new window. */
const usualSize = { width: 1024, height: 768 };

/** Keys that write nothing, as WebDriver names them. */
const keys = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C' };

/**
 * Notes what goes wrong on a page, and what its console is told: the driver tells nothing of it. It leaves the page as it was
 * written.
 */
function watch() {
  globalThis.watched = [];
  const note = (...what) => void globalThis.watched.push(what);
  addEventListener('error', ({ message }) => message && note('pageerror', message));
  addEventListener('unhandledrejection', ({ reason }) => note('pageerror', String(reason?.message ?? reason)));
  for (const type of ['log', 'info', 'warn', 'error']) console[type] = (...texts) => note('console', type, texts.join(' '));
  document.currentScript.remove();
}

/** What makes an event of puppeteer's out of what was noted. @type {Record<string, (...what: string[]) => unknown>} */
const events = {
  pageerror: (message) => new Error(message),
  console: (type, text) => ({ type: () => type, text: () => text }),
};

class Page extends EventEmitter {
  #driver;
  #window;
  /** Sources of scripts that stand before those of each page that is opened here. */
  #scripts = [`(${watch})();`];
  /** What a page may call, by name. @type {Map<string, (value: any) => unknown>} */
  #exposed = new Map();
  #isResized = false;

  /** @param {Driver} driver @param {string} window its handle */
  constructor(driver, window) {
    super();
    this.#driver = driver;
    this.#window = window;
  }

  keyboard = {
    /** @param {string} text to whatever has the focus */
    type: (text) => this.#press([...text]),
    /** @param {string} key */
    press: (key) => this.#press([keys[key] ?? key]),
  };

  /** @param {() => unknown} act runs before a page's own scripts */
  evaluateOnNewDocument(act) {
    this.#scripts.push(`(${act})();`);
  }

  /** @param {string} name @param {(value: any) => unknown} act */
  exposeFunction(name, act) {
    this.#exposed.set(name, act);
    this.#scripts.push(`globalThis.${name} = (value) => void watched.push(['${name}', value]);`);
  }

  /** @param {{ width: number, height: number }} size of what is seen of a page, in CSS pixels */
  async setViewport({ width, height }) {
    this.#isResized = true;
    let [outerWidth, outerHeight] = [width, height];
    const inner = () => this.evaluate(() => [innerWidth, innerHeight]);
    for (const end = Date.now() + patience; Date.now() < end; ) {
      await this.#do('/window/rect', { width: outerWidth, height: outerHeight });
      const [innerWidth, innerHeight] = await inner();
      if (innerWidth === width && innerHeight === height) return;
      // Above a page the window has a line of its own. On a busy machine a page may still tell the size that it had before:
      // a window is no smaller than what is seen of its page, whatever is told.
      outerWidth = Math.max(width, outerWidth + width - innerWidth);
      outerHeight = Math.max(height, outerHeight + height - innerHeight);
      await delay(20);
    }
    throw new Error(`No window shows ${width} × ${height} pixels, but ${await inner()}.`);
  }

  /** Waits until a page has loaded: its driver loses what is asked of a page that it waits for no longer. @param {string} url */
  goto(url) {
    return this.#load('/url', { url });
  }

  reload() {
    return this.#load('/refresh', {});
  }

  /**
   * @param {((...values: any[]) => unknown) | string} act a function, or the source of a script
   * @param {...unknown} values given to the function
   * @returns {Promise<any>} what it gives, once it has come
   */
  async evaluate(act, ...values) {
    const call = typeof act === 'string' ? `() => {${act}\n}` : act.toString();
    // As JSON, of which the driver cannot make something else. In a microtask: it runs to its end before the page's own do, as a
    // page's script does, while what the driver calls itself is interrupted by them.
    const script = `const [values, done] = arguments;
      const end = (result) => done(JSON.stringify({ ...result, noted: globalThis.watched?.splice(0) ?? [] }));
      Promise.resolve().then(() => (${call})(...JSON.parse(values))).then((value) => end({ value }), (error) => end({ error: String(error) }));`;
    const { value, error, noted } = JSON.parse(await this.#do('/execute/async', { script, args: [JSON.stringify(values)] }));
    for (const [name, ...what] of noted) {
      if (this.#exposed.has(name)) this.#exposed.get(name)(what[0]);
      else this.emit(name, events[name](...what));
    }
    if (error) throw new Error(error);
    return value;
  }

  /** @param {string} selector @param {(elements: Element[], ...values: any[]) => unknown} act @param {...unknown} values */
  $$eval(selector, act, ...values) {
    const source = `(selector, values) => (${act})([...document.querySelectorAll(selector)], ...values)`;
    return this.evaluate({ toString: () => source }, selector, values);
  }

  /** @param {string} selector @param {(element: Element, ...values: any[]) => unknown} act @param {...unknown} values */
  $eval(selector, act, ...values) {
    return this.$$eval(selector, { toString: () => `([element], ...values) => (${act})(element, ...values)` }, ...values);
  }

  /** @param {string} selector */
  focus(selector) {
    return this.$eval(selector, (element) => element.focus());
  }

  /**
   * @param {((...values: any[]) => unknown) | string} condition a function, or an expression
   * @param {{ timeout?: number }} [options]
   * @param {...unknown} values
   */
  async waitForFunction(condition, { timeout = patience } = {}, ...values) {
    const act = typeof condition === 'string' ? `return ${condition}` : condition;
    for (const end = Date.now() + timeout; Date.now() < end; await delay(50)) {
      if (await this.evaluate(act, ...values)) return;
    }
    throw new Error(`Waited in vain for ${condition}`);
  }

  /** Windows lie beside each other: each is seen. */
  bringToFront() {
    return this.#do('/window', { handle: this.#window });
  }

  /** Leaves its window as if it were new. */
  async close() {
    await this.evaluate(() => {
      try {
        sessionStorage.clear();
      } catch {
        // Who may store nothing has nothing to clear.
      }
    });
    await this.#load('/url', { url: 'about:blank' });
    if (this.#isResized) await this.#do('/window/rect', usualSize);
    this.#driver.free(this.#window);
  }

  /** @param {string} command @param {object} body */
  #do(command, body) {
    return this.#driver.inWindow(this.#window, (ask) => ask(command, body));
  }

  /** @param {string} command that brings a page @param {object} body */
  async #load(command, body) {
    // What has been noted goes with the page.
    await this.evaluate(() => {});
    await this.#driver.inWindow(this.#window, async (ask) => {
      first.scripts = this.#scripts;
      await ask(command, body);
    });
  }

  /** @param {string[]} values of keys */
  #press(values) {
    const actions = values.flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value })));
    return this.#do('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }
}

/** A session of the driver, which does one thing at a time, in one window of several. */
class Driver {
  #session;
  /** The window that it is in. */
  #window;
  /** Those without a page. A new one takes three times as long as all else that a page does. @type {string[]} */
  #free;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /** @param {string} session its address @param {string} window the handle of the one that is there */
  constructor(session, window) {
    this.#session = session;
    this.#window = window;
    this.#free = [window];
  }

  /** @returns {Promise<Page>} in a window of its own: who looks at another tab sees nothing of a page */
  async newPage() {
    return new Page(this, this.#free.pop() ?? (await this.#newWindow()));
  }

  /** @param {string} window whose page is gone */
  free(window) {
    this.#free.push(window);
  }

  /**
   * @template T
   * @param {string} window its handle
   * @param {(ask: (command: string, body: object) => Promise<any>) => Promise<T>} work
   * @returns {Promise<T>}
   */
  inWindow(window, work) {
    return this.#next(async () => {
      if (this.#window !== window) await this.#ask('/window', { handle: window });
      this.#window = window;
      return work((command, body) => this.#ask(command, body));
    });
  }

  /** @returns {Promise<string>} its handle */
  async #newWindow() {
    const { handle } = await this.#next(() => this.#ask('/window/new', { type: 'window' }));
    return handle;
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} once all that came before is done */
  #next(work) {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** @param {string} command @param {object} body */
  #ask(command, body) {
    return call('POST', this.#session + command, body);
  }
}

/**
 * Starts a browser with nothing of an earlier one.
 *
 * @param {{ webkitDriver: string, miniBrowser: string, xvfb: string }} programs
 * @param {string[]} flags of the browser
 * @returns {Promise<{ browser: Driver, close: () => Promise<void> }>}
 */
export async function startWebKit({ webkitDriver, miniBrowser, xvfb }, flags) {
  // It chooses a number that is free, and tells it.
  const screen = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = await new Promise((resolve, reject) => {
    screen.stdio[3].once('data', (number) => resolve(`:${String(number).trim()}`));
    screen.once('exit', () => reject(new Error('Xvfb did not start.')));
  });
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), 'latest-posts-'));
  mkdirSync(join(home, 'gtk-3.0'));
  // With its buttons as they are, the window is as wide as they.
  writeFileSync(join(home, 'gtk-3.0', 'gtk.css'), 'button, entry { min-width: 0; margin: 0; border-width: 0; padding: 0; font-size: 1px; }');
  const env = { ...process.env, DISPLAY: display, XDG_CONFIG_HOME: home };
  const driver = spawn(webkitDriver, ['-p', String(port)], { stdio: 'ignore', env });
  const end = () => {
    driver.kill();
    screen.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const root = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${root}/status`).catch(() => null))) {
      if (driver.exitCode !== null) throw new Error('WebKitWebDriver did not start.');
      await delay(50);
    }
    const options = { binary: miniBrowser, args: ['--automation', '--enable-page-cache=false', ...flags] };
    // For a limit of its own the driver would set a timer on the page.
    const capabilities = { timeouts: { script: null }, 'webkitgtk:browserOptions': options };
    const { sessionId } = await call('POST', `${root}/session`, { capabilities: { alwaysMatch: capabilities } });
    const session = `${root}/session/${sessionId}`;
    const close = async () => {
      await call('DELETE', session);
      end();
    };
    return { browser: new Driver(session, await call('GET', `${session}/window`)), close };
  } catch (error) {
    end();
    throw error;
  }
}

/** @param {string} method @param {string} url of the driver @param {object} [body] @returns {Promise<any>} its answer */
async function call(method, url, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(patience) });
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
