/** Leads what is asked of the feeds' servers to that of the tests, whose port is in `UPSTREAM`: the network of a machine without one. */

const upstream = `http://127.0.0.1:${process.env.UPSTREAM}`;
const { fetch } = globalThis;

/** @type {typeof globalThis.fetch} */
export const lead = (input, init) => {
  const { host, pathname, search } = new URL(String(input));
  return fetch(upstream + pathname + search, { ...init, headers: { ...init?.headers, 'x-host': host } });
};
