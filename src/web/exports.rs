//! The functions that JavaScript calls. Each returns before anything else runs, so that a trap is always an exception
//! for its caller. Settings come in as attributes, feeds go out as the text of a JSON Feed.

#![expect(unreachable_pub, reason = "wasm-bindgen exports only what is pub")]

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};

use super::{decode, dom};
use crate::error::Error;
use crate::feed::Date;
use crate::read::{self, Document, Origin};
use crate::scan::concat;
use crate::settings::Settings;
use crate::show::{self, Page, Post, labels};
use crate::url::Url;

/// Reads a feed: bytes → the text of a JSON Feed with clean content.
#[wasm_bindgen(js_name = parseFeed)]
pub fn parse_feed(
    bytes: &[u8],
    content_type: Option<String>,
    content_language: Option<String>,
    url: Option<String>,
    limit: Option<u32>,
) -> Result<String, JsValue> {
    let url = url.as_deref().and_then(Url::parse);
    let limit = limit.and_then(|limit| usize::try_from(limit).ok());
    let origin = Origin {
        content_type: content_type.as_deref(),
        content_language: content_language.as_deref(),
        url: url.as_ref(),
        limit,
    };
    crate::parse(bytes, &origin).map_err(thrown)
}

/// Shows the posts of a feed in the shadow root of `host`, as its attributes ask for; `page` is the page's address, and
/// `format_date` writes milliseconds of UTC as a day. Gives the feed with the posts that are shown; without any, the
/// root stays as it was.
#[expect(
    clippy::too_many_arguments,
    reason = "an object would be taken apart by name, which costs more bytes"
)]
#[wasm_bindgen(js_name = showPosts)]
pub fn show_posts(
    bytes: &[u8],
    content_type: Option<String>,
    content_language: Option<String>,
    url: &str,
    host: &Element,
    root: &ShadowRoot,
    page: &str,
    format_date: &Function,
) -> Result<String, JsValue> {
    let settings = Settings::from_attributes(&|name| host.get_attribute(name));
    let url = Url::parse(url);
    let origin = Origin {
        content_type: content_type.as_deref(),
        content_language: content_language.as_deref(),
        url: url.as_ref(),
        limit: None,
    };
    let document = Document::new(bytes, origin.content_type, &decode);
    let mut feed = read::feed(&document, &origin).map_err(thrown)?;
    feed.extension.warnings.extend_from_slice(&settings.warnings);
    show::select(&mut feed, &settings, (js_sys::Date::now() / 1000.0) as i64);
    let posts: Vec<_> = feed.items.iter().map(Post::new).collect();
    if !posts.is_empty() {
        let page = Url::parse(page);
        let format_date = |date| format(format_date, date);
        let page = Page { url: page.as_ref(), labels: &labels::ENGLISH, format_date: &format_date };
        let tree = show::view(&feed, &posts, &settings, &page);
        if let Some(document) = host.owner_document() {
            root.replace_children_with_node_1(&dom::build(&document, &tree)?.into());
        }
    }
    Ok(show::json_feed(&feed, &mut posts.into_iter()))
}

/// The day of the post's own clock, whatever the visitor's is.
fn format(format_date: &Function, date: Date) -> String {
    let milliseconds = JsValue::from_f64(date.local_seconds() as f64 * 1000.0);
    format_date
        .call1(&JsValue::NULL, &milliseconds)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// What JavaScript makes an `Error` of: the code, behind a blank the detail, and in a line of its own the feed of a page.
/// The sentences are over there.
fn thrown(error: Error) -> JsValue {
    let feed_url = error.feed_url.as_deref().unwrap_or_default();
    concat(&[error.fault.code(), " ", &error.detail, "\n", feed_url]).into()
}
