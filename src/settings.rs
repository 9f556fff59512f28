//! The one table of settings. Attributes, properties, types and the tables of the documentation are made from it.

use crate::feed::Warning;
use crate::scan::{concat, span};

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $field:ident: $kind:ident $(($($values:tt)+))? = $attribute:literal, $default:literal;)*) => {
        #[expect(non_camel_case_types, reason = "a row is named as its setting")]
        #[derive(Clone, Copy)]
        enum Row { $($field,)* }

        impl Settings {
            /// Every setting, in the order of the table.
            pub const TABLE: &[Setting] = &[$(Setting {
                attribute: $attribute,
                kind: Kind::$kind $(($($values)+))?,
                default: $default,
            },)*];

            /// What each setting does, in the same order.
            pub const DOCS: &[&str] = &[$(concat!($($doc),+),)*];

            $(getter!($(#[doc = $doc])+ $field: $kind);)*
        }
    };
}

/// How a setting of each kind is asked for.
macro_rules! getter {
    ($(#[$doc:meta])+ $field:ident: Text) => {
        $(#[$doc])+
        pub fn $field(&self) -> &str { self.text(Row::$field) }
    };
    ($(#[$doc:meta])+ $field:ident: Optional) => {
        $(#[$doc])+
        pub fn $field(&self) -> Option<&str> { self.values[Row::$field as usize].as_deref() }
    };
    ($(#[$doc:meta])+ $field:ident: Whole) => {
        $(#[$doc])+
        pub fn $field(&self) -> u32 { self.whole(Row::$field) }
    };
    ($(#[$doc:meta])+ $field:ident: Flag) => {
        $(#[$doc])+
        pub fn $field(&self) -> bool { self.values[Row::$field as usize].is_some() }
    };
    ($(#[$doc:meta])+ $field:ident: OneOf) => {
        $(#[$doc])+
        pub fn $field(&self) -> &str { self.text(Row::$field) }
    };
    ($(#[$doc:meta])+ $field:ident: AnyOf) => {
        $(#[$doc])+
        pub fn $field(&self, word: &str) -> bool { words(self.text(Row::$field)).contains(&word) }
    };
    ($(#[$doc:meta])+ $field:ident: List) => {
        $(#[$doc])+
        pub fn $field(&self) -> Vec<&str> {
            parts(self.text(Row::$field), |byte| byte != b',')
        }
    };
}

settings! {
    /// Address of the feed: RSS, Atom or JSON Feed; or of a page that names its feed. Several addresses, separated by
    /// blanks, are shown as one feed.
    src: Text = "src", "";
    /// Address of a copy of the feed on your own site, for the time that the feed cannot be reached.
    fallback_src: Text = "fallback-src", "";
    /// Your own server that passes feeds on: its address with `{url}` where the feed's stands.
    via: Text = "via", "";
    /// Whether the feed is asked for at once, or when the widget comes near the window.
    loading: OneOf(&["eager", "lazy"]) = "loading", "eager";
    /// Minutes after which the feed is asked for again while the page is seen; `0` is never.
    refresh: Whole(0, 1440) = "refresh", "0";
    /// Whether the last posts are kept in the visitor's browser: shown at once the next time, and when the feed cannot be
    /// reached.
    cache: OneOf(&["on", "off"]) = "cache", "on";
    /// The latest posts, or all of them by year and month.
    view: OneOf(&["latest", "archive"]) = "view", "latest";
    /// How many posts to show.
    limit: Whole(1, 100) = "limit", "5";
    /// How many posts to pass over first.
    offset: Whole(0, 10000) = "offset", "0";
    /// Show only posts of these categories; upper and lower case are the same.
    category: List = "category", "";
    /// Show only posts by these people; upper and lower case are the same.
    author: List = "author", "";
    /// Show only posts with one of these words in title, categories or text; a word may be the beginning of one.
    include: List = "include", "";
    /// Show no posts with one of these words.
    exclude: List = "exclude", "";
    /// How many posts to show of each of several feeds; `0` is any number.
    source_limit: Whole(0, 100) = "source-limit", "0";
    /// Offers to show more posts than `limit`.
    more: Flag = "more", "";
    /// Offers a search among the posts of the feed.
    searchable: Flag = "searchable", "";
    /// Marks the posts that have come since the visitor's last visit; only the visitor's browser knows when that was.
    mark_new: Flag = "mark-new", "";
    /// Which posts come first: the newest, the oldest, or as in the feed.
    order: OneOf(&["newest", "oldest", "feed"]) = "order", "newest";
    /// How the posts stand: below each other, as cards side by side, as titles and dates alone, or with the first one large.
    layout: OneOf(&["list", "cards", "compact", "headline"]) = "layout", "list";
    /// The colours of the page, light or dark as they are, or always light or dark.
    theme: OneOf(&["auto", "light", "dark"]) = "theme", "auto";
    /// What to show of a post besides its title. Without `image` no picture is asked for.
    show: AnyOf(&["image", "date", "author", "excerpt", "categories", "source"]) = "show", "date author excerpt source";
    /// How days are written: in the page's language, or as the time that has passed.
    date_style: OneOf(&["long", "medium", "short", "relative"]) = "date-style", "long";
    /// Excerpts as plain text, the summary where a post has one; or the beginning of the post with its paragraphs, lists,
    /// links and code; or none.
    excerpt: OneOf(&["text", "html", "none"]) = "excerpt", "text";
    /// How long an excerpt is, in words; `0` is the whole post.
    excerpt_length: Whole(0, 1000) = "excerpt-length", "55";
    /// Text of the heading; the title of the feed where it is absent, no heading where it is empty.
    heading: Optional = "heading", "";
    /// Rank of the heading; the titles of the posts are one below.
    heading_level: Whole(1, 5) = "heading-level", "2";
    /// What stands below the posts.
    footer: AnyOf(&["archives", "subscribe", "copy"]) = "footer", "archives subscribe";
    /// Adds `<link rel="alternate">` with the feed to the page, for feed readers.
    alternate: Flag = "alternate", "";
    /// Page with all posts; the blog's home page where it is absent. A fragment, as `#archive`, shows them in this place.
    archives: Text = "archives", "";
    /// Page with the posts of the category, or a fragment; the page with all posts where it is absent.
    category_archives: Text = "category-archives", "";
    /// Feed with the posts of the category, for the line that offers to subscribe.
    category_feed: Text = "category-feed", "";
    /// Where links open: in the same tab or in a new one.
    target: OneOf(&["_self", "_blank"]) = "target", "_self";
    /// What links tell besides `noopener`, as `rel` of a link; `nofollow ugc` for feeds of others.
    rel: Text = "rel", "";
}

/// What a page asks for: a text for each row of the table, in the form that the row's kind has.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    values: Vec<Option<String>>,
    /// Attributes that were not understood; the default stands in for each.
    pub warnings: Vec<Warning>,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The attribute's name; the property's is the same in camelCase.
    pub attribute: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// What stands in where the attribute is absent or not understood.
    pub default: &'static str,
}

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// Any text; an empty one is not the same as none.
    Optional,
    /// A whole number, from the first to the second.
    Whole(u32, u32),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Any of these words, separated by blanks.
    AnyOf(&'static [&'static str]),
    /// Texts, separated by commas.
    List,
    /// Nothing: that the attribute is there says it.
    Flag,
}

impl Settings {
    /// Reads the settings from attributes; `get` gives the value of an attribute, or none where it is absent.
    ///
    /// ```
    /// use latest_posts::settings::Settings;
    ///
    /// let settings = Settings::from_attributes(&|name| (name == "limit").then_some("3"));
    /// assert_eq!((settings.limit(), settings.order()), (3, "newest"));
    /// ```
    pub fn from_attributes<'a>(get: &dyn Fn(&str) -> Option<&'a str>) -> Self {
        let (mut values, mut warnings) = (Vec::new(), Vec::new());
        for setting in Self::TABLE {
            let mut value = None;
            if let Some(text) = get(setting.attribute) {
                let text = setting.kind.normal(text);
                if setting.kind.takes(&text) {
                    value = Some(text);
                } else {
                    warnings.push(not_understood(setting.attribute, &text));
                }
            }
            values.push(value);
        }
        Self { values, warnings }
    }

    fn text(&self, row: Row) -> &str {
        self.values[row as usize].as_deref().unwrap_or(Self::TABLE[row as usize].default)
    }

    fn whole(&self, row: Row) -> u32 {
        self.text(row).parse().unwrap_or_default()
    }
}

impl Kind {
    /// Without the white space around it, and words in small letters.
    fn normal(self, text: &str) -> String {
        let mut text = text.trim_ascii().to_owned();
        if matches!(self, Self::OneOf(_) | Self::AnyOf(_)) {
            text.make_ascii_lowercase();
        }
        text
    }

    fn takes(self, text: &str) -> bool {
        match self {
            Self::Text | Self::Optional | Self::List | Self::Flag => true,
            Self::Whole(min, max) => text.parse().is_ok_and(|number: u32| (min..=max).contains(&number)),
            Self::OneOf(known) => known.contains(&text),
            Self::AnyOf(known) => words(text).iter().all(|word| known.contains(word)),
        }
    }
}

pub(crate) fn words(text: &str) -> Vec<&str> {
    parts(text, |byte| !byte.is_ascii_whitespace())
}

/// The parts of a text whose bytes are of a kind, trimmed; empty ones are none.
fn parts(text: &str, is: fn(u8) -> bool) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let (part, behind) = rest.split_at(span(rest, is));
        if !part.trim_ascii().is_empty() {
            parts.push(part.trim_ascii());
        }
        rest = behind.get(1..).unwrap_or_default();
    }
    parts
}

fn not_understood(attribute: &str, text: &str) -> Warning {
    let message =
        concat(&["The attribute ", attribute, "=\"", text, "\" was not understood; its default is used."]);
    Warning { code: "bad-setting", message, line: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(attributes: &[(&str, &str)]) -> Settings {
        Settings::from_attributes(&|name| {
            attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| *value)
        })
    }

    #[test]
    fn absent_attributes_have_their_defaults() {
        let settings = read(&[]);
        assert_eq!((settings.limit(), settings.excerpt_length(), settings.heading_level()), (5, 55, 2));
        assert_eq!(settings.order(), "newest");
        assert!(settings.show("date") && settings.show("author") && settings.show("excerpt"));
        assert!(!settings.show("categories"));
        assert_eq!(settings.heading(), None);
        assert_eq!(settings.src(), "");
    }

    #[test]
    fn every_default_is_a_value() {
        for setting in Settings::TABLE {
            assert!(setting.kind.takes(setting.default), "{}", setting.attribute);
        }
    }

    #[test]
    fn values_are_read_without_regard_to_blanks_and_case() {
        let settings =
            read(&[("limit", " 7 "), ("order", "Oldest"), ("category", "a, B c ,,"), ("show", "Date\n")]);
        assert_eq!((settings.limit(), settings.order()), (7, "oldest"));
        assert_eq!(settings.category(), ["a", "B c"]);
        assert!(settings.show("date") && !settings.show("excerpt"));
        assert_eq!(read(&[("heading", "")]).heading(), Some(""));
        assert!(!read(&[("show", "")]).show("date"));
    }

    #[test]
    fn a_value_that_is_not_understood_is_the_default_and_a_warning() {
        for (attribute, value) in [
            ("limit", "0"),
            ("limit", "101"),
            ("limit", "-1"),
            ("limit", "many"),
            ("order", "random"),
            ("show", "date face"),
        ] {
            let settings = read(&[(attribute, value)]);
            assert_eq!(settings.warnings.len(), 1, "{attribute}={value}");
            assert_eq!(Settings { warnings: Vec::new(), ..settings }, read(&[]));
        }
    }
}
