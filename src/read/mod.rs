//! Bytes → [`Feed`]: charset, then XML, then the format's own reader.
//!
//! Lenient with feeds: what can be read is kept, and what was wrong stands among the warnings.

pub mod charset;
pub mod date;
pub mod entities;

mod atom;
pub(crate) mod attributes;
mod person;
mod rss;
mod subject;
mod xml;

use std::rc::Rc;

use crate::error::{Error, Fault};
use crate::feed::{Extension, Feed, Item};
use crate::scan::concat;
use crate::url::Url;
use subject::{Row, Subject};
use xml::{Element, Format, Xml};

/// Posts that are read of one feed; the rest is left with a warning. The largest archive feeds seen have some 3,000.
pub const MAX_ITEMS: usize = 5_000;

/// Warnings that are kept of one feed.
pub const MAX_WARNINGS: usize = 100;

/// What came with the bytes.
#[derive(Debug, Clone, Default)]
pub struct Origin<'o> {
    /// The `Content-Type` of the answer, with its parameters.
    pub content_type: Option<&'o str>,
    /// Where the document came from, after redirects: relative addresses are relative to it.
    pub url: Option<&'o Url>,
    /// Stop after so many posts.
    pub limit: Option<usize>,
}

/// Reads the characters of a document, RSS or Atom ([`charset::text`] makes them of bytes).
///
/// Errors: [`Fault::Empty`] for nothing or only white space; [`Fault::NotAFeed`] for HTML, JSON, plain text, or XML
/// with a root that is no feed's.
pub fn feed<'a>(document: &'a str, origin: &Origin) -> Result<Feed<'a>, Error> {
    if document.strip_prefix('\u{feff}').unwrap_or(document).trim_ascii().is_empty() {
        return Err(Fault::Empty.into());
    }
    let mut xml = Xml::new(document, origin.url.cloned().map(Rc::new));
    let root = xml.root().ok_or(Fault::NotAFeed)?;
    let (format, rows, item_rows) = match &*root.name {
        "rss" | "rdf" | "channel" => (Format::Rss, rss::CHANNEL, rss::ITEM),
        "feed" => (Format::Atom, atom::FEED, atom::ENTRY),
        name => return Err(Error::new(Fault::NotAFeed, concat(&["<", name, ">"]))),
    };
    xml.format(format);
    let limit = origin.limit.unwrap_or(MAX_ITEMS).min(MAX_ITEMS);
    let (mut items, mut whole) = (Vec::new(), Subject::default());
    subject::read(
        &mut xml,
        &root,
        rows,
        &mut |xml, element, whole| {
            let mut add = |xml: &mut Xml<'a>, element: &Element<'a>| {
                items.extend(item(xml, element, item_rows));
                items.len() < limit
            };
            if element.name != "channel" {
                return add(xml, element);
            }
            // The one level of RSS between the root and the items.
            subject::read(xml, element, rows, &mut |xml, element, _| add(xml, element), whole);
            items.len() < limit
        },
        &mut whole,
    );
    if items.len() == MAX_ITEMS {
        xml.warn("too-many-items", "The feed has more posts than are read; the rest was left out.");
    }
    Ok(Feed {
        title: whole.item.title,
        home_page_url: whole.item.url,
        feed_url: whole.itself.or_else(|| origin.url.cloned()),
        description: whole.item.summary,
        icon: whole.icon,
        language: whole.item.language,
        authors: whole.item.authors,
        items,
        extension: Extension {
            updated: whole.item.date_modified,
            generator: whole.generator,
            warnings: xml.warnings,
        },
    })
}

/// A post, if it is whole: half a title would be another post.
fn item<'a>(xml: &mut Xml<'a>, element: &Element<'a>, rows: &[Row]) -> Option<Item<'a>> {
    let mut subject = Subject::default();
    subject::read(xml, element, rows, &mut |_, _, _| false, &mut subject);
    if xml.cut() {
        xml.warn("cut-off", "The document ends in the middle of a post, which was left out.");
        return None;
    }
    let mut item = subject.item;
    if item.id.is_none() {
        let about = element.attribute("rdf:about");
        let own = if about.is_empty() { item.url.as_ref().map(Url::as_str) } else { Some(&*about) };
        item.id = own.map(str::to_owned);
    }
    Some(item)
}
