/** An edge of one's own as one file, for each platform; for the command `check`, and for pages. */

/**
 * @typedef {object} Platform
 * @property {string} name
 * @property {string} file where the text belongs
 * @property {string} run what starts it, once the package is installed
 * @property {string} via what the element says then; `edge.example.com` stands for an address that the platform gives
 */

/** @typedef {Platform & { text: string }} Recipe */

const ELSEWHERE = 'https://edge.example.com/?feed={url}';

/** Each platform, and what is done there with the handler. @type {Record<string, Platform & { use: string, needs?: string }>} */
const platforms = {
  cloudflare: {
    name: 'Cloudflare Workers',
    file: 'edge.js',
    run: 'npx wrangler deploy edge.js --name latest-posts-edge --compatibility-date 2026-04-01',
    via: ELSEWHERE,
    use: 'export default edge;',
  },
  deno: {
    name: 'Deno Deploy',
    file: 'edge.js',
    run: 'deno run --allow-net edge.js',
    via: ELSEWHERE,
    use: 'Deno.serve((request) => edge.fetch(request));',
  },
  netlify: {
    name: 'Netlify Edge',
    file: 'netlify/edge-functions/latest-posts.js',
    run: 'npx netlify deploy --prod',
    via: '/latest-posts?feed={url}',
    use: "export default (request, context) => edge.fetch(request, undefined, context);\nexport const config = { path: '/latest-posts' };",
  },
  vercel: {
    name: 'Vercel',
    file: 'api/latest-posts.mjs',
    run: 'npx vercel deploy --prod',
    via: '/api/latest-posts?feed={url}',
    use: 'export default edge;',
  },
  bun: {
    name: 'Bun',
    file: 'edge.js',
    run: 'bun edge.js',
    via: ELSEWHERE,
    use: 'Bun.serve({ port: process.env.PORT ?? 8080, fetch: (request) => edge.fetch(request) });',
  },
  node: {
    name: 'Node',
    file: 'edge.mjs',
    run: 'node edge.mjs',
    via: ELSEWHERE,
    needs: "import { createServer } from 'node:http';\n\nimport { createHandler, toNode } from 'latest-posts/edge';",
    use: 'createServer(toNode(edge, { origin: process.env.ORIGIN })).listen(process.env.PORT ?? 8080);',
  },
};

/** The names that `recipe` knows. */
export const platformNames = Object.keys(platforms);

/**
 * The file for a platform.
 *
 * @param {string} platform of `platformNames`
 * @param {string[]} feeds addresses with https
 * @param {string} [page] the address of a page that is to show them; any page may without it
 * @returns {Recipe}
 */
export function recipe(platform, feeds, page) {
  const { use, needs = "import { createHandler } from 'latest-posts/edge';", ...about } = platforms[platform];
  const pages = page ? `\n  pages: [${literal(new URL(page).origin)}],` : '';
  const comment = `// ${about.name}: ${about.file}. With latest-posts installed: ${about.run}`;
  const made = `const edge = createHandler({\n  feeds: [${feeds.map(literal).join(', ')}],${pages}\n});`;
  return { ...about, text: `${comment}\n${needs}\n\n${made}\n\n${use}\n` };
}

/**
 * What writes the file for a feed.
 *
 * @param {string} feed
 * @param {string} page
 * @param {string} [platform]
 * @returns {string} a line for a shell
 */
export const edgeCommand = (feed, page, platform = platformNames[0]) =>
  `npx latest-posts check ${quoted(feed)} --page ${quoted(`${new URL(page).origin}/`)} --edge ${platform}`;

/** As the platform writes an address, which has no quote that a shell would take for an end. @param {string} address */
const quoted = (address) => (/^[\w:/.-]+$/.test(address) ? address : `'${new URL(address).href.replaceAll("'", '%27')}'`);

/** @param {string} text @returns {string} in the quotes of this house, where it has none itself */
const literal = (text) => (/['\\]/.test(text) ? JSON.stringify(text) : `'${text}'`);
