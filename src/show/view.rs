//! The view tree: heading, search, posts, and what leads on.

use super::labels::Labels;
use super::parts::{button, directed, list, part, say_line, set_language};
use super::place::{self, Place};
use super::post::{Post, plain};
use super::visit::Visit;
use crate::clean::tree::Element;
use crate::feed::{Date, Feed};
use crate::scan::{concat, digits};
use crate::settings::Settings;
use crate::url::Url;

/// What the page knows and a feed does not.
pub struct Page<'p> {
    /// The page's address: the addresses in settings are relative to it.
    pub url: Option<&'p Url>,
    /// The widget's own texts.
    pub labels: Labels<'p>,
    /// Writes a date in the page's language: as a day (`long`, `medium`, `short`), as the time that has passed
    /// (`relative`), as a `month` or `year`, or as a `moment` on the visitor's clock.
    pub format_date: &'p dyn Fn(Date, &str) -> String,
}

/// Builds the tree that shows these posts of a feed, in their order; `has_more` where there are others.
pub fn view(
    feed: &Feed,
    posts: &[Post],
    settings: &Settings,
    page: &Page,
    visit: &Visit,
    has_more: bool,
) -> Element {
    let is_secure = page.url.is_some_and(|url| url.as_str().starts_with("https:"));
    let is_archive = settings.view() == "archive";
    let layout = match settings.layout() {
        _ if is_archive => "archive",
        // Its name is that of the view.
        "list" => "",
        layout => layout,
    };
    let view = View {
        feed,
        settings,
        page,
        visit,
        place: Place { settings, is_secure },
        is_brief: is_archive || layout == "compact",
    };
    let mut root = part("section", concat(&["root ", layout]).trim_ascii_end());
    view.add_heading(&mut root);
    view.add_tools(&mut root, posts);
    if let Some(date) = visit.as_of {
        let mut note = directed("p", "as-of");
        note.say(page.labels.as_of());
        note.push(view.time(date, "moment"));
        root.push(note);
    }
    if is_archive {
        view.add_archive(&mut root, posts);
    } else if !posts.is_empty() {
        let mut all = view.posts(posts);
        set_language(&mut all, feed.language.as_deref());
        root.push(all);
    }
    let has_older = feed.next_url.is_some() && (is_archive || settings.more());
    if has_more && settings.more() || has_older {
        root.push(button("more", page.labels.more()));
    }
    view.add_footer(&mut root);
    root
}

/// What is known where a part of the view is made.
pub(super) struct View<'v, 'a> {
    pub(super) feed: &'v Feed<'a>,
    pub(super) settings: &'v Settings,
    pub(super) page: &'v Page<'v>,
    pub(super) visit: &'v Visit<'v>,
    pub(super) place: Place<'v>,
    /// Whether of each post a line is shown.
    pub(super) is_brief: bool,
}

impl View<'_, '_> {
    fn add_heading(&self, root: &mut Element) {
        let title = plain(&self.feed.title);
        let text = match self.settings.heading() {
            Some(text) => text,
            None if self.feed.sources.is_empty() => &title,
            None => self.page.labels.latest(),
        };
        if !text.is_empty() {
            let mut heading = directed(place::heading(self.settings.heading_level()), "heading");
            self.add_link(&mut heading, "heading-link", self.feed.home_page_url.as_ref(), text);
            root.push(heading);
        }
    }

    /// The field for a search, and what a screen reader is told when the posts change.
    fn add_tools(&self, root: &mut Element, posts: &[Post]) {
        let (settings, labels) = (self.settings, self.page.labels);
        if settings.searchable() {
            let mut search = part("input", "search");
            search.set("type", "search");
            search.set("aria-label", labels.search());
            search.set("placeholder", labels.search());
            root.push(search);
        }
        let can_change = settings.searchable() || settings.more() || settings.view() == "archive";
        if !can_change && !posts.is_empty() {
            return;
        }
        let mut status = part("p", "status");
        status.set("role", "status");
        if posts.is_empty() {
            status.say(labels.none());
        } else if !self.visit.search.is_empty() || self.visit.extra > 0 {
            status.say(labels.shown());
            status.say(&digits(posts.len()));
        }
        root.push(status);
    }

    /// The list of posts.
    pub(super) fn posts(&self, posts: &[Post]) -> Element {
        let mut list = list("list");
        for post in posts {
            let mut item = part("li", "item");
            item.push(self.article(post));
            list.push(item);
        }
        list
    }

    pub(super) fn time(&self, date: Date, style: &str) -> Element {
        let mut time = directed("time", "date");
        time.set("datetime", &date.to_rfc3339());
        if style == "relative" {
            time.set("title", &(self.page.format_date)(date, "long"));
        }
        time.say(&(self.page.format_date)(date, style));
        time
    }

    /// A link, or the text alone where there is nowhere to go.
    pub(super) fn add_link(&self, parent: &mut Element, name: &'static str, url: Option<&Url>, text: &str) {
        let Some(url) = url else { return say_line(parent, text) };
        let mut link = part("a", name);
        link.set_url("href", url);
        self.place.link(&mut link);
        say_line(&mut link, text);
        parent.push(link);
    }
}
