// Written by tests/generated.rs.

/** The properties of the element, and what each is while its attribute is absent. */
export const properties = {
  src: '',
  fallbackSrc: '',
  via: '',
  loading: 'eager',
  refresh: 0,
  cache: 'on',
  view: 'latest',
  limit: 5,
  offset: 0,
  category: '',
  author: '',
  include: '',
  exclude: '',
  sourceLimit: 0,
  more: false,
  searchable: false,
  markNew: false,
  order: 'newest',
  layout: 'list',
  theme: 'auto',
  show: 'date author excerpt source',
  dateStyle: 'long',
  excerpt: 'text',
  excerptLength: 55,
  heading: '',
  headingLevel: 2,
  footer: 'archives subscribe',
  alternate: false,
  archives: '',
  categoryArchives: '',
  categoryFeed: '',
  target: '_self',
  rel: '',
};

/** The fault that the class raises by itself. */
export const core = "The code of the widget could not be loaded";

/** The fault that `parseFeed` raises by itself. */
export const badInput = "A feed is parsed from bytes or from a string";

/** All other faults: codes, and sentences without their full stops. */
export const faults = {
  'no-src': "No feed to show: the src attribute is missing",
  'bad-src': "The src attribute is not the address of a feed",
  'offline': "The browser is offline",
  'network': "The feed could not be reached",
  'cors': "The feed's server does not allow other sites to read it: it sends no Access-Control-Allow-Origin",
  'timeout': "The feed's server did not answer in time",
  'http-status': "The feed's server refused",
  'empty-body': "The feed's server sent an empty answer",
  'too-large': "The feed is larger than can be read",
  'not-a-feed': "What was read is not a feed",
  'wasm-refused': "This page's Content-Security-Policy refuses WebAssembly, and without-wasm.js could not be loaded in its place: add 'wasm-unsafe-eval' to script-src",
  'internal': "Something went wrong inside the widget; please report it",
};

/** Why an edge passes no feed on, in the same way. */
export const refusals = {
  'method': "Only GET, HEAD and OPTIONS are answered",
  'no-feed': "The parameter feed is to be the address of a feed",
  'bad-parameter': "A parameter is unknown, is there twice, or has a value that it cannot have",
  'not-allowed': "This address is not among the feeds that are passed on here",
  'redirects': "The feed's server leads from one address to the next without end",
  'busy': "Too many feeds are asked for at this time",
};
