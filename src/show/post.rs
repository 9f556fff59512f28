//! A post with its texts cleaned, and with what it does not say of itself and its text does: title, address, picture.

use crate::clean::policy::Kind;
use crate::clean::tree::Node;
use crate::clean::{self, excerpt};
use crate::feed::{Item, Text, TextKind};
use crate::read;
use crate::settings::Settings;
use crate::url::Url;

/// Words of a title that is made from the text of a post without one.
const TITLE_WORDS: usize = 10;

/// A post that can be shown.
#[derive(Debug, Clone)]
pub struct Post<'p, 'a> {
    /// The post as it was read: untrusted.
    pub(super) item: &'p Item<'a>,
    /// Whether content and summary are not all there.
    pub(super) is_brief: bool,
    /// Whether the title was made from the text.
    pub(super) made_title: bool,
    /// Plain text, the beginning of the post's text where it has no title; empty where it has neither.
    pub title: String,
    /// The post's page. One without a page of its own (RSS was for such, until 0.92) is about the first page that its
    /// text leads to, or about the file that comes with it.
    pub url: Option<Url>,
    /// The picture that the post names, else the first of its text. Pictures that only count readers are gone from the
    /// text.
    pub image: Option<Url>,
    /// The post, or its summary where the feed has no more of it.
    pub content: Vec<Node>,
    /// The summary, where there is a content beside it.
    pub summary: Vec<Node>,
    /// The content, where it is plain text: with its line breaks.
    pub content_text: Option<String>,
}

impl<'p, 'a> Post<'p, 'a> {
    /// Cleans a post.
    pub fn new(item: &'p Item<'a>) -> Self {
        let mut post = Self::of(item, texts(item), 0, false);
        post.is_brief = false;
        post
    }

    /// The same, and of content and summary as much as is seen of them.
    pub fn shown(item: &'p Item<'a>, settings: &Settings) -> Self {
        let is_line = settings.view() == "archive" || settings.layout() == "compact";
        let has_excerpt = settings.show("excerpt") && settings.excerpt() != "none";
        let has_picture = settings.show("image") && !is_line;
        if is_line || !has_excerpt && !has_picture {
            return Self::brief(item);
        }
        let needs_all = item.url.is_none() || has_picture && item.image.is_none();
        let words = usize::try_from(settings.excerpt_length()).unwrap_or(usize::MAX);
        // Where a summary is shown, nothing is seen of the content.
        let is_of_summary = settings.excerpt() == "text" && words > 0 && !needs_all;
        Self::of(item, texts(item), if needs_all { 0 } else { words }, is_of_summary)
    }

    /// The same without content and summary, unless title or address have to be taken from them.
    pub fn brief(item: &'p Item<'a>) -> Self {
        let has_all = item.title.is_some() && item.url.is_some();
        let texts = if has_all { (None, None) } else { texts(item) };
        Self::of(item, texts, if item.url.is_none() { 0 } else { TITLE_WORDS }, false)
    }

    /// A post of its content and summary, of which as much is read as an excerpt of so many words is made of; all of them
    /// for 0. Where it `is_of_summary`, the content is read only if it has no summary or no title.
    fn of(item: &'p Item<'a>, texts: Texts, words: usize, is_of_summary: bool) -> Self {
        let (content, summary) = texts;
        let mut post = Self {
            item,
            is_brief: true,
            made_title: false,
            title: plain(&item.title),
            url: item.url.clone(),
            image: item.image.clone(),
            content: Vec::new(),
            summary: nodes(summary, words, &mut None),
            content_text: None,
        };
        if !is_of_summary || post.title.is_empty() || post.summary.is_empty() {
            post.content = nodes(content, words, &mut post.content_text);
        }
        if post.title.is_empty() {
            post.title = excerpt::text(&post.content, TITLE_WORDS);
            post.made_title = !post.title.is_empty();
        }
        if post.url.is_none() {
            post.url = first(&post.content, Kind::Link, "href");
        }
        if let (None, Some(file)) = (&post.url, item.attachments.first()) {
            post.url = Some(file.url.clone());
        }
        if post.image.is_none() {
            post.image = first(&post.content, Kind::Image, "src");
        }
        post
    }

    /// What tells of the post: its summary, or its content.
    pub(super) fn teaser(&self) -> &[Node] {
        if self.summary.is_empty() { &self.content } else { &self.summary }
    }
}

/// The content of a post, or its summary where there is none, and the summary beside it.
type Texts<'t> = (Option<&'t Text<'t>>, Option<&'t Text<'t>>);

fn texts<'t>(item: &'t Item) -> Texts<'t> {
    match &item.content_html {
        Some(content) => (Some(content), item.summary.as_ref()),
        None => (item.summary.as_ref(), None),
    }
}

