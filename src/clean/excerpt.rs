//! A tree → the beginning of its text.

use std::slice;

use super::tree::Node;
use super::{deceives, is_blank, policy};
use crate::scan::span;

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
];

/// How a text says that it goes on elsewhere, with what two rounds of escaping made of it.
const ELLIPSES: &[&str] =
    &["…", "...", "[…]", "[...]", "(…)", "(...)", "[&hellip;]", "[&#8230;]", "&hellip;", "&#8230;"];

/// More words than the endings of a text have together: what stands so far behind the last word that is wanted need not be
/// looked at.
const ENDING_WORDS: usize = 200;

/// Bytes at the end of a text in which an [`Ending`] may begin.
const ENDING_LENGTH: usize = 400;

/// Characters that count as a further word where no blank comes: nobody's word is so long.
const LONG_WORD: usize = 30;

/// The first `words` words of the text of a tree; all of it for 0.
///
/// Blocks are separated by a blank, and white space is folded. Images and their captions are left out, as are endings
/// that software adds (`Continue reading →`). Where something was cut, by us or by the feed before, the text ends in one
/// `…`. In scripts without blanks (Chinese, Japanese, Thai) two characters count as a word.
///
/// ```
/// use latest_posts::clean::{excerpt, html};
///
/// let tree = html("<h2>Ruby</h2><p>It served us well, however, we moved on.</p>", None);
/// assert_eq!(excerpt::text(&tree, 5), "Ruby It served us well…");
/// ```
pub fn text(nodes: &[Node], words: usize) -> String {
    let mut text = gather(nodes, if words > 0 { words.saturating_add(ENDING_WORDS) } else { usize::MAX });
    let mut open = drop_endings(&mut text);
    if words > 0
        && let Some(end) = end_of(&text, words)
    {
        text.truncate(end);
        open = true;
    }
    if open {
        let end = text.trim_end_matches(is_dangling).len();
        text.truncate(end);
        text.push('…');
    }
    text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect()
}

/// The text with its white space folded, a line to a block; of a long one the rest is left after so many words.
fn gather(nodes: &[Node], mut words: usize) -> String {
    let mut text = String::new();
    // What stands between the last character and the next.
    let mut gap = None;
    let mut open: Vec<(slice::Iter<Node>, bool)> = vec![(nodes.iter(), false)];
    while let Some((rest, is_block)) = open.last_mut() {
        match rest.next() {
            Some(Node::Text(characters)) => {
                let mut rest = characters.as_str();
                while let Some(character) = rest.chars().next() {
                    let word = span(rest, |byte| byte.is_ascii_graphic());
                    let (piece, more) = rest.split_at(word.max(character.len_utf8()));
                    rest = more;
                    if is_blank(character) {
                        gap = gap.or(Some(' '));
                    } else if !deceives(character) {
                        if let Some(gap) = gap.take().filter(|_| !text.is_empty()) {
                            if words == 0 {
                                return text;
                            }
                            words -= 1;
                            text.push(gap);
                        }
                        text.push_str(piece);
                    }
                }
            }
            // Without its picture a caption has no sense.
            Some(Node::Element(element)) if element.name() == "figcaption" => {}
            Some(Node::Element(element)) => {
                let breaks = policy::find(element.name()).is_some_and(|rule| rule.kind.breaks_lines());
                if element.name() == "br" {
                    gap = gap.or(Some(' '));
                } else if breaks {
                    gap = Some('\n');
                }
                open.push((element.nodes().iter(), breaks && element.name() != "br"));
            }
            None => {
                if *is_block {
                    gap = Some('\n');
                }
                open.pop();
            }
        }
    }
    text
}

/// Takes away what stands at the end and is none of the text; true if the text goes on elsewhere.
fn drop_endings(text: &mut String) -> bool {
    let mut open = false;
    // One theme and one plugin may each have added theirs.
    for _ in 0..3 {
        let mut end = text.trim_end();
        while let Some(before) = ELLIPSES.iter().rev().find_map(|ellipsis| end.strip_suffix(ellipsis)) {
            end = before.trim_end();
            open = true;
        }
        let end = end.len();
        text.truncate(end);
        match ENDINGS.iter().find_map(|ending| start_of(text, ending)) {
            Some(start) => text.truncate(start),
            None => break,
        }
    }
    open && !text.is_empty()
}

