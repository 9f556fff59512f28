//! [JSON Feed](https://www.jsonfeed.org/version/1.1/), 1.0 and 1.1.

use std::rc::Rc;

use super::construct;
use super::json::Json;
use super::slot::{set, set_address};
use super::warnings::Warnings;
use super::{MAX_PARTS, Origin, date, limit, person, warn_of_cut, warn_of_date, warn_of_limit};
use crate::error::{Error, Fault};
use crate::feed::{Attachment, Author, Date, Feed, Item, Source, Text, TextKind};
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
    let mut feed = Feed { feed_url: origin.url.cloned(), ..Feed::default() };
    let mut reader =
        Reader { json: Json::new(document), base, is_ours: false, warnings: Warnings::default() };
    let mut is_feed = false;
    reader.json.begin(b'{');
    while let Some(name) = reader.json.member() {
        match &*name {
            "_latest_posts" => {
                reader.is_ours = true;
                reader.json.begin(b'{');
                while let Some(name) = reader.json.member() {
                    if name == "sources" {
                        reader.json.begin(b'[');
                        while reader.json.more() {
                            feed.sources.push(reader.source());
                        }
                    }
                }
            }
            "version" => is_feed = find(&reader.json.text(), b"jsonfeed.org/version/").is_some(),
            "title" => reader.text(TextKind::Plain, &mut feed.title),
            "description" => reader.text(TextKind::Plain, &mut feed.description),
            "home_page_url" => reader.address(&mut feed.home_page_url),
            "feed_url" => reader.address(&mut feed.feed_url),
            "icon" => reader.address(&mut feed.icon),
            "favicon" if feed.icon.is_none() => reader.address(&mut feed.icon),
            "next_url" => reader.address(&mut feed.next_url),
            "language" => line(&mut reader.json, &mut feed.language),
            "author" => reader.author(&mut feed.authors),
            "authors" => reader.authors(&mut feed.authors),
            "items" => {
                reader.json.begin(b'[');
                while reader.json.more() {
                    if feed.items.len() < limit(origin)
                        && let Some(item) = reader.item()
                    {
                        feed.items.push(item);
                    }
                }
            }
            _ => {}
        }
    }
    let Reader { json, mut warnings, .. } = reader;
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

struct Reader<'a, 'b> {
    json: Json<'a>,
    base: Option<&'b Rc<Url>>,
    /// Whether this library has written the document: its summaries are clean markup.
    is_ours: bool,
    warnings: Warnings,
}

impl<'a> Reader<'a, '_> {
    /// A post. One that was cut is kept if that was in its text, and its title and its address were read before.
    fn item(&mut self) -> Option<Item<'a>> {
        let mut item = Item::default();
        let mut is_half = false;
        self.json.begin(b'{');
        while let Some(name) = self.json.member() {
            self.member(&name, &mut item);
            is_half |= self.json.cut() && !matches!(&*name, "content_html" | "content_text" | "summary");
        }
        let is_known = item.title.is_some() && item.url.is_some();
        let is_there = item.id.is_some() || item.title.is_some() || item.content_html.is_some();
        (if self.json.cut() { is_known && !is_half } else { is_there }).then_some(item)
    }

    fn member(&mut self, name: &str, item: &mut Item<'a>) {
        match name {
            "id" => line(&mut self.json, &mut item.id),
            "url" => self.address(&mut item.url),
            "external_url" => self.address(&mut item.external_url),
            "title" => self.text(TextKind::Plain, &mut item.title),
            "content_html" => self.text(TextKind::Html, &mut item.content_html),
            "content_text" if item.content_html.is_none() => {
                self.text(TextKind::Plain, &mut item.content_html);
            }
            "summary" => {
                let kind = if self.is_ours { TextKind::Html } else { TextKind::Plain };
                self.text(kind, &mut item.summary);
            }
            "_latest_posts" => {
                self.json.begin(b'{');
                while let Some(name) = self.json.member() {
                    if name == "source" {
                        item.source = Some(self.source());
                    }
                }
            }
            "image" => self.address(&mut item.image),
            "banner_image" if item.image.is_none() => self.address(&mut item.image),
            "date_published" => self.date(&mut item.date_published),
            "date_modified" => self.date(&mut item.date_modified),
            "language" => line(&mut self.json, &mut item.language),
            "author" => self.author(&mut item.authors),
            "authors" => self.authors(&mut item.authors),
            "tags" => {
                self.json.begin(b'[');
                while self.json.more() {
                    let mut tag = None;
                    line(&mut self.json, &mut tag);
                    if let Some(tag) = tag
                        && item.tags.len() < MAX_PARTS
                    {
                        item.tags.push(tag);
                    }
                }
            }
            "attachments" => {
                self.json.begin(b'[');
                while self.json.more() {
                    if let Some(attachment) = self.attachment()
                        && item.attachments.len() < MAX_PARTS
                    {
                        item.attachments.push(attachment);
                    }
                }
            }
            _ => {}
        }
    }

    fn authors(&mut self, authors: &mut Vec<Author>) {
        self.json.begin(b'[');
        while self.json.more() {
            self.author(authors);
        }
    }

    fn author(&mut self, authors: &mut Vec<Author>) {
        let mut author = Author::default();
        self.json.begin(b'{');
        while let Some(name) = self.json.member() {
            match &*name {
                "name" => line(&mut self.json, &mut author.name),
                "url" => author.url = Url::resolve(self.base.map(Rc::as_ref), &self.json.text()),
                _ => {}
            }
        }
        person::add(author, authors);
    }

    fn source(&mut self) -> Rc<Source> {
        let mut source = Source::default();
        self.json.begin(b'{');
        while let Some(name) = self.json.member() {
            match &*name {
                "title" => line(&mut self.json, &mut source.title),
                "url" => self.address(&mut source.url),
                "feed_url" => self.address(&mut source.feed_url),
                _ => {}
            }
        }
        Rc::new(source)
    }

    fn attachment(&mut self) -> Option<Attachment> {
        let (mut url, mut mime_type, mut size_in_bytes) = (None, None, None);
        self.json.begin(b'{');
        while let Some(name) = self.json.member() {
            match &*name {
                "url" => self.address(&mut url),
                "mime_type" => line(&mut self.json, &mut mime_type),
                "size_in_bytes" => size_in_bytes = self.json.text().parse().ok(),
                _ => {}
            }
        }
        Some(Attachment { url: url?, mime_type, size_in_bytes })
    }

    fn address(&mut self, slot: &mut Option<Url>) {
        set_address(self.base, &self.json.text(), slot);
    }

    fn text(&mut self, kind: TextKind, slot: &mut Option<Text<'a>>) {
        *slot = construct::text(self.json.text(), Some(kind), self.base);
    }

    fn date(&mut self, slot: &mut Option<Date>) {
        let text = self.json.text();
        *slot = date::parse(&text);
        if slot.is_none() {
            warn_of_date(&mut self.warnings, self.json.read(), &text);
        }
    }
}

/// A text that is all one line; an empty one changes nothing.
fn line(json: &mut Json, slot: &mut Option<String>) {
    set(&construct::limited(json.text()), slot);
}
