//! The view tree: heading, posts, and the two lines that lead on.

use std::borrow::Cow;

use super::labels::Labels;
use super::place::{self, Place};
use super::post::{Post, plain};
use super::select::date;
use crate::clean::tree::{Element, Node};
use crate::clean::{self, excerpt};
use crate::feed::{Date, Feed};
use crate::scan::concat;
use crate::settings::Settings;
use crate::url::Url;

/// Characters that are shown of a title, a name or a category: browsers take seconds to lay out a line of a hundred
/// thousand.
const MAX_LINE: usize = 300;

/// What the page knows and a feed does not.
pub struct Page<'p> {
    /// The page's address: the addresses in settings are relative to it.
    pub url: Option<&'p Url>,
    /// The widget's own texts.
    pub labels: &'p Labels,
    /// Writes a day in the page's language.
    pub format_date: &'p dyn Fn(Date) -> String,
}

/// Builds the tree that shows these posts of a feed, in their order.
pub fn view(feed: &Feed, posts: &[Post], settings: &Settings, page: &Page) -> Element {
    let is_secure = page.url.is_some_and(|url| url.as_str().starts_with("https:"));
    let view = View { feed, settings, page, place: Place { settings, is_secure } };
    let mut root = part("section", "root");
    view.add_heading(&mut root);
    let mut list = list("list");
    set_language(&mut list, feed.language.as_deref());
    for post in posts {
        let mut item = part("li", "item");
        item.push(view.post(post));
        list.push(item);
    }
    root.push(list);
    view.add_footer(&mut root);
    root
}

struct View<'v, 'a> {
    feed: &'v Feed<'a>,
    settings: &'v Settings,
    page: &'v Page<'v>,
    place: Place<'v>,
}

impl View<'_, '_> {
    fn add_heading(&self, root: &mut Element) {
        let of_feed = || self.feed.title.as_ref().and_then(plain).unwrap_or_default();
        let text = self.settings.heading().map_or_else(of_feed, str::to_owned);
        if !text.is_empty() {
            let mut heading = part(place::heading(self.settings.heading_level()), "heading");
            heading.set("dir", "auto");
            self.add_link(&mut heading, "heading-link", self.feed.home_page_url.as_ref(), &text);
            root.push(heading);
        }
    }

    fn post(&self, post: &Post) -> Element {
        let mut article = part("article", "post");
        // The title decides: text of a feed may run in another direction than the page.
        article.set("dir", "auto");
        set_language(&mut article, post.item.language.as_deref());
        let mut title = part(place::heading(self.settings.heading_level() + 1), "title");
        let name = if post.title.is_empty() { self.page.labels.untitled } else { &post.title };
        self.add_link(&mut title, "link", post.url.as_ref(), name);
        let excerpt = self.excerpt(post);
        if self.settings.show("image")
            && !self.is_compact()
            && let Some(url) = &post.image
            && !excerpt.as_ref().is_some_and(|excerpt| has_picture(excerpt.nodes()))
        {
            article.push(self.place.cover(url));
        }
        article.push(title);
        self.add_meta(&mut article, post);
        if let Some(excerpt) = excerpt {
            article.push(excerpt);
        }
        if self.settings.show("categories") && !self.is_compact() && !post.item.tags.is_empty() {
            let mut categories = list("categories");
            for tag in &post.item.tags {
                add_foreign(&mut categories, "li", "category", &clean::plain_text(tag));
            }
            article.push(categories);
        }
        article
    }

    /// Whether nothing but titles and dates is shown.
    fn is_compact(&self) -> bool {
        self.settings.layout() == "compact"
    }

    fn excerpt(&self, post: &Post) -> Option<Element> {
        let settings = self.settings;
        let words = usize::try_from(settings.excerpt_length()).unwrap_or(usize::MAX);
        let (name, mut nodes) = match settings.excerpt() {
            _ if !settings.show("excerpt") || self.is_compact() => return None,
            "html" => ("div", excerpt::html(&post.content, words, settings.show("image"))),
            "text" => {
                let text = if words > 0 { post.teaser() } else { &post.content };
                ("p", vec![Node::Text(excerpt::text(text, words))])
            }
            _ => return None,
        };
        self.place.fit(&mut nodes);
        let mut excerpt = part(name, "excerpt");
        excerpt.set("dir", "auto");
        *excerpt.nodes_mut() = nodes;
        let is_empty = match excerpt.nodes() {
            [] => true,
            [Node::Text(text)] => text.is_empty(),
            _ => false,
        };
        (!is_empty).then_some(excerpt)
    }

