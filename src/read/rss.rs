//! RSS: [2.0](https://www.rssboard.org/rss-specification) and its ancestors, and
//! [1.0](https://web.resource.org/rss/1.0/spec), whose items stand beside the channel.

use std::borrow::Cow;

use super::xml::{Element, Namespace, Xml, flatten};
use super::{add_attachment, keep, person, set_address, set_date, set_language, set_page, set_text};
use crate::feed::{Author, Feed, Item, Text, TextKind};
use crate::url::Url;

/// Reads the document below its root into `feed`, up to `limit` posts.
pub(super) fn read<'a>(xml: &mut Xml<'a>, root: &Element<'a>, feed: &mut Feed<'a>, limit: usize) {
    if root.name == "channel" {
        channel(xml, root, feed, limit);
        return;
    }
    while feed.items.len() < limit
        && let Some(element) = xml.child(root)
    {
        match (element.namespace, &*element.name) {
            (Namespace::Core, "channel") => channel(xml, &element, feed, limit),
            (Namespace::Core, "item") => item(xml, &element, feed),
            (Namespace::Core, "image") => image(xml, &element, &mut feed.icon),
            _ => {}
        }
    }
}

fn channel<'a>(xml: &mut Xml<'a>, parent: &Element<'a>, feed: &mut Feed<'a>, limit: usize) {
    use Namespace::{Atom, Core, DublinCore, DublinCoreTerms, Itunes};
    while feed.items.len() < limit
        && let Some(element) = xml.child(parent)
    {
        match (element.namespace, &*element.name) {
            (Core, "item") => item(xml, &element, feed),
            (Core, "title") => set_markup(xml, &element, &mut feed.title),
            (DublinCore, "title") if feed.title.is_none() => set_markup(xml, &element, &mut feed.title),
            (Core, "description" | "tagline") => set_markup(xml, &element, &mut feed.description),
            (Itunes, "summary" | "subtitle") if feed.description.is_none() => {
                set_markup(xml, &element, &mut feed.description);
            }
            (Core, "link") => set_page(xml, &element, &mut feed.home_page_url),
            (Atom, "link") => link(&element, &mut feed.home_page_url, &mut feed.feed_url),
            (Core, "image") => image(xml, &element, &mut feed.icon),
            (Itunes, "image") if feed.icon.is_none() => {
                set_address(&element, &element.attribute("href"), &mut feed.icon);
            }
            (Core | DublinCore, "language") => set_language(&xml.text(&element), &mut feed.language),
            (Core, "managingeditor") | (DublinCore, "creator" | "author") | (Itunes, "author") => {
                add_people(xml, &element, &mut feed.authors);
            }
            (Core, "lastbuilddate") | (DublinCore, "date") | (DublinCoreTerms, "modified") => {
                set_date(xml, &element, &mut feed.extension.updated);
            }
            (Core, "generator") => set_text(xml, &element, &mut feed.extension.generator),
            _ => {}
        }
    }
}

