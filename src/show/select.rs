//! Which posts are shown, and in which order.

use std::ops::Range;

use super::needs::Needs;
use super::visit::Visit;
use crate::feed::{Date, Feed, Item};
use crate::settings::{Settings, words};
use crate::url::Url;

/// Posts that show whether a feed has its newest first.
const EVIDENCE: usize = 20;

/// Leaves the posts that the settings and the visitor ask for; whether there are more of them. Posts without a date stand
/// behind the dated ones, in the order of the feed; of those with one id, or without ids with one address, the first of
/// the feed counts.
pub fn select(feed: &mut Feed, settings: &Settings, visit: &Visit) -> bool {
    if visit.is_copy {
        return settings.more();
    }
    let wanted = wanted(settings, visit);
    let chosen = chosen(feed, settings, visit, wanted.end.saturating_add(1));
    let mut items = Vec::new();
    for (at, choice) in chosen.iter().enumerate() {
        if wanted.contains(&at) {
            items.push(std::mem::take(&mut feed.items[choice.place]));
        }
    }
    feed.items = items;
    chosen.len() > wanted.end
}

/// What the beginning of a feed is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beginning {
    /// The posts that are asked for may still be to come.
    Unknown,
    /// The posts that are asked for are there, if the feed goes on as it began.
    Showable,
    /// So many posts have borne that out that the rest need not be read.
    Enough,
}

/// Whether the posts that are asked for may stand at the beginning of a feed.
pub fn may_stand_first(settings: &Settings) -> bool {
    settings.view() != "archive" && settings.order() != "oldest"
}

/// Whether the beginning of a feed may be [enough](Beginning::Enough): the visitor cannot ask for the other posts.
pub fn may_be_enough(settings: &Settings) -> bool {
    may_stand_first(settings) && !settings.more() && !settings.searchable()
}

/// Judges the beginning of a feed: it may be shown once the posts that are asked for are there, with all dates, and the
/// newest stand first so far, if that matters; and it is enough with twice as many, and at least twenty, unless the
/// visitor may ask for the others.
pub fn judge(beginning: &Feed, settings: &Settings, visit: &Visit) -> Beginning {
    if !may_stand_first(settings) || beginning.title.is_none() || beginning.home_page_url.is_none() {
        return Beginning::Unknown;
    }
    let mut last = i64::MAX;
    let is_next = |item: &Item| {
        date(item).is_some_and(|date| date.seconds <= std::mem::replace(&mut last, date.seconds))
    };
    let is_sorted = settings.order() == "feed" || beginning.items.iter().all(is_next);
    let wanted = wanted(settings, visit).end;
    let enough = wanted.saturating_mul(2).max(EVIDENCE);
    match chosen(beginning, settings, visit, enough).len() {
        there if !is_sorted || there <= wanted => Beginning::Unknown,
        there if there < enough || !may_be_enough(settings) => Beginning::Showable,
        _ => Beginning::Enough,
    }
}

