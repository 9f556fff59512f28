//! Atom: [1.0](https://www.rfc-editor.org/rfc/rfc4287) and 0.3.

use super::subject::{Field, Row};
use super::xml::Namespace::Core;

/// Below the root.
pub(super) const FEED: &[Row] = &[
    (Core, "entry", Field::Inner, false),
    (Core, "title", Field::Title, false),
    (Core, "subtitle", Field::Summary, false),
    (Core, "tagline", Field::Summary, false),
    (Core, "link", Field::Link, false),
    (Core, "author", Field::Author, false),
    (Core, "logo", Field::Icon, false),
    (Core, "icon", Field::Icon, true),
    (Core, "updated", Field::Modified, false),
    (Core, "modified", Field::Modified, false),
    (Core, "generator", Field::Generator, false),
];

/// Below an entry.
pub(super) const ENTRY: &[Row] = &[
    (Core, "id", Field::Id, false),
    (Core, "title", Field::Title, false),
    (Core, "summary", Field::Summary, false),
    (Core, "content", Field::Content, false),
    (Core, "link", Field::Link, false),
    (Core, "published", Field::Published, false),
    (Core, "issued", Field::Published, false),
    (Core, "updated", Field::Modified, false),
    (Core, "modified", Field::Modified, false),
    (Core, "author", Field::Author, false),
    (Core, "category", Field::Tag, false),
];
