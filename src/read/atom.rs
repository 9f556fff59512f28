//! Atom: [1.0](https://www.rfc-editor.org/rfc/rfc4287) and 0.3.

use super::namespace::Namespace::{Core, DublinCore, Foreign, Itunes, Media};
use super::subject::{Field, Row};

/// Below the root.
pub(super) const FEED: &[Row] = &[
    (Core, "entry", Field::Inner, false),
    (Core, "title", Field::Title, false),
    (Core, "subtitle", Field::Summary, false),
    (Core, "tagline", Field::Summary, false),
    (Core, "link", Field::Link, false),
    (Core, "author", Field::Person, false),
    (DublinCore, "creator", Field::Person, false),
    (DublinCore, "language", Field::Language, false),
    (Core, "logo", Field::Icon, false),
    (Core, "icon", Field::Icon, true),
    (Core, "updated", Field::Modified, false),
    (Core, "modified", Field::Modified, false),
    (Core, "generator", Field::Generator, false),
    (Foreign, "updateperiod", Field::Period, false),
    (Foreign, "updatefrequency", Field::Frequency, false),
];

/// Below an entry.
pub(super) const ENTRY: &[Row] = &[
    (Core, "entry", Field::Inner, false),
    (Core, "id", Field::Id, false),
    (Core, "title", Field::Title, false),
    (Media, "title", Field::Title, true),
    (DublinCore, "title", Field::Title, true),
    (Core, "summary", Field::Summary, false),
    (Media, "description", Field::Summary, true),
    (Core, "content", Field::Content, false),
    (Core, "link", Field::Link, false),
    (Core, "published", Field::Published, false),
    (Core, "issued", Field::Published, false),
    (Core, "created", Field::Published, true),
    (Core, "updated", Field::Modified, false),
    (Core, "modified", Field::Modified, false),
    (DublinCore, "date", Field::Modified, true),
    (Core, "author", Field::Person, false),
    (DublinCore, "creator", Field::Person, false),
    (Core, "category", Field::Tag, false),
    (DublinCore, "subject", Field::Tag, false),
    (Media, "category", Field::Tag, false),
    (Media, "group", Field::Media, false),
    (Media, "content", Field::Media, false),
    (Media, "thumbnail", Field::Thumbnail, false),
    (Itunes, "image", Field::Cover, false),
    (Core, "source", Field::Source, false),
];
