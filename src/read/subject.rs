//! What a feed and a post have in common: elements whose names stand in a table of their format.

use std::borrow::Cow;
use std::rc::Rc;

use super::construct;
use super::xml::{Element, Ends, Namespace, Xml, flatten};
use super::{MAX_PARTS, date, person, warn_of_date};
use crate::feed::{Attachment, Author, Date, Item, Source, Text};
use crate::scan::{find, replaced, rfind};
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
    /// A person: in one line, or with elements for name, mail and page.
    Person,
    Tag,
    Enclosure,
    Language,
    Generator,
    /// How long a copy is good for, in minutes.
    Ttl,
    /// How often a feed changes ([RSS syndication module](https://web.resource.org/rss/1.0/modules/syndication/)):
    /// so many times in such a period.
    Period,
    Frequency,
    /// The feed that a post came from.
    Source,
    /// The address of a picture of the feed: as text, in `href`, or in an element `url`.
    Icon,
    /// The same, of a podcast's episode.
    Cover,
    /// A file, or several, with pictures of them ([Media RSS](https://www.rssboard.org/media-rss)).
    Media,
    Thumbnail,
    /// A channel, or posts: they are given to the format's own reader.
    Inner,
}

/// The periods of the syndication module, in minutes.
const PERIODS: &[(&str, u32)] =
    &[("hourly", 60), ("daily", 1440), ("weekly", 10_080), ("monthly", 43_200), ("yearly", 525_600)];

/// A row: namespace and name of an element, what it says, and whether it does so only where nothing else has.
pub(super) type Row = (Namespace, &'static str, Field, bool);

/// A feed or a post as it is read.
#[derive(Default)]
pub(super) struct Subject<'a> {
    pub(super) item: Item<'a>,
    pub(super) icon: Option<Url>,
    pub(super) generator: Option<String>,
    pub(super) itself: Option<Url>,
    pub(super) next: Option<Url>,
    ttl: Option<u32>,
    period: Option<u32>,
    frequency: Option<u32>,
    /// What the element was called that the summary came from.
    summary_name: &'static str,
    permalink: Option<Url>,
    /// Pictures of the post, the one that was made for it first: of Media RSS, an enclosure, a podcast's cover.
    images: [Option<Url>; 3],
}

/// Reads the children of `parent` as `rows` say, up to the next [`Field::Inner`]; none after the last.
pub(super) fn read<'a>(
    xml: &mut Xml<'a>,
    parent: &Element<'a>,
    rows: &[Row],
    subject: &mut Subject<'a>,
) -> Option<Element<'a>> {
    while let Some(element) = xml.child(parent) {
        let Some(row) = row(rows, &element) else { continue };
        if row.2 == Field::Inner {
            return Some(element);
        }
        subject.set(xml, &element, rows, row);
    }
    None
}

fn row<'r>(rows: &'r [Row], element: &Element) -> Option<&'r Row> {
    rows.iter().find(|row| row.0 == element.namespace && row.1 == element.name)
}

impl<'a> Subject<'a> {
    /// Reads what the tag of an element says.
    pub(super) fn open(&mut self, element: &Element<'a>) {
        set_language(element.said("xml:lang"), &mut self.item.language);
    }

