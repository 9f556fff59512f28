//! Which posts are shown, and in which order.

use crate::clean;
use crate::feed::{Date, Feed, Item, Text, TextKind};
use crate::read;
use crate::settings::Settings;

/// How far ahead a post may be dated, in seconds: clocks go wrong, and dates without a zone are up to 14 hours off.
const AHEAD: i64 = 86_400;

/// Leaves the posts that the settings ask for, at `now` seconds since 1970. Posts without a date stand behind the dated
/// ones, in the order of the feed; of those with one id, or without ids with one address, the first of the feed counts.
pub fn select(feed: &mut Feed, settings: &Settings, now: i64) {
    let wanted = Wanted {
        categories: settings.category(),
        authors: settings.author(),
        include: settings.include(),
        exclude: settings.exclude(),
    };
    let [limit, offset] =
        [settings.limit(), settings.offset()].map(|number| usize::try_from(number).unwrap_or(usize::MAX));
    let order = settings.order();
    // Rank and place of the posts chosen so far, in the order that they are shown.
    let mut chosen: Vec<(i64, usize)> = Vec::new();
    for (place, item) in feed.items.iter().enumerate() {
        let date = date(item);
        if date.is_some_and(|date| date.seconds > now.saturating_add(AHEAD)) || !wanted.has(item, feed) {
            continue;
        }
        let rank = match date {
            _ if order == "feed" => 0,
            Some(date) if order == "oldest" => date.seconds,
            Some(date) => -date.seconds,
            None => i64::MAX,
        };
        let at = chosen.iter().rposition(|(other, _)| *other <= rank).map_or(0, |last| last + 1);
        let last = limit.saturating_add(offset);
        if at < last && !chosen.iter().any(|(_, other)| is_same_post(item, &feed.items[*other])) {
            chosen.truncate(last - 1);
            chosen.insert(at, (rank, place));
        }
    }
    let places = chosen.into_iter().skip(offset);
    feed.items = places.map(|(_, place)| std::mem::take(&mut feed.items[place])).collect();
}

/// When a post was published, or at least when it was last changed.
pub(super) fn date(item: &Item) -> Option<Date> {
    item.date_published.or(item.date_modified)
}

/// What posts must have, and must not; an empty list asks for nothing.
struct Wanted<'s> {
    categories: Vec<&'s str>,
    authors: Vec<&'s str>,
    include: Vec<&'s str>,
    exclude: Vec<&'s str>,
}

impl Wanted<'_> {
    fn has(&self, item: &Item, feed: &Feed) -> bool {
        let authors = if item.authors.is_empty() { &feed.authors } else { &item.authors };
        let mut names = authors.iter().filter_map(|author| author.name.as_deref());
        let mut tags = item.tags.iter().map(String::as_str);
        (self.categories.is_empty() || tags.any(|tag| is_any(tag, &self.categories)))
            && (self.authors.is_empty() || names.any(|name| is_any(name, &self.authors)))
            && (self.include.is_empty() || has_any(item, &self.include))
            && (self.exclude.is_empty() || !has_any(item, &self.exclude))
    }
}

fn is_any(text: &str, known: &[&str]) -> bool {
    known.iter().any(|known| is_same(text, known))
}

/// Whether one of some keywords begins a word of a post's title, categories, summary or content.
fn has_any(item: &Item, keywords: &[&str]) -> bool {
    let has = |text: &str| keywords.iter().any(|keyword| has_word(text, keyword));
    let has_text = |text: &Option<Text>| {
        text.as_ref().is_some_and(|text| {
            let (characters, kind) = read::characters(text);
            has(&if kind == TextKind::Html { clean::plain(&characters).into() } else { characters })
        })
    };
    item.tags.iter().any(|tag| has(tag))
        || [&item.title, &item.summary, &item.content_html].into_iter().any(has_text)
}

/// Whether a keyword begins a word of a text; scripts without blanks have no words to begin.
fn has_word(text: &str, keyword: &str) -> bool {
    let mut is_inside = false;
    text.char_indices().any(|(at, character)| {
        let is_letter = character.is_ascii_alphanumeric();
        let is_start = !(is_inside && is_letter);
        is_inside = is_letter;
        is_start && begins(&text[at..], keyword)
    })
}

fn begins(text: &str, keyword: &str) -> bool {
    let mut letters = text.chars().map(lower_case);
    keyword.chars().map(lower_case).all(|letter| letters.next() == Some(letter))
}

/// Whether two posts are one: feeds that are put together of others have them twice.
fn is_same_post(one: &Item, other: &Item) -> bool {
    match (&one.id, &other.id) {
        (Some(id), Some(other)) => id == other,
        _ => one.url.is_some() && one.url == other.url,
    }
}

/// Whether two categories differ in case alone.
fn is_same(one: &str, other: &str) -> bool {
    one.chars().map(lower_case).eq(other.chars().map(lower_case))
}

/// The small letter of Latin, Greek and Cyrillic: all that categories of blogs use, without the 4 kB of brotli that the
/// tables of Unicode take.
fn lower_case(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3AB | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        // Pairs with the capital first.
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x460..=0x481 | 0x48A..=0x4BF | 0x1E00..=0x1EFF => {
            code | 1
        }
        // Pairs with the capital second.
        0x139..=0x148 | 0x179..=0x17E => code + code % 2,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Document, Origin};

    /// The titles of the posts that are left of a feed, on 1 June 2024.
    #[track_caller]
    fn selected_of(items: &str, attributes: &[(&str, &str)]) -> String {
        let document =
            ["<rss><channel><managingEditor>Ed</managingEditor>", items, "</channel></rss>"].concat();
        let document = Document::from(&*document);
        let mut feed = read::feed(&document, &Origin::default()).unwrap();
        let settings = Settings::from_attributes(&|name| {
            attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| (*value).to_owned())
        });
        select(&mut feed, &settings, 1_717_200_000);
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
    fn a_post_of_the_future_waits() {
        let items = "
            <item><title>a</title><pubDate>1 Jan 2100</pubDate></item>
            <item><title>b</title><pubDate>1 Jun 2024 09:00 +0000</pubDate></item>";
        assert_eq!(selected_of(items, &[]), "b");
        assert_eq!(selected_of(items, &[("order", "feed")]), "b");
    }
}