    fn add_meta(&self, article: &mut Element, Post { item, .. }: &Post) {
        let date = if self.settings.show("date") { date(item) } else { None };
        let authors = if item.authors.is_empty() { &self.feed.authors } else { &item.authors };
        let mut names = String::new();
        if self.settings.show("author") && !self.is_compact() {
            let all: Vec<_> = authors.iter().filter_map(|author| author.name.as_deref()).collect();
            names = clean::plain_text(&joined(&all, self.page.labels.comma));
        }
        if date.is_none() && names.is_empty() {
            return;
        }
        let mut meta = part("p", "meta");
        if let Some(date) = date {
            let mut time = part("time", "date");
            time.set("dir", "auto");
            time.set("datetime", &date.to_rfc3339());
            time.say(&(self.page.format_date)(date));
            meta.push(time);
        }
        add_foreign(&mut meta, "span", "author", &names);
        article.push(meta);
    }

    fn add_footer(&self, root: &mut Element) {
        let (settings, labels) = (self.settings, self.page.labels);
        let archives = self.address(settings.archives()).or_else(|| self.feed.home_page_url.clone());
        let category_archives = self.address(settings.category_archives()).or_else(|| archives.clone());
        let category_feed = self.address(settings.category_feed());
        let feed = self.feed.feed_url.as_ref();
        if archives.is_some() || category_archives.is_some() || category_feed.is_some() || feed.is_some() {
            let mut footer = part("footer", "footer");
            self.add_line(
                &mut footer,
                "archives",
                labels.archives,
                [category_archives.as_ref(), archives.as_ref()],
            );
            self.add_line(&mut footer, "subscribe", labels.subscribe, [category_feed.as_ref(), feed]);
            root.push(footer);
        }
    }

    /// `Browse the archives for engineering or all posts.`, as far as there is somewhere to go.
    fn add_line(
        &self,
        footer: &mut Element,
        name: &'static str,
        start: &str,
        [category, all]: [Option<&Url>; 2],
    ) {
        let labels = self.page.labels;
        let categories = clean::plain_text(&joined(&self.settings.category(), labels.comma));
        let category = category.filter(|_| !categories.is_empty());
        if category.is_none() && all.is_none() {
            return;
        }
        let mut line = part("p", name);
        // The widget's own language may run in another direction than the page.
        line.set("dir", "auto");
        line.say(start);
        if category.is_some() {
            self.add_link(&mut line, "category-link", category, &categories);
        }
        if category.is_some() && all.is_some() {
            line.say(labels.or);
        }
        if all.is_some() {
            self.add_link(&mut line, "all-link", all, labels.all_posts);
        }
        line.say(labels.stop);
        footer.push(line);
    }

    /// A link, or the text alone where there is nowhere to go.
    fn add_link(&self, parent: &mut Element, name: &'static str, url: Option<&Url>, text: &str) {
        let text = line(text);
        let Some(url) = url else { return parent.say(&text) };
        let mut link = part("a", name);
        link.set_url("href", url);
        self.place.link(&mut link);
        link.say(&text);
        parent.push(link);
    }

    fn address(&self, setting: &str) -> Option<Url> {
        Url::web(self.page.url, setting)
    }
}

fn part(name: &'static str, part: &str) -> Element {
    let mut element = Element::new(name);
    element.set("part", part);
    element
}

/// Without its markers a list is none for VoiceOver, unless it says so.
fn list(name: &str) -> Element {
    let mut list = part("ul", name);
    list.set("role", "list");
    list
}

/// As much of a text as is shown of one that is all one line.
fn line(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MAX_LINE) {
        Some((end, _)) => concat(&[&text[..end], "…"]).into(),
        None => text.into(),
    }
}

/// Whether a picture stands in a tree; the recursion is as deep as the tree, whose depth `clean` limits.
fn has_picture(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(_) => false,
        Node::Element(element) => element.name() == "img" || has_picture(element.nodes()),
    })
}

fn joined(texts: &[&str], comma: &str) -> String {
    let mut joined = String::new();
    for text in texts {
        if !joined.is_empty() {
            joined.push_str(comma);
        }
        joined.push_str(text);
    }
    joined
}

/// Adds an element with a line of a feed, in its own direction, if there is any.
fn add_foreign(parent: &mut Element, name: &'static str, part_name: &str, text: &str) {
    if !text.is_empty() {
        let mut element = part(name, part_name);
        element.set("dir", "auto");
        element.say(&line(text));
        parent.push(element);
    }
}

fn set_language(element: &mut Element, language: Option<&str>) {
    if let Some(language) = language {
        element.set("lang", language);
    }
}