    /// The post that was read.
    pub(super) fn into_item(mut self, id: Option<String>) -> Item<'a> {
        let item = &mut self.item;
        if item.url.is_none() {
            item.url = self.permalink;
        }
        if item.id.is_none() {
            item.id = id;
        }
        let [media, enclosure, cover] = self.images;
        item.image = media.or(enclosure).or(cover);
        self.item
    }

    fn set(&mut self, xml: &mut Xml<'a>, element: &Element<'a>, rows: &[Row], row: &Row) {
        let (_, name, field, fallback) = *row;
        // In markup, and in what is said of a person, may stand what is called like a field.
        let is_markup = matches!(field, Field::Summary | Field::Content);
        let is_whole = is_markup || field == Field::Person;
        let ends: Ends = &|child| {
            self::row(rows, child).is_some_and(|row| {
                !is_whole
                    || !matches!(
                        row.2,
                        Field::Title | Field::Page | Field::Link | Field::Content | Field::Icon
                    )
            })
        };
        match field {
            Field::Title | Field::Summary | Field::Content => {
                let text = construct::read(xml, element, ends);
                // Half a title would be another title.
                if text.is_some() && (is_markup || !xml.cut()) {
                    self.set_text(text, name, field, fallback);
                }
            }
            Field::Person => {
                let (source, elements) = xml.content(element, ends);
                let person = if elements { author(source, element) } else { person::parse(&flatten(source)) };
                if !xml.cut() {
                    add_person(person, &mut self.item.authors);
                }
            }
            Field::Media => {
                if is_picture(element) {
                    set_first(element, &element.attribute("url"), &mut self.images[0]);
                }
                // Groups nest no deeper than the document does.
                while let Some(child) = xml.child(element) {
                    if let Some(row @ (Namespace::Media, ..)) = self::row(rows, &child) {
                        self.set(xml, &child, rows, row);
                    }
                }
            }
            Field::Thumbnail => set_first(element, &element.attribute("url"), &mut self.images[0]),
            Field::Tag => self.add_tag(xml, element, ends),
            Field::Enclosure => self.attach(element, "url"),
            Field::Inner => {}
            Field::Icon => {
                let mut address = first_of(element, "href", "url");
                let (source, elements) = xml.content(element, &|_| false);
                if elements {
                    each(source, element, &mut |child, text| {
                        if child.name == "url" {
                            address = text;
                        }
                    });
                } else if address.is_empty() {
                    address = flatten(source);
                }
                if !fallback || self.icon.is_none() {
                    set_address(element.base.as_ref(), &address, &mut self.icon);
                }
            }
            Field::Source => self.set_source(xml, element),
            Field::Cover => set_first(element, &first_of(element, "href", "url"), &mut self.images[2]),
            _ => {
                let text = construct::limited(xml.text(element, ends));
                if !xml.cut() {
                    self.set_line(xml, element, field, fallback, text);
                }
            }
        }
    }

    /// A text that is all one line.
    fn set_line(
        &mut self,
        xml: &mut Xml<'a>,
        element: &Element<'a>,
        field: Field,
        fallback: bool,
        text: Cow<'a, str>,
    ) {
        let item = &mut self.item;
        match field {
            Field::Page => {
                let text = if text.is_empty() { element.attribute("href") } else { text };
                set_address(element.base.as_ref(), &text, &mut item.url);
            }
            Field::Link => self.link(element, text),
            Field::Id => {
                // An id of the web is where the post is. A relative one is none until it is resolved.
                let own =
                    if text.starts_with('/') { Url::resolve(element.base.as_deref(), &text) } else { None };
                if find(&text, b"://").is_some() {
                    set_address(element.base.as_ref(), &text, &mut self.permalink);
                }
                match own {
                    Some(url) => set(url.as_str().into(), &mut item.id),
                    None => set(text, &mut item.id),
                }
            }
            Field::Guid => {
                let is_link = !element.attribute("ispermalink").eq_ignore_ascii_case("false");
                if is_link && find(&text, b"/").is_some() {
                    set_address(element.base.as_ref(), &text, &mut self.permalink);
                }
                set(text, &mut item.id);
            }
            Field::Published => set_date(xml, &text, fallback, &mut item.date_published),
            Field::Modified => set_date(xml, &text, fallback, &mut item.date_modified),
            Field::Language => set_language(Some(text), &mut item.language),
            Field::Ttl => self.ttl = text.parse().ok(),
            Field::Period => self.period = PERIODS.iter().find(|row| row.0 == text).map(|row| row.1),
            Field::Frequency => self.frequency = text.parse().ok(),
            _ => set(text, &mut self.generator),
        }
    }

    /// `description` and `summary` in one post are the one and the other of summary and content.
    fn set_text(&mut self, text: Option<Text<'a>>, name: &'static str, field: Field, fallback: bool) {
        let item = &mut self.item;
        let is_second = item.summary.is_some() && name != self.summary_name;
        let (slot, fallback) = match field {
            Field::Title => (&mut item.title, fallback),
            Field::Summary if is_second && !fallback && !self.summary_name.is_empty() => {
                (&mut item.content_html, true)
            }
            Field::Summary => (&mut item.summary, fallback),
            _ => (&mut item.content_html, fallback),
        };
        if !fallback || slot.is_none() {
            if field == Field::Summary && !fallback {
                self.summary_name = name;
            }
            *slot = text;
        }
    }

    fn link(&mut self, element: &Element<'a>, text: Cow<str>) {
        let item = &mut self.item;
        let slot = match &*element.attribute("rel").to_ascii_lowercase() {
            "" | "alternate" => {
                // Of several alternates a page is meant, not another format of the feed.
                if item.url.is_some() && !element.attribute("type").ends_with("html") {
                    return;
                }
                &mut item.url
            }
            "related" => &mut item.external_url,
            "self" => &mut self.itself,
            "next" | "prev-archive" => &mut self.next,
            "enclosure" => return self.attach(element, "href"),
            _ => return,
        };
        let address = element.attribute("href");
        set_address(element.base.as_ref(), if address.is_empty() { &text } else { &address }, slot);
    }

    /// RSS says the feed's name as text, Atom in elements of its own.
    fn set_source(&mut self, xml: &mut Xml<'a>, element: &Element<'a>) {
        let (mut title, mut url, mut feed_url) = (None, None, None);
        set_address(element.base.as_ref(), &element.attribute("url"), &mut feed_url);
        let (source, elements) = xml.content(element, &|_| false);
        if elements {
            each(source, element, &mut |child, text| match &*child.name {
                "title" => set(text, &mut title),
                "link" => {
                    let is_feed = child.attribute("rel") == "self";
                    set_first(
                        child,
                        &child.attribute("href"),
                        if is_feed { &mut feed_url } else { &mut url },
                    );
                }
                _ => {}
            });
        } else {
            set(construct::limited(flatten(source)).trim_ascii().into(), &mut title);
        }
        if !xml.cut() && title.is_some() {
            self.item.source = Some(Rc::new(Source { title, url, feed_url }));
        }
    }

    /// How long a copy is good for, in minutes.
    pub(super) fn ttl(&self) -> Option<u32> {
        let often = self.frequency.unwrap_or(1).max(1);
        self.ttl.or_else(|| Some(self.period? / often))
    }

    /// A category is called by its `term`, by its `label`, or by its text.
    fn add_tag(&mut self, xml: &mut Xml<'a>, element: &Element<'a>, ends: Ends) {
        let text = xml.text(element, ends);
        let tags = &mut self.item.tags;
        for name in [element.attribute("term"), element.attribute("label"), text] {
            let is_known = tags.iter().any(|tag| tag.eq_ignore_ascii_case(&name));
            if !name.is_empty() && !is_known && tags.len() < MAX_PARTS && !xml.cut() {
                tags.push(construct::limited(name).into_owned());
            }
        }
    }

    /// A file that an element's attributes tell of; `address` is the name of the one with its address.
    fn attach(&mut self, element: &Element<'a>, address: &str) {
        let mut url = None;
        set_address(element.base.as_ref(), &element.attribute(address), &mut url);
        let mime_type = element.attribute("type").into_owned();
        if mime_type.starts_with("image/") && self.images[1].is_none() {
            self.images[1].clone_from(&url);
        }
        if let Some(url) = url
            && self.item.attachments.len() < MAX_PARTS
        {
            self.item.attachments.push(Attachment {
                url,
                mime_type: (!mime_type.is_empty()).then_some(mime_type),
                size_in_bytes: element.attribute("length").parse().ok(),
            });
        }
    }
}

