//! What a feed and a post have in common: elements whose names stand in a table of their format.

use std::borrow::Cow;

use super::xml::{Element, Namespace, Xml, flatten};
use super::{date, entities, person};
use crate::feed::{Attachment, Author, Date, Item, Text, TextKind};
use crate::scan::{rfind, span};
use crate::url::Url;

/// What an element says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Summary,
    Content,
    /// An address of a page, as text.
    Page,
    /// An address with a relation ([RFC 4287 section 4.2.7](https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7)).
    Link,
    Id,
    /// An id that is the post's address too, unless it says that it is not.
    Guid,
    Published,
    Modified,
    /// A person in one line.
    Person,
    /// A person with elements for name, mail and page.
    Author,
    Tag,
    Enclosure,
    Language,
    Generator,
    /// An address of a picture, as text or in `href`.
    Icon,
    /// An element with the address of a picture in its `url`.
    Image,
    /// A channel, or posts: they are given to the format's own reader.
    Inner,
}

/// A row: namespace and name of an element, what it says, and whether it does so only where nothing else has.
pub(super) type Row = (Namespace, &'static str, Field, bool);

/// A feed or a post as it is read.
#[derive(Default)]
pub(super) struct Subject<'a> {
    pub(super) item: Item<'a>,
    pub(super) icon: Option<Url>,
    pub(super) generator: Option<String>,
    pub(super) itself: Option<Url>,
    permalink: Option<Url>,
}

/// Reads the children of `parent` as `rows` say; `inner` reads an [`Field::Inner`], and says whether to go on.
pub(super) fn read<'a>(
    xml: &mut Xml<'a>,
    parent: &Element<'a>,
    rows: &[Row],
    inner: &mut dyn FnMut(&mut Xml<'a>, &Element<'a>, &mut Subject<'a>) -> bool,
    subject: &mut Subject<'a>,
) {
    set_language(&parent.attribute("xml:lang"), &mut subject.item.language);
    while let Some(element) = xml.child(parent) {
        let is_it = |row: &&Row| row.0 == element.namespace && row.1 == element.name;
        let Some((_, _, field, fallback)) = rows.iter().find(is_it) else { continue };
        if *field == Field::Inner {
            if !inner(xml, &element, subject) {
                return;
            }
        } else {
            subject.set(xml, &element, *field, *fallback);
        }
    }
    let item = &mut subject.item;
    item.url = item.url.take().or(subject.permalink.take());
}

impl<'a> Subject<'a> {
    fn set(&mut self, xml: &mut Xml<'a>, element: &Element<'a>, field: Field, fallback: bool) {
        let item = &mut self.item;
        match field {
            Field::Title => set_construct(xml, element, &mut item.title, fallback),
            Field::Summary => set_construct(xml, element, &mut item.summary, fallback),
            Field::Content => set_construct(xml, element, &mut item.content_html, fallback),
            Field::Page => set_address(element, &xml.text(element), &mut item.url),
            Field::Link => self.link(xml, element),
            Field::Id => set_text(xml, element, &mut item.id),
            Field::Guid => {
                set_text(xml, element, &mut item.id);
                if !element.attribute("ispermalink").eq_ignore_ascii_case("false") {
                    set_address(element, item.id.as_deref().unwrap_or_default(), &mut self.permalink);
                }
            }
            Field::Published => set_date(xml, element, &mut item.date_published),
            Field::Modified => set_date(xml, element, &mut item.date_modified),
            Field::Person => add_person(person::parse(&xml.text(element)), &mut item.authors),
            Field::Author => add_person(author(xml, element), &mut item.authors),
            Field::Tag => add_tag(xml, element, &mut item.tags),
            Field::Enclosure => add_attachment(element, "url", &mut item.attachments),
            Field::Language => set_language(&xml.text(element), &mut item.language),
            Field::Generator => set_text(xml, element, &mut self.generator),
            Field::Icon if fallback && self.icon.is_some() => {}
            Field::Icon => {
                set_address(element, &element.attribute("href"), &mut self.icon);
                set_address(element, &xml.text(element), &mut self.icon);
            }
            Field::Image => {
                while let Some(child) = xml.child(element) {
                    if child.name == "url" {
                        set_address(&child, &xml.text(&child), &mut self.icon);
                    }
                }
            }
            Field::Inner => {}
        }
    }

    fn link(&mut self, xml: &mut Xml, element: &Element) {
        let item = &mut self.item;
        let slot = match &*element.attribute("rel") {
            "" | "alternate" => {
                // Of several alternates a page is meant, not another format of the feed.
                let said = element.attribute("type");
                if item.url.is_some() && !said.ends_with("html") {
                    return;
                }
                &mut item.url
            }
            "related" => &mut item.external_url,
            "self" => &mut self.itself,
            "enclosure" => return add_attachment(element, "href", &mut item.attachments),
            _ => return,
        };
        let address = element.attribute("href");
        set_address(element, if address.is_empty() { xml.text(element) } else { address }.as_ref(), slot);
    }
}

