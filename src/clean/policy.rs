//! What of untrusted HTML may stay: data alone. What no row names never gets into a tree, whatever the markup does.
//!
//! Nowhere in it: `style`, `id`, `name`, `on*`, forms, frames, scripts, SVG, MathML, audio, video, and addresses in any
//! other attribute than `href` of `a` and `src` of `img`.

use Kind::{
    Block, Break, Caption, Cell, Dropped, Heading, Image, Item, Legend, Line, Link, List, Paragraph, Phrase,
    Preformatted, RawText, Row, Rows, Table, Term, Void,
};

/// An element that has a meaning here.
#[derive(Debug)]
pub struct Rule {
    /// Its name, lower case.
    pub name: &'static str,
    /// How it nests.
    pub kind: Kind,
    /// The attributes that it may keep, in the order that they are written.
    pub attributes: &'static [(&'static str, Value)],
}

/// How an element nests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Part of a line of text.
    Phrase,
    /// The same, and loses its sense with its end.
    Term,
    /// Part of a line, never in another link.
    Link,
    /// Part of a line, without content and end tag.
    Void,
    /// The same, and nothing without its address.
    Image,
    /// The same, and ends the line.
    Break,
    /// A block without content and end tag.
    Line,
    /// Ends at the next block; its end tag may be missing.
    Paragraph,
    /// Ends at the next heading; paragraphs in it are no paragraphs.
    Heading,
    /// Stands by itself and may hold other blocks.
    Block,
    /// The same, and tells of a picture.
    Legend,
    /// A block whose white space is meant; paragraphs in it are lines.
    Preformatted,
    /// A block that holds items.
    List,
    /// Ends at the next item; nothing outside a list.
    Item,
    /// A block that holds a caption and groups of rows.
    Table,
    /// Nothing outside a table.
    Caption,
    /// A group of rows; may be missing.
    Rows,
    /// Holds cells; may be missing.
    Row,
    /// Holds anything.
    Cell,
    /// Gone with its content, which is markup.
    Dropped,
    /// Gone with its content, which is no markup: only its own end tag ends it
    /// ([HTML, raw text](https://html.spec.whatwg.org/multipage/syntax.html#raw-text-elements)).
    RawText,
}

/// What the value of an attribute may be; any other value drops the attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Any text, cleaned as a title is, and of a long one the beginning.
    Text,
    /// An address: http, https or mailto.
    Link,
    /// An address: http or https.
    Source,
    /// An integer of up to so many digits; `px` behind it is left out.
    Integer(usize),
    /// True if it is there.
    Flag,
    /// A language tag.
    Language,
    /// `ltr`, `rtl` or `auto`.
    Direction,
    /// A date or a time, as far as its characters say.
    Date,
    /// The class that names the language of code: `language-rust`.
    Code,
}

/// Attributes of every element: without them text is read out in the wrong language or runs in the wrong direction.
pub const GLOBAL: &[(&str, Value)] = &[("lang", Value::Language), ("dir", Value::Direction)];

/// Where an image's address may stand: pages that load their images by script have a placeholder in `src`.
pub const SOURCES: &[&str] = &["src", "data-src", "data-lazy-src"];

/// What every image gets: no request before an image is near, no wait for it, and no word
/// to its server about the page.
pub const IMAGE: &[(&str, &str)] =
    &[("loading", "lazy"), ("decoding", "async"), ("referrerpolicy", "no-referrer")];

/// Parts of addresses of images that count readers.
pub const TRACKERS: &[&str] = &[
    "://feeds.feedburner.com/~", // FeedBurner, since 2004
    "://pixel.wp.com/",          // WordPress.com and Jetpack
    "://stats.wordpress.com/",   // the same, before 2011
    "doubleclick.net/",          // advertisements
    "google-analytics.com/",     // Google Analytics by image
    "feedsportal.com/",          // Mediafed
];

/// What holds a tree.
pub static ROOT: Rule = rule("", Block, &[]);

