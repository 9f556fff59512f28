//! The texts of the widget itself.

/// The texts of one language. A sentence is what stands before its links, between them, and behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labels {
    /// Before the links to the archives.
    pub archives: &'static str,
    /// Before the links to the feeds.
    pub subscribe: &'static str,
    /// Between the link for a category and the link for all posts.
    pub or: &'static str,
    /// The link for all posts.
    pub all_posts: &'static str,
    /// Behind the links.
    pub stop: &'static str,
    /// Between the parts of a line, and between the names of several people.
    pub comma: &'static str,
    /// The title of a post that has neither title nor text.
    pub untitled: &'static str,
}

/// English.
pub const ENGLISH: Labels = Labels {
    archives: "Browse the archives for ",
    subscribe: "Subscribe to the RSS feed for ",
    or: " or ",
    all_posts: "all posts",
    stop: ".",
    comma: ", ",
    untitled: "Untitled post",
};
