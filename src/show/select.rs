//! Which posts are shown, and in which order.

use crate::feed::{Date, Item};
use crate::settings::Settings;

/// The posts that the settings ask for. Posts without a date stand behind the dated ones, in the order of the feed.
pub fn select<'a>(mut items: Vec<Item<'a>>, settings: &Settings) -> Vec<Item<'a>> {
    let categories = settings.category();
    let limit = usize::try_from(settings.limit()).unwrap_or(usize::MAX);
    let order = settings.order();
    // Rank and place of the posts chosen so far, in the order that they are shown.
    let mut chosen: Vec<(i64, usize)> = Vec::new();
    for (place, item) in items.iter().enumerate().filter(|(_, item)| is_wanted(item, &categories)) {
        let rank = match date(item) {
            _ if order == "feed" => 0,
            Some(date) if order == "oldest" => date.seconds,
            Some(date) => -date.seconds,
            None => i64::MAX,
        };
        let at = chosen.iter().rposition(|(other, _)| *other <= rank).map_or(0, |last| last + 1);
        if at < limit {
            chosen.truncate(limit - 1);
            chosen.insert(at, (rank, place));
        }
    }
    chosen.into_iter().map(|(_, place)| std::mem::take(&mut items[place])).collect()
}

/// When a post was published, or at least when it was last changed.
pub(super) fn date(item: &Item) -> Option<Date> {
    item.date_published.or(item.date_modified)
}

fn is_wanted(item: &Item, categories: &[&str]) -> bool {
    categories.is_empty()
        || item.tags.iter().any(|tag| categories.iter().any(|category| is_same(tag, category)))
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

    #[track_caller]
    fn selected(attributes: &[(&str, &str)]) -> String {
        let post = |id: &str, day: Option<u8>, tags: &[&str]| Item {
            id: Some(id.to_owned()),
            date_published: day.and_then(|day| Date::new((2024, 5, day), (0, 0, 0), 0)),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Item::default()
        };
        let items = [
            post("a", Some(2), &["Engineering"]),
            post("b", None, &["news"]),
            post("c", Some(3), &["ÄRGER", "news"]),
            post("d", Some(1), &[]),
            post("e", None, &["engineering", "ŁÓDŹ", "ΕΛΛΆΔΑ", "Ёлка"]),
        ];
        let settings = Settings::from_attributes(&|name| {
            attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| (*value).to_owned())
        });
        select(items.to_vec(), &settings).into_iter().filter_map(|item| item.id).collect()
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
    fn no_more_than_the_limit_are_shown() {
        assert_eq!(selected(&[("limit", "2")]), "ca");
    }
}
