//! [JSON Feed](https://www.jsonfeed.org/version/1.1/), 1.0 and 1.1.

use std::rc::Rc;

use super::construct;
use super::json::Json;
use super::warnings::Warnings;
use super::{MAX_PARTS, Origin, date, limit, person, warn_of_cut, warn_of_date, warn_of_limit};
use crate::error::{Error, Fault};
use crate::feed::{Attachment, Author, Date, Feed, Item, Source, TextKind};
use crate::scan::find;
use crate::url::Url;

/// Reads a feed.
///
/// Errors: [`Fault::NotAFeed`] for JSON without the version of a JSON Feed.
pub(super) fn read<'a>(
    document: &'a str,
    base: Option<&Rc<Url>>,
    origin: &Origin,
) -> Result<Feed<'a>, Error> {
    let mut reader = Reader { base, is_ours: false };
    let mut feed = Feed { feed_url: origin.url.cloned(), ..Feed::default() };
    let mut warnings = Warnings::default();
    let mut is_feed = false;
    let mut json = Json::new(document);
    json.object(&mut |json, name| match name {
        "_latest_posts" => {
            reader.is_ours = true;
            json.object(&mut |json, name| {
                if name == "sources" {
                    json.array(&mut |json| feed.sources.push(Rc::new(reader.source(json))));
                }
            });
        }
        "version" => is_feed = find(&json.text(), b"jsonfeed.org/version/").is_some(),
        "title" => feed.title = construct::text(json.text(), Some(TextKind::Plain), None),
        "description" => feed.description = construct::text(json.text(), Some(TextKind::Plain), None),
        "home_page_url" => feed.home_page_url = reader.address(json),
        "feed_url" => feed.feed_url = reader.address(json).or(feed.feed_url.take()),
        "icon" => feed.icon = reader.address(json).or(feed.icon.take()),
        "favicon" => feed.icon = feed.icon.take().or_else(|| reader.address(json)),
        "next_url" => feed.next_url = reader.address(json),
        "language" => feed.language = line(json),
        "author" => reader.author(json, &mut feed.authors),
        "authors" => json.array(&mut |json| reader.author(json, &mut feed.authors)),
        "items" => json.array(&mut |json| {
            if feed.items.len() < limit(origin) {
                feed.items.extend(reader.item(json, &mut warnings));
            }
        }),
        _ => {}
    });
    if !is_feed {
        return Err(Error::new(Fault::NotAFeed, "JSON"));
    }
    if json.cut() {
        warn_of_cut(&mut warnings, json.read());
    }
    warn_of_limit(&mut warnings, &feed.items, json.read());
    feed.extension.warnings = warnings.0;
    Ok(feed)
}

struct Reader<'b> {
    base: Option<&'b Rc<Url>>,
    /// Whether this library has written the document: its summaries are clean markup.
    is_ours: bool,
}

impl Reader<'_> {
    /// A post. One that was cut is kept if that was in its text, and its title and its address were read before.
    fn item<'a>(&self, json: &mut Json<'a>, warnings: &mut Warnings) -> Option<Item<'a>> {
        let mut item = Item::default();
        let mut is_half = false;
        json.object(&mut |json, name| {
            self.member(json, name, &mut item, warnings);
            is_half |= json.cut() && !matches!(name, "content_html" | "content_text" | "summary");
        });
        let is_known = item.title.is_some() && item.url.is_some();
        let is_there = item.id.is_some() || item.title.is_some() || item.content_html.is_some();
        (if json.cut() { is_known && !is_half } else { is_there }).then_some(item)
    }

    fn member<'a>(&self, json: &mut Json<'a>, name: &str, item: &mut Item<'a>, warnings: &mut Warnings) {
        match name {
            "id" => item.id = line(json),
            "url" => item.url = self.address(json),
            "external_url" => item.external_url = self.address(json),
            "title" => item.title = construct::text(json.text(), Some(TextKind::Plain), None),
            "content_html" => {
                item.content_html = construct::text(json.text(), Some(TextKind::Html), self.base)
            }
            "content_text" if item.content_html.is_none() => {
                item.content_html = construct::text(json.text(), Some(TextKind::Plain), None);
            }
            "summary" => {
                let kind = if self.is_ours { TextKind::Html } else { TextKind::Plain };
                item.summary = construct::text(json.text(), Some(kind), self.base);
            }
            "_latest_posts" => json.object(&mut |json, name| {
                if name == "source" {
                    item.source = Some(Rc::new(self.source(json)));
                }
            }),
            "image" => item.image = self.address(json).or(item.image.take()),
            "banner_image" => item.image = item.image.take().or_else(|| self.address(json)),
            "date_published" => item.date_published = date_of(json, warnings),
            "date_modified" => item.date_modified = date_of(json, warnings),
            "language" => item.language = line(json),
            "author" => self.author(json, &mut item.authors),
            "authors" => json.array(&mut |json| self.author(json, &mut item.authors)),
            "tags" => json.array(&mut |json| {
                if item.tags.len() < MAX_PARTS {
                    item.tags.extend(line(json));
                }
            }),
            "attachments" => json.array(&mut |json| {
                if item.attachments.len() < MAX_PARTS {
                    item.attachments.extend(self.attachment(json));
                }
            }),
            _ => {}
        }
    }

    fn author(&self, json: &mut Json, authors: &mut Vec<Author>) {
        let mut author = Author::default();
        json.object(&mut |json, name| match name {
            "name" => author.name = line(json),
            "url" => author.url = Url::resolve(self.base.map(Rc::as_ref), &json.text()),
            _ => {}
        });
        let is_someone = author.name.is_some() || author.url.is_some();
        person::add(is_someone.then_some(author), authors);
    }

    fn source(&self, json: &mut Json) -> Source {
        let mut source = Source::default();
        json.object(&mut |json, name| match name {
            "title" => source.title = line(json),
            "url" => source.url = self.address(json),
            "feed_url" => source.feed_url = self.address(json),
            _ => {}
        });
        source
    }

    fn attachment(&self, json: &mut Json) -> Option<Attachment> {
        let (mut url, mut mime_type, mut size_in_bytes) = (None, None, None);
        json.object(&mut |json, name| match name {
            "url" => url = self.address(json),
            "mime_type" => mime_type = line(json),
            "size_in_bytes" => size_in_bytes = json.text().parse().ok(),
            _ => {}
        });
        Some(Attachment { url: url?, mime_type, size_in_bytes })
    }

    fn address(&self, json: &mut Json) -> Option<Url> {
        Url::web(self.base.map(Rc::as_ref), &json.text())
    }
}

fn date_of(json: &mut Json, warnings: &mut Warnings) -> Option<Date> {
    let text = json.text();
    let date = date::parse(&text);
    if date.is_none() {
        warn_of_date(warnings, json.read(), &text);
    }
    date
}

/// A text that is all one line; none for an empty one.
pub(super) fn line(json: &mut Json) -> Option<String> {
    Some(construct::limited(json.text()).into_owned()).filter(|text| !text.is_empty())
}
