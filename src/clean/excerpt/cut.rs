//! A tree → the part of it that so many characters of its text stand in.

use super::words::is_dangling;
use super::{is_visible, length, trim};
use crate::clean::build::{is_empty, touches};
use crate::clean::is_blank;
use crate::clean::policy::Kind;
use crate::clean::tree::{Element, Node};

/// The nodes until `length` visible characters have come; with `open`, the last text ends in `…`. Recursion here and
/// below is as deep as the tree, whose depth `clean` limits.
pub(super) fn cut(nodes: &[Node], length: usize, open: bool, images: bool) -> Vec<Node> {
    let mut cut = Cut { left: length, open, done: open && length == 0, images };
    let mut begun = Element::new("");
    cut.add(&mut begun, nodes);
    let mut begun = begun.into_nodes();
    if open || cut.done {
        trim_nodes(&mut begun, if open { is_dangling } else { is_blank });
    }
    if open && !begun.is_empty() {
        add_ellipsis(&mut begun);
    }
    begun
}

/// A paragraph of text.
pub(super) fn paragraph(text: &str) -> Node {
    let mut paragraph = Element::new("p");
    paragraph.say(text);
    paragraph.into()
}

struct Cut {
    /// Visible characters that are still to come.
    left: usize,
    /// Whether the text goes on; if not, a picture may stand behind its last character.
    open: bool,
    done: bool,
    images: bool,
}

impl Cut {
    /// Adds what stays of some nodes.
    fn add(&mut self, begun: &mut Element, nodes: &[Node]) {
        for node in nodes {
            if self.done {
                return;
            }
            match node {
                Node::Text(text) => {
                    let text = self.text(text);
                    if !text.is_empty() {
                        begun.say(text);
                    }
                }
                Node::Element(element) => match self.element(element) {
                    Some(element) => begun.push(element),
                    // The words that stood before and behind it are kept apart.
                    None if touches(begun.nodes()) => begun.say(" "),
                    None => {}
                },
            }
        }
    }

    fn text<'t>(&mut self, text: &'t str) -> &'t str {
        for (at, character) in text.char_indices() {
            if is_visible(character) {
                if self.left == 0 {
                    self.done = true;
                    return &text[..at];
                }
                self.left -= 1;
            }
        }
        self.done = self.open && self.left == 0;
        text
    }

    fn element(&mut self, element: &Element) -> Option<Element> {
        let kind = element.kind();
        if matches!(kind, Kind::Image | Kind::Legend) {
            return self.images.then(|| element.clone());
        }
        if kind.is_in(Kind::UNCUT) && visible(element.nodes()) > self.left {
            self.done = true;
            return None;
        }
        let mut begun = element.emptied();
        self.add(&mut begun, element.nodes());
        // Nothing stays of an element that had only pictures, but a cell keeps its place.
        let is_empty = !element.nodes().is_empty() && begun.nodes().iter().all(is_empty);
        (!is_empty || kind == Kind::Cell).then_some(begun)
    }
}

/// How many characters of some nodes are seen.
fn visible(nodes: &[Node]) -> usize {
    let mut count = 0;
    for node in nodes {
        count += match node {
            Node::Text(text) => length(text),
            Node::Element(element) if element.kind() == Kind::Legend => 0,
            Node::Element(element) => visible(element.nodes()),
        };
    }
    count
}

/// Takes away what has no sense at the end: characters of a kind, line breaks, headings, what is empty then.
fn trim_nodes(nodes: &mut Vec<Node>, is_nothing: fn(char) -> bool) {
    while let Some(last) = nodes.last_mut() {
        let is_empty = match last {
            Node::Text(text) => {
                trim(text, is_nothing);
                text.is_empty()
            }
            Node::Element(element) => match element.kind() {
                Kind::Heading | Kind::Break | Kind::Line | Kind::Void => true,
                Kind::Image => false,
                kind if kind.is_in(Kind::UNCUT) => false,
                _ => {
                    trim_nodes(element.nodes_mut(), is_nothing);
                    element.nodes().is_empty()
                }
            },
        };
        if !is_empty {
            return;
        }
        nodes.truncate(nodes.len() - 1);
    }
}

/// Says that the text goes on: in its last paragraph, but not in a link or in code.
fn add_ellipsis(nodes: &mut Vec<Node>) {
    match nodes.last_mut() {
        Some(Node::Text(text)) => text.push('…'),
        Some(Node::Element(element)) if !is_closed(element) => add_ellipsis(element.nodes_mut()),
        Some(Node::Element(element)) if element.kind().breaks_lines() => nodes.push(paragraph("…")),
        _ => nodes.push(Node::Text("…".to_owned())),
    }
}

