//! The lines that lead on: to the archives, and to the feeds.

use super::parts::{button, directed, join, part};
use super::view::View;
use crate::clean;
use crate::clean::tree::Element;
use crate::feed::Source;
use crate::url::Url;

impl View<'_, '_> {
    pub(super) fn add_footer(&self, root: &mut Element) {
        let (settings, labels) = (self.settings, self.page.labels);
        let mut footer = part("footer", "footer");
        if settings.footer("archives") {
            let archives = self.address(settings.archives());
            let category = self.address(settings.category_archives());
            let all = archives.as_ref().or(self.feed.home_page_url.as_ref());
            let links = self.links(category.as_ref().or(all), all, |source| &source.url);
            self.add_line(&mut footer, "archives", labels.archives(), links);
        }
        if settings.footer("subscribe") {
            let category = self.address(settings.category_feed());
            let all = self.feed.feed_url.as_ref();
            let links = self.links(category.as_ref(), all, |source| &source.feed_url);
            if let Some(line) = self.add_line(&mut footer, "subscribe", labels.subscribe(), links)
                && settings.footer("copy")
            {
                line.say(" ");
                let mut copy = button("copy", labels.copy());
                copy.set("data-done", labels.copied());
                line.push(copy);
            }
        }
        if !footer.nodes().is_empty() {
            root.push(footer);
        }
    }

    /// The link for the category and the one for all posts, each with what it is called; of several feeds one for each.
    fn links<'l>(
        &'l self,
        category: Option<&'l Url>,
        all: Option<&'l Url>,
        of_source: fn(&Source) -> &Option<Url>,
    ) -> Vec<(&'l Url, String)> {
        let labels = self.page.labels;
        let mut categories = String::new();
        for category in self.settings.category() {
            join(&mut categories, labels.comma(), category);
        }
        let categories = clean::plain_text(&categories);
        let mut links = Vec::new();
        if let Some(url) = category
            && !categories.is_empty()
        {
            links.push((url, categories));
        }
        if let Some(url) = all {
            links.push((url, labels.all_posts().to_owned()));
        }
        if links.is_empty() {
            for source in &self.feed.sources {
                if let Some(title) = &source.title
                    && let Some(url) = of_source(source)
                {
                    links.push((url, clean::plain_text(title)));
                }
            }
        }
        links
    }

    /// `Browse the archives for engineering or all posts.`, if there is somewhere to go.
    fn add_line<'f>(
        &self,
        footer: &'f mut Element,
        name: &'static str,
        start: &str,
        links: Vec<(&Url, String)>,
    ) -> Option<&'f mut Element> {
        let labels = self.page.labels;
        // In the widget's own language.
        let mut line = directed("p", name);
        line.say(start);
        for (place, (url, text)) in links.iter().enumerate() {
            if place > 0 {
                line.say(if place + 1 == links.len() { labels.or() } else { labels.comma() });
            }
            let is_all = text == labels.all_posts();
            self.add_link(&mut line, if is_all { "all-link" } else { "category-link" }, Some(url), text);
        }
        line.say(labels.stop());
        if links.is_empty() {
            return None;
        }
        footer.push(line);
        footer.last_mut()
    }

    fn address(&self, setting: &str) -> Option<Url> {
        Url::web(self.page.url, setting)
    }
}
