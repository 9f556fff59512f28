//! Bytes → [`Feed`]: charset, then XML, then the format's own reader.
//!
//! Lenient with feeds: what can be read is kept, and what was wrong stands among the warnings.

pub mod charset;
pub mod date;
pub mod entities;

mod atom;
mod attributes;
mod person;
mod rss;
mod xml;

use std::rc::Rc;

use crate::error::{Error, Fault};
use crate::feed::{Attachment, Date, Feed, Item, Text};
use crate::url::Url;
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
    if document.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(Fault::Empty.into());
    }
    let mut xml = Xml::new(document, origin.url.cloned().map(Rc::new));
    let root = xml.root().ok_or(Fault::NotAFeed)?;
    let mut feed = Feed { feed_url: origin.url.cloned(), ..Feed::default() };
    let limit = origin.limit.unwrap_or(MAX_ITEMS).min(MAX_ITEMS);
    match &*root.name {
        "rss" | "rdf" | "channel" => {
            xml.format(Format::Rss);
            rss::read(&mut xml, &root, &mut feed, limit);
        }
        "feed" => {
            xml.format(Format::Atom);
            atom::read(&mut xml, &root, &mut feed, limit);
        }
        name => return Err(Error::new(Fault::NotAFeed, ["<", name, ">"].concat())),
    }
    feed.extension.warnings = xml.warnings;
    Ok(feed)
}

/// Adds a post, if it is whole: half a title would be another post.
fn keep<'a>(xml: &mut Xml<'a>, feed: &mut Feed<'a>, mut item: Item<'a>) {
    if xml.cut() {
        xml.warn("cut-off", "The document ends in the middle of a post, which was left out.");
        return;
    }
    if item.id.is_none() {
        item.id = item.url.as_ref().map(|url| url.as_str().to_owned());
    }
    feed.items.push(item);
    if feed.items.len() == MAX_ITEMS {
        xml.warn("too-many-items", "The feed has more posts than are read; the rest was left out.");
    }
}

/// The text of an element, in place of what stood there; an empty element changes nothing.
fn set_text(xml: &mut Xml, element: &Element, slot: &mut Option<String>) {
    let text = xml.text(element);
    if !text.is_empty() {
        *slot = Some(text.into_owned());
    }
}

/// The same for an address of a page, relative to the element's base.
fn set_page(xml: &mut Xml, element: &Element, slot: &mut Option<Url>) {
    let reference = xml.text(element);
    set_address(element, &reference, slot);
}

/// The same for an address that was written somewhere else than in the element's text.
fn set_address(element: &Element, reference: &str, slot: &mut Option<Url>) {
    if let Some(url) = Url::resolve(element.base.as_deref(), reference).filter(Url::is_http) {
        *slot = Some(url);
    }
}

/// The same for a date.
fn set_date(xml: &mut Xml, element: &Element, slot: &mut Option<Date>) {
    if let Some(date) = date::parse(&xml.text(element)) {
        *slot = Some(date);
    }
}

/// The same for a language tag; `en_US` is meant as `en-US`.
fn set_language(tag: &str, slot: &mut Option<String>) {
    if !tag.is_empty() {
        *slot = Some(tag.chars().map(|c| if c == '_' { '-' } else { c }).collect());
    }
}

/// A file that an element's attributes tell of; `address` is the name of the one with its address.
fn add_attachment(element: &Element, address: &str, attachments: &mut Vec<Attachment>) {
    let mut url = None;
    set_address(element, &element.attribute(address), &mut url);
    if let Some(url) = url {
        let mime_type = element.attribute("type");
        attachments.push(Attachment {
            url,
            mime_type: (!mime_type.is_empty()).then(|| mime_type.into_owned()),
            size_in_bytes: element.attribute("length").parse().ok(),
        });
    }
}
