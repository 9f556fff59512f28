//! The tree as HTML text, escaped by context
//! ([HTML, serialising fragments](https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments)).

use crate::clean::policy::Kind;
use crate::clean::tree::{Element, Node};
use crate::scan::long_span;

/// Writes nodes as HTML text.
///
/// ```
/// use latest_posts::clean::tree::Element;
/// use latest_posts::show::markup;
///
/// let mut line = Element::new("p");
/// line.set("title", "\"1\"");
/// line.say("1 < 2");
/// assert_eq!(markup::write(&[line.into()]), "<p title=\"&quot;1&quot;\">1 &lt; 2</p>");
/// ```
pub fn write(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        append(&mut text, node);
    }
    text
}

/// The recursion is as deep as the tree, whose depth `clean` limits.
fn append(text: &mut String, node: &Node) {
    match node {
        Node::Text(characters) => escape(text, characters),
        Node::Element(element) => append_element(text, element),
    }
}

fn append_element(text: &mut String, element: &Element) {
    text.push('<');
    text.push_str(element.name());
    for (name, value) in element.attributes() {
        text.push(' ');
        text.push_str(name);
        text.push_str("=\"");
        escape(text, value);
        text.push('"');
    }
    text.push('>');
    // What has no content has no end tag either.
    if element.kind().is_in(Kind::EMPTY) || element.name() == "input" {
        return;
    }
    // A parser drops the first line break of a `pre`.
    if element.kind() == Kind::Preformatted
        && matches!(element.nodes().first(), Some(Node::Text(first)) if first.starts_with('\n'))
    {
        text.push('\n');
    }
    for node in element.nodes() {
        append(text, node);
    }
    text.push_str("</");
    text.push_str(element.name());
    text.push('>');
}

/// One way for text and for values in double quotes; `>` too, so that no end of a comment can stand in it.
fn escape(text: &mut String, characters: &str) {
    let mut rest = characters;
    loop {
        let at = long_span(rest, |byte| !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xC2));
        text.push_str(&rest[..at]);
        let mut marked = rest[at..].chars();
        let Some(mark) = marked.next() else { return };
        match mark {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\u{a0}' => text.push_str("&nbsp;"),
            // Another character that begins with the byte of a no-break space.
            _ => text.push(mark),
        }
        rest = marked.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_cannot_leave_their_place() {
        let mut hostile = Element::new("em");
        hostile.set("title", "\"><script>&'");
        hostile.say("</em><script>&amp;\u{a0}-->");
        assert_eq!(
            write(&[hostile.into(), Element::new("br").into()]),
            "<em title=\"&quot;&gt;&lt;script&gt;&amp;'\">&lt;/em&gt;&lt;script&gt;&amp;amp;&nbsp;--&gt;</em><br>"
        );
    }

    #[test]
    fn what_has_no_content_has_no_end_tag() {
        let nodes = ["br", "wbr", "hr", "img", "input", "b"].map(|name| Element::new(name).into());
        assert_eq!(write(&nodes), "<br><wbr><hr><img><input><b></b>");
    }

    #[test]
    fn the_first_line_of_preformatted_text_is_kept() {
        let mut code = Element::new("pre");
        code.say("\n1");
        assert_eq!(write(&[code.into()]), "<pre>\n\n1</pre>");
    }
}
