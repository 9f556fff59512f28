/** The service worker: the network first, and without one what was kept of this site. Feeds are none of its business. */

/** All of the site but pictures of it; a test compares the list with the folder. */
const files = [
  './',
  'answers.js',
  'archives-engineering.html',
  'archives.html',
  'benchmarks.js',
  'chart.js',
  'configuration.js',
  'configurator.css',
  'configurator.js',
  'contrast.js',
  'controls.js',
  'copy.js',
  'demo.css',
  'demo.html',
  'diagnosis.js',
  'docs.css',
  'docs.js',
  'docs/accessibility.html',
  'docs/benchmarks.html',
  'docs/cors.html',
  'docs/csp.html',
  'docs/edge.html',
  'docs/errors.html',
  'docs/how-it-works.html',
  'docs/index.html',
  'docs/migration.html',
  'docs/privacy.html',
  'docs/security.html',
  'docs/settings.html',
  'docs/styling.html',
  'edges.js',
  'elements.js',
  'embed.html',
  'errors.js',
  'feed-engineering.xml',
  'feed.atom',
  'feed.xml',
  'gallery.html',
  'gallery.js',
  'groups.js',
  'hosts.js',
  'images/icon.svg',
  'images/map.svg',
  'images/retries.svg',
  'images/tide.svg',
  'images/tides.svg',
  'import.html',
  'import.js',
  'importer.js',
  'importers/draft.js',
  'importers/feedek.js',
  'importers/feedwind.js',
  'importers/literal.js',
  'importers/markup.js',
  'importers/rss-parser.js',
  'importers/rssdog.js',
  'importers/vanilla-rss.js',
  'importers/wordpress.js',
  'index.html',
  'looks.js',
  'manifest.js',
  'offline.js',
  'platforms.js',
  'preview.css',
  'preview.html',
  'preview.js',
  'quoting.js',
  'reference.js',
  'settings.js',
  'site.css',
  'snippets.js',
  'state.js',
  'theme.js',
  'recipes/bun.js',
  'recipes/cloudflare.js',
  'recipes/deno.js',
  'recipes/netlify.js',
  'recipes/node.js',
  'recipes/snapshot.cron',
  'recipes/snapshot.yml',
  'recipes/vercel.js',
  'variants/arabic.html',
  'variants/archive.html',
  'variants/atom.html',
  'variants/cards-dark.html',
  'variants/cards-light.html',
  'variants/cards.html',
  'variants/colours.css',
  'variants/colours.html',
  'variants/compact-dark.html',
  'variants/compact-light.html',
  'variants/compact.html',
  'variants/dark.html',
  'variants/german.html',
  'variants/headline-dark.html',
  'variants/headline-light.html',
  'variants/headline.html',
  'variants/json.html',
  'variants/light.html',
  'variants/list.html',
  'variants/piers.json',
  'variants/search.html',
  'variants/several.html',
  'variants/shape.html',
  'variants/template.css',
  'variants/template.html',
  'variants/variant.css',
  'variants/whole.html',
  'core.js',
  'widget.js',
  'custom-elements.json',
  'doctor.js',
  'embed.js',
  'languages.js',
  'latest-posts.js',
  'sri.json',
];

const version = `site-${new URL(location.href).searchParams.get('version')}`;

/** Addresses without their queries, which hold a configuration and no other file. */
const own = new Set(files.map((file) => new URL(file, location.href).href));

/** Pictures of the site are kept when somebody has seen them: all of them are more than the rest of it. */
const pictures = new URL('gallery/', location.href).href;

/** Measurements are beside the site only where somebody has made them. */
const measurements = new URL('bench.json', location.href).href;

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(version)
      .then((cache) => Promise.all([cache.addAll([...own]), cache.add(measurements).catch(() => {})]))
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
  const isKept = own.has(url.href) || url.href === measurements || url.href.startsWith(pictures);
  if (request.method === 'GET' && isKept) event.respondWith(answer(request, url.href));
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
