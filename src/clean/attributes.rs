//! The attributes of a tag → those that the policy lets an element keep.

use std::slice;

use super::plain_text;
use super::policy::{self, Rule, Value};
use super::tree::Element;
use crate::read::attributes::Attributes;
use crate::read::entities::decode;
use crate::scan::{find, is_one_of};
use crate::url::Url;

/// Bytes of a text in an attribute: a link may go on in thousands of paragraphs, each with its title.
pub(super) const MAX_TEXT: usize = 2048;

/// Adds what the rule of an element allows, in the order of the rule, whatever the order of the tag; `inside` is what
/// stands behind the name in the tag.
pub(super) fn add(element: &mut Element, rule: &Rule, inside: &str, base: Option<&Url>) {
    // Most tags have none.
    if inside.starts_with('>') {
        return;
    }
    let attributes = Attributes::new(inside);
    for (name, value) in rule.attributes.iter().chain(policy::GLOBAL) {
        let sources = if *value == Value::Source { policy::SOURCES } else { slice::from_ref(name) };
        for source in sources {
            if let Some(raw) = attributes.get(source)
                && add_value(element, name, *value, decode(raw).trim_ascii(), base)
            {
                break;
            }
        }
    }
}

/// Adds an attribute with a text, as its kind of value has it; false if it may not stay.
fn add_value(
    element: &mut Element,
    name: &'static str,
    value: Value,
    text: &str,
    base: Option<&Url>,
) -> bool {
    match value {
        Value::Link | Value::Source => {
            let Some(url) = address(text, base) else { return false };
            if value == Value::Source && !url.is_http() {
                return false;
            }
            element.set_url(name, &url);
        }
        Value::Text => {
            let text = plain_text(text);
            element.set(name, text[..text.floor_char_boundary(MAX_TEXT)].trim_ascii_end());
        }
        _ => {
            let Some(text) = value_of(value, text) else { return false };
            element.set(name, text);
        }
    }
    true
}

/// Adds what every image gets; false if it has no address, or is there to be loaded and not to be seen.
pub(super) fn add_to_image(image: &mut Element) -> bool {
    for (name, value) in policy::IMAGE {
        image.set(name, value);
    }
    let is_nothing = |name| matches!(image.attribute(name), Some("0" | "1"));
    if is_nothing("width") || is_nothing("height") {
        return false;
    }
    let Some(url) = image.attribute("src") else { return false };
    !policy::TRACKERS.iter().any(|part| find(url, part.as_bytes()).is_some())
}

/// An address of an attribute. An empty one would be the feed's own, and one that only names a place in the document leads
/// nowhere: the post is another document, and names of places are not kept.
fn address(text: &str, base: Option<&Url>) -> Option<Url> {
    if text.starts_with('#') { None } else { Url::resolve(base, text) }
}

/// The value of an attribute as it may stay, from its trimmed text.
fn value_of(value: Value, text: &str) -> Option<&str> {
    let (text, longest, marks): (_, _, &[u8]) = match value {
        Value::Integer(digits) => {
            let mut number = text.strip_suffix("px").unwrap_or(text);
            // A nought alone is a number.
            while number.len() > 1
                && let Some(rest) = number.strip_prefix('0')
            {
                number = rest;
            }
            (number, digits, b"")
        }
        Value::Language => (text, 35, b"-"),
        Value::Date => (text, 40, b"+-:. "),
        Value::Code => {
            let mut classes = text.split_ascii_whitespace();
            (classes.find(|class| class.starts_with("language-"))?, 40, b"-_+#.")
        }
        Value::Direction => {
            return ["ltr", "rtl", "auto"].iter().find(|known| known.eq_ignore_ascii_case(text)).copied();
        }
        Value::Flag => return Some(""),
        Value::Text | Value::Link | Value::Source => return None,
    };
    let has_letters = !matches!(value, Value::Integer(_));
    let fits = (1..=longest).contains(&text.len())
        && text.bytes().all(|byte| {
            byte.is_ascii_digit() || has_letters && byte.is_ascii_alphabetic() || is_one_of(byte, marks)
        });
    fits.then_some(text)
}