/// Which of the posts are shown, in the order that is asked for.
fn wanted(settings: &Settings, visit: &Visit) -> Range<usize> {
    if settings.view() == "archive" {
        return 0..usize::MAX;
    }
    let offset = settings.offset();
    count(offset)..count(offset.saturating_add(settings.limit()).saturating_add(visit.extra))
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A post that is asked for.
struct Choice {
    /// Those with a lower one stand before it.
    rank: i64,
    /// Where it stands in the feed.
    place: usize,
    marks: Marks,
}

/// The posts that are asked for, in the order that they are shown, so many at most.
fn chosen(feed: &Feed, settings: &Settings, visit: &Visit, most: usize) -> Vec<Choice> {
    let needs = Needs {
        categories: settings.category(),
        authors: settings.author(),
        include: settings.include(),
        exclude: settings.exclude(),
        search: words(visit.search),
    };
    let each = count(settings.source_limit());
    let order = settings.order();
    let is_ranked = order != "feed" || settings.view() == "archive";
    let mut chosen: Vec<Choice> = Vec::new();
    for (place, item) in feed.items.iter().enumerate() {
        let date = date(item);
        if date.is_some_and(|date| visit.is_ahead(date)) || !needs.has(item, feed) {
            continue;
        }
        let rank = match date {
            _ if !is_ranked => 0,
            Some(date) if order == "oldest" => date.seconds,
            Some(date) => -date.seconds,
            None => i64::MAX,
        };
        let marks = marks(item);
        let at = chosen.iter().rposition(|other| other.rank <= rank).map_or(0, |last| last + 1);
        let is_known = |other: &Choice| is_same_post((item, marks), (&feed.items[other.place], other.marks));
        if at < most && !chosen.iter().any(is_known) {
            chosen.insert(at, Choice { rank, place, marks });
            if each > 0 {
                leave(&mut chosen, each, &|place| feed.items[place].source == item.source);
            }
            chosen.truncate(most);
        }
    }
    chosen
}

/// Takes away the last of the posts that come from one feed, where one was added to so many.
fn leave(chosen: &mut Vec<Choice>, each: usize, is_of_feed: &dyn Fn(usize) -> bool) {
    let (mut count, mut last) = (0, 0);
    for (at, choice) in chosen.iter().enumerate() {
        if is_of_feed(choice.place) {
            (count, last) = (count + 1, at);
        }
    }
    if count > each {
        chosen.remove(last);
    }
}

/// When a post was published, or at least when it was last changed.
pub(super) fn date<'i>(item: &'i Item) -> Option<&'i Date> {
    item.date_published.as_ref().or(item.date_modified.as_ref())
}

/// Whether two posts are one: feeds that are put together of others have them twice.
fn is_same_post((one, marks): (&Item, Marks), (other, other_marks): (&Item, Marks)) -> bool {
    match (&one.id, &other.id) {
        (Some(id), Some(other)) => marks.id == other_marks.id && id == other,
        _ => marks.url == other_marks.url && one.url.is_some() && one.url == other.url,
    }
}

/// What tells two posts apart without comparing their texts: with thousands of posts, each with each, long ones would take
/// minutes.
#[derive(Clone, Copy)]
struct Marks {
    id: u32,
    url: u32,
}

fn marks(item: &Item) -> Marks {
    Marks { id: hash(item.id.as_deref()), url: hash(item.url.as_ref().map(Url::as_str)) }
}

