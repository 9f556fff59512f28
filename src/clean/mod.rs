//! Untrusted HTML → a safe tree, and text.
//!
//! The promise: whatever the markup is, the tree holds only elements and attributes of the tables in [`policy`], and
//! only addresses with http, https or mailto; the content of scripts, styles and the like is gone; a tree is at most 30
//! elements deep and has some 20,000 nodes; the time is linear in the length of the markup, of which at most a mebibyte
//! is read. Cleaning what was written of a tree gives the same tree. This holds however it is shown: no browser parses
//! it again.
//!
//! ```
//! use latest_posts::clean::{excerpt, html};
//!
//! let tree = html("<p onclick='x()'>Hello, <b>world<script>x()</script></b>!", None);
//! assert_eq!(excerpt::text(&tree, 55), "Hello, world!");
//! ```

pub mod excerpt;
pub mod policy;
pub mod tree;

mod attributes;
mod build;
mod tokens;

use crate::read::entities::{decode, mended};
use crate::scan::trim_end;
use crate::url::Url;
use tokens::{Token, Tokens};
use tree::Node;

/// Cleans markup; its relative addresses are relative to `base`, and left out without one.
///
/// ```
/// use latest_posts::clean::html;
/// use latest_posts::show::markup;
/// use latest_posts::url::Url;
///
/// let base = Url::parse("https://blog.example/feed");
/// let tree = html("<a href=/about onclick=x()>About<script>x()</script>", base.as_ref());
/// assert_eq!(markup::write(&tree), r#"<a href="https://blog.example/about">About</a>"#);
/// ```
pub fn html(markup: &str, base: Option<&Url>) -> Vec<Node> {
    build::build(markup, base, usize::MAX)
}

/// The same of the beginning of markup: as much as an [`excerpt`] of so many words is made of. All of it for 0.
pub fn beginning(markup: &str, base: Option<&Url>, words: usize) -> Vec<Node> {
    build::build(markup, base, excerpt::needed(words))
}

/// The plain text of markup, for titles: tags are gone, references are resolved once, and the rest is as in
/// [`plain_text`].
///
/// ```
/// use latest_posts::clean::plain;
///
/// assert_eq!(plain("<b>1</b> &lt; 2 &amp;amp; <script>3</script>"), "1 < 2 &amp;");
/// ```
pub fn plain(markup: &str) -> String {
    let mut text = String::new();
    for token in Tokens::new(markup) {
        match token {
            Token::Text(raw) => text.push_str(&decode(raw)),
            Token::Verbatim(characters) => text.push_str(characters),
            Token::Start(rule, _) | Token::End(rule) if rule.kind.breaks_lines() => text.push(' '),
            _ => {}
        }
    }
    plain_text(&text)
}

/// Text with its white space folded to single blanks, and without characters that show nothing and change how the
/// others are read: controls, overrides and isolates of the direction, blanks without width. No-break spaces stay.
///
/// ```
/// use latest_posts::clean::plain_text;
///
/// assert_eq!(plain_text(" <b>\n\u{202e}gnp.exe "), "<b> gnp.exe");
/// ```
pub fn plain_text(text: &str) -> String {
    let mut plain = String::new();
    let mut blank = false;
    for character in text.chars().map(mended) {
        if matches!(character, '\t'..='\r' | ' ' | '\u{2028}' | '\u{2029}') {
            blank = true;
        } else if !deceives(character) {
            if blank && !plain.is_empty() {
                plain.push(' ');
            }
            blank = false;
            plain.push(character);
        }
    }
    plain
}

/// Text with its line breaks and blanks, and without the characters that [`plain_text`] takes out.
///
/// ```
/// use latest_posts::clean::lines;
///
/// assert_eq!(lines("1\r\n  2\u{202e}"), "1\n  2");
/// ```
pub fn lines(text: &str) -> String {
    readable(text, true)
}

/// The characters of a text that may be shown: line breaks as one character, no controls and no overrides of the
/// direction; in a link none at all that hide what it says.
fn readable(text: &str, in_link: bool) -> String {
    // Most text has nothing to look at.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return text.to_owned();
    }
    let mut readable = String::new();
    let mut last = '\0';
    for character in text.chars().map(mended) {
        // Breaks and isolates have their use in Thai and Hebrew.
        let is_useful = !in_link
            && matches!(character, '\u{200b}' | '\u{202a}'..='\u{202c}' | '\u{2060}' | '\u{2066}'..='\u{2069}');
        let is_end_of_break = character == '\n' && last == '\r';
        if (is_useful || !deceives(character)) && !is_end_of_break {
            readable.push(if character == '\r' { '\n' } else { character });
        }
        last = character;
    }
    readable
}

/// Whether a character shows nothing and changes how the others are read
/// ([Unicode, bidirectional formatting](https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters)).
/// Joiners and the marks of direction are left: scripts and emoji need them.
fn deceives(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200b}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// White space that a reader sees as nothing, with that which does not break lines.
fn is_blank(character: char) -> bool {
    character.is_ascii_whitespace() || matches!(character, '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{3000}')
}

/// Whether a text is nothing but white space.
fn is_gap(text: &str) -> bool {
    trim_end(text, is_blank).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_their_tags_and_are_decoded_once() {
        for (markup, wanted) in [
            ("", ""),
            ("  A\n<em>new</em>\tpost ", "A new post"),
            ("1 &lt; 2 < 3 &amp;lt; 4", "1 < 2 < 3 &lt; 4"),
            ("one<br>two<p>three</p>four", "one two three four"),
            ("a<script>alert(1)</script>b<style>c</style>d<!-- e -->f", "abdf"),
            ("<![CDATA[x &amp; y]]>", "x & y"),
            ("a <![CDATA[x &amp; <y>]]>", "a x &amp; <y>"),
            ("safe<!--", "safe"),
            ("<!DOCTYPE ~", "<!DOCTYPE ~"),
            ("<b", ""),
            ("1&nbsp;000&#8206;", "1\u{a0}000\u{200e}"),
            ("\u{93}a\u{94}\u{85} \u{81}", "“a”…"),
        ] {
            assert_eq!(plain(markup), wanted, "{markup}");
        }
    }

    #[test]
    fn plain_text_keeps_what_looks_like_markup() {
        assert_eq!(plain_text("<b> &amp; \r\n Vec<T>"), "<b> &amp; Vec<T>");
    }

    #[test]
    fn characters_that_deceive_are_gone() {
        for hidden in
            ["\0", "\u{1b}", "\u{7f}", "\u{90}", "\u{200b}", "\u{202e}", "\u{2066}", "\u{2069}", "\u{feff}"]
        {
            assert_eq!(plain_text(&["a", hidden, "b"].concat()), "ab", "{hidden:?}");
        }
        assert_eq!(plain_text("👩\u{200d}💻 می\u{200c}خواهم"), "👩\u{200d}💻 می\u{200c}خواهم");
    }
}
