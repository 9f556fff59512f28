//! Values in the place of what stood there: what cannot be read, and what is empty, changes nothing.

use std::borrow::Cow;

use super::xml::{Element, Xml};
use super::{date, warn_of_date};
use crate::feed::Date;
use crate::url::Url;

pub(super) fn set(text: Option<String>, slot: &mut Option<String>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        *slot = Some(text);
    }
}

pub(super) fn set_address(element: &Element, reference: &str, slot: &mut Option<Url>) {
    if let Some(url) = Url::web(element.base.as_deref(), reference) {
        *slot = Some(url);
    }
}

/// An address where none stands yet.
pub(super) fn set_first(element: &Element, reference: &str, slot: &mut Option<Url>) {
    if slot.is_none() {
        set_address(element, reference, slot);
    }
}

pub(super) fn set_date(xml: &mut Xml, text: &str, is_fallback: bool, slot: &mut Option<Date>) {
    let date = date::parse(text);
    if date.is_none() && !text.is_empty() {
        let read = xml.read();
        warn_of_date(&mut xml.warnings, read, text);
    }
    if date.is_some() && !(is_fallback && slot.is_some()) {
        *slot = date;
    }
}

/// `en_US` is meant as `en-US`; an empty tag takes back what the element around says.
pub(super) fn set_language(tag: Option<Cow<str>>, slot: &mut Option<String>) {
    if let Some(tag) = tag {
        let tag: String = tag.chars().map(|c| if c == '_' { '-' } else { c }).collect();
        *slot = Some(tag).filter(|tag| !tag.is_empty());
    }
}

/// The address in the first of some attributes that is there.
pub(super) fn first_of<'a>(element: &Element<'a>, names: &[&str]) -> Cow<'a, str> {
    names.iter().map(|name| element.attribute(name)).find(|value| !value.is_empty()).unwrap_or_default()
}
