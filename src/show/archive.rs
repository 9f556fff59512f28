//! All posts by year and month, the newest first.

use super::parts::part;
use super::post::Post;
use super::select::date;
use super::view::View;
use crate::clean::tree::Element;
use crate::feed::Date;
use crate::scan::digits;

/// What posts stand together by.
struct Level {
    /// What a group is called, and the style of its title.
    name: &'static str,
    /// The attribute that says which group it is, as `2024-05`: a page can lead to it.
    attribute: &'static str,
    /// So much of a date says it.
    length: usize,
    key: fn(Date) -> i64,
}

const LEVELS: &[Level] = &[
    Level { name: "year", attribute: "data-year", length: 4, key: |date| date.civil().0 },
    Level { name: "month", attribute: "data-month", length: 7, key: |date| date.civil().1 },
];

impl View<'_, '_> {
    /// Adds the years, each with its months, each with its posts. The first of each is open.
    pub(super) fn add_archive(&self, root: &mut Element, posts: &[Post]) {
        self.add_groups(root, posts, LEVELS, true);
    }

    /// Adds the groups of a level; the recursion is as deep as there are levels.
    fn add_groups(&self, parent: &mut Element, posts: &[Post], levels: &[Level], is_parent_open: bool) {
        let [level, below @ ..] = levels else { return };
        let mut rest = posts;
        while let Some(group) = group(&mut rest, level.key) {
            let Some(&date) = date(group[0].item) else {
                let mut undated = details(level.name, self.page.labels.undated(), group.len());
                undated.push(self.posts(group));
                parent.push(undated);
                continue;
            };
            let title = (self.page.format_date)(date, level.name);
            let mut details = details(level.name, &title, group.len());
            details.set(level.attribute, &date.to_rfc3339()[..level.length]);
            let is_first = group.len() + rest.len() == posts.len();
            // What a visitor looks for is to be seen.
            let is_open = is_parent_open && is_first || !self.visit.search.is_empty();
            if is_open {
                details.set("open", "");
            }
            if below.is_empty() {
                details.push(self.posts(group));
            } else {
                let mut groups = Element::new("div");
                self.add_groups(&mut groups, group, below, is_open);
                details.push(groups);
            }
            parent.push(details);
        }
    }
}

/// A closed group, with its title and the number of its posts.
fn details(name: &str, title: &str, count: usize) -> Element {
    let mut details = part("details", name);
    let mut summary = part("summary", "summary");
    summary.say(title);
    summary.say(" ");
    let mut number = part("span", "count");
    number.say(&digits(count));
    summary.push(number);
    details.push(summary);
    details
}

/// Takes the first posts whose dates have the same key, or which have none.
fn group<'p, 'i, 'a>(rest: &mut &'p [Post<'i, 'a>], key: fn(Date) -> i64) -> Option<&'p [Post<'i, 'a>]> {
    // No year and no month is 0.
    let key_of = |post: &Post| date(post.item).map_or(0, |date| key(*date));
    let first = key_of(rest.first()?);
    let mut end = 1;
    while end < rest.len() && key_of(&rest[end]) == first {
        end += 1;
    }
    let (group, behind) = rest.split_at(end);
    *rest = behind;
    Some(group)
}

#[cfg(test)]
mod tests {
    use crate::read::{self, Document, Origin};
    use crate::settings::Settings;
    use crate::show::labels::Labels;
    use crate::show::{Page, Post, Visit, markup, view};

    #[test]
    fn posts_stand_by_year_and_month_and_those_without_a_date_behind() {
        let document = "<rss><channel>
            <item><title>a</title><pubDate>31 Jan 2024 23:30 -0300</pubDate></item>
            <item><title>b</title><pubDate>2 Jan 2024</pubDate></item>
            <item><title>c</title><pubDate>31 Dec 2023 12:00</pubDate></item>
            <item><title>d</title></item></channel></rss>";
        let document = Document::from(document);
        let feed = read::feed(&document, &Origin::default()).unwrap();
        let posts: Vec<_> = feed.items.iter().map(Post::brief).collect();
        let settings = Settings::from_attributes(&|name| (name == "view").then_some("archive"));
        let format = |date: crate::feed::Date, style: &str| [style, " ", &date.to_rfc3339()[..7]].concat();
        let page = Page { url: None, labels: Labels::default(), format_date: &format };
        let tree = view(&feed, &posts, &settings, &page, &Visit::default(), false);
        let text = markup::write(tree.nodes());
        let text: String = text
            .split('<')
            .filter_map(|tag| {
                let (tag, text) = tag.split_once('>')?;
                let is_open = tag.starts_with("details") && tag.contains("open");
                Some([if is_open { "+" } else { "" }, text].concat())
            })
            .collect();
        assert_eq!(
            text,
            "+year 2024-01 2+month 2024-01 2along 2024-01blong 2024-01year 2023-12 1month 2023-12 1clong 2023-12Without a date 1d"
        );
    }
}
