//! The vocabularies of feeds, by the names of their [namespaces](https://www.w3.org/TR/xml-names/) and by the prefixes that
//! are usual for them.

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

/// The vocabulary of a namespace name; feeds write each of them in several ways.
pub(super) fn vocabulary(uri: &str) -> Namespace {
    let uri = uri.trim_ascii();
    let is = |start: &str| uri.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    if uri.is_empty() {
        Namespace::Rss
    } else if is("http://www.w3.org/2005/atom")
        || is("https://www.w3.org/2005/atom")
        || is("http://purl.org/atom/")
    {
        Namespace::Atom
    } else if is("http://purl.org/rss/1.0/modules/content") {
        Namespace::Content
    } else if is("http://purl.org/dc/elements/") {
        Namespace::DublinCore
    } else if is("http://purl.org/dc/terms") {
        Namespace::DublinCoreTerms
    } else if is("http://search.yahoo.com/mrss") {
        Namespace::Media
    } else if is("http://www.itunes.com/dtds/podcast-") || is("http://example.com/dtds/podcast-") {
        Namespace::Itunes
    } else if is("http://purl.org/rss/1.0/modules/") {
        Namespace::Foreign
    } else if is("http://purl.org/rss/")
        || is("http://purl.org/net/rss")
        || is("http://my.netscape.com/")
        || is("http://channel.netscape.com/")
        || is("http://backend.userland.com/")
        || is("http://blogs.law.harvard.edu/tech/rss")
        || is("http://cyber.law.harvard.edu/rss")
        || is("http://www.rssboard.org/")
    {
        Namespace::Rss
    } else {
        Namespace::Foreign
    }
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