/// A text construct ([RFC 4287 section 3.1](https://www.rfc-editor.org/rfc/rfc4287#section-3.1)) or the content of an
/// entry ([section 4.1.3](https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3)); Atom 0.3 says MIME types and `mode`.
/// RSS does not say whether a text is markup, and both are common: it is, if it looks like markup. One that is empty, or
/// of a type that is no text, changes nothing.
fn set_construct<'a>(xml: &mut Xml<'a>, element: &Element<'a>, slot: &mut Option<Text<'a>>, fallback: bool) {
    let said = element.attribute("type");
    let escaped = element.attribute("mode").eq_ignore_ascii_case("escaped");
    let (source, elements) = xml.content(element);
    let inline = match &*said {
        "xhtml" | "application/xhtml+xml" => true,
        "" | "html" | "text/html" => elements,
        "text" | "text/plain" => false,
        _ => return,
    };
    let value = if inline { Cow::Borrowed(source.trim_ascii()) } else { flatten(source) };
    let guess = said.is_empty() && !xml.is_atom();
    let is_markup = inline || escaped || said.ends_with("html") || guess && looks_like_markup(&value);
    let keep = fallback && slot.is_some();
    if !value.is_empty() && !keep {
        let kind = if is_markup { TextKind::Html } else { TextKind::Plain };
        *slot = Some(Text { value, kind, base: element.base.clone() });
    }
}

/// A tag, a comment or a reference: `1 < 2` and `AT&T` are none of them.
fn looks_like_markup(text: &str) -> bool {
    // Behind the last `>` nothing is a tag.
    let tags_end = rfind(text, b'>').unwrap_or(0);
    let mut rest = text;
    loop {
        rest = &rest[span(rest, |byte| !matches!(byte, b'<' | b'&'))..];
        let Some(next) = rest.as_bytes().get(1) else { return false };
        let found = match rest.as_bytes()[0] {
            b'<' if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!') => {
                text.len() - rest.len() < tags_end
            }
            b'<' => false,
            _ => entities::begins(&rest[1..]),
        };
        if found {
            return true;
        }
        rest = &rest[1..];
    }
}

/// The text of an element, in place of what stood there; an empty one changes nothing, here and below.
fn set_text(xml: &mut Xml, element: &Element, slot: &mut Option<String>) {
    let text = xml.text(element);
    if !text.is_empty() {
        *slot = Some(text.into_owned());
    }
}

fn set_address(element: &Element, reference: &str, slot: &mut Option<Url>) {
    if let Some(url) = Url::resolve(element.base.as_deref(), reference).filter(Url::is_http) {
        *slot = Some(url);
    }
}

fn set_date(xml: &mut Xml, element: &Element, slot: &mut Option<Date>) {
    if let Some(date) = date::parse(&xml.text(element)) {
        *slot = Some(date);
    }
}

/// `en_US` is meant as `en-US`.
fn set_language(tag: &str, slot: &mut Option<String>) {
    if !tag.is_empty() {
        *slot = Some(tag.chars().map(|c| if c == '_' { '-' } else { c }).collect());
    }
}

/// Several people may sign; the same one is named once.
fn add_person(person: Option<Author>, authors: &mut Vec<Author>) {
    if let Some(person) = person
        && !authors.iter().any(|known| known.name == person.name)
    {
        authors.push(person);
    }
}

fn author(xml: &mut Xml, parent: &Element) -> Option<Author> {
    let (mut name, mut mail, mut page) = (None, None, None);
    let mut text = None;
    while let Some(element) = xml.child(parent) {
        match &*element.name {
            "name" => set_text(xml, &element, &mut name),
            "email" => set_text(xml, &element, &mut mail),
            "uri" | "url" => {
                set_text(xml, &element, &mut text);
                set_address(&element, text.as_deref().unwrap_or_default(), &mut page);
            }
            _ => {}
        }
    }
    person::author(name, mail.as_deref().unwrap_or_default(), page)
}

/// A category says what it is called in `label`, in `term` or in its text.
fn add_tag(xml: &mut Xml, element: &Element, tags: &mut Vec<String>) {
    let mut said = element.attribute("label");
    if said.is_empty() {
        said = element.attribute("term");
    }
    if said.is_empty() {
        said = xml.text(element);
    }
    if !said.is_empty() {
        tags.push(said.into_owned());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_text() {
        for text in ["<b>x</b>", "x<br/>", "a &amp; b", "&#8220;x", "</p>", "<!-- x -->"] {
            assert!(looks_like_markup(text), "{text}");
        }
        for text in ["1 < 2", "AT&T", "a & b; c", "x <3", "a <b", "", "<", "&", "&;", "R&D is fun;"] {
            assert!(!looks_like_markup(text), "{text}");
        }
    }
}
