//! The functions that JavaScript calls. Each returns before anything else runs, so that a trap is always an exception
//! for its caller. Settings come in as attributes, feeds go out as the text of a JSON Feed.

#![expect(unreachable_pub, reason = "wasm-bindgen exports only what is pub")]

use super::{beginning_of, decode, now, size_of, written};
use crate::clean::tree::{Element, Node};
use crate::error::Error;
use crate::feed::{Date, Feed};
use crate::read::{self, Document, Origin};
use crate::scan::{concat, digits};
use crate::settings::Settings;
use crate::show::labels::Labels;
use crate::show::{self, Beginning, JsonFeed, Page, Post, Visit};
use crate::show::{markup, nodes};
use crate::url::Url;
use wasm_bindgen::prelude::*;

/// Bytes of a feed that are always read. Most feeds are smaller; and of those of the web one in a hundred begins with twenty
/// posts in their order, and goes on with newer ones.
const BEGINNING: usize = 250_000;

/// What no text but that of a failure begins as.
const FAILURE: &str = "!";

/// Reads a feed: bytes → the text of a JSON Feed with clean content. `origin` is a JSON array as that of [`show_posts`].
#[wasm_bindgen(js_name = parseFeed)]
pub fn parse_feed(bytes: &[u8], origin: &str, limit: Option<u32>) -> String {
    let texts = read::texts(origin);
    let mut texts = said(&texts);
    let (content_type, content_language) = (texts(), texts());
    let url = Url::parse(texts());
    let limit = limit.and_then(|limit| usize::try_from(limit).ok());
    let origin = Origin {
        content_type: Some(content_type),
        content_language: Some(content_language),
        url: url.as_ref(),
        limit,
    };
    crate::parse(bytes, &origin).unwrap_or_else(|error| failure(&error, ""))
}

/// Shows posts of documents as the attributes ask for: those are a JSON object, with the texts of the widget by their names
/// with `label-` before them. `origins` is a JSON array with three texts for each document, empty where unknown: `Content-Type`,
/// `Content-Language`, address. The documents are pages of one feed, or, with `several`, feeds. `page` is the page's
/// address; `format_date` writes milliseconds of UTC in a style.
///
/// Gives lines. The first is the feed with the posts that are shown. With `is_tree` they are without their contents, since
/// what nobody asks for is not cleaned, and in the second is what is shown, as [`nodes`] writes it. With `is_markup`, as on
/// a server, HTML follows: the links of the posts, and from the third line on what is shown.
///
/// Of a part of a document nothing, unless its posts may be shown; a line break behind them says that the rest may still
/// matter. Without `is_tree` a part is only judged: there is the line break, or an empty text. Of a large
/// document too, the rest is read only where it matters.
#[expect(
    clippy::too_many_arguments,
    reason = "an object would be taken apart by name, which costs more bytes"
)]
#[wasm_bindgen(js_name = showPosts)]
pub fn show_posts(
    bodies: &JsValue,
    origins: &str,
    several: bool,
    is_part: bool,
    attributes: &str,
    is_tree: bool,
    is_markup: bool,
    page: &str,
    format_date: &JsValue,
    extra: u32,
    search: &str,
    is_copy: bool,
    as_of: Option<f64>,
    last: Option<f64>,
) -> Option<String> {
    let attributes = read::members(attributes);
    let visit = Visit {
        now: seconds(now()),
        extra,
        search,
        is_copy,
        as_of: as_of.map(|as_of| Date { seconds: seconds(as_of), offset: 0 }),
        last: last.map(seconds),
    };
    let settings = Settings::from_attributes(&|name| value(&attributes, name));
    let call = Call {
        attributes,
        settings,
        visit,
        origins: read::texts(origins),
        several,
        is_part,
        is_tree,
        is_markup,
        page,
        format_date,
    };
    if is_part && !show::may_stand_first(&call.settings) {
        return None;
    }
    // Its posts are shown, and more is read in any case.
    if is_part && !is_tree && size_of(bodies, 0) < BEGINNING {
        return None;
    }
    // What is wrong with a beginning is told of the whole.
    if call.may_be_enough(bodies)
        && let Some(text) = call.answer(bodies, BEGINNING)
        && !text.starts_with(FAILURE)
    {
        return Some(text);
    }
    call.answer(bodies, usize::MAX)
}

/// What a call of [`show_posts`] says, but for the documents.
struct Call<'c> {
    attributes: Vec<(String, String)>,
    settings: Settings,
    visit: Visit<'c>,
    origins: Vec<String>,
    several: bool,
    is_part: bool,
    is_tree: bool,
    is_markup: bool,
    page: &'c str,
    format_date: &'c JsValue,
}

