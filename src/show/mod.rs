//! A feed and the page's settings → what is seen.
//!
//! There is one view tree. [`markup`] writes it as HTML text, [`nodes`] for the page's side, which builds it as DOM, so
//! that the two cannot drift apart.
//!
//! ```
//! use latest_posts::read::{self, Document, Origin};
//! use latest_posts::settings::Settings;
//! use latest_posts::show::labels::Labels;
//! use latest_posts::show::{self, Page, Post, Visit, markup};
//!
//! let document = Document::from("<rss><channel><item><title>1 &lt; 2</title></item></channel></rss>");
//! let mut feed = read::feed(&document, &Origin::default())?;
//! let settings = Settings::from_attributes(&|name| (name == "limit").then_some("3"));
//! let visit = Visit { now: 1_717_200_000, ..Visit::default() };
//! let has_more = show::select(&mut feed, &settings, &visit);
//!
//! let posts: Vec<_> = feed.items.iter().map(|item| Post::shown(item, &settings)).collect();
//! let page = Page { url: None, labels: Labels::default(), format_date: &|date, _| date.to_rfc3339() };
//! let tree = show::view(&feed, &posts, &settings, &page, &visit, has_more);
//! assert!(markup::write(&[tree.into()]).contains("1 &lt; 2"));
//! # Ok::<(), latest_posts::error::Error>(())
//! ```

mod archive;
mod article;
mod fallback;
mod footer;
mod json;
mod json_feed;
pub mod labels;
pub mod markup;
mod merge;
mod needs;
pub mod nodes;
mod parts;
mod place;
mod post;
mod select;
mod view;
mod visit;

pub use fallback::fallback;
pub use json_feed::JsonFeed;
pub use merge::{add, warn};
pub use post::Post;
pub use select::{Beginning, judge, may_be_enough, may_stand_first, select};
pub use view::{Page, view};
pub use visit::Visit;

/// The style sheet of the shadow tree.
pub const STYLE: &str = include_str!("style.css");
