//! Atom: [1.0](https://www.rfc-editor.org/rfc/rfc4287) and 0.3.

use super::namespace::Namespace::{Core, DublinCore, Foreign, Itunes, Media};
use super::rows::{Field, Row, fallback, row};

/// Below the root.
pub(super) const FEED: &[Row] = &[
    row(Core, "entry", Field::Inner),
    row(Core, "title", Field::Title),
    row(Core, "subtitle", Field::Summary),
    row(Core, "tagline", Field::Summary),
    row(Core, "link", Field::Link),
    row(Core, "author", Field::Person),
    row(DublinCore, "creator", Field::Person),
    row(DublinCore, "language", Field::Language),
    row(Core, "logo", Field::Icon),
    fallback(Core, "icon", Field::Icon),
    row(Core, "updated", Field::Modified),
    row(Core, "modified", Field::Modified),
    row(Core, "generator", Field::Generator),
    row(Foreign, "updateperiod", Field::Period),
    row(Foreign, "updatefrequency", Field::Frequency),
];

/// Below an entry.
pub(super) const ENTRY: &[Row] = &[
    row(Core, "entry", Field::Inner),
    row(Core, "id", Field::Id),
    row(Core, "title", Field::Title),
    fallback(Media, "title", Field::Title),
    fallback(DublinCore, "title", Field::Title),
    row(Core, "summary", Field::Summary),
    fallback(Media, "description", Field::Summary),
    row(Core, "content", Field::Content),
    row(Core, "link", Field::Link),
    row(Core, "published", Field::Published),
    row(Core, "issued", Field::Published),
    fallback(Core, "created", Field::Published),
    row(Core, "updated", Field::Modified),
    row(Core, "modified", Field::Modified),
    fallback(DublinCore, "date", Field::Modified),
    row(Core, "author", Field::Person),
    row(DublinCore, "creator", Field::Person),
    row(Core, "category", Field::Tag),
    row(DublinCore, "subject", Field::Tag),
    row(Media, "category", Field::Tag),
    row(Media, "group", Field::Media),
    row(Media, "content", Field::Media),
    row(Media, "thumbnail", Field::Thumbnail),
    row(Itunes, "image", Field::Cover),
    row(Core, "source", Field::Source),
];
