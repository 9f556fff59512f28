//! [JSON Feed](https://www.jsonfeed.org/version/1.1/), 1.0 and 1.1.

use std::rc::Rc;

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
    let mut feed = Feed::default();
    let mut reader =
        Reader { json: Json::new(document, base), is_ours: false, warnings: Warnings::default() };
    let mut is_feed = false;
    reader.json.begin(b'{');
    while reader.json.member() {
        match reader.json.name() {
            "_latest_posts" => {
                reader.is_ours = true;
                reader.json.begin(b'{');
                while reader.json.find("sources") {
                    reader.json.begin(b'[');
                    while reader.json.more() {
                        if feed.sources.len() < MAX_PARTS {
                            feed.sources.push(reader.source());
                        }
                    }
                }
            }
            "version" => is_feed = find(&reader.json.text(), b"jsonfeed.org/version/").is_some(),
            "title" => reader.json.construct(TextKind::Plain, &mut feed.title),
            "description" => reader.json.construct(TextKind::Plain, &mut feed.description),
            "home_page_url" => reader.json.address(&mut feed.home_page_url),
            "feed_url" => reader.json.address(&mut feed.feed_url),
            "icon" => reader.json.address(&mut feed.icon),
            "favicon" if feed.icon.is_none() => reader.json.address(&mut feed.icon),
            "next_url" => reader.json.address(&mut feed.next_url),
            "language" => reader.json.line(&mut feed.language),
            "author" => reader.author(&mut feed.authors),
            "authors" => reader.authors(&mut feed.authors),
            "items" => {
                reader.json.begin(b'[');
                while reader.json.more() {
                    if feed.items.len() < limit(origin) {
                        reader.item(&mut feed.items);
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
    json: Json<'a, 'b>,
    /// Whether this library has written the document: its summaries are clean markup.
    is_ours: bool,
    warnings: Warnings,
}

impl<'a> Reader<'a, '_> {
    /// Adds a post. One that was cut is kept if that was in its text, and its title and its address were read before.
    fn item(&mut self, items: &mut Vec<Item<'a>>) {
        let mut item = Item::default();
        let mut is_half = false;
        self.json.begin(b'{');
        while self.json.member() {
            let is_text = matches!(self.json.name(), "content_html" | "content_text" | "summary");
            self.member(&mut item);
            is_half |= self.json.cut() && !is_text;
        }
        let is_known = item.title.is_some() && item.url.is_some();
        let is_there = item.id.is_some() || item.title.is_some() || item.content_html.is_some();
        let is_kept = if self.json.cut() { is_known && !is_half } else { is_there };
        if is_kept {
            items.push(item);
        }
    }

    fn member(&mut self, item: &mut Item<'a>) {
        match self.json.name() {
            "id" => self.json.line(&mut item.id),
            "url" => self.json.address(&mut item.url),
            "external_url" => self.json.address(&mut item.external_url),
            "title" => self.json.construct(TextKind::Plain, &mut item.title),
            "content_html" => self.json.construct(TextKind::Html, &mut item.content_html),
            "content_text" if item.content_html.is_none() => {
                self.json.construct(TextKind::Plain, &mut item.content_html);
            }
            "summary" => {
                let kind = if self.is_ours { TextKind::Html } else { TextKind::Plain };
                self.json.construct(kind, &mut item.summary);
            }
            "_latest_posts" => {
                self.json.begin(b'{');
                while self.json.find("source") {
                    item.source = Some(self.source());
                }
            }
            "image" => self.json.address(&mut item.image),
            "banner_image" if item.image.is_none() => self.json.address(&mut item.image),
            "date_published" => self.date(&mut item.date_published),
            "date_modified" => self.date(&mut item.date_modified),
            "language" => self.json.line(&mut item.language),
            "author" => self.author(&mut item.authors),
            "authors" => self.authors(&mut item.authors),
            "tags" => {
                self.json.begin(b'[');
                while self.json.more() {
                    let mut tag = None;
                    self.json.line(&mut tag);
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
        while self.json.member() {
            match self.json.name() {
                "name" => self.json.line(&mut author.name),
                "url" => author.url = self.json.resolved(),
                _ => {}
            }
        }
        person::add(author, authors);
    }

    fn source(&mut self) -> Rc<Source> {
        let mut source = Source::default();
        self.json.begin(b'{');
        while self.json.member() {
            match self.json.name() {
                "title" => self.json.line(&mut source.title),
                "url" => self.json.address(&mut source.url),
                "feed_url" => self.json.address(&mut source.feed_url),
                _ => {}
            }
        }
        Rc::new(source)
    }

    fn attachment(&mut self) -> Option<Attachment> {
        let (mut url, mut mime_type, mut size_in_bytes) = (None, None, None);
        self.json.begin(b'{');
        while self.json.member() {
            match self.json.name() {
                "url" => self.json.address(&mut url),
                "mime_type" => self.json.line(&mut mime_type),
                "size_in_bytes" => size_in_bytes = self.json.text().parse().ok(),
                _ => {}
            }
        }
        Some(Attachment { url: url?, mime_type, size_in_bytes })
    }

    fn date(&mut self, slot: &mut Option<Date>) {
        let text = self.json.text();
        *slot = date::parse(&text);
        if slot.is_none() {
            warn_of_date(&mut self.warnings, self.json.read(), &text);
        }
    }
}