/// The elements.
pub static RULES: &[Rule] = &[
    // Text in its order: what a post is made of.
    rule("p", Paragraph, &[]),
    // As it comes it holds anything; here it holds a line of text, as all blocks of pages do that are only a place.
    rule("div", Paragraph, &[]),
    rule("a", Link, &[("href", Value::Link), ("title", Value::Text)]),
    rule("br", Break, &[]),
    rule("em", Phrase, &[]),
    rule("strong", Phrase, &[]),
    rule("b", Phrase, &[]),
    rule("i", Phrase, &[]),
    // Links in running text must stay the only thing that looks like one, but `u` marks names in Chinese.
    rule("u", Phrase, &[]),
    // What was struck out must not read as if it were said.
    rule("s", Phrase, &[]),
    rule("del", Phrase, &[]),
    rule("ins", Phrase, &[]),
    // The class tells highlighters the language; `clean` lets no other class pass.
    rule("code", Term, &[("class", Value::Code)]),
    // White space in it is meant.
    rule("pre", Preformatted, &[]),
    rule("kbd", Term, &[]),
    rule("samp", Term, &[]),
    rule("var", Term, &[]),
    // Without these two, 10² is 102.
    rule("sub", Term, &[]),
    rule("sup", Term, &[]),
    rule("small", Phrase, &[]),
    rule("mark", Phrase, &[]),
    // The title is what the letters stand for.
    rule("abbr", Term, &[("title", Value::Text)]),
    rule("cite", Phrase, &[]),
    // The browser writes its marks.
    rule("q", Phrase, &[]),
    rule("dfn", Phrase, &[]),
    rule("time", Term, &[("datetime", Value::Date)]),
    // Keeps names of the other direction from reordering the line.
    rule("bdi", Phrase, &[]),
    // Where long words may break.
    rule("wbr", Void, &[]),
    // Lists: `start` and `reversed` change what the numbers say.
    rule("ul", List, &[]),
    rule("ol", List, &[("start", Value::Integer(4)), ("reversed", Value::Flag)]),
    rule("li", Item, &[("value", Value::Integer(4))]),
    rule("dl", List, &[]),
    rule("dt", Item, &[]),
    rule("dd", Item, &[]),
    // Blocks.
    rule("blockquote", Block, &[]),
    rule("h1", Heading, &[]),
    rule("h2", Heading, &[]),
    rule("h3", Heading, &[]),
    rule("h4", Heading, &[]),
    rule("h5", Heading, &[]),
    rule("h6", Heading, &[]),
    rule("hr", Line, &[]),
    rule("figure", Block, &[]),
    rule("figcaption", Legend, &[]),
    // Images: `width` and `height` keep the place, so that nothing jumps; `srcset` would fetch what nobody checked.
    rule(
        "img",
        Image,
        &[
            ("src", Value::Source),
            ("alt", Value::Text),
            ("width", Value::Integer(4)),
            ("height", Value::Integer(4)),
        ],
    ),
    // Tables: without the spans the cells stand under the wrong heads. Two digits, since browsers make every column.
    rule("table", Table, &[]),
    rule("caption", Caption, &[]),
    rule("thead", Rows, &[]),
    rule("tbody", Rows, &[]),
    rule("tfoot", Rows, &[]),
    rule("tr", Row, &[]),
    rule("th", Cell, &[("colspan", Value::Integer(2)), ("rowspan", Value::Integer(2))]),
    rule("td", Cell, &[("colspan", Value::Integer(2)), ("rowspan", Value::Integer(2))]),
    // Gone: content that no browser shows as text, or only where the element is not understood.
    rule("script", RawText, &[]),
    rule("style", RawText, &[]),
    rule("title", RawText, &[]),
    rule("noscript", RawText, &[]),
    rule("noembed", RawText, &[]),
    rule("noframes", RawText, &[]),
    rule("xmp", RawText, &[]),
    rule("plaintext", RawText, &[]),
    rule("textarea", RawText, &[]),
    rule("template", Dropped, &[]),
    rule("svg", Dropped, &[]),
    rule("math", Dropped, &[]),
    rule("select", Dropped, &[]),
    rule("datalist", Dropped, &[]),
    rule("button", Dropped, &[]),
    rule("audio", Dropped, &[]),
    rule("video", Dropped, &[]),
    rule("canvas", Dropped, &[]),
    rule("dialog", Dropped, &[]),
];