/// Where an ending begins in the last lines of a text.
fn start_of(text: &str, ending: &Ending) -> Option<usize> {
    let mut window = text.len().saturating_sub(ENDING_LENGTH);
    while !text.is_char_boundary(window) {
        window += 1;
    }
    let behind = &text[window..];
    let then = if ending.then.is_empty() { behind.len() } else { last(behind, ending.then)? };
    let start = last(&behind[..then], ending.start)?;
    let (before, behind) = (&text[..window + start], &behind[start..]);
    // In the middle of a sentence it is the author's.
    let stands_alone =
        !before.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_alphanumeric() || c == ',');
    let is_short = behind[ending.start.len()..].split_ascii_whitespace().count() <= ending.words;
    (stands_alone && is_short && !behind.starts_with(|c: char| c.is_ascii_lowercase()))
        .then_some(start + window)
}

/// Where a text has a piece of ASCII last, in any case.
fn last(text: &str, piece: &str) -> Option<usize> {
    text.as_bytes().windows(piece.len()).rposition(|window| window.eq_ignore_ascii_case(piece.as_bytes()))
}

/// Where so many words end; none if the text has no more.
fn end_of(text: &str, words: usize) -> Option<usize> {
    // In halves of a word.
    let mut left = words.saturating_mul(2);
    let (mut border, mut length, mut last) = (0, 0, ' ');
    for (at, character) in text.char_indices() {
        let mut cost = 0;
        if character == ' ' || character == '\n' {
            length = 0;
        } else if is_dense(character) {
            // A mark stands on its character, and the vowels of Thai and Lao that are written first lead the next one.
            if !is_mark(character) && !matches!(last, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}') {
                (border, cost) = (at, 1);
            }
            length = 0;
        } else {
            if length == 0 {
                border = at;
            }
            if length % LONG_WORD == 0 {
                cost = 2;
            }
            length += 1;
        }
        if cost > left {
            // A first word without an end is cut anywhere.
            return Some(if border == 0 { at } else { border });
        }
        left -= cost;
        last = character;
    }
    None
}

/// Whether a character belongs to a script that puts no blanks between words.
fn is_dense(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character of such a script stands on the one before: Thai, Lao, Burmese, Khmer, Japanese.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{e30}'..='\u{e3a}' | '\u{e45}'..='\u{e4e}' | '\u{eb0}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
        | '\u{102b}'..='\u{103e}' | '\u{17b6}'..='\u{17d3}' | '\u{3099}' | '\u{309a}' | '\u{30fc}')
}

/// Whether a character would hang in the air before an ellipsis.
fn is_dangling(character: char) -> bool {
    matches!(
        character,
        ' ' | '\n'
            | '.'
            | ','
            | ';'
            | ':'
            | '-'
            | '–'
            | '—'
            | '('
            | '['
            | '{'
            | '„'
            | '“'
            | '‘'
            | '«'
            | '、'
            | '。'
            | '，'
            | '；'
            | '：'
            | '（'
            | '「'
            | '『'
            | '…'
    )
}

#[cfg(test)]
mod tests {
    use super::super::html;
    use super::*;

    #[track_caller]
    fn assert_excerpts(words: usize, cases: &[(&str, &str)]) {
        for (markup, wanted) in cases {
            assert_eq!(text(&html(markup, None), words), *wanted, "{markup}");
        }
    }

