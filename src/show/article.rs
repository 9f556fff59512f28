//! A post: its title, who wrote it and when, how it begins, and its categories.

use super::parts::{directed, foreign, join, list, part, set_language};
use super::place;
use super::post::Post;
use super::select::date;
use super::view::View;
use crate::clean::tree::{Element, Node};
use crate::clean::{self, excerpt};

impl View<'_, '_> {
    /// The article of a post.
    pub(super) fn article(&self, post: &Post) -> Element {
        // The title decides.
        let mut article = directed("article", "post");
        set_language(&mut article, post.item.language.as_deref());
        let mut title = part(place::heading(self.settings.heading_level() + 1), "title");
        let name = if post.title.is_empty() { self.page.labels.untitled() } else { &post.title };
        self.add_link(&mut title, "link", post.url.as_ref(), name);
        let excerpt = self.excerpt(post);
        if self.shows("image")
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
        if self.shows("categories") && !post.item.tags.is_empty() {
            let mut categories = list("categories");
            for tag in &post.item.tags {
                if let Some(category) = foreign("li", "category", &clean::plain_text(tag)) {
                    categories.push(category);
                }
            }
            article.push(categories);
        }
        article
    }

    /// Whether a field is shown; a line has its date alone.
    fn shows(&self, field: &str) -> bool {
        self.settings.show(field) && (!self.is_brief || field == "date")
    }

    fn excerpt(&self, post: &Post) -> Option<Element> {
        let settings = self.settings;
        if settings.excerpt() == "none" || !self.shows("excerpt") {
            return None;
        }
        let words = usize::try_from(settings.excerpt_length()).unwrap_or(usize::MAX);
        let is_html = settings.excerpt() == "html";
        let mut excerpt = directed(if is_html { "div" } else { "p" }, "excerpt");
        if is_html {
            *excerpt.nodes_mut() = excerpt::html(&post.content, words, settings.show("image"));
            self.place.fit(excerpt.nodes_mut());
        } else {
            excerpt.say(&excerpt::text(if words > 0 { post.teaser() } else { &post.content }, words));
        }
        let is_there = match excerpt.nodes() {
            // Of a short note without a title, the title is all of it.
            [Node::Text(text)] => !text.is_empty() && *text != post.title,
            nodes => !nodes.is_empty(),
        };
        is_there.then_some(excerpt)
    }

    fn add_meta(&self, article: &mut Element, Post { item, .. }: &Post) {
        let labels = self.page.labels;
        let mut meta = part("p", "meta");
        let date = date(item);
        let is_new = |last| date.is_some_and(|date| date.seconds > last);
        if self.settings.mark_new() && self.visit.last.is_some_and(is_new) {
            add_field(&mut meta, foreign("span", "new", labels.new_post()));
        }
        if let Some(date) = date
            && self.shows("date")
        {
            add_field(&mut meta, Some(self.time(*date, self.settings.date_style())));
        }
        if self.shows("author") {
            let authors = if item.authors.is_empty() { &self.feed.authors } else { &item.authors };
            let mut names = String::new();
            for author in authors {
                if let Some(name) = &author.name {
                    join(&mut names, labels.comma(), name);
                }
            }
            add_field(&mut meta, foreign("span", "author", &clean::plain_text(&names)));
        }
        if let Some(source) = &item.source
            && self.shows("source")
            && let Some(title) = &source.title
        {
            let mut name = directed("span", "source");
            self.add_link(&mut name, "source-link", source.url.as_ref(), &clean::plain_text(title));
            add_field(&mut meta, Some(name));
        }
        if !meta.nodes().is_empty() {
            article.push(meta);
        }
    }
}

/// Adds a field of a post to the others.
fn add_field(meta: &mut Element, field: Option<Element>) {
    let Some(field) = field else { return };
    if !meta.nodes().is_empty() {
        // Between the fields, so that it stands there whatever the direction of each.
        meta.say(" · ");
    }
    meta.push(field);
}

/// Whether a picture stands in a tree; the recursion is as deep as the tree, whose depth `clean` limits.
fn has_picture(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(_) => false,
        Node::Element(element) => element.name() == "img" || has_picture(element.nodes()),
    })
}
