//! RSS: [2.0](https://www.rssboard.org/rss-specification) and its ancestors, and
//! [1.0](https://web.resource.org/rss/1.0/spec), whose items stand beside the channel.

use super::subject::{Field, Row};
use super::xml::Namespace::{Atom, Content, Core, DublinCore, DublinCoreTerms, Foreign, Itunes, Media};

/// Below the root, and below the channel.
pub(super) const CHANNEL: &[Row] = &[
    (Core, "channel", Field::Inner, false),
    (Core, "item", Field::Inner, false),
    (Core, "title", Field::Title, false),
    (DublinCore, "title", Field::Title, true),
    (Core, "description", Field::Summary, false),
    (Core, "tagline", Field::Summary, false),
    (Itunes, "summary", Field::Summary, true),
    (Itunes, "subtitle", Field::Summary, true),
    (Core, "link", Field::Page, false),
    (Atom, "link", Field::Link, false),
    (Core, "image", Field::Image, false),
    (Itunes, "image", Field::Icon, true),
    (Core, "language", Field::Language, false),
    (DublinCore, "language", Field::Language, false),
    (Core, "managingeditor", Field::Person, false),
    (DublinCore, "creator", Field::Person, false),
    (DublinCore, "author", Field::Person, false),
    (Itunes, "author", Field::Person, false),
    (Core, "lastbuilddate", Field::Modified, false),
    (DublinCore, "date", Field::Modified, false),
    (DublinCoreTerms, "modified", Field::Modified, false),
    (Core, "generator", Field::Generator, false),
];

/// Below an item. `body` and `fullitem` are of the time before `content:encoded`.
pub(super) const ITEM: &[Row] = &[
    (Core, "title", Field::Title, false),
    (Media, "title", Field::Title, true),
    (DublinCore, "title", Field::Title, true),
    (Core, "link", Field::Page, false),
    (Atom, "link", Field::Link, false),
    (Core, "guid", Field::Guid, false),
    (Core, "description", Field::Summary, false),
    (Itunes, "summary", Field::Summary, true),
    (Content, "encoded", Field::Content, false),
    (Core, "body", Field::Content, true),
    (Foreign, "body", Field::Content, true),
    (Core, "fullitem", Field::Content, true),
    (Core, "pubdate", Field::Published, false),
    (DublinCoreTerms, "issued", Field::Published, false),
    (DublinCore, "date", Field::Modified, false),
    (DublinCoreTerms, "modified", Field::Modified, false),
    (Core, "author", Field::Person, false),
    (DublinCore, "creator", Field::Person, false),
    (DublinCore, "author", Field::Person, false),
    (Itunes, "author", Field::Person, false),
    (Core, "category", Field::Tag, false),
    (DublinCore, "subject", Field::Tag, false),
    (Core, "enclosure", Field::Enclosure, false),
];