    #[test]
    fn blocks_are_separated_and_white_space_is_folded() {
        assert_excerpts(
            0,
            &[
                ("", ""),
                ("<h2>1</h2><p>2\n\t <b>3</b>4<br>5</p><ol><li>6</li><li>7</li></ol>8", "1 2 34 5 6 7 8"),
                ("<p>a&nbsp; b</p><pre>  c\n  d</pre>", "a b c d"),
                ("<table><tr><td>1<td>2<tr><td>3</table>", "1 2 3"),
                ("<figure><img src=https://a.example/x alt=y><figcaption>z</figcaption></figure>1", "1"),
            ],
        );
    }

    #[test]
    fn a_text_is_cut_behind_a_word() {
        assert_excerpts(
            3,
            &[
                ("one two three", "one two three"),
                ("one two three.", "one two three."),
                ("one two three four", "one two three…"),
                ("<p>one</p><p>two <a href=x>three</a> four</p>", "one two three…"),
                ("one two three, four", "one two three…"),
                ("one two three. Four", "one two three…"),
                ("one two really? Yes", "one two really?…"),
                ("one two three – four", "one two three…"),
            ],
        );
    }

    #[test]
    fn a_text_that_was_cut_before_ends_in_one_ellipsis() {
        assert_excerpts(
            55,
            &[
                ("one two...", "one two…"),
                ("one two […]", "one two…"),
                ("one two [&hellip;]", "one two…"),
                ("one two [&amp;hellip;]", "one two…"),
                ("one two, […] … ...", "one two…"),
                ("one two […] <a href=x>Continue reading →</a>", "one two…"),
                ("one […] two", "one […] two"),
                ("...", ""),
            ],
        );
    }

    #[test]
    fn endings_of_software_are_gone() {
        assert_excerpts(
            55,
            &[
                ("<p>One.</p><p>The post <a>A</a> appeared first on <a>B</a>.</p>", "One."),
                ("<p>One.</p> The post A first appeared on B.", "One."),
                ("<p>One [&#8230;]</p><p>The post A appeared first on B.</p>", "One…"),
                ("One. <a>Continue reading <span>A title of some words</span> &rarr;</a>", "One."),
                ("One… Read More »", "One…"),
                ("One. <a>(more…)</a>", "One."),
                ("Read more", ""),
                ("<p>One.</p><p>Continue Reading</p><p>The post A appeared first on B.</p>", "One."),
            ],
        );
        assert_excerpts(1, &[("<p>One.</p><p>The post A appeared first on B.</p>", "One.")]);
    }

    #[test]
    fn sentences_of_the_author_stay() {
        assert_excerpts(
            55,
            &[
                ("We want to read more", "We want to read more"),
                ("You should, read more", "You should, read more"),
                (
                    "Read more books this year, and fewer posts by software",
                    "Read more books this year, and fewer posts by software",
                ),
                ("The post office is closed.", "The post office is closed."),
            ],
        );
    }

    #[test]
    fn two_characters_count_as_a_word_where_no_blanks_are() {
        assert_excerpts(
            3,
            &[
                ("日本語の文章を読む", "日本語の文章…"),
                ("日本語の文章", "日本語の文章"),
                ("Rust 日本語の文章", "Rust 日本語の…"),
                ("가나다 라마바 사아자 차카타", "가나다 라마바 사아자…"),
                ("กำลังกำลังกำลัง", "กำลังกำลัง…"),
            ],
        );
    }

    #[test]
    fn a_word_without_an_end_is_cut() {
        let long = "x".repeat(1_000_000);
        assert_excerpts(
            2,
            &[(&long, &["x".repeat(2 * LONG_WORD), "…".into()].concat()), (&["a ", &long].concat(), "a…")],
        );
    }

    #[test]
    fn characters_that_deceive_are_gone() {
        assert_excerpts(0, &[("a\u{202b}b\u{200b}c", "abc")]);
    }

    #[test]
    fn the_time_is_linear() {
        let started = std::time::Instant::now();
        for piece in
            ["…", "...", "[…] ", "Read more ", "The post ", " appeared first on ", "a ", "\u{e30}", "<p>x"]
        {
            text(&html(&piece.repeat(1_000_000 / piece.len()), None), 1_000_000);
        }
        assert!(started.elapsed().as_secs() < 10);
    }
}
