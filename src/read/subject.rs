//! What a feed and a post have in common: elements whose names stand in a table of their format.

use std::borrow::Cow;
use std::rc::Rc;

use super::construct;
use super::flatten::flatten;
use super::rows::{self, Field, Row};
use super::slot::{first_of, set, set_address_in, set_date, set_first, set_language};
use super::xml::{Element, Ends, Xml, each};
use super::{MAX_PARTS, person};
use crate::feed::{Item, Source, Text};
use crate::scan::find;
use crate::url::Url;

/// The periods of the syndication module, in minutes.
const PERIODS: &[(&str, u32)] =
    &[("hourly", 60), ("daily", 1440), ("weekly", 10_080), ("monthly", 43_200), ("yearly", 525_600)];

/// A feed or a post as it is read.
#[derive(Default)]
pub(super) struct Subject<'a> {
    pub(super) item: Item<'a>,
    pub(super) icon: Option<Url>,
    pub(super) generator: Option<String>,
    pub(super) feed_url: Option<Url>,
    pub(super) next_url: Option<Url>,
    ttl: Option<u32>,
    period: Option<u32>,
    frequency: u32,
    /// What the element was called that the summary came from.
    summary_name: &'static str,
    permalink: Option<Url>,
    pub(super) images: Images,
}

/// The first picture of each kind that comes with a post, the kind that is made for it best first.
#[derive(Default)]
pub(super) struct Images {
    pub(super) media: Option<Url>,
    pub(super) enclosure: Option<Url>,
    /// Of a podcast's episode.
    pub(super) cover: Option<Url>,
}

/// Reads the children of `parent` as `rows` say, up to the next [`Field::Inner`]; none after the last.
pub(super) fn read<'a>(
    xml: &mut Xml<'a>,
    parent: &Element<'a>,
    rows: &[Row],
    subject: &mut Subject<'a>,
) -> Option<Element<'a>> {
    while let Some(element) = xml.child(parent) {
        let Some(row) = rows::find(rows, &element) else { continue };
        if row.field == Field::Inner {
            return Some(element);
        }
        subject.set(xml, &element, rows, row);
    }
    None
}

impl<'a> Subject<'a> {
    /// Begins a feed or a post with its element.
    pub(super) fn new(element: &Element<'a>) -> Self {
        let mut subject = Self::default();
        subject.open(element);
        subject
    }

    /// Reads what the tag of an element says.
    pub(super) fn open(&mut self, element: &Element<'a>) {
        if let Some(tag) = element.get("xml:lang") {
            set_language(&tag, &mut self.item.language);
        }
    }

