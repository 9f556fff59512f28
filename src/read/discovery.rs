//! From a page to its feed: [`<link rel="alternate">`](https://html.spec.whatwg.org/multipage/links.html#rel-alternate)
//! with the type of a feed.

use super::attributes::Attributes;
use super::entities::decode;
use crate::scan::{begins, behind, find};
use crate::url::Url;

/// The types of feeds.
const TYPES: [&str; 3] = ["application/rss+xml", "application/atom+xml", "application/feed+json"];

/// Bytes of a page that are looked through: links stand in its head.
pub const MAX_HEAD: usize = 256 * 1024;

/// Bytes of a link.
const MAX_LINK: usize = 4096;

/// Links of a page that are looked at.
pub const MAX_LINKS: usize = 100;

/// The address of the first feed that a page of HTML names.
///
/// ```
/// use latest_posts::read::discovery::feed_url;
/// use latest_posts::url::Url;
///
/// let page = "<link rel=alternate type='application/rss+xml' href='/feed?a&amp;b'>";
/// let base = Url::parse("https://blog.example/about");
/// assert_eq!(feed_url(page, base.as_ref()).unwrap().as_str(), "https://blog.example/feed?a&b");
/// ```
pub fn feed_url(page: &str, base: Option<&Url>) -> Option<Url> {
    let mut rest = &page[..page.floor_char_boundary(MAX_HEAD)];
    let mut links = 0;
    while let Some(at) = find(rest, b"<")
        && links < MAX_LINKS
    {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = behind(comment, b"-->")?;
        } else if begins(rest, "link") {
            links += 1;
            let tag = Attributes::new(&rest[4..rest.floor_char_boundary(MAX_LINK)]);
            let said = |name| decode(tag.get(name).unwrap_or_default());
            let is_alternate = find(&said("rel").to_ascii_lowercase(), b"alternate").is_some();
            let is_feed = TYPES.iter().any(|known| known.eq_ignore_ascii_case(said("type").trim_ascii()));
            if is_alternate && is_feed {
                return Url::web(base, &said("href"));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(page: &str) -> String {
        let base = Url::parse("https://blog.example/about/");
        feed_url(page, base.as_ref()).map(|url| url.as_str().to_owned()).unwrap_or_default()
    }

    #[test]
    fn the_first_feed_of_a_page_is_found() {
        for (page, wanted) in [
            (
                "<html><head><link rel=stylesheet href=a.css><link rel=\"alternate\" type=\"application/atom+xml\" \
              title='>' href=\"feed.atom\"><link rel=alternate type=application/rss+xml href=2>",
                "https://blog.example/about/feed.atom",
            ),
            (
                "<LINK HREF='//feeds.example/x' TYPE='Application/RSS+XML' REL='home Alternate'/>",
                "https://feeds.example/x",
            ),
            ("<link\nrel='alternate'>", ""),
            ("<link rel=alternate type=text/html href=/de>", ""),
            ("<!-- <link rel=alternate type=application/rss+xml href=/old> -->", ""),
            ("<link rel=alternate type=application/rss+xml href='javascript:x()'>", ""),
            (
                "<link rel=alternate type=application/feed+json href=/feed.json",
                "https://blog.example/feed.json",
            ),
        ] {
            assert_eq!(found(page), wanted, "{page}");
        }
    }

    #[test]
    fn a_page_is_looked_through_in_time() {
        let start = std::time::Instant::now();
        assert_eq!(found(&"<link '".repeat(1_000_000)), "");
        assert_eq!(found(&"<!--".repeat(1_000_000)), "");
        assert!(start.elapsed().as_secs() < 2);
    }
}
