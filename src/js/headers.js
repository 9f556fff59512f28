/** The lines that let other sites read a feed, for each server and host. */

const header = 'Access-Control-Allow-Origin';

/**
 * @param {string} path of the feed, as `/feed.xml`
 * @returns {Record<string, string>} by the server's or host's name
 */
export const headerLines = (path) => ({
  nginx: `location = ${path} {\n  add_header ${header} "*";\n}`,
  Apache: `<LocationMatch "^${path}$">\n  Header set ${header} "*"\n</LocationMatch>`,
  'Cloudflare Pages and Netlify, in _headers': `${path}\n  ${header}: *`,
  'Vercel, in vercel.json': JSON.stringify({ headers: [{ source: path, headers: [{ key: header, value: '*' }] }] }),
  'GitHub Pages': 'Nothing to do: it is sent for every file.',
  'WordPress, in a plugin': `add_action( 'template_redirect', function () {\n  if ( is_feed() ) header( '${header}: *' );\n} );`,
});
