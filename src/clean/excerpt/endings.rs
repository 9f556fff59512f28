//! What software puts under a post, and says nothing about it.

use super::trim;
use crate::clean::is_blank;

/// A text that software puts under a post, and that says nothing about it.
struct Ending {
    start: &'static str,
    /// What follows somewhere behind the start.
    then: &'static str,
    /// Words that may follow the start: with more it is a sentence of the post.
    words: usize,
}

/// Endings in English, which most software writes whatever the language of the blog.
const ENDINGS: &[Ending] = &[
    // WordPress with Yoast SEO, before and after 2013.
    Ending { start: "The post ", then: " appeared first on ", words: 60 },
    Ending { start: "The post ", then: " first appeared on ", words: 60 },
    // Themes of WordPress, followed by the title.
    Ending { start: "Continue reading", then: "", words: 30 },
    Ending { start: "Read more", then: "", words: 6 },
    Ending { start: "Read the rest of", then: "", words: 8 },
    Ending { start: "Read the full", then: "", words: 8 },
    Ending { start: "Keep reading", then: "", words: 8 },
    Ending { start: "(more", then: ")", words: 1 },
    // Jetpack's bars, of which feeds have the words.
    Ending { start: "Share this:", then: "", words: 20 },
    Ending { start: "Like this:", then: "", words: 4 },
];

/// How a text says that it goes on elsewhere, with what two rounds of escaping made of it.
const ELLIPSES: &[&str] =
    &["…", "...", "[…]", "[...]", "(…)", "(...)", "[&hellip;]", "[&#8230;]", "&hellip;", "&#8230;"];

/// Bytes at the end of a text in which an [`Ending`] may begin.
const ENDING_LENGTH: usize = 400;

/// Bytes that the endings of a text together have at most: one theme and one plugin may each have added theirs.
pub(super) const MAX_LENGTH: usize = 2 * ENDING_LENGTH;

/// Takes away what stands at the end and is none of the text; true if the text goes on elsewhere.
pub(super) fn drop(text: &mut String) -> bool {
    let mut open = false;
    // Between two endings, and before them, ellipses may stand.
    for _ in 0..3 {
        trim(text, is_space);
        while let Some(before) = ELLIPSES.iter().find_map(|ellipsis| text.strip_suffix(ellipsis)) {
            text.truncate(before.len());
            trim(text, is_space);
            open = true;
        }
        match ENDINGS.iter().find_map(|ending| start_of(text, ending)) {
            Some(start) => text.truncate(start),
            None => break,
        }
    }
    open && !text.is_empty()
}

/// White space, also that of the typographers.
fn is_space(character: char) -> bool {
    is_blank(character) || matches!(character, '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

/// Where an ending begins in the last lines of a text.
fn start_of(text: &str, ending: &Ending) -> Option<usize> {
    let bytes = text.as_bytes();
    let window = bytes.len().saturating_sub(ENDING_LENGTH);
    let mut end = bytes.len();
    if !ending.then.is_empty() {
        end = window + last(&bytes[window..], ending.then)?;
    }
    let start = window + last(&bytes[window..end], ending.start)?;
    // In the middle of a sentence it is the author's.
    let before = bytes[..start].iter().rfind(|byte| **byte != b' ');
    let stands_alone = before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b',');
    let is_short = text[start + ending.start.len()..].split_ascii_whitespace().count() <= ending.words;
    (stands_alone && is_short && !bytes[start].is_ascii_lowercase()).then_some(start)
}

/// Where a text has a piece of ASCII last, in any case.
fn last(text: &[u8], piece: &str) -> Option<usize> {
    // The first byte spares nearly all comparisons.
    let is = |window: &[u8]| {
        window[0].eq_ignore_ascii_case(&piece.as_bytes()[0]) && window.eq_ignore_ascii_case(piece.as_bytes())
    };
    text.windows(piece.len()).rposition(is)
}
