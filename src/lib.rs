//! Reads any feed, cleans it, and shows a blog's latest posts on any page.
//!
//! ```text
//! bytes ─ read ─▶ Feed ─ show::select ─▶ fewer posts ─┬─ show::view ─▶ tree ─▶ HTML text, or JSON for DOM
//!                 untrusted                           └─ show::JsonFeed ─▶ JSON text
//!                                                     both through clean
//! ```
//!
//! The rooms stand in one order, and each knows only those before it:
//! [`error`], `scan`, [`url`], [`feed`], [`settings`], [`read`], [`clean`], [`show`], `web` (WebAssembly alone).
//!
//! ```
//! use latest_posts::{parse, read::Origin};
//!
//! let rss = b"<rss><channel><title>Blog</title><item><title>1 &lt; 2</title></item></channel></rss>";
//! assert!(parse(rss, &Origin::default())?.contains(r#""title":"1 < 2""#));
//! # Ok::<(), latest_posts::error::Error>(())
//! ```

pub mod clean;
pub mod error;
pub mod feed;
pub mod read;
mod scan;
pub mod settings;
pub mod show;
pub mod url;

#[cfg(target_arch = "wasm32")]
mod web;

use error::Error;
use read::{Document, Origin};
use show::{JsonFeed, Post};

/// Reads a feed from its bytes: the text of a JSON Feed with clean content. [`read::feed`] gives the typed model.
///
/// Errors: as [`read::feed`].
pub fn parse(bytes: &[u8], origin: &Origin) -> Result<String, Error> {
    let document = Document::new(bytes, origin.content_type, &decode);
    let feed = read::feed(&document, origin)?;
    let mut json = JsonFeed::new(&feed);
    for item in &feed.items {
        json.add(&Post::new(item));
    }
    Ok(json.finish())
}

#[cfg(target_arch = "wasm32")]
pub use web::decode;

/// Decodes bytes from the charset of a [WHATWG label](https://encoding.spec.whatwg.org/#names-and-labels); none for
/// an unknown label.
///
/// ```
/// assert_eq!(latest_posts::decode("windows-1252", b"\x80").as_deref(), Some("€"));
/// assert_eq!(latest_posts::decode("klingon", b"\x80"), None);
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(encoding.decode_with_bom_removal(bytes).0.into_owned())
}
