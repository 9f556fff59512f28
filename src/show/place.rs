//! What links, headings and pictures of a feed take from the page that they stand on.

use crate::clean::policy;
use crate::clean::tree::{Element, Node};
use crate::scan::concat;
use crate::settings::Settings;
use crate::url::Url;

/// The place of a post.
pub(super) struct Place<'p> {
    pub(super) settings: &'p Settings,
    /// Whether the page came by https: it may not ask for pictures by http.
    pub(super) is_secure: bool,
}

impl Place<'_> {
    /// Makes the markup of a post part of the page.
    pub(super) fn fit(&self, nodes: &mut [Node]) {
        let highest = highest_rank(nodes);
        self.fit_below(nodes, highest);
    }

    /// A link to an address of a feed.
    pub(super) fn link(&self, link: &mut Element) {
        link.set("rel", concat(&["noopener ", self.settings.rel()]).trim_ascii_end());
        if self.settings.target() == "_blank" {
            link.set("target", "_blank");
        }
    }

    /// A picture, by https where the page needs that.
    pub(super) fn picture(&self, image: &mut Element, url: &Url) {
        let secure = if self.is_secure { url.with_https() } else { None };
        image.set_url("src", secure.as_ref().unwrap_or(url));
    }

    /// The picture of a post that is none of its text.
    pub(super) fn cover(&self, url: &Url) -> Element {
        let mut image = Element::new("img");
        self.picture(&mut image, url);
        image.set("part", "image");
        // The title beside it says what it is about.
        image.set("alt", "");
        for (name, value) in policy::IMAGE {
            image.set(name, value);
        }
        image
    }

    /// The recursion is as deep as the tree, whose depth `clean` limits.
    fn fit_below(&self, nodes: &mut [Node], highest: u32) {
        for node in nodes {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "a" => self.link(element),
                "img" => {
                    if let Some(url) = element.attribute("src").and_then(Url::parse) {
                        self.picture(element, &url);
                    }
                }
                name => {
                    if let Some(rank) = rank(name) {
                        // The post's title is one below the widget's heading.
                        element.rename(heading(self.settings.heading_level() + 2 + rank - highest));
                    }
                }
            }
            self.fit_below(element.nodes_mut(), highest);
        }
    }
}

/// The six names of HTML; ranks beyond them are the last one.
pub(super) fn heading(rank: u32) -> &'static str {
    match rank {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

fn rank(name: &str) -> Option<u32> {
    match name.as_bytes() {
        [b'h', rank @ b'1'..=b'6'] => Some(u32::from(rank - b'0')),
        _ => None,
    }
}

fn highest_rank(nodes: &[Node]) -> u32 {
    let mut highest = 6;
    for node in nodes {
        if let Node::Element(element) = node {
            let rank = rank(element.name()).unwrap_or_else(|| highest_rank(element.nodes()));
            highest = highest.min(rank);
        }
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean;
    use crate::show::markup::write;

    fn fitted(markup: &str, attributes: &[(&str, &str)], is_secure: bool) -> String {
        let settings = Settings::from_attributes(&|name| {
            attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| *value)
        });
        let mut nodes = clean::html(markup, None);
        Place { settings: &settings, is_secure }.fit(&mut nodes);
        write(&nodes)
    }

    #[test]
    fn headings_stand_below_the_title() {
        let markup = "<h2>1</h2><blockquote><h3>2</h3></blockquote><h1>3</h1><h6>4</h6>";
        assert_eq!(
            fitted(markup, &[("heading-level", "1")], false),
            "<h4>1</h4><blockquote><h5>2</h5></blockquote><h3>3</h3><h6>4</h6>"
        );
        assert_eq!(fitted("<h5>1</h5>2", &[], false), "<h4>1</h4>2");
    }

    #[test]
    fn links_say_what_the_page_wants() {
        let link = "<p><a href='http://a.example/'>1</a>";
        assert_eq!(fitted(link, &[], true), "<p><a href=\"http://a.example/\" rel=\"noopener\">1</a></p>");
        assert_eq!(
            fitted(link, &[("target", "_blank"), ("rel", "nofollow ugc")], false),
            "<p><a href=\"http://a.example/\" rel=\"noopener nofollow ugc\" target=\"_blank\">1</a></p>"
        );
    }

    #[test]
    fn a_page_of_https_asks_for_pictures_by_https() {
        let image = "<img src=http://a.example/1.png alt=x>";
        assert!(fitted(image, &[], true).contains("\"https://a.example/1.png\""));
        assert!(fitted(image, &[], false).contains("\"http://a.example/1.png\""));
    }
}
