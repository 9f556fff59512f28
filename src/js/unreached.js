/** Why a feed could not be reached, as a program sees it; a browser keeps that from a page. */

/** By the codes of Node, of its libraries and of OpenSSL: what was seen, and what helps. @type {[RegExp, string, string][]} */
const kinds = [
  [/^(ENOTFOUND|EAI_|ENODATA)/, 'the name of its server is not known', 'See whether the name in the address is written as it should be, and whether this machine has a network.'],
  [/^ECONNREFUSED/, 'its server refused the connection', 'See whether the server runs, and whether it listens on the port that the address means: 443 with https, 80 with http, where it names none.'],
  [/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/, 'the certificate of its server cannot be trusted', 'Have the server send a certificate of this name that has not expired, with those between it and its root. Browsers refuse it too, or differ about it.'],
  [/^(EPROTO|ERR_SSL|ERR_TLS)/, 'its server does not speak TLS', 'See whether the address should begin with http in place of https, or name another port.'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)/, 'its server broke the connection off', 'Try again. If it stays so, look into the log of the server, or of what stands before it.'],
  [/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)/, 'no way leads to its server from this machine', 'See whether this machine has a network, and whether it may reach that server.'],
  [/^HPE_/, 'what answers is not HTTP', 'See whether another program listens on that port.'],
];

const otherwise = 'Open the address in a browser: what it says there is what visitors meet.';

/**
 * @param {unknown} error what `fetch` of Node has thrown
 * @returns {{ isTimeout: boolean, seen: string, cure: string }} `seen` goes on where a sentence says that the feed could not be reached
 */
export function unreached(error) {
  const { name, message, cause } = /** @type {Error & { cause?: { code?: string, message?: string } }} */ (error);
  const code = cause?.code ?? '';
  const isTimeout = name === 'TimeoutError' || /TIMEDOUT|TIMEOUT/.test(code);
  const [, seen, cure = otherwise] = kinds.find(([codes]) => codes.test(code)) ?? [];
  return { isTimeout, seen: seen ? `${seen} (${code})` : (code || cause?.message || message), cure };
}
