//! A tree → its beginning, as text or as a tree.

mod cut;
mod endings;
mod words;

use super::policy::Kind;
use super::tree::Node;
use super::{deceives, is_blank};
use crate::scan::{concat, replaced, trim_end};

/// More words than the endings of a text have together: what stands so far behind the last word that is wanted need not be
/// looked at.
const ENDING_WORDS: usize = 140;

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
    let (mut text, open) = beginning(nodes, words);
    if open {
        text.push('…');
    }
    replaced(&text, '\n', ' ')
}

/// The same beginning of a tree as a tree: paragraphs, lists, headings, quotes and code keep their shape.
///
/// A link, a piece of code or a table is never cut: one that does not fit is left out with all that follows. Without
/// `images` there are none, nor their captions.
///
/// ```
/// use latest_posts::clean::{excerpt, html};
/// use latest_posts::show::markup;
///
/// let tree = html("<h2>Ruby</h2><p>It served us <em>well, however</em>, we moved on.</p>", None);
/// assert_eq!(markup::write(&excerpt::html(&tree, 5, false)), "<h2>Ruby</h2><p>It served us <em>well…</em></p>");
/// ```
pub fn html(nodes: &[Node], words: usize, images: bool) -> Vec<Node> {
    let (text, open) = beginning(nodes, words);
    let begun = cut::cut(nodes, length(&text), open, images);
    if begun.is_empty() && !text.is_empty() {
        // All of it is one long link, or the like.
        return vec![cut::paragraph(&concat(&[&text, if open { "…" } else { "" }]))];
    }
    begun
}

/// How many words of a text tell how its first `words` are shown.
pub(super) fn needed(words: usize) -> usize {
    if words > 0 { words.saturating_add(ENDING_WORDS + 1) } else { usize::MAX }
}

/// The text that is shown, a line to a block, and whether it goes on.
fn beginning(nodes: &[Node], words: usize) -> (String, bool) {
    let mut gathered = Gathered { text: String::new(), gap: None, words: needed(words) };
    gathered.add(nodes);
    let mut text = gathered.text;
    let mut open = false;
    let mut end = words::end(&text, words);
    // What stands so far behind the end is not looked at.
    if end.is_none_or(|end| text.len() - end < endings::MAX_LENGTH) {
        open = endings::drop(&mut text);
        end = words::end(&text, words);
    }
    if let Some(end) = end {
        text.truncate(end);
        open = true;
    }
    if open {
        trim(&mut text, words::is_dangling);
    }
    (text, open)
}

/// Takes away the characters of a kind at the end of a text.
fn trim(text: &mut String, is: fn(char) -> bool) {
    text.truncate(trim_end(text, is).len());
}

/// How many characters of a text are seen.
fn length(text: &str) -> usize {
    text.chars().filter(|character| is_visible(*character)).count()
}

/// Whether a character of a text is one of those that are counted.
pub(super) fn is_visible(character: char) -> bool {
    !is_blank(character) && !deceives(character)
}

/// The text with its white space folded, a line to a block; of a long one the rest is left after so many words.
struct Gathered {
    text: String,
    /// What stands between the last character and the next.
    gap: Option<char>,
    /// Words that are still to come.
    words: usize,
}

impl Gathered {
    /// Adds what nodes say, and whether more may follow; the recursion is as deep as the tree, whose depth `clean` limits.
    fn add(&mut self, nodes: &[Node]) -> bool {
        nodes.iter().all(|node| match node {
            Node::Text(text) => self.add_text(text),
            // Without its picture a caption has no sense.
            Node::Element(element) if element.kind() == Kind::Legend => true,
            Node::Element(element) if element.kind() == Kind::Break => {
                self.gap = self.gap.or(Some(' '));
                true
            }
            Node::Element(element) => {
                let border = if element.kind().breaks_lines() { Some('\n') } else { None };
                self.gap = border.or(self.gap);
                let goes_on = self.add(element.nodes());
                self.gap = border.or(self.gap);
                goes_on
            }
        })
    }

    fn add_text(&mut self, text: &str) -> bool {
        for character in text.chars() {
            if is_blank(character) {
                self.gap = self.gap.or(Some(' '));
            } else if !deceives(character) {
                if let Some(gap) = self.gap.take()
                    && !self.text.is_empty()
                {
                    if self.words == 0 {
                        return false;
                    }
                    self.words -= 1;
                    self.text.push(gap);
                }
                self.text.push(character);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::html as clean;
    use super::words::LONG_WORD;
    use super::*;

    #[track_caller]
    fn assert_excerpts(words: usize, cases: &[(&str, &str)]) {
        for (markup, wanted) in cases {
            assert_eq!(text(&clean(markup, None), words), *wanted, "{markup}");
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
    fn the_beginning_of_markup_is_enough_for_its_excerpt() {
        for piece in [
            "word ",
            "wo<b>rd</b> ",
            "<p>word</p>",
            "\u{200b} ",
            "\u{a0} x ",
            "<figure><figcaption>a b c</figcaption></figure>x ",
            "<ul><li>one two, <a href=/x>three four</a></ul>",
            "字字。",
            "<table><tr><td>a b<td>c d</table>",
            "слово ",
        ] {
            for behind in ["", "<p>The post A appeared first on B.</p>", "<h2>x</h2>…"] {
                let markup = [&piece.repeat(400), behind].concat();
                for words in [0, 1, 7, 55] {
                    let beginning = crate::clean::beginning(&markup, None, words);
                    let whole = clean(&markup, None);
                    assert_eq!(text(&beginning, words), text(&whole, words), "{piece} {words}");
                    assert_eq!(html(&beginning, words, true), html(&whole, words, true), "{piece} {words}");
                }
            }
        }
        let long = "<p>one two".repeat(10_000);
        assert!(crate::clean::beginning(&long, None, 5).len() < 300);
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
            text(&clean(&piece.repeat(300_000 / piece.len()), None), 1_000_000);
        }
        assert!(started.elapsed().as_secs() < 10);
    }
}
