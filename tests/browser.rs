//! The crate in a browser: what the platform decodes is what the native build decodes.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use latest_posts::clean::tree::Node;
use latest_posts::clean::{excerpt, html};
use latest_posts::parse;
use latest_posts::read::Origin;
use latest_posts::show::markup;
use latest_posts::url::Url;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn charsets_are_decoded_by_the_platform() {
    for (bytes, title) in [
        (&include_bytes!("feeds/encoding/iso-8859-2.xml")[..], "Łódź"),
        (&include_bytes!("feeds/encoding/windows-1251.xml")[..], "Привет, мир"),
        (&include_bytes!("feeds/encoding/utf-16-with-mark.xml")[..], "日本語"),
        (&include_bytes!("feeds/encoding/utf-16-without-mark.xml")[..], "日本語"),
        (&include_bytes!("feeds/encoding/shift_jis.xml")[..], "最新の記事"),
    ] {
        let feed =
            serde_json::from_str::<serde_json::Value>(&parse(bytes, &Origin::default()).unwrap()).unwrap();
        assert_eq!(feed["items"][0]["title"], title);
    }
}

#[wasm_bindgen_test]
fn an_unknown_charset_is_none() {
    assert_eq!(latest_posts::decode("klingon", b"x"), None);
}

/// Pieces that markup is made of, harmless and hostile.
const PIECES: &[&str] = &[
    "text ",
    "a\u{a0}b",
    "&lt;",
    "&amp;amp;",
    "\n",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=/x>",
    "</a>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol start=3>",
    "</ol>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<table>",
    "<tr>",
    "<td>",
    "<th colspan=2>",
    "<caption>",
    "</table>",
    "<h1>",
    "</h1>",
    "<h3>",
    "</h3>",
    "<pre>",
    "\n\n  code",
    "</pre>",
    "<code class=language-rust>",
    "</code>",
    "<blockquote>",
    "</blockquote>",
    "<img src=/1.png alt='\"x'>",
    "<br>",
    "<hr>",
    "<wbr>",
    "<div>",
    "</div>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<q>",
    "</q>",
    "<abbr title='a&quot;b'>",
    "</abbr>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<form>",
    "<select>",
    "</select>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<textarea>",
    "<title>",
    "</title>",
    "<",
    ">",
    "\"",
];

#[wasm_bindgen_test]
#[expect(clippy::disallowed_methods, reason = "the browser's own parser is what this compares with")]
fn a_browser_reads_back_what_was_written() {
    let document = web_sys::window().unwrap().document().unwrap();
    let base = Url::parse("https://blog.example/");
    // A linear congruential generator: the same markup in every run.
    let mut seed = 1_u32;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) as usize % below
    };
    for _ in 0..3000 {
        let markup: String = (0..1 + next(24)).map(|_| PIECES[next(PIECES.len())]).collect();
        let tree = html(&markup, base.as_ref());
        for tree in [excerpt::html(&tree, 3, true), tree] {
            let written = markup::write(&tree);
            let element = document.create_element("div").unwrap();
            element.set_inner_html(&written);
            assert_eq!(outline(&element), outline_of(&tree), "{markup:?}");
        }
    }
}

/// What the browser has: elements, their attributes, and text.
fn outline(element: &web_sys::Element) -> String {
    let mut outline = String::new();
    let mut child = element.first_child();
    while let Some(node) = child {
        child = node.next_sibling();
        match node.dyn_ref::<web_sys::Element>() {
            Some(element) => {
                outline += &format!("<{}", element.local_name());
                for name in element.get_attribute_names() {
                    let name = name.as_string().unwrap();
                    outline += &format!(" {name}={:?}", element.get_attribute(&name).unwrap());
                }
                outline += &format!(">{}</>", self::outline(element));
            }
            None => outline += &format!("{:?}", node.node_value().unwrap()),
        }
    }
    outline
}

/// The same of a tree.
fn outline_of(nodes: &[Node]) -> String {
    let mut outline = String::new();
    let mut text = String::new();
    for node in nodes {
        match node {
            Node::Text(more) => text += more,
            Node::Element(element) => {
                if !text.is_empty() {
                    outline += &format!("{:?}", std::mem::take(&mut text));
                }
                outline += &format!("<{}", element.name());
                for (name, value) in element.attributes() {
                    outline += &format!(" {name}={value:?}");
                }
                outline += &format!(">{}</>", outline_of(element.nodes()));
            }
        }
    }
    if !text.is_empty() {
        outline += &format!("{text:?}");
    }
    outline
}
