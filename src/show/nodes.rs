//! The tree as JSON, which `src/js/dom.js` builds the DOM of: one text instead of a call for each element, attribute and
//! text of it.

use super::json::{begin, string, text};
use crate::clean::tree::{Element, Node};

/// Writes an element: an array of its name, its attributes, and what it holds. A text is a string.
///
/// ```
/// use latest_posts::clean::tree::Element;
/// use latest_posts::show::nodes;
///
/// let mut line = Element::new("p");
/// line.set("title", "1");
/// line.say("Hello");
/// assert_eq!(nodes::write(&line), r#"["p",{"title":"1"},"Hello"]"#);
/// ```
pub fn write(element: &Element) -> String {
    let mut json = String::new();
    append(&mut json, element);
    json
}

/// The recursion is as deep as the tree, whose depth `clean` limits.
fn append(json: &mut String, element: &Element) {
    begin(json, '[');
    string(json, element.name());
    begin(json, '{');
    for (name, value) in element.attributes() {
        text(json, name, value);
    }
    json.push('}');
    for node in element.nodes() {
        match node {
            Node::Text(characters) => string(json, characters),
            Node::Element(child) => append(json, child),
        }
    }
    json.push(']');
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_tree_is_read_back() {
        let mut child = Element::new("b");
        child.say("\"],[\"script\",{},\"\n");
        let mut tree = Element::new("p");
        tree.set("title", "\"}");
        tree.set("lang", "de");
        tree.say("1 < 2 ");
        tree.push(child);
        tree.push(Element::new("br"));
        let wanted = json!([
            "p",
            { "title": "\"}", "lang": "de" },
            "1 < 2 ",
            ["b", {}, "\"],[\"script\",{},\"\n"],
            ["br", {}],
        ]);
        assert_eq!(serde_json::from_str::<Value>(&write(&tree)).unwrap(), wanted);
    }
}
