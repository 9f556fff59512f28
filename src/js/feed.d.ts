/** A person, or an organisation. */
export interface Author {
  name?: string;
  url?: string;
  avatar?: string;
}

export interface Attachment {
  url: string;
  mime_type: string;
  title?: string;
  size_in_bytes?: number;
  duration_in_seconds?: number;
}

/** A post, as https://www.jsonfeed.org/version/1.1/ has it; dates are of RFC 3339, HTML is clean, addresses are absolute. */
export interface Item {
  id: string;
  url?: string;
  external_url?: string;
  title?: string;
  content_html?: string;
  content_text?: string;
  summary?: string;
  image?: string;
  date_published?: string;
  date_modified?: string;
  authors?: Author[];
  tags?: string[];
  language?: string;
  attachments?: Attachment[];
  _latest_posts?: Record<string, unknown>;
}

/** Something in a feed that could be read only in part, or not at all. */
export interface Warning {
  code: string;
  message: string;
  line?: number;
}

/** A feed, as https://www.jsonfeed.org/version/1.1/ has it. */
export interface Feed {
  version: string;
  title?: string;
  home_page_url?: string;
  feed_url?: string;
  description?: string;
  icon?: string;
  language?: string;
  authors?: Author[];
  next_url?: string;
  items: Item[];
  _latest_posts: { warnings?: Warning[]; updated?: string; generator?: string; ttl?: number; [name: string]: unknown };
}