/// An attribute, or where there is none another one.
fn first_of<'a>(element: &Element<'a>, name: &str, other: &str) -> Cow<'a, str> {
    let value = element.attribute(name);
    if value.is_empty() { element.attribute(other) } else { value }
}

/// Whether a file of Media RSS is a picture; of those that say nothing, the ending of the address tells.
fn is_picture(element: &Element) -> bool {
    let said = first_of(element, "medium", "type");
    let address = element.attribute("url");
    let ending = rfind(&address, b'.').map(|dot| &address[dot + 1..]).unwrap_or_default();
    let is_known = |known: &&str| known.eq_ignore_ascii_case(ending);
    said.starts_with("image") || said.is_empty() && ["jpg", "jpeg", "png", "gif", "webp"].iter().any(is_known)
}

/// The children of a small element, each with its text.
fn each<'a>(source: &'a str, parent: &Element<'a>, then: &mut dyn FnMut(&Element<'a>, Cow<'a, str>)) {
    let mut xml = Xml::new(source, parent.base.clone());
    while let Some(child) = xml.any() {
        let text = xml.text(&child, &|_| false);
        then(&child, text);
    }
}

/// The elements of a person ([RFC 4287 section 3.2](https://www.rfc-editor.org/rfc/rfc4287#section-3.2)); Atom 0.3 called
/// the page `url`, and before `homepage`.
fn author<'a>(source: &'a str, parent: &Element<'a>) -> Author {
    let (mut name, mut mail, mut page) = (None, Cow::Borrowed(""), None);
    each(source, parent, &mut |child, text| match &*child.name {
        "name" => set(text, &mut name),
        "email" => mail = text,
        "uri" | "url" | "homepage" => set_address(child.base.as_ref(), &text, &mut page),
        _ => {}
    });
    person::author(name, &mail, page)
}

/// Several people may sign; the same one is named once.
pub(super) fn add_person(person: Author, authors: &mut Vec<Author>) {
    let is_someone = person.name.is_some() || person.url.is_some();
    let is_known = |known: &Author| *known == person || person.name.is_some() && known.name == person.name;
    if is_someone && !authors.iter().any(is_known) && authors.len() < MAX_PARTS {
        authors.push(person);
    }
}

/// A text in place of what stood there; an empty one changes nothing, here and below.
pub(super) fn set(text: Cow<str>, slot: &mut Option<String>) {
    if !text.is_empty() {
        *slot = Some(text.into_owned());
    }
}

pub(super) fn set_address(base: Option<&Rc<Url>>, reference: &str, slot: &mut Option<Url>) {
    if let Some(url) = Url::web(base.map(Rc::as_ref), reference) {
        *slot = Some(url);
    }
}

fn set_first(element: &Element, reference: &str, slot: &mut Option<Url>) {
    if slot.is_none() {
        set_address(element.base.as_ref(), reference, slot);
    }
}

fn set_date(xml: &mut Xml, text: &str, fallback: bool, slot: &mut Option<Date>) {
    let date = date::parse(text);
    if date.is_none() && !text.is_empty() {
        let read = xml.read();
        warn_of_date(&mut xml.warnings, read, text);
    }
    if date.is_some() && !(fallback && slot.is_some()) {
        *slot = date;
    }
}

/// `en_US` is meant as `en-US`; an empty tag takes back what the element around says.
fn set_language(tag: Option<Cow<str>>, slot: &mut Option<String>) {
    if let Some(tag) = tag {
        let tag = replaced(&tag, '_', '-');
        *slot = Some(tag).filter(|tag| !tag.is_empty());
    }
}
