//! The attributes of a tag → those that the policy lets an element keep.

use super::plain_text;
use super::policy::{self, Rule, Value};
use super::tree::Element;
use crate::read::attributes::Attributes;
use crate::read::entities::decode;
use crate::scan::{find, is_one_of, span};
use crate::url::Url;

/// Adds what the rule of an element allows, in the order of the rule, whatever the order of the tag.
pub(super) fn add(element: &mut Element, rule: &Rule, attributes: &Attributes, base: Option<&Url>) {
    // Most tags have none.
    if attributes.clone().next().is_none() {
        return;
    }
    for (name, value) in rule.attributes.iter().chain(policy::GLOBAL) {
        let url = match value {
            Value::Link => link(attributes, name, base),
            Value::Source => {
                policy::SOURCES.iter().filter_map(|name| link(attributes, name, base)).find(Url::is_http)
            }
            _ => {
                let text = attributes.get(name).and_then(|raw| value_of(*value, decode(raw).trim_ascii()));
                if let Some(text) = text {
                    element.set(name, &text);
                }
                None
            }
        };
        if let Some(url) = url {
            element.set_url(name, &url);
        }
    }
}

/// Adds what every image gets; false if it has no address, or is there to be loaded and not to be seen.
pub(super) fn add_to_image(image: &mut Element) -> bool {
    let is_seen = is_seen(image);
    for (name, value) in policy::IMAGE {
        image.set(name, value);
    }
    is_seen
}

/// The address in an attribute. An empty one would be the feed's own, and one that only names a place in the document
/// leads nowhere: the post is another document, and names of places are not kept.
pub(super) fn link(attributes: &Attributes, name: &str, base: Option<&Url>) -> Option<Url> {
    let reference = decode(attributes.get(name)?);
    let reference = reference.trim_ascii();
    if reference.is_empty() || reference.starts_with('#') {
        return None;
    }
    Url::resolve(base, reference).filter(|url| url.is_http() || url.is_mailto())
}

/// Whether an image has an address, and is there to be seen and not only to be loaded.
fn is_seen(image: &Element) -> bool {
    let mut found = false;
    for (name, value) in image.attributes() {
        match name {
            "src" => found = !policy::TRACKERS.iter().any(|part| find(value, part.as_bytes()).is_some()),
            "width" | "height" if matches!(value, "0" | "1") => return false,
            _ => {}
        }
    }
    found
}

/// The value of an attribute as it may stay, from its trimmed text.
fn value_of(value: Value, text: &str) -> Option<String> {
    let made_of = |text: &str, longest: usize, marks: &[u8]| {
        let fits = (1..=longest).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || is_one_of(byte, marks));
        fits.then(|| text.to_owned())
    };
    match value {
        Value::Text => Some(plain_text(text)),
        Value::Integer(digits) => {
            let number = text.strip_suffix("px").unwrap_or(text);
            if !number.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let noughts = span(number, |byte| byte == b'0');
            // A nought alone is a number.
            made_of(&number[noughts.min(number.len().saturating_sub(1))..], digits, b"")
        }
        Value::Flag => Some(String::new()),
        Value::Language => made_of(text, 35, b"-"),
        Value::Direction => {
            let known = ["ltr", "rtl", "auto"].iter().find(|known| known.eq_ignore_ascii_case(text))?;
            Some((*known).to_owned())
        }
        Value::Date => made_of(text, 40, b"+-:. "),
        Value::Code => {
            let mut classes = text.split_ascii_whitespace();
            made_of(classes.find(|class| class.starts_with("language-"))?, 40, b"-_+#.")
        }
        Value::Link | Value::Source => None,
    }
}
