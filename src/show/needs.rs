//! What a page or a visitor asks of a post: categories, authors, words.

use crate::clean;
use crate::feed::{Feed, Item, Text, TextKind};
use crate::read;

/// What posts must have, and must not; an empty list asks for nothing.
pub(super) struct Needs<'s> {
    pub(super) categories: Vec<&'s str>,
    pub(super) authors: Vec<&'s str>,
    pub(super) include: Vec<&'s str>,
    pub(super) exclude: Vec<&'s str>,
    /// All of these.
    pub(super) search: Vec<&'s str>,
}

impl Needs<'_> {
    /// Whether a post of a feed has it all.
    pub(super) fn has(&self, item: &Item, feed: &Feed) -> bool {
        let authors = if item.authors.is_empty() { &feed.authors } else { &item.authors };
        let mut names = authors.iter().filter_map(|author| author.name.as_deref());
        let mut tags = item.tags.iter().map(String::as_str);
        (self.categories.is_empty() || tags.any(|tag| is_any(tag, &self.categories)))
            && (self.authors.is_empty() || names.any(|name| is_any(name, &self.authors)))
            && (self.include.is_empty() || has_any(item, &self.include))
            && (self.exclude.is_empty() || !has_any(item, &self.exclude))
            && self.search.iter().all(|word| has_any(item, &[word]))
    }
}

fn is_any(text: &str, known: &[&str]) -> bool {
    known.iter().any(|known| is_same(text, known))
}

/// Whether two names are the same but for their case.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && begins(one, other)
}

/// Whether one of some keywords begins a word of a post's title, categories, summary or content.
fn has_any(item: &Item, keywords: &[&str]) -> bool {
    item.tags.iter().any(|tag| has_word(tag, keywords))
        || has_text(&item.title, keywords)
        || has_text(&item.summary, keywords)
        || has_text(&item.content_html, keywords)
}

fn has_text(text: &Option<Text>, keywords: &[&str]) -> bool {
    let Some(text) = text else { return false };
    let (characters, kind) = read::characters(text);
    has_word(&if kind == TextKind::Html { clean::plain(&characters).into() } else { characters }, keywords)
}

/// Whether one of some keywords begins a word of a text; scripts without blanks have no words to begin.
fn has_word(text: &str, keywords: &[&str]) -> bool {
    let mut is_inside = false;
    text.char_indices().any(|(at, character)| {
        // And those of Latin, Greek and Cyrillic.
        let is_letter = character.is_ascii_alphanumeric() || ('À'..='\u{52f}').contains(&character);
        let is_start = !(is_inside && is_letter);
        is_inside = is_letter;
        is_start && keywords.iter().any(|keyword| begins(&text[at..], keyword))
    })
}

fn begins(text: &str, keyword: &str) -> bool {
    let mut letters = text.chars().map(lower_case);
    keyword.chars().map(lower_case).all(|letter| letters.next() == Some(letter))
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
