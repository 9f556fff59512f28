//! The vocabularies of feeds, by the names of their [namespaces](https://www.w3.org/TR/xml-names/) and by the prefixes that
//! are usual for them.

use crate::scan::begins;

/// A vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Namespace {
    /// The document's own format.
    Core,
    Atom,
    Content,
    DublinCore,
    DublinCoreTerms,
    Itunes,
    Media,
    /// All that have no meaning here.
    Foreign,
    /// No namespace at all, or one of the many of RSS.
    Rss,
}

/// How the names of namespaces begin; feeds write each of them in several ways.
const VOCABULARIES: &[(&str, Namespace)] = &[
    ("http://www.w3.org/2005/atom", Namespace::Atom),
    ("https://www.w3.org/2005/atom", Namespace::Atom),
    ("http://purl.org/atom/", Namespace::Atom),
    ("http://purl.org/rss/1.0/modules/content", Namespace::Content),
    ("http://purl.org/dc/elements/", Namespace::DublinCore),
    ("http://purl.org/dc/terms", Namespace::DublinCoreTerms),
    ("http://search.yahoo.com/mrss", Namespace::Media),
    ("http://www.itunes.com/dtds/podcast-", Namespace::Itunes),
    ("http://example.com/dtds/podcast-", Namespace::Itunes),
    ("http://purl.org/rss/1.0/modules/", Namespace::Foreign),
    ("http://purl.org/rss/", Namespace::Rss),
    ("http://purl.org/net/rss", Namespace::Rss),
    ("http://my.netscape.com/", Namespace::Rss),
    ("http://channel.netscape.com/", Namespace::Rss),
    ("http://backend.userland.com/", Namespace::Rss),
    ("http://blogs.law.harvard.edu/tech/rss", Namespace::Rss),
    ("http://cyber.law.harvard.edu/rss", Namespace::Rss),
    ("http://www.rssboard.org/", Namespace::Rss),
];

/// The vocabulary of a namespace name.
pub(super) fn vocabulary(uri: &str) -> Namespace {
    let uri = uri.trim_ascii();
    if uri.is_empty() {
        return Namespace::Rss;
    }
    VOCABULARIES
        .iter()
        .find(|(start, _)| begins(uri, start))
        .map_or(Namespace::Foreign, |(_, meaning)| *meaning)
}

/// What a prefix means that nobody declared.
pub(super) fn conventional(prefix: &str) -> Namespace {
    match prefix {
        "" | "rss" => Namespace::Rss,
        "atom" | "atom10" => Namespace::Atom,
        "content" => Namespace::Content,
        "dc" => Namespace::DublinCore,
        "dcterms" => Namespace::DublinCoreTerms,
        "media" => Namespace::Media,
        "itunes" => Namespace::Itunes,
        _ => Namespace::Foreign,
    }
}