/// [FNV-1a](http://www.isthe.com/chongo/tech/comp/fnv/).
fn hash(text: Option<&str>) -> u32 {
    let text = text.unwrap_or_default();
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{self, Document, Origin};

    fn settings(attributes: &[(&str, &str)]) -> Settings {
        Settings::from_attributes(&|name| {
            attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| *value)
        })
    }

    /// The titles of the posts that are left of a feed, on 1 June 2024.
    #[track_caller]
    fn selected_of(items: &str, attributes: &[(&str, &str)]) -> String {
        let document =
            ["<rss><channel><managingEditor>Ed</managingEditor>", items, "</channel></rss>"].concat();
        let document = Document::from(&*document);
        let mut feed = read::feed(&document, &Origin::default()).unwrap();
        select(&mut feed, &settings(attributes), &Visit { now: 1_717_200_000, ..Visit::default() });
        feed.items.iter().map(|item| read::characters(item.title.as_ref().unwrap()).0).collect()
    }

    #[track_caller]
    fn selected(attributes: &[(&str, &str)]) -> String {
        let items = "
            <item><title>a</title><pubDate>2 May 2024</pubDate><category>Engineering</category></item>
            <item><title>b</title><category>news</category><author>Ann Lee</author></item>
            <item><title>c</title><pubDate>3 May 2024</pubDate><category>ÄRGER</category><category>news</category></item>
            <item><title>d</title><pubDate>1 May 2024</pubDate><author>ann lee</author><author>Bo</author></item>
            <item><title>e</title><category>engineering</category><category>ŁÓDŹ</category><category>ΕΛΛΆΔΑ</category>
              <category>Ёлка</category></item>";
        selected_of(items, attributes)
    }

    #[test]
    fn the_newest_come_first_and_undated_posts_last() {
        assert_eq!(selected(&[]), "cadbe");
        assert_eq!(selected(&[("order", "oldest")]), "dacbe");
        assert_eq!(selected(&[("order", "feed")]), "abcde");
    }

    #[test]
    fn a_post_of_any_of_the_categories_is_shown_whatever_the_case() {
        assert_eq!(selected(&[("category", "engineering")]), "ae");
        assert_eq!(selected(&[("category", "NEWS, Engineering")]), "cabe");
        for (category, posts) in [("ärger", "c"), ("łódź", "e"), ("ёЛКА", "e"), ("ελλΆδα", "e")]
        {
            assert_eq!(selected(&[("category", category)]), posts, "{category}");
        }
        assert_eq!(selected(&[("category", "none of these")]), "");
    }

    #[test]
    fn a_post_of_any_of_the_authors_is_shown() {
        assert_eq!(selected(&[("author", "Ann Lee")]), "db");
        // A post that nobody signs is the feed's.
        assert_eq!(selected(&[("author", "bo, ed")]), "cade");
    }

    #[test]
    fn no_more_than_the_limit_are_shown_from_the_offset_on() {
        assert_eq!(selected(&[("limit", "2")]), "ca");
        assert_eq!(selected(&[("limit", "2"), ("offset", "1")]), "ad");
        assert_eq!(selected(&[("offset", "9")]), "");
    }

    #[test]
    fn keywords_begin_a_word_somewhere_in_a_post() {
        let items = "
            <item><title>Rust 1.95</title></item>
            <item><title>Trust</title><description>&lt;a href='/rust'&gt;No&lt;/a&gt; metal</description></item>
            <item><title>日本語</title><category>rusty</category></item>";
        for (attribute, keyword, titles) in [
            ("include", "rust", "Rust 1.95日本語"),
            ("include", "RUST 1.9, 本", "Rust 1.95日本語"),
            ("include", "met", "Trust"),
            ("exclude", "rust", "Trust"),
            ("exclude", "rust, no", ""),
            ("include", " , ", "Rust 1.95Trust日本語"),
        ] {
            assert_eq!(selected_of(items, &[(attribute, keyword)]), titles, "{attribute} {keyword}");
        }
        let item = "<item><title>Übung, Müßiggang</title></item>";
        for (keyword, is_there) in [("übung", true), ("bung", false), ("ßiggang", false), ("MÜß", true)] {
            assert_eq!(!selected_of(item, &[("include", keyword)]).is_empty(), is_there, "{keyword}");
        }
    }

    #[test]
    fn a_post_that_comes_twice_is_shown_once() {
        let items = "
            <item><title>a</title><guid>1</guid><link>http://a.example/1</link><pubDate>1 May 2024</pubDate></item>
            <item><title>b</title><guid>1</guid><link>http://a.example/2</link><pubDate>2 May 2024</pubDate></item>
            <item><title>c</title><guid>3</guid><link>http://a.example/1</link></item>
            <item><title>d</title><link>http://a.example/1</link></item><item><title>e</title></item><item><title>f</title></item>";
        assert_eq!(selected_of(items, &[]), "acef");
    }

    #[test]
    fn long_ids_are_told_apart_in_time() {
        let id = |number: usize| Some(["x".repeat(20_000), number.to_string()].concat());
        let items = (0..4000).map(|number| Item { id: id(1000 + number), ..Item::default() });
        let mut feed = Feed { items: items.collect(), ..Feed::default() };
        let start = std::time::Instant::now();
        select(&mut feed, &settings(&[("view", "archive")]), &Visit::default());
        assert_eq!(feed.items.len(), 4000);
        assert!(start.elapsed().as_secs() < 8);
    }

    #[test]
    fn a_search_asks_for_all_of_its_words() {
        let items = "<item><title>a</title><category>Rust</category><description>of iron</description></item>
            <item><title>b</title><category>rusty</category></item>";
        let document = ["<rss>", items, "</rss>"].concat();
        let document = Document::from(&*document);
        for (search, left, more) in
            [("rust", 1, true), ("IRO rust", 1, false), ("iron gold", 0, false), (" ", 1, true)]
        {
            let mut feed = read::feed(&document, &Origin::default()).unwrap();
            let settings = settings(&[("limit", "1")]);
            let visit = Visit { search, ..Visit::default() };
            assert_eq!(select(&mut feed, &settings, &visit), more, "{search}");
            assert_eq!(feed.items.len(), left, "{search}");
        }
    }

    #[test]
    fn of_each_source_no_more_than_its_limit_are_shown() {
        let items: String = [("1", "A", 1), ("2", "A", 2), ("3", "A", 3), ("4", "B", 1), ("5", "B", 5), ("6", "", 9)]
            .map(|(title, source, day)| {
                format!("<item><title>{title}</title><source>{source}</source><pubDate>{day} May 2024</pubDate></item>")
            })
            .concat();
        assert_eq!(selected_of(&items, &[("source-limit", "1")]), "653");
        assert_eq!(selected_of(&items, &[("source-limit", "2"), ("order", "oldest")]), "14256");
    }

    #[test]
    fn a_beginning_is_judged_by_its_order_and_its_number_of_posts() {
        use Beginning::{Enough, Showable, Unknown};
        let feed = |dates: &mut dyn Iterator<Item = u32>| {
            let items: String =
                dates.map(|day| format!("<item><pubDate>{day} May 2000</pubDate></item>")).collect();
            ["<rss><title>x</title><link>http://x.example/</link>", &items, "</rss>"].concat()
        };
        let newest_first = feed(&mut (1..=25).rev());
        let oldest_first = feed(&mut (1..=25));
        let few = feed(&mut (1..=19).rev());
        let undated = newest_first.replace("5 May", "");
        let nameless = newest_first.replace("<title>x</title>", "");
        for (document, attributes, wanted) in [
            (&newest_first, &[][..], Enough),
            (&newest_first, &[("limit", "13")], Showable),
            (&newest_first, &[("offset", "8")], Showable),
            (&newest_first, &[("limit", "24")], Showable),
            // One more tells whether there are more.
            (&newest_first, &[("limit", "25")], Unknown),
            (&newest_first, &[("order", "oldest")], Unknown),
            (&newest_first, &[("view", "archive")], Unknown),
            (&newest_first, &[("more", "")], Showable),
            (&newest_first, &[("searchable", "")], Showable),
            (&newest_first, &[("category", "none")], Unknown),
            (&oldest_first, &[], Unknown),
            (&oldest_first, &[("order", "feed")], Enough),
            (&few, &[], Showable),
            (&undated, &[], Unknown),
            (&nameless, &[], Unknown),
        ] {
            let document = Document::from(&**document);
            let beginning = read::feed(&document, &Origin::default()).unwrap();
            let visit = Visit { now: 1_717_200_000, ..Visit::default() };
            assert_eq!(judge(&beginning, &settings(attributes), &visit), wanted, "{attributes:?}");
        }
    }

    #[test]
    fn a_post_of_the_future_waits() {
        let items = "
            <item><title>a</title><pubDate>1 Jan 2100</pubDate></item>
            <item><title>b</title><pubDate>1 Jun 2024 09:00 +0000</pubDate></item>";
        assert_eq!(selected_of(items, &[]), "b");
        assert_eq!(selected_of(items, &[("order", "feed")]), "b");
    }
}
