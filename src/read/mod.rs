//! Bytes → [`Feed`]: charset, then XML or JSON, then the format's own reader.
//!
//! Lenient with feeds: what can be read is kept, and what was wrong stands among the warnings.

pub mod charset;
pub mod date;
pub mod discovery;
pub mod doctype;
pub mod entities;

mod atom;
pub(crate) mod attributes;
mod base64;
mod construct;
mod flatten;
mod json;
mod json_feed;
mod media;
mod namespace;
mod person;
mod rows;
mod rss;
mod slot;
mod subject;
mod tags;
mod warnings;
mod wordpress;
mod xml;

use std::borrow::Cow;
use std::rc::Rc;

pub use construct::characters;
pub use json::{members, texts};
pub use warnings::MAX_WARNINGS;

use crate::error::{Error, Fault};
use crate::feed::{Extension, Feed, Item};
use crate::scan::{concat, find};
use crate::url::Url;
use namespace::Namespace;
use rows::Row;
use subject::Subject;
use warnings::Warnings;
use xml::{Element, Format, Xml};

/// Bytes of a document that are read. The largest feeds seen have some 30 MB.
pub const MAX_BYTES: usize = 64 << 20;

/// Posts that are read of one feed; the rest is left with a warning. The largest archive feeds seen have some 3,000.
pub const MAX_ITEMS: usize = 5_000;

/// Bytes that are read of one text. The longest posts of the feeds that were looked at have a quarter of it.
pub const MAX_TEXT: usize = 1 << 20;

/// Authors, tags and attachments each that are read of one post, and sources of one feed.
pub const MAX_PARTS: usize = 100;

/// Bytes of what a warning quotes of a feed.
const MAX_QUOTED: usize = 40;

/// What came with the bytes.
#[derive(Debug, Clone, Default)]
pub struct Origin<'o> {
    /// The `Content-Type` of the answer, with its parameters.
    pub content_type: Option<&'o str>,
    /// The `Content-Language` of the answer, for a feed that does not say its language.
    pub content_language: Option<&'o str>,
    /// Where the document came from, after redirects: relative addresses are relative to it.
    pub url: Option<&'o Url>,
    /// Stop after so many posts.
    pub limit: Option<usize>,
}

/// The characters of a document, with its own entities in their places.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    text: Cow<'a, str>,
    is_decoded: bool,
}

impl<'a> Document<'a> {
    /// Reads the bytes of a document: in place where they are UTF-8 and declare no entities. Of more than [`MAX_BYTES`] the
    /// rest is left.
    ///
    /// ```
    /// use latest_posts::read::{self, Document, Origin};
    ///
    /// let bytes = b"<rss><channel><title>caf\xe9</title></channel></rss>";
    /// let document = Document::new(bytes, Some("text/xml; charset=iso-8859-1"), &latest_posts::decode);
    /// let feed = read::feed(&document, &Origin::default())?;
    /// assert_eq!(feed.title.unwrap().source, "café");
    /// # Ok::<(), latest_posts::error::Error>(())
    /// ```
    pub fn new(bytes: &'a [u8], content_type: Option<&str>, decode: charset::Decoder) -> Self {
        let text = charset::text(&bytes[..bytes.len().min(MAX_BYTES)], content_type, decode);
        let is_decoded = matches!(text, Cow::Owned(_));
        Self { text: doctype::expand(text), is_decoded }
    }
}

impl<'a> From<&'a str> for Document<'a> {
    fn from(text: &'a str) -> Self {
        Self { text: doctype::expand(text.into()), is_decoded: false }
    }
}

/// Reads a feed: RSS 0.90 to 2.0, Atom 0.3 and 1.0, JSON Feed, and the posts of a WordPress as JSON.
///
/// Errors: [`Fault::Empty`] for nothing or only white space; [`Fault::NotAFeed`] for HTML, with the address of the feed
/// that the page names, for JSON without the version of a JSON Feed, for plain text, and for XML with no feed in it.
///
/// ```
/// use latest_posts::read::{self, Origin};
///
/// let document = "<rss><channel><title>Blog</title><item><guid>1</guid></item></channel></rss>".into();
/// let feed = read::feed(&document, &Origin::default())?;
/// assert_eq!(feed.items[0].id.as_deref(), Some("1"));
/// # Ok::<(), latest_posts::error::Error>(())
/// ```
pub fn feed<'a>(document: &'a Document, origin: &Origin) -> Result<Feed<'a>, Error> {
    let text = beginning(&document.text);
    if text.is_empty() {
        return Err(Fault::Empty.into());
    }
    let base = origin.url.cloned().map(Rc::new);
    let read = match text.as_bytes()[0] {
        b'{' => json_feed::read,
        b'[' => wordpress::read,
        _ => of_xml,
    };
    let mut feed = read(&document.text, base.as_ref(), origin)?;
    if feed.feed_url.is_none() {
        feed.feed_url = origin.url.cloned();
    }
    // Of several languages of readers none is the language of the text.
    if feed.language.is_none()
        && let Some(said) = origin.content_language
        && find(said, b",").is_none()
    {
        slot::set(said, &mut feed.language);
    }
    if document.is_decoded
        && let Some(at) = find(&document.text, "\u{fffd}".as_bytes())
    {
        let mut warnings = Warnings(feed.extension.warnings);
        let message = "Bytes that the charset does not have were read as U+FFFD.";
        warnings.note(&document.text[..at], "bad-bytes", message);
        feed.extension.warnings = warnings.0;
    }
    Ok(feed)
}

