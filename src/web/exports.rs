//! The functions that JavaScript calls. Each returns before anything else runs, so that a trap is always an exception
//! for its caller. Settings come in as attributes, feeds go out as the text of a JSON Feed.

#![expect(unreachable_pub, reason = "wasm-bindgen exports only what is pub")]

use super::{beginning_of, decode, now, size_of, written};
use crate::error::Error;
use crate::feed::{Date, Feed};
use crate::read::{self, Document, Origin};
use crate::scan::{concat, digits};
use crate::settings::Settings;
use crate::show::labels::Labels;
use crate::show::{self, Beginning, Page, Post, Visit};
use crate::show::{markup, nodes};
use crate::url::Url;
use wasm_bindgen::prelude::*;

/// Bytes of a feed that are always read. Most feeds are smaller; and of those of the web one in a hundred begins with twenty
/// posts in their order, and goes on with newer ones.
const BEGINNING: usize = 250_000;

/// Reads a feed: bytes → the text of a JSON Feed with clean content. `origin` is a JSON array as that of [`show_posts`].
#[wasm_bindgen(js_name = parseFeed)]
pub fn parse_feed(bytes: &[u8], origin: &str, limit: Option<u32>) -> String {
    let texts = read::texts(origin);
    let mut texts = said(&texts);
    let (content_type, content_language) = (texts(), texts());
    let url = texts().and_then(Url::parse);
    let limit = limit.and_then(|limit| usize::try_from(limit).ok());
    let origin = Origin { content_type, content_language, url: url.as_ref(), limit };
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
    let get = |name: &str| Some(attributes.iter().find(|(known, _)| known == name)?.1.clone());
    let settings = Settings::from_attributes(&get);
    let visit = Visit {
        now: seconds(now()),
        extra,
        search,
        is_copy,
        as_of: as_of.map(|as_of| Date { seconds: seconds(as_of), offset: 0 }),
        last: last.map(seconds),
    };
    if is_part && !show::may_stand_first(&settings) {
        return None;
    }
    let origins = read::texts(origins);
    let show = |mut feed: Feed, is_beginning: bool| {
        let mut more = "";
        if is_beginning {
            match show::judge(&feed, &settings, &visit) {
                Beginning::Enough if !is_part || size_of(bodies, 0) >= BEGINNING => {}
                Beginning::Enough | Beginning::Showable if is_part => more = "\n",
                _ => return None,
            }
            if is_part && !is_tree {
                return Some(more.to_owned());
            }
            // That a part goes on is no fault of it.
            feed.extension.warnings.retain(|warning| warning.code != "cut-off");
        }
        feed.extension.warnings.extend_from_slice(&settings.warnings);
        let has_more = show::select(&mut feed, &settings, &visit);
        let posts: Vec<_> = feed
            .items
            .iter()
            .map(|item| if is_tree { Post::shown(item, &settings) } else { Post::new(item) })
            .collect();
        let tree = (is_tree || is_markup).then(|| {
            let page_url = Url::parse(page);
            let labels = Labels::new(&|name| get(&concat(&["label-", name])));
            let format_date = |date, style: &str| format(format_date, date, style);
            let page = Page { url: page_url.as_ref(), labels: &labels, format_date: &format_date };
            show::view(&feed, &posts, &settings, &page, &visit, has_more)
        });
        let text = show::json_feed(&feed, posts);
        let Some(tree) = tree else { return Some(text) };
        if is_tree {
            return Some(concat(&[&text, "\n", &nodes::write(&tree), more]));
        }
        let links = markup::write(&[show::fallback(&tree).into()]);
        Some(concat(&[&text, "\n", &links, "\n", &markup::write(&[tree.into()])]))
    };
    let read = |bytes: &[Vec<u8>], is_beginning: bool| {
        with_feed(bytes, &origins, several, &|feed| show(feed, is_beginning))
    };
    if origins.len() == 3
        && size_of(bodies, 0) > 2 * BEGINNING
        && !is_part
        && !is_markup
        && show::may_be_enough(&settings)
    {
        let mut bytes = beginning_of(bodies, 0, BEGINNING);
        // Up to the end of a tag, so that no character is cut.
        bytes.truncate(bytes.iter().rposition(|byte| *byte == b'>').map_or(0, |at| at + 1));
        // What is wrong with a beginning is told of the whole.
        if let Ok(Some(text)) = read(&[bytes], true) {
            return Some(text);
        }
    }
    let mut bytes = Vec::new();
    for place in 0..origins.len() / 3 {
        bytes.push(beginning_of(bodies, place, usize::MAX));
    }
    read(&bytes, is_part).unwrap_or_else(Some)
}

/// Reads documents as one feed, for as long as `show` needs it.
fn with_feed(
    bytes: &[Vec<u8>],
    origins: &[String],
    several: bool,
    show: &dyn Fn(Feed) -> Option<String>,
) -> Result<Option<String>, String> {
    let mut next = said(origins);
    let mut documents = Vec::new();
    for bytes in bytes {
        let document = Document::new(bytes, next(), &decode);
        documents.push((document, next(), next().and_then(Url::parse)));
    }
    let mut feeds = Vec::new();
    for (document, content_language, url) in &documents {
        let origin = Origin { content_language: *content_language, url: url.as_ref(), ..Origin::default() };
        let feed = read::feed(document, &origin).map_err(|error| failure(&error, &digits(feeds.len())))?;
        feeds.push(feed);
    }
    Ok(show(show::merge(feeds, several)))
}

/// One text after the other; none for an empty one.
fn said<'t>(texts: &'t [String]) -> impl FnMut() -> Option<&'t str> {
    let mut texts = texts.iter();
    move || texts.next().map(String::as_str).filter(|text| !text.is_empty())
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

/// What JavaScript makes an `Error` of, which no other text begins as: `!` and the code, behind a blank the detail, and in
/// lines of their own the feed of a page, and which document is meant. The sentences are over there.
fn failure(error: &Error, place: &str) -> String {
    let feed_url = error.feed_url.as_deref().unwrap_or_default();
    concat(&["!", error.fault.code(), " ", &error.detail, "\n", feed_url, "\n", place])
}
