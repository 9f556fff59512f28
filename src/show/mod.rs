//! A feed and the page's settings → what is seen.
//!
//! There is one view tree. [`markup`] writes it as HTML text, [`nodes`] for the page's side, which builds it as DOM, so
//! that the two cannot drift apart.

mod archive;
mod article;
mod fallback;
mod footer;
mod json;
mod json_feed;
pub mod labels;
pub mod markup;
mod merge;
pub mod nodes;
mod parts;
mod place;
mod post;
mod select;
mod view;
mod visit;

pub use fallback::fallback;
pub use json_feed::json_feed;
pub use merge::merge;
pub use post::Post;
pub use select::{Beginning, judge, may_be_enough, may_stand_first, select};
pub use view::{Page, view};
pub use visit::Visit;

/// The style sheet of the shadow tree.
pub const STYLE: &str = include_str!("style.css");