/// A document from its first character on.
fn beginning(document: &str) -> &str {
    document.strip_prefix('\u{feff}').unwrap_or(document).trim_ascii_start()
}

fn of_xml<'a>(document: &'a str, base: Option<&Rc<Url>>, origin: &Origin) -> Result<Feed<'a>, Error> {
    let mut xml = Xml::new(document, base.cloned());
    let (root, format) = root(&mut xml, document, origin)?;
    let (rows, item_rows) = match format {
        Format::Rss => (rss::CHANNEL, rss::ITEM),
        Format::Atom => (atom::FEED, atom::ENTRY),
    };
    let (mut items, mut whole) = (Vec::new(), Subject::new(&root));
    if root.name == "entry" {
        // A document may be a single entry.
        add_item(&mut xml, &root, item_rows, &mut items);
    }
    // The one level of RSS between the root and the items.
    let mut channel = None;
    loop {
        match subject::read(&mut xml, channel.as_ref().unwrap_or(&root), rows, &mut whole) {
            Some(element) if element.name == "channel" && channel.is_none() => {
                whole.open(&element);
                channel = Some(element);
            }
            Some(element) => {
                add_item(&mut xml, &element, item_rows, &mut items);
                if items.len() >= limit(origin) {
                    break;
                }
            }
            None if channel.take().is_none() => break,
            None => {}
        }
    }
    if xml.cut() {
        warn_of_cut(&mut xml.warnings, document);
    }
    let read = xml.read();
    warn_of_limit(&mut xml.warnings, &items, read);
    let ttl = whole.ttl();
    Ok(Feed {
        title: whole.item.title,
        home_page_url: whole.item.url,
        feed_url: whole.feed_url,
        description: whole.item.summary,
        icon: whole.icon,
        language: whole.item.language,
        authors: whole.item.authors,
        next_url: whole.next_url,
        items,
        sources: Vec::new(),
        extension: Extension {
            updated: whole.item.date_modified,
            generator: whole.generator,
            ttl,
            warnings: xml.warnings.0,
        },
    })
}

/// The root of the feed, with its format: the first element of the document, or one of a feed in a page, or behind
/// what a broken program has written before it.
fn root<'a>(xml: &mut Xml<'a>, document: &str, origin: &Origin) -> Result<(Element<'a>, Format), Error> {
    let mut first = String::new();
    while let Some(element) = xml.next_element() {
        let known = match &*element.name {
            "rss" | "channel" => Some((Format::Rss, Namespace::Core)),
            "rdf" => Some((Format::Rss, element.namespace)),
            "feed" | "entry" => Some((Format::Atom, Namespace::Atom)),
            _ => None,
        };
        if let Some((format, own)) = known
            && (first.is_empty() || element.namespace == own)
        {
            xml.adopt(&element, format);
            if !first.is_empty() || !beginning(document).starts_with('<') {
                xml.warn("leading-junk", "What stands before the feed is none of it and was passed over.");
            }
            return Ok((element, format));
        }
        if first.is_empty() {
            first = concat(&["<", &element.name, ">"]);
        }
    }
    let mut error = Error::new(Fault::NotAFeed, first);
    error.feed_url = discovery::feed_url(document, origin.url).map(|url| url.as_str().to_owned());
    Err(error)
}

/// Reads a post. Of one that was cut, what is whole is kept, if there is enough of it to be the same post.
fn add_item<'a>(xml: &mut Xml<'a>, element: &Element<'a>, rows: &[Row], items: &mut Vec<Item<'a>>) {
    let mut subject = Subject::new(element);
    if let Some(next) = subject::read(xml, element, rows, &mut subject) {
        xml.end_before(element, &next);
    }
    if xml.cut() && (subject.item.title.is_none() || subject.item.url.is_none()) {
        return;
    }
    items.push(subject.into_item(&element.attribute("rdf:about")));
}

/// How many posts are read.
fn limit(origin: &Origin) -> usize {
    origin.limit.unwrap_or(MAX_ITEMS).min(MAX_ITEMS)
}

fn warn_of_cut(warnings: &mut Warnings, read: &str) {
    warnings.note(read, "cut-off", "The document ends too early; what was whole of it was read.");
}