    /// The post that was read; `id` is for one that says none.
    pub(super) fn into_item(mut self, id: &str) -> Item<'a> {
        let item = &mut self.item;
        if item.url.is_none() {
            item.url = self.permalink;
        }
        if item.id.is_none() {
            set(id, &mut item.id);
        }
        item.image = self.images.media.or(self.images.enclosure).or(self.images.cover);
        self.item
    }

    /// Puts what an element says in its place.
    pub(super) fn set(&mut self, xml: &mut Xml<'a>, element: &Element<'a>, rows: &[Row], row: &Row) {
        let Row { name, field, is_fallback, .. } = *row;
        // In markup, and in what is said of a person, may stand what is called like a field.
        let is_markup = matches!(field, Field::Summary | Field::Content);
        let is_whole = is_markup || field == Field::Person;
        let ends: Ends = &|child| {
            rows::find(rows, child).is_some_and(|row| {
                !is_whole
                    || !matches!(
                        row.field,
                        Field::Title | Field::Page | Field::Link | Field::Content | Field::Icon
                    )
            })
        };
        match field {
            Field::Title | Field::Summary | Field::Content => {
                let text = construct::read(xml, element, ends);
                // Half a title would be another title.
                if text.is_some() && (is_markup || !xml.cut()) {
                    self.set_text(text, name, field, is_fallback);
                }
            }
            Field::Person => {
                let (source, elements) = xml.content(element, ends);
                let person = if elements {
                    person::of_elements(source, element)
                } else {
                    person::parse(&flatten(source))
                };
                if !xml.cut() {
                    person::add(person, &mut self.item.authors);
                }
            }
            Field::Media => self.add_media(xml, element, rows),
            Field::Thumbnail => set_first(element, &element.attribute("url"), &mut self.images.media),
            Field::Tag => self.add_category(xml, element, ends),
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
                if !is_fallback || self.icon.is_none() {
                    set_address_in(element, &address, &mut self.icon);
                }
            }
            Field::Source => self.set_source(xml, element),
            Field::Cover => set_first(element, &first_of(element, "href", "url"), &mut self.images.cover),
            _ => {
                let text = construct::limited(xml.text(element, ends));
                if !xml.cut() {
                    self.set_line(xml, element, field, is_fallback, text);
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
        is_fallback: bool,
        text: Cow<'a, str>,
    ) {
        let item = &mut self.item;
        match field {
            Field::Page => {
                let text = if text.is_empty() { element.attribute("href") } else { text };
                set_address_in(element, &text, &mut item.url);
            }
            Field::Link => self.link(element, &text),
            Field::Id => {
                // An id of the web is where the post is. A relative one is none until it is resolved.
                if find(&text, b"://").is_some() {
                    set_address_in(element, &text, &mut self.permalink);
                }
                let own =
                    if text.starts_with('/') { Url::resolve(element.base.as_deref(), &text) } else { None };
                set(own.as_ref().map_or(&*text, Url::as_str), &mut item.id);
            }
            Field::Guid => {
                let is_link = element.keyword("ispermalink") != "false";
                if is_link && find(&text, b"/").is_some() {
                    set_address_in(element, &text, &mut self.permalink);
                }
                set(&text, &mut item.id);
            }
            Field::Published => set_date(xml, &text, is_fallback, &mut item.date_published),
            Field::Modified => set_date(xml, &text, is_fallback, &mut item.date_modified),
            Field::Language => set_language(&text, &mut item.language),
            Field::Ttl => self.ttl = text.parse().ok(),
            Field::Period => self.period = PERIODS.iter().find(|row| row.0 == text).map(|row| row.1),
            Field::Frequency => self.frequency = text.parse().unwrap_or_default(),
            Field::Generator => set(&text, &mut self.generator),
            // The others are no lines.
            _ => {}
        }
    }

    /// `description` and `summary` in one post are the one and the other of summary and content.
    fn set_text(&mut self, text: Option<Text<'a>>, name: &'static str, field: Field, is_fallback: bool) {
        let item = &mut self.item;
        let is_summary = field == Field::Summary && !is_fallback;
        let is_second = is_summary
            && item.summary.is_some()
            && !self.summary_name.is_empty()
            && name != self.summary_name;
        let slot = match field {
            Field::Title => &mut item.title,
            Field::Summary if !is_second => &mut item.summary,
            _ => &mut item.content_html,
        };
        if slot.is_none() || !is_fallback && !is_second {
            if is_summary && !is_second {
                self.summary_name = name;
            }
            *slot = text;
        }
    }

    fn link(&mut self, element: &Element<'a>, text: &str) {
        let item = &mut self.item;
        let slot = match &*element.keyword("rel") {
            "" | "alternate" => {
                // Of several alternates a page is meant, not another format of the feed.
                if item.url.is_some() && !element.attribute("type").ends_with("html") {
                    return;
                }
                &mut item.url
            }
            "related" => &mut item.external_url,
            "self" => &mut self.feed_url,
            "next" | "prev-archive" => &mut self.next_url,
            "enclosure" => return self.attach(element, "href"),
            _ => return,
        };
        let address = element.attribute("href");
        set_address_in(element, if address.is_empty() { text } else { &address }, slot);
    }

    /// RSS says the feed's name as text, Atom in elements of its feed.
    fn set_source(&mut self, xml: &mut Xml<'a>, element: &Element<'a>) {
        let mut feed = Source::default();
        set_address_in(element, &element.attribute("url"), &mut feed.feed_url);
        let (source, elements) = xml.content(element, &|_| false);
        if elements {
            each(source, element, &mut |child, text| match &*child.name {
                "title" => set(&text, &mut feed.title),
                "link" => {
                    let is_feed = child.attribute("rel") == "self";
                    set_first(
                        child,
                        &child.attribute("href"),
                        if is_feed { &mut feed.feed_url } else { &mut feed.url },
                    );
                }
                _ => {}
            });
        } else {
            set(construct::limited(flatten(source)).trim_ascii(), &mut feed.title);
        }
        if !xml.cut() && feed.title.is_some() {
            self.item.source = Some(Rc::new(feed));
        }
    }

    /// How long a copy is good for, in minutes.
    pub(super) fn ttl(&self) -> Option<u32> {
        let often = self.frequency.max(1);
        self.ttl.or_else(|| Some(self.period? / often))
    }

    /// A category is called by its `term`, by its `label`, or by its text.
    fn add_category(&mut self, xml: &mut Xml<'a>, element: &Element<'a>, ends: Ends) {
        let text = xml.text(element, ends);
        if !xml.cut() {
            self.add_tag(element.attribute("term"));
            self.add_tag(element.attribute("label"));
            self.add_tag(text);
        }
    }

    fn add_tag(&mut self, name: Cow<str>) {
        let tags = &mut self.item.tags;
        let is_known = tags.iter().any(|tag| tag.eq_ignore_ascii_case(&name));
        if !name.is_empty() && !is_known && tags.len() < MAX_PARTS {
            tags.push(construct::limited(name).into_owned());
        }
    }
}