/// Whether nothing can be added to an element.
fn is_closed(element: &Element) -> bool {
    element.nodes().is_empty() || element.kind().is_in(Kind::UNCUT) || element.name() == "figure"
}

#[cfg(test)]
mod tests {
    use super::super::{html, text};
    use crate::clean::build::tests::write;
    use crate::clean::html as clean;
    use crate::url::Url;

    #[track_caller]
    fn assert_excerpts(words: usize, cases: &[(&str, &str)]) {
        let base = Url::parse("https://a.example/");
        for (markup, wanted) in cases {
            assert_eq!(write(&html(&clean(markup, base.as_ref()), words, false)), *wanted, "{markup}");
        }
    }

    #[test]
    fn blocks_keep_their_shape() {
        assert_excerpts(
            4,
            &[
                ("<p>one two</p><p>three four</p>", "<p>one two</p><p>three four</p>"),
                ("<p>one two</p><p>three four five</p>", "<p>one two</p><p>three four…</p>"),
                (
                    "<ol start=3><li>one<li>two three<li>four five</ol>6",
                    "<ol start=\"3\"><li>one</li><li>two three</li><li>four…</li></ol>",
                ),
                (
                    "<blockquote><p>one <b>two</b> three four, <i>five",
                    "<blockquote><p>one <b>two</b> three four…</p></blockquote>",
                ),
                ("one two<pre>  three\n  four</pre>", "one two<pre>\n  three\n  four</pre>"),
                ("one two three <b>four, five</b>", "one two three <b>four…</b>"),
            ],
        );
    }

    #[test]
    fn what_is_whole_is_not_cut() {
        assert_excerpts(
            3,
            &[
                ("one <a href=/x>two three</a> four", "one <a href=\"https://a.example/x\">two three</a>…"),
                ("one two (<a href=/x>three four</a>)", "one two…"),
                ("<p>one <code>two three four</code></p>", "<p>one…</p>"),
                ("<p>one</p><pre>two\nthree four</pre>5", "<p>one…</p>"),
                ("<p>one two three</p><pre>4</pre>", "<p>one two three…</p>"),
                ("<pre>one two three</pre>four", "<pre>\none two three</pre><p>…</p>"),
                ("<a href=/x>one two three four</a>", "<p>one two three…</p>"),
            ],
        );
    }

    #[test]
    fn nothing_empty_stands_at_the_end() {
        assert_excerpts(
            2,
            &[
                ("<p>one two</p><h2>three</h2><p>four", "<p>one two…</p>"),
                ("<p>one</p><h2><a href=/x>two three</a></h2><p>four", "<p>one…</p>"),
                ("<p>one two<br></p><hr><ul><li>three</ul>", "<p>one two…</p>"),
                ("<p>one</p><p>two</p><p>The post A appeared first on B.</p>", "<p>one</p><p>two</p>"),
                ("<p>one two</p><div><a href=/x>Continue reading &rarr;</a></div>", "<p>one two</p>"),
                ("<p>one two […]</p>", "<p>one two…</p>"),
                ("<p>Read more</p>", ""),
                ("<h2>one two</h2>", "<h2>one two</h2>"),
            ],
        );
    }

    #[test]
    fn without_images_there_is_nothing_of_them() {
        let image = "<img src=/1.png>";
        let markup =
            format!("<figure>{image}<figcaption>1</figcaption></figure><p><a href=/x>{image}</a></p>2 3");
        assert_excerpts(2, &[(&markup, "2 3")]);
        let around = format!("1<p>\n{image} </p>2<b>3</b><figure>{image}</figure>4<td>{image}");
        assert_excerpts(0, &[(&around, "1 2<b>3</b> 4 ")]);
        let base = Url::parse("https://a.example/");
        let begun = html(&clean(&around, base.as_ref()), 0, false);
        assert_eq!(clean(&write(&begun), None), begun);
        let tree = clean(&[&markup, image].concat(), base.as_ref());
        assert_eq!(html(&tree, 2, true), tree);
        assert!(!write(&html(&tree, 1, true)).contains('3'));
    }

    #[test]
    fn tree_and_text_end_at_the_same_word() {
        for markup in [
            "<h2>Ruby</h2>Our <b>original</b> CLI (v1-v3) was <i>written</i> in Ruby, and <u>served us</u> well.",
            "<ul><li>one<li>two\u{200b} three</ul> 日本語の文章を読む. The post A appeared first on B",
            "a\u{a0}b <ol><li>c; d</ol>",
        ] {
            let tree = clean(markup, None);
            for words in 0..12 {
                let begun = html(&tree, words, false);
                let is_cut = text(&begun, 0);
                let wanted = text(&tree, words);
                // A heading at the end is left out.
                assert!(wanted == is_cut || wanted.starts_with("Ruby…"), "{words}: {wanted:?} {is_cut:?}");
            }
        }
    }
}