fn warn_of_limit(warnings: &mut Warnings, items: &[Item], read: &str) {
    if items.len() == MAX_ITEMS {
        warnings.note(
            read,
            "too-many-items",
            "The feed has more posts than are read; the rest was left out.",
        );
    }
}

fn warn_of_date(warnings: &mut Warnings, read: &str, text: &str) {
    let start = &text[..text.floor_char_boundary(MAX_QUOTED)];
    warnings.note(read, "bad-date", &concat(&["A date cannot be read and was left out: ", start]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_bytes_than_the_limit_are_read() {
        let long = vec![b'x'; MAX_BYTES + 1];
        assert_eq!(Document::new(&long, None, &crate::decode).text.len(), MAX_BYTES);
    }

    #[test]
    fn no_more_posts_than_the_limit_are_read() {
        let rss = ["<rss>", &"<item><guid>1</guid></item>".repeat(MAX_ITEMS + 1), "</rss>"].concat();
        let json = [
            "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
            &"{\"id\":1},".repeat(MAX_ITEMS + 1),
            "]}",
        ];
        for document in [rss, json.concat()] {
            let document = (&*document).into();
            let feed = feed(&document, &Origin::default()).unwrap();
            assert_eq!(feed.items.len(), MAX_ITEMS);
            assert_eq!(feed.extension.warnings[0].code, "too-many-items");
        }
    }

    #[test]
    fn a_post_has_no_more_parts_than_the_limit() {
        let parts: String = (0..2 * MAX_PARTS)
            .map(|number| {
                format!("<category>{number}</category><author>{number}</author><enclosure url='http://a.example/{number}'/>")
            })
            .collect();
        let document = ["<rss><item>", &parts, "</item></rss>"].concat();
        let document = (&*document).into();
        let feed = feed(&document, &Origin::default()).unwrap();
        let post = &feed.items[0];
        assert_eq!([post.tags.len(), post.authors.len(), post.attachments.len()], [MAX_PARTS; 3]);
    }

    #[test]
    fn a_feed_has_no_more_sources_than_a_post_has_parts() {
        let sources = "{\"title\":\"1\"},".repeat(2 * MAX_PARTS);
        let document = [
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"_latest_posts\":{\"sources\":[",
            &sources,
            "]},\"title\":\"2\"}",
        ];
        let document = document.concat();
        let document = (&*document).into();
        let feed = feed(&document, &Origin::default()).unwrap();
        assert_eq!((feed.sources.len(), &*feed.title.unwrap().source), (MAX_PARTS, "2"));
    }

    #[test]
    fn a_post_of_json_that_is_cut_is_kept_where_that_was_in_its_text() {
        let post = "{\"title\":\"1\",\"url\":\"http://a.example/1\",";
        for (end, count) in [
            ("\"summary\":\"cut", 1),
            ("\"content_html\":\"cut", 1),
            ("\"tags\":[\"cut", 0),
            ("\"authors\":[{\"name\":\"2\",\"summary\":\"cut", 0),
        ] {
            let document = ["{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", post, end];
            let document = document.concat();
            let document = (&*document).into();
            assert_eq!(feed(&document, &Origin::default()).unwrap().items.len(), count, "{end}");
        }
    }

    #[test]
    fn bytes_that_cannot_be_read_are_said() {
        let bytes = b"<rss>\n<item><title>\xc3\xa9\xc3\xa9 \xff</title></item></rss>";
        let document = Document::new(bytes, None, &crate::decode);
        let feed = feed(&document, &Origin::default()).unwrap();
        assert_eq!(characters(feed.items[0].title.as_ref().unwrap()).0, "éé \u{fffd}");
        assert_eq!(
            (feed.extension.warnings[0].code, feed.extension.warnings[0].line),
            ("bad-bytes", Some(2))
        );
    }

    #[test]
    fn what_is_broken_costs_one_field_or_one_post_and_is_said() {
        for (document, titles, codes) in [
            (
                "<rss><item><title>1<link>http://a.example/</link></item><item><title>2</title></item></rss>",
                "12",
                "unclosed-element",
            ),
            ("<rss><item><title>1</title><item><title>2</title></item></rss>", "12", "unclosed-element"),
            ("<rss><item><title>A & B</title></item></rss>", "A & B", "bare-ampersand"),
            ("junk <rss><item><title>1</title></item></rss>", "1", "leading-junk"),
            (
                "<rss><item><title>1</title><dc:date>then</dc:date></item></rss>",
                "1",
                "undeclared-prefix bad-date",
            ),
            ("<rss><item><title>1</title></item><item><title>2</tit", "1", "cut-off"),
        ] {
            let read = document.into();
            let feed = feed(&read, &Origin::default()).unwrap();
            let read: String =
                feed.items.iter().filter_map(|item| Some(characters(item.title.as_ref()?).0)).collect();
            let said: Vec<_> = feed.extension.warnings.iter().map(|warning| warning.code).collect();
            assert_eq!((&*read, &*said.join(" ")), (titles, codes), "{document}");
        }
    }
}
