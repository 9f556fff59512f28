//! Atom: [1.0](https://www.rfc-editor.org/rfc/rfc4287) and 0.3.

use std::borrow::Cow;

use super::xml::{Element, Namespace, Xml, flatten};
use super::{add_attachment, keep, person, set_address, set_date, set_language, set_page, set_text};
use crate::feed::{Attachment, Author, Feed, Item, Text, TextKind};
use crate::url::Url;

/// Reads the document below its root into `feed`, up to `limit` posts.
pub(super) fn read<'a>(xml: &mut Xml<'a>, root: &Element<'a>, feed: &mut Feed<'a>, limit: usize) {
    let mut links = Links::default();
    set_language(&root.attribute("xml:lang"), &mut feed.language);
    while feed.items.len() < limit
        && let Some(element) = xml.child(root)
    {
        if element.namespace != Namespace::Core {
            continue;
        }
        match &*element.name {
            "entry" => entry(xml, &element, feed),
            "title" => set_construct(xml, &element, &mut feed.title),
            "subtitle" | "tagline" => set_construct(xml, &element, &mut feed.description),
            "link" => links.add(xml, &element),
            "author" => add_author(xml, &element, &mut feed.authors),
            "logo" => set_page(xml, &element, &mut feed.icon),
            "icon" if feed.icon.is_none() => set_page(xml, &element, &mut feed.icon),
            "updated" | "modified" => set_date(xml, &element, &mut feed.extension.updated),
            "generator" => set_text(xml, &element, &mut feed.extension.generator),
            _ => {}
        }
    }
    feed.home_page_url = links.alternate;
    if links.itself.is_some() {
        feed.feed_url = links.itself;
    }
}

fn entry<'a>(xml: &mut Xml<'a>, parent: &Element<'a>, feed: &mut Feed<'a>) {
    let mut links = Links::default();
    let mut item = Item::default();
    set_language(&parent.attribute("xml:lang"), &mut item.language);
    while let Some(element) = xml.child(parent) {
        if element.namespace != Namespace::Core {
            continue;
        }
        match &*element.name {
            "id" => set_text(xml, &element, &mut item.id),
            "title" => set_construct(xml, &element, &mut item.title),
            "summary" => set_construct(xml, &element, &mut item.summary),
            "content" => set_construct(xml, &element, &mut item.content_html),
            "link" => links.add(xml, &element),
            "published" | "issued" => set_date(xml, &element, &mut item.date_published),
            "updated" | "modified" => set_date(xml, &element, &mut item.date_modified),
            "author" => add_author(xml, &element, &mut item.authors),
            "category" => add_category(xml, &element, &mut item.tags),
            _ => {}
        }
    }
    item.url = links.alternate;
    item.external_url = links.related;
    item.attachments = links.enclosures;
    keep(xml, feed, item);
}

/// A text construct ([section 3.1](https://www.rfc-editor.org/rfc/rfc4287#section-3.1)) or the content of an entry
/// ([section 4.1.3](https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3)); Atom 0.3 says MIME types and `mode`.
/// One that is empty, or of a type that is no text, changes nothing.
fn set_construct<'a>(xml: &mut Xml<'a>, element: &Element<'a>, slot: &mut Option<Text<'a>>) {
    let said = element.attribute("type");
    let escaped = element.attribute("mode").eq_ignore_ascii_case("escaped");
    let (source, elements) = xml.content(element);
    let (inline, kind) = match &*said {
        "xhtml" | "application/xhtml+xml" => (true, TextKind::Html),
        "html" | "text/html" => (elements, TextKind::Html),
        "" | "text" | "text/plain" if escaped => (false, TextKind::Html),
        "" if elements => (true, TextKind::Html),
        "" | "text" | "text/plain" => (false, TextKind::Plain),
        _ => return,
    };
    let value = if inline { Cow::Borrowed(source.trim_ascii()) } else { flatten(source) };
    if !value.is_empty() {
        *slot = Some(Text { value, kind, base: element.base.clone() });
    }
}

/// What the links of a feed or an entry say, by their relation
/// ([section 4.2.7.2](https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2)).
#[derive(Default)]
struct Links {
    alternate: Option<Url>,
    related: Option<Url>,
    itself: Option<Url>,
    enclosures: Vec<Attachment>,
}

impl Links {
    fn add(&mut self, xml: &mut Xml, element: &Element) {
        let slot = match &*element.attribute("rel") {
            "" | "alternate" => {
                // Of several alternates a page is meant, not another format of the feed.
                let said = element.attribute("type");
                if self.alternate.is_some() && !said.is_empty() && !said.ends_with("html") {
                    return;
                }
                &mut self.alternate
            }
            "related" => &mut self.related,
            "self" => &mut self.itself,
            "enclosure" => return add_attachment(element, "href", &mut self.enclosures),
            _ => return,
        };
        let address = element.attribute("href");
        if address.is_empty() {
            set_page(xml, element, slot);
        } else {
            set_address(element, &address, slot);
        }
    }
}

fn add_author(xml: &mut Xml, parent: &Element, authors: &mut Vec<Author>) {
    let (mut name, mut mail, mut page) = (None, None, None);
    while let Some(element) = xml.child(parent) {
        match (element.namespace, &*element.name) {
            (Namespace::Core, "name") => set_text(xml, &element, &mut name),
            (Namespace::Core, "email") => set_text(xml, &element, &mut mail),
            (Namespace::Core, "uri" | "url") => set_page(xml, &element, &mut page),
            _ => {}
        }
    }
    authors.extend(person::author(name, mail.as_deref().unwrap_or_default(), page));
}

fn add_category(xml: &mut Xml, element: &Element, tags: &mut Vec<String>) {
    let label = element.attribute("label");
    let said = if label.is_empty() { element.attribute("term") } else { label };
    let mut tag = (!said.is_empty()).then(|| said.into_owned());
    if tag.is_none() {
        set_text(xml, element, &mut tag);
    }
    tags.extend(tag);
}
