//! What the tables of the formats are made of: a row for each element that says something of a feed or of a post.

use super::namespace::Namespace;
use super::xml::Element;

/// An element, and what it says.
pub(super) struct Row {
    pub(super) namespace: Namespace,
    pub(super) name: &'static str,
    pub(super) field: Field,
    /// Whether it counts only where nothing else says the same.
    pub(super) is_fallback: bool,
}

/// What an element says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Summary,
    Content,
    /// An address of a page, as text.
    Page,
    /// An address with a relation ([RFC 4287 section 4.2.7](https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7)).
    Link,
    Id,
    /// An id that is the post's address too, unless it says that it is not.
    Guid,
    Published,
    Modified,
    /// A person: in one line, or with elements for name, mail and page.
    Person,
    Tag,
    Enclosure,
    Language,
    Generator,
    /// How long a copy is good for, in minutes.
    Ttl,
    /// How often a feed changes ([RSS syndication module](https://web.resource.org/rss/1.0/modules/syndication/)):
    /// so many times in such a period.
    Period,
    Frequency,
    /// The feed that a post came from.
    Source,
    /// The address of a picture of the feed: as text, in `href`, or in an element `url`.
    Icon,
    /// The same, of a podcast's episode.
    Cover,
    /// A file, or several, with pictures of them ([Media RSS](https://www.rssboard.org/media-rss)).
    Media,
    Thumbnail,
    /// A channel, or posts: they are given to the format's own reader.
    Inner,
}

pub(super) const fn row(namespace: Namespace, name: &'static str, field: Field) -> Row {
    Row { namespace, name, field, is_fallback: false }
}

pub(super) const fn fallback(namespace: Namespace, name: &'static str, field: Field) -> Row {
    Row { namespace, name, field, is_fallback: true }
}

/// The row of an element; none for one that says nothing here.
pub(super) fn find<'r>(rows: &'r [Row], element: &Element) -> Option<&'r Row> {
    rows.iter().find(|row| row.namespace == element.namespace && row.name == element.name)
}
