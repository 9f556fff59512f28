//! The links of a view alone: what readers have that know nothing of shadow trees, and search engines.

use crate::clean::tree::{Element, Node};

/// The links to the posts of a view, in a list of their own.
pub fn fallback(view: &Element) -> Element {
    let mut links = Element::new("ul");
    add_links(&mut links, view);
    links
}

/// The recursion is as deep as the tree, whose depth `clean` limits.
fn add_links(links: &mut Element, element: &Element) {
    if element.attribute("part") == Some("link") {
        let mut item = Element::new("li");
        item.push(element.clone());
        links.push(item);
        return;
    }
    for node in element.nodes() {
        if let Node::Element(child) = node {
            add_links(links, child);
        }
    }
}
