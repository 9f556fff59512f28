//! What a post does not say of itself, and its text does: title, address, picture.

use super::view::plain;
use crate::clean::excerpt;
use crate::clean::tree::Node;
use crate::feed::Item;
use crate::url::Url;

/// Words of a title that is made from the text of a post without one.
const TITLE_WORDS: usize = 10;

/// The title of a post, and whether the post gives it; empty where there is neither a title nor a text.
pub(super) fn title(item: &Item, text: &[Node]) -> (String, bool) {
    match item.title.as_ref().and_then(plain) {
        Some(own) => (own, true),
        None => {
            let made = excerpt::text(text, TITLE_WORDS);
            let is_own = made.is_empty();
            (made, is_own)
        }
    }
}

/// The address of a post, and whether the post gives it. One without a page of its own (RSS was for such, until 0.92) is
/// about the first page that its text leads to, or about the file that comes with it.
pub(super) fn url(item: &Item, text: &[Node]) -> (Option<Url>, bool) {
    let made = || {
        let file = || item.attachments.first().map(|file| file.url.clone());
        first(text, "a", "href").or_else(file)
    };
    let is_own = item.url.is_some();
    (item.url.clone().or_else(made), is_own)
}

/// The picture of a post: the one that it names, else the first of its text. Pictures that only count readers are gone
/// from the text.
pub(super) fn image(item: &Item, text: &[Node]) -> Option<Url> {
    item.image.clone().or_else(|| first(text, "img", "src"))
}

/// The address of the web in the first element of a name; the recursion is as deep as the tree, whose depth `clean` limits.
fn first(nodes: &[Node], name: &str, attribute: &str) -> Option<Url> {
    nodes.iter().find_map(|node| match node {
        Node::Text(_) => None,
        Node::Element(element) if element.name() == name => {
            let url = element.attributes().find(|(known, _)| *known == attribute);
            url.and_then(|(_, url)| Url::parse(url)).filter(Url::is_http)
        }
        Node::Element(element) => first(element.nodes(), name, attribute),
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::clean;
    use crate::feed::{Attachment, Text, TextKind};

    #[test]
    fn what_a_post_does_not_say_is_taken_from_its_text() {
        let text = clean::html(
            "<p><a href='mailto:a@b.example'>Mail</a> or <b><a href='https://b.example/'>see</a></b> \
             <img src='https://b.example/1.png'><a href='https://c.example/'>three four five six seven eight nine",
            None,
        );
        let mut item = Item::default();
        assert_eq!(
            title(&item, &text),
            ("Mail or see three four five six seven eight nine".to_owned(), false)
        );
        assert_eq!(title(&item, &[]), (String::new(), true));
        assert_eq!(url(&item, &text), (Url::parse("https://b.example/"), false));
        assert_eq!(image(&item, &text), Url::parse("https://b.example/1.png"));
        item.title = Some(Text { value: Cow::Borrowed("T"), kind: TextKind::Plain, base: None });
        item.url = Url::parse("https://d.example/");
        item.image = Url::parse("https://d.example/d.png");
        assert_eq!(title(&item, &text), ("T".to_owned(), true));
        assert_eq!(url(&item, &text), (item.url.clone(), true));
        assert_eq!(image(&item, &text), item.image);
    }

    #[test]
    fn a_post_that_is_a_file_leads_to_it() {
        let file = Url::parse("https://a.example/song.mp3");
        let attachments =
            file.iter().map(|url| Attachment { url: url.clone(), mime_type: None, size_in_bytes: None });
        let item = Item { attachments: attachments.collect(), ..Item::default() };
        assert_eq!(url(&item, &[]), (file, false));
        assert_eq!(url(&Item::default(), &[]), (None, false));
    }
}