/// The plain text of a title; empty where there is none.
pub(super) fn plain(text: &Option<Text>) -> String {
    let Some(text) = text else { return String::new() };
    match read::title(text) {
        (characters, TextKind::Plain) => clean::plain_text(&characters),
        (characters, TextKind::Html) => clean::plain(&characters),
    }
}

/// The clean tree of a text construct, as [`clean::beginning`] says; where it is plain text, its lines too.
fn nodes(text: Option<&Text>, words: usize, lines: &mut Option<String>) -> Vec<Node> {
    let Some(text) = text else { return Vec::new() };
    match read::characters(text) {
        (characters, TextKind::Html) => clean::beginning(&characters, text.base.as_deref(), words),
        (characters, TextKind::Plain) => {
            let text = clean::lines(&characters);
            let nodes = clean::beginning(&marked_up(&text), None, words);
            *lines = Some(text);
            nodes
        }
    }
}

/// Plain text as markup: what is between empty lines is a paragraph.
fn marked_up(text: &str) -> String {
    let mut markup = String::new();
    for (at, character) in text.char_indices() {
        match character {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '\n' if text.as_bytes().get(at + 1) == Some(&b'\n') => markup.push_str("<p>"),
            _ => markup.push(character),
        }
    }
    markup
}

/// The address of the web in the first element of a kind; the recursion is as deep as the tree, whose depth `clean` limits.
fn first(nodes: &[Node], kind: Kind, attribute: &str) -> Option<Url> {
    nodes.iter().find_map(|node| match node {
        Node::Text(_) => None,
        Node::Element(element) if element.kind() == kind => {
            element.attribute(attribute).and_then(|url| Url::web(None, url))
        }
        Node::Element(element) => first(element.nodes(), kind, attribute),
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::feed::Attachment;
    use crate::show::markup;

    fn text(source: &'static str, kind: TextKind) -> Option<Text<'static>> {
        Some(Text { source: Cow::Borrowed(source), is_xml: false, kind: Some(kind), base: None })
    }

    #[test]
    fn what_a_post_does_not_say_is_taken_from_its_text() {
        let content = text(
            "<p><a href='mailto:a@b.example'>Mail</a> or <b><a href='https://b.example/'>see</a></b> \
             <img src='https://b.example/1.png'><a href='https://c.example/'>three four five six seven eight nine",
            TextKind::Html,
        );
        let mut item = Item { content_html: content, ..Item::default() };
        let post = Post::new(&item);
        assert_eq!(post.title, "Mail or see three four five six seven eight nine");
        assert_eq!(post.url, Url::parse("https://b.example/"));
        assert_eq!(post.image, Url::parse("https://b.example/1.png"));
        item.title = text("T", TextKind::Plain);
        item.url = Url::parse("https://d.example/");
        item.image = Url::parse("https://d.example/d.png");
        let post = Post::new(&item);
        assert_eq!((&*post.title, &post.url, &post.image), ("T", &item.url, &item.image));
        let nothing = Item::default();
        assert_eq!(Post::new(&nothing).title, "");
    }

    #[test]
    fn a_post_that_is_a_file_leads_to_it() {
        let file = Url::parse("https://a.example/song.mp3");
        let attachments =
            file.iter().map(|url| Attachment { url: url.clone(), mime_type: None, size_in_bytes: None });
        let item = Item { attachments: attachments.collect(), ..Item::default() };
        assert_eq!(Post::new(&item).url, file);
    }

    #[test]
    fn plain_text_has_its_paragraphs_and_no_tags() {
        let content = text("1 &amp; <b>2\n3\r\n\r\n\r\n4 & Vec<T>\n\n<p>", TextKind::Plain);
        let item = Item { content_html: content, ..Item::default() };
        let wanted = "1 &amp;amp; &lt;b&gt;2\n3 <p>\n4 &amp; Vec&lt;T&gt;</p><p>\n&lt;p&gt;</p>";
        assert_eq!(markup::write(&Post::new(&item).content), wanted);
    }

    #[test]
    fn a_summary_alone_is_the_content_and_tells_of_the_post() {
        let mut item = Item { summary: text("1\n2", TextKind::Plain), ..Item::default() };
        let post = Post::new(&item);
        assert_eq!(excerpt::text(post.teaser(), 0), "1 2");
        assert_eq!((post.content_text.as_deref(), post.summary.len()), (Some("1\n2"), 0));
        item.content_html = text("<p>3", TextKind::Html);
        let post = Post::new(&item);
        assert_eq!(
            (excerpt::text(post.teaser(), 0), excerpt::text(&post.content, 0)),
            ("1 2".into(), "3".into())
        );
        assert_eq!(post.content_text, None);
    }
}
