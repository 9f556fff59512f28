/** Where the consumers stand while they are tried, and how their tools are run there. */

import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

import { at, run } from '../../scripts/run.mjs';
import { freePort } from '../../scripts/serve.mjs';

export const inFolder = (/** @type {string[]} */ ...parts) => at('target', 'packaging', ...parts);

/** A command of a package. @param {string} name @param {string} [home] the consumer's own folder, where it has packages of its own */
export const tool = (name, home = '') => inFolder(home, 'node_modules', '.bin', name);

/** Frameworks ask for a newer Node than the oldest that the package runs in, and none of them shall call home. */
export const modern = {
  PATH: [inFolder('node_modules', 'node24', 'bin'), process.env.PATH].join(delimiter),
  CI: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
  NUXT_TELEMETRY_DISABLED: '1',
};

/**
 * Runs a command in the consumers' folder, or in one of its folders.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ home?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<string>}
 */
export const inside = (command, args, { home = '', env = {} } = {}) =>
  run(command, args, { cwd: inFolder(home), env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' } });

/**
 * Starts a server and waits until it answers.
 *
 * @param {(port: string) => [command: string, ...args: string[]]} command
 * @param {{ home?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function started(command, { home = '', env = {} } = {}) {
  const port = String(await freePort());
  const [name, ...args] = command(port);
  const child = spawn(name, args, { cwd: inFolder(home), env: { ...process.env, ...env, HOST: '127.0.0.1', PORT: port }, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  for (let round = 0; round < 300 && child.exitCode === null; round += 1) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return { url, close: () => void child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`${name} answers nothing`);
}