impl Call<'_> {
    /// Whether the beginning of a large document may be shown without the rest.
    fn may_be_enough(&self, bodies: &JsValue) -> bool {
        let is_large = self.origins.len() == 3 && size_of(bodies, 0) > 2 * BEGINNING;
        is_large && !self.is_part && !self.is_markup && show::may_be_enough(&self.settings)
    }

    /// Reads so many bytes of each document, all as one feed, and shows that; nothing of a beginning, unless its posts may be
    /// shown.
    fn answer(&self, bodies: &JsValue, end: usize) -> Option<String> {
        let bytes = self.bytes(bodies, end);
        let mut next = said(&self.origins);
        let mut documents = Vec::new();
        for bytes in &bytes {
            let document = Document::new(bytes, Some(next()), &decode);
            documents.push((document, next(), Url::parse(next())));
        }
        let mut whole = Feed::default();
        for (place, (document, content_language, url)) in documents.iter().enumerate() {
            let origin =
                Origin { content_language: Some(content_language), url: url.as_ref(), ..Origin::default() };
            match read::feed(document, &origin) {
                // Of one feed the first page says what it is.
                Ok(feed) if place == 0 && !self.several => whole = feed,
                Ok(feed) => show::add(&mut whole, feed, self.several),
                Err(error) => return Some(failure(&error, &digits(place))),
            }
        }
        let mut more = "";
        if self.is_part || end == BEGINNING {
            more = self.judge(&whole, bytes.iter().map(Vec::len).sum())?;
        }
        if self.is_part || end == BEGINNING || self.visit.as_of.is_some() {
            forget_cut(&mut whole);
        }
        if self.is_part && !self.is_tree {
            return Some(more.to_owned());
        }
        Some(self.show(&mut whole, more))
    }

    /// So many bytes of each document.
    fn bytes(&self, bodies: &JsValue, end: usize) -> Vec<Vec<u8>> {
        let mut bytes = Vec::new();
        for place in 0..self.origins.len() / 3 {
            let mut body = beginning_of(bodies, place, end);
            // Up to the end of a tag, so that no character is cut.
            while end == BEGINNING && body.last().is_some_and(|byte| *byte != b'>') {
                body.pop();
            }
            bytes.push(body);
        }
        bytes
    }

    /// What is said of the rest behind a beginning that may be shown; none for one that may not.
    fn judge(&self, feed: &Feed, length: usize) -> Option<&'static str> {
        match show::judge(feed, &self.settings, &self.visit) {
            Beginning::Enough if !self.is_part || length >= BEGINNING => Some(""),
            Beginning::Enough | Beginning::Showable if self.is_part => Some("\n"),
            _ => None,
        }
    }

    /// Shows a feed: the lines that [`show_posts`] gives.
    fn show(&self, feed: &mut Feed, more: &str) -> String {
        let settings = &self.settings;
        show::warn(feed, &settings.warnings);
        let has_more = show::select(feed, settings, &self.visit);
        let (mut posts, mut json) = (Vec::new(), JsonFeed::new(feed));
        for item in &feed.items {
            let post = if self.is_tree { Post::shown(item, settings) } else { Post::new(item) };
            json.add(&post);
            posts.push(post);
        }
        let mut lines = json.finish();
        if self.is_tree || self.is_markup {
            let tree = self.tree(feed, &posts, has_more);
            lines.push('\n');
            if self.is_tree {
                lines.push_str(&nodes::write(&tree));
                lines.push_str(more);
            } else {
                let links = show::fallback(&tree);
                lines.push_str(&markup::write(&[links.into(), Node::Text("\n".to_owned()), tree.into()]));
            }
        }
        lines
    }

    fn tree(&self, feed: &Feed, posts: &[Post], has_more: bool) -> Element {
        let page_url = Url::parse(self.page);
        let format_date = |date, style: &str| format(self.format_date, date, style);
        let page =
            Page { url: page_url.as_ref(), labels: Labels::new(&self.attributes), format_date: &format_date };
        show::view(feed, posts, &self.settings, &page, &self.visit, has_more)
    }
}

/// That a part goes on is no fault of it, nor of what was shown before the feed was gone.
fn forget_cut(feed: &mut Feed) {
    let warnings = &mut feed.extension.warnings;
    while let Some(place) = warnings.iter().position(|warning| warning.code == "cut-off") {
        warnings.remove(place);
    }
}

/// One text after the other, and empty ones behind the last.
fn said<'t>(texts: &'t [String]) -> impl FnMut() -> &'t str {
    let mut texts = texts.iter();
    move || texts.next().map_or("", String::as_str)
}

/// The value of an attribute.
fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    Some(&attributes.iter().find(|(known, _)| known == name)?.1)
}

/// The day of the post's own clock, whatever the visitor's is; only a moment is told by the visitor's.
fn format(format_date: &JsValue, date: Date, style: &str) -> String {
    let is_instant = matches!(style, "moment" | "relative");
    let seconds = if is_instant { date.seconds } else { date.local_seconds() };
    written(format_date, seconds as f64 * 1000.0, style)
}

fn seconds(milliseconds: f64) -> i64 {
    (milliseconds / 1000.0) as i64
}

/// What JavaScript makes an `Error` of: [`FAILURE`] and the code, behind a blank the detail, and in
/// lines of their own the feed of a page, and which document is meant. The sentences are over there.
fn failure(error: &Error, place: &str) -> String {
    let feed_url = error.feed_url.as_deref().unwrap_or_default();
    concat(&[FAILURE, error.fault.code(), " ", &error.detail, "\n", feed_url, "\n", place])
}
