//! The tree as DOM. Names are constants of this crate and text is set as text, so nothing is parsed:
//! the page's Trusted Types and Content-Security-Policy have nothing to refuse.

use wasm_bindgen::JsValue;
use web_sys::Document;

use crate::clean::tree::{Element, Node};

/// Builds an element; the recursion is as deep as the tree, whose depth `clean` limits.
///
/// Errors: none for the names of this crate; what the platform throws is passed on.
pub(super) fn build(document: &Document, element: &Element) -> Result<web_sys::Element, JsValue> {
    let built = document.create_element(element.name())?;
    for (name, value) in element.attributes() {
        built.set_attribute(name, value)?;
    }
    match element.nodes() {
        [Node::Text(text)] => built.set_text_content(Some(text)),
        nodes => {
            for node in nodes {
                let child: web_sys::Node = match node {
                    Node::Text(text) => document.create_text_node(text).into(),
                    Node::Element(child) => build(document, child)?.into(),
                };
                built.append_child(&child)?;
            }
        }
    }
    Ok(built)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::clean;
    use crate::show::markup;
    use crate::url::Url;

    #[wasm_bindgen_test]
    fn what_is_built_is_what_is_written() {
        let document = web_sys::window().unwrap().document().unwrap();
        let base = Url::parse("https://blog.example/");
        for html in [
            "<p>One <a href='/x?a=1&amp;b=\"2\"'>two</a> &lt;three&gt;</p><ul><li>1<li>2</ul>",
            "<pre>  code &amp; more</pre><p>a&nbsp;b</p>",
            "<script>alert(1)</script><p onclick=alert(2) title='\"><b>'>x</p><img src=x.png width=5 height=5>",
        ] {
            let mut tree = Element::new("div");
            for node in clean::html(html, base.as_ref()) {
                tree.push(node);
            }
            assert_eq!(build(&document, &tree).unwrap().inner_html(), markup::write(tree.nodes()));
        }
    }
}
