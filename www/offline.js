/** Keeps this site in the visitor's browser, for the time without a network. */

const script = new URL('sw.js', import.meta.url);

/** Registers the service worker, anew for each version of the widget's files. */
async function register() {
  const response = await fetch(new URL('sri.json', import.meta.url));
  const { 'core.js': core, 'latest-posts.js': element } = await response.json();
  const version = [core, element].map(({ integrity }) => integrity.slice(-8)).join('');
  script.searchParams.set('version', version);
  // A policy that requires Trusted Types takes no text as the address of a script.
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const policy = trustedTypes?.createPolicy('offline', { createScriptURL: () => script.href });
  await navigator.serviceWorker.register(policy?.createScriptURL('') ?? script.href);
}

/** Who saves data is sent nothing that was not asked for. @type {any} */
const { connection } = navigator;
if (navigator.serviceWorker && !connection?.saveData) {
  // Without it the site is as good, as long as there is a network.
  addEventListener('load', () => void register().catch(() => {}), { once: true });
}