fn item<'a>(xml: &mut Xml<'a>, parent: &Element<'a>, feed: &mut Feed<'a>) {
    use Namespace::{Atom, Content, Core, DublinCore, DublinCoreTerms, Foreign, Itunes, Media};
    let mut item = Item::default();
    let (mut id, mut permalink) = (None, None);
    while let Some(element) = xml.child(parent) {
        match (element.namespace, &*element.name) {
            (Core, "title") => set_markup(xml, &element, &mut item.title),
            (Media | DublinCore, "title") if item.title.is_none() => set_markup(xml, &element, &mut item.title),
            (Core, "link") => set_page(xml, &element, &mut item.url),
            (Atom, "link") => link(&element, &mut item.url, &mut None),
            (Core, "guid") => {
                set_text(xml, &element, &mut id);
                if !element.attribute("ispermalink").eq_ignore_ascii_case("false") {
                    set_address(&element, id.as_deref().unwrap_or_default(), &mut permalink);
                }
            }
            (Core, "description") => set_markup(xml, &element, &mut item.summary),
            (Itunes, "summary") if item.summary.is_none() => set_markup(xml, &element, &mut item.summary),
            (Content, "encoded") => set_markup(xml, &element, &mut item.content_html),
            (Core | Foreign, "body" | "fullitem") if item.content_html.is_none() => {
                set_markup(xml, &element, &mut item.content_html);
            }
            (Core, "pubdate") | (DublinCoreTerms, "issued") => set_date(xml, &element, &mut item.date_published),
            (DublinCore, "date") | (DublinCoreTerms, "modified") => {
                set_date(xml, &element, &mut item.date_modified);
            }
            (Core, "author") | (DublinCore, "creator" | "author") | (Itunes, "author") => {
                add_people(xml, &element, &mut item.authors);
            }
            (Core, "category") | (DublinCore, "subject") => {
                let mut tag = None;
                set_text(xml, &element, &mut tag);
                item.tags.extend(tag);
            }
            (Core, "enclosure") => add_attachment(&element, "url", &mut item.attachments),
            _ => {}
        }
    }
    if item.url.is_none() {
        item.url = permalink;
    }
    if id.is_none() {
        let about = parent.attribute("rdf:about");
        id = (!about.is_empty()).then(|| about.into_owned());
    }
    item.id = id;
    keep(xml, feed, item);
}

/// A text that is markup if it looks like markup: RSS does not say, and both are common.
fn set_markup<'a>(xml: &mut Xml<'a>, element: &Element<'a>, slot: &mut Option<Text<'a>>) {
    let (source, elements) = xml.content(element);
    let (value, kind) = if elements {
        (Cow::Borrowed(source.trim_ascii()), TextKind::Html)
    } else {
        let text = flatten(source);
        let kind = if looks_like_markup(&text) { TextKind::Html } else { TextKind::Plain };
        (text, kind)
    };
    if !value.is_empty() {
        *slot = Some(Text { value, kind, base: element.base.clone() });
    }
}

/// A tag, a comment or a reference: `1 < 2` and `AT&T` are none of them.
fn looks_like_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().zip(bytes.iter().skip(1)).enumerate().any(|(index, pair)| match pair {
        (b'<', next) => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'),
        (b'&', next) if next.is_ascii_alphabetic() || *next == b'#' => bytes[index + 1..]
            .iter()
            .find(|byte| !byte.is_ascii_alphanumeric() && **byte != b'#')
            .is_some_and(|end| *end == b';'),
        _ => false,
    })
}

/// Several people may sign; the same one is named once.
fn add_people(xml: &mut Xml, element: &Element, authors: &mut Vec<Author>) {
    if let Some(author) = person::parse(&xml.text(element))
        && !authors.contains(&author)
    {
        authors.push(author);
    }
}

/// `atom:link` inside RSS ([RFC 4287 section 4.2.7](https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7)).
fn link(element: &Element, page: &mut Option<Url>, itself: &mut Option<Url>) {
    let slot = match &*element.attribute("rel") {
        "" | "alternate" if page.is_none() => page,
        "self" => itself,
        _ => return,
    };
    set_address(element, &element.attribute("href"), slot);
}

fn image(xml: &mut Xml, parent: &Element, icon: &mut Option<Url>) {
    while let Some(element) = xml.child(parent) {
        if (element.namespace, &*element.name) == (Namespace::Core, "url") {
            set_page(xml, &element, icon);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_text() {
        for text in ["<b>x</b>", "x<br/>", "a &amp; b", "&#8220;x", "</p>", "<!-- x -->"] {
            assert!(looks_like_markup(text), "{text}");
        }
        for text in ["1 < 2", "AT&T", "a & b; c", "x <3", "", "<", "&", "&;", "R&D is fun;"] {
            assert!(!looks_like_markup(text), "{text}");
        }
    }
}