/// Elements that are written as another: old ones, and the many blocks of pages, which separate text as `div` does.
pub const ALIASES: &[(&str, &str)] = &[
    ("strike", "s"),
    ("tt", "code"),
    ("acronym", "abbr"),
    ("dir", "ul"),
    ("menu", "ul"),
    ("listing", "pre"),
    ("image", "img"),
    ("section", "div"),
    ("article", "div"),
    ("main", "div"),
    ("header", "div"),
    ("footer", "div"),
    ("aside", "div"),
    ("nav", "div"),
    ("address", "div"),
    ("center", "div"),
    ("details", "div"),
    ("summary", "div"),
    ("form", "div"),
    ("fieldset", "div"),
    ("legend", "div"),
];

const fn rule(name: &'static str, kind: Kind, attributes: &'static [(&'static str, Value)]) -> Rule {
    Rule { name, kind, attributes }
}

/// The row of an element, by its name in any case; none for an element that leaves nothing but its content.
///
/// ```
/// use latest_posts::clean::policy::find;
///
/// assert_eq!(find("STRIKE").map(|rule| rule.name), Some("s"));
/// assert!(find("iframe").is_none());
/// ```
pub fn find(name: &str) -> Option<&'static Rule> {
    let mut written = name;
    for (alias, name) in ALIASES {
        if is(alias, written) {
            written = name;
        }
    }
    RULES.iter().find(|rule| is(rule.name, written))
}

/// Whether a name is this one. Asked for every tag and every row: the length and the first letter spare nearly all
/// comparisons.
fn is(known: &str, name: &str) -> bool {
    known.len() == name.len()
        && known.as_bytes()[0] == name.as_bytes()[0].to_ascii_lowercase()
        && known.eq_ignore_ascii_case(name)
}

impl Kind {
    /// Part of a line that holds others.
    pub const PHRASES: u32 = Phrase.bit() | Term.bit() | Link.bit();
    /// What may stand in a line without ending its paragraph.
    pub const PARTS_OF_LINES: u32 = Self::PHRASES | Void.bit() | Image.bit() | Break.bit();
    /// What has neither content nor an end tag.
    pub const EMPTY: u32 = Void.bit() | Image.bit() | Break.bit() | Line.bit();
    /// What loses its sense with its end.
    pub const UNCUT: u32 = Term.bit() | Link.bit() | Preformatted.bit() | Table.bit();
    /// What holds its own parts only, so that white space in it is none of the text.
    pub const WHOLES: u32 = List.bit() | Self::IN_TABLE;
    /// What holds cells or what holds them.
    pub const IN_TABLE: u32 = Table.bit() | Rows.bit() | Row.bit();
    /// Where the rules of what is around a table do not reach.
    pub const CELLS: u32 = Cell.bit() | Caption.bit();

    /// Its place in a set of kinds.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Whether it is in a set of kinds.
    pub const fn is_in(self, kinds: u32) -> bool {
        self.bit() & kinds != 0
    }

    /// Whether a line of text ends before and behind it.
    pub const fn breaks_lines(self) -> bool {
        !self.is_in(Self::PHRASES | Void.bit() | Image.bit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_loads_or_styles_is_allowed() {
        for rule in RULES {
            for (attribute, value) in rule.attributes.iter().chain(GLOBAL) {
                assert!(!attribute.starts_with("on"), "{attribute}");
                assert!(
                    !["style", "id", "name", "srcset", "ping", "target"].contains(attribute),
                    "{attribute}"
                );
                let place = (rule.name, *attribute);
                assert_eq!(*value == Value::Link, place == ("a", "href"), "{place:?}");
                assert_eq!(*value == Value::Source, place == ("img", "src"), "{place:?}");
                assert_eq!(*value == Value::Code, place == ("code", "class"), "{place:?}");
            }
        }
        for name in
            ["iframe", "object", "embed", "applet", "form", "input", "link", "meta", "base", "frame", "html"]
        {
            assert!(find(name).is_none_or(|rule| rule.name == "div"), "{name}");
        }
    }

    #[test]
    fn every_row_is_found_and_every_alias_leads_to_a_row() {
        for rule in RULES {
            assert_eq!(find(rule.name).map(|found| found.name), Some(rule.name));
        }
        for (alias, written) in ALIASES {
            assert_eq!(find(&alias.to_ascii_uppercase()).map(|found| found.name), Some(*written));
        }
    }
}
