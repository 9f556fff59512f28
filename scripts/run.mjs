/**
 * What every script does: run a command, and say what it is doing.
 *
 * The scripts import nothing but `node:` modules at their top, since they run before the npm packages are there.
 */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {...string} parts @returns {string} the full path of a file of the repository */
export const at = (...parts) => join(root, ...parts);

const verbose = process.argv.includes('--verbose');

/** A command that did not do what it was run for. */
export class CommandError extends Error {
  name = 'CommandError';

  /** @param {string} message @param {string} output all it printed @param {boolean} [shown] on the terminal already */
  constructor(message, output, shown = false) {
    super(message);
    this.output = output;
    this.shown = shown;
  }
}

/** Something the user has to see to; its message says what. */
export class SetupError extends Error {
  name = 'SetupError';
}

/**
 * Runs a command in the repository's folder and gives all it printed, on both streams, in the order it came and
 * without colours.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean }} [options] `cwd` stands for the repository's
 *   folder; `env` is added to this process's own; `quiet` keeps the output back even under `--verbose`
 * @returns {Promise<string>}
 */
export function run(command, args, { cwd = root, env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    const shown = verbose && !quiet;
    const output = () => stripVTControlCharacters(Buffer.concat(chunks).toString());
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        chunks.push(chunk);
        if (shown) process.stdout.write(chunk);
      });
    }
    child.on('error', (cause) => reject(new CommandError(`${command} could not be run: ${cause.message}`, '')));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output());
      else reject(new CommandError(`${[command, ...args].join(' ')} ended with ${signal ?? code}`, output(), shown));
    });
  });
}

/** @param {string} command @param {string[]} args @returns {Promise<string>} what it prints, or '' where it fails */
export const ask = (command, args) =>
  run(command, args, { quiet: true }).then(
    (text) => text.trim(),
    () => '',
  );

/**
 * Prints one line for a piece of work: its name at once, then what came of it and how long it took.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work a string it gives is printed as what came of it
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const start = performance.now();
  const end = (/** @type {string} */ text) => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stdout.write(`${verbose ? `  ${name}: ` : ''}${text} (${seconds} s)\n`);
  };
  process.stdout.write(`- ${name} … ${verbose ? '\n' : ''}`);
  try {
    const result = await work();
    end(typeof result === 'string' ? result : 'done');
    return result;
  } catch (error) {
    end('FAILED');
    throw error;
  }
}

/** Prints what went wrong, with a command's whole output. @param {unknown} error */
export function complain(error) {
  if (error instanceof CommandError && !error.shown) console.log(error.output.trimEnd());
  if (error instanceof CommandError || error instanceof SetupError) console.log(`\n${error.message}\n`);
  else console.log(error);
}

/**
 * Runs a script's own work where node was started with that script, and not where another script imports it.
 *
 * @param {string} url the script's `import.meta.url`
 * @param {() => Promise<void>} work
 */
export async function main(url, work) {
  if (pathToFileURL(process.argv[1]).href !== url) return;
  try {
    await work();
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
}
