//! A feed and the page's settings → what is seen.
//!
//! There is one view tree. [`markup`] writes it as HTML text, the browser floor builds it as DOM, so that the two
//! cannot drift apart.

mod json_feed;
pub mod labels;
pub mod markup;
mod place;
mod post;
mod select;
mod view;

pub use json_feed::json_feed;
pub use post::Post;
pub use select::select;
pub use view::{Page, view};

/// The style sheet of the shadow tree.
pub const STYLE: &str = include_str!("style.css");
