//! Whatever markup it was, the tree holds only what the policy allows, and cleaning what was written of it, or of its
//! beginning, gives the same again.
#![no_main]

use latest_posts::clean::policy::{self, Kind};
use latest_posts::clean::tree::Node;
use latest_posts::clean::{excerpt, html};
use latest_posts::show::markup::write;
use latest_posts::url::Url;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|markup: &str| {
    let base = Url::parse("https://feeds.example/blog/feed");
    let tree = html(markup, base.as_ref());
    check(&tree, 0);
    for begun in [tree.clone(), excerpt::html(&tree, 3, false), excerpt::html(&tree, 7, true)] {
        let written = write(&begun);
        assert_eq!(write(&html(&written, base.as_ref())), written);
    }
    excerpt::text(&tree, 5);
});

fn check(nodes: &[Node], depth: usize) {
    assert!(depth <= 30);
    for node in nodes {
        let Node::Element(element) = node else { continue };
        let rule = policy::find(element.name()).unwrap();
        assert!(rule.name == element.name() && !matches!(rule.kind, Kind::Dropped | Kind::RawText));
        for (name, value) in element.attributes() {
            let known = rule.attributes.iter().chain(policy::GLOBAL).any(|(known, _)| *known == name);
            assert!(known || element.name() == "img" && policy::IMAGE.contains(&(name, value)), "{name}");
            assert!(!matches!(name, "href" | "src") || Url::parse(value).is_some(), "{value}");
        }
        check(element.nodes(), depth + 1);
    }
}
