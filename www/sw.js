/** The service worker: the network first, and without one what was kept of this site. Feeds are none of its business. */

/** All of the site but pictures of it; a test compares the list with the folder. */
const files = [
];

const version = `site-${new URL(location.href).searchParams.get('version')}`;

/** Addresses without their queries, which hold a configuration and no other file. */
const own = new Set(files.map((file) => new URL(file, location.href).href));

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(version)
      .then((cache) => cache.addAll([...own]))
      .then(() => skipWaiting()),
  );
});

addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('site-') && name !== version).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  url.search = '';
  url.hash = '';
  if (request.method === 'GET' && own.has(url.href)) event.respondWith(answer(request, url.href));
});

/** @param {Request} request @param {string} address @returns {Promise<Response>} */
async function answer(request, address) {
  const cache = await caches.open(version);
  try {
    const response = await fetch(request);
    if (response.ok && response.type === 'basic') await cache.put(address, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(address, { ignoreVary: true });
    if (!kept) throw error;
    return kept;
  }
}
