//! What the view is made of: elements with a `part`, and lines of text that a feed has written.

use crate::clean::tree::Element;

/// Characters that are shown of a title, a name or a category: browsers take seconds to lay out a line of a hundred
/// thousand.
const MAX_LINE: usize = 300;

/// An element that a page can style.
pub(super) fn part(name: &'static str, part: &str) -> Element {
    let mut element = Element::new(name);
    element.set("part", part);
    element
}

/// The same, whose text may run in another direction than the page.
pub(super) fn directed(name: &'static str, part_name: &str) -> Element {
    let mut element = part(name, part_name);
    element.set("dir", "auto");
    element
}

/// Without its markers a list is none for VoiceOver, unless it says so.
pub(super) fn list(name: &str) -> Element {
    let mut list = part("ul", name);
    list.set("role", "list");
    list
}

/// A button of this name, with its text.
pub(super) fn button(name: &str, text: &str) -> Element {
    let mut button = part("button", name);
    button.set("type", "button");
    button.say(text);
    button
}

/// Adds as much of a text as is shown of one that is all one line.
pub(super) fn say_line(element: &mut Element, text: &str) {
    for (count, (end, _)) in text.char_indices().enumerate() {
        if count == MAX_LINE {
            element.say(&text[..end]);
            return element.say("…");
        }
    }
    element.say(text);
}

/// Adds a text to others, behind a comma.
pub(super) fn join(texts: &mut String, comma: &str, text: &str) {
    if !texts.is_empty() {
        texts.push_str(comma);
    }
    texts.push_str(text);
}

/// An element with a line of a feed, in its own direction; none where there is nothing to say.
pub(super) fn foreign(name: &'static str, part_name: &str, text: &str) -> Option<Element> {
    if text.is_empty() {
        return None;
    }
    let mut element = directed(name, part_name);
    say_line(&mut element, text);
    Some(element)
}

pub(super) fn set_language(element: &mut Element, language: Option<&str>) {
    if let Some(language) = language {
        element.set("lang", language);
    }
}
