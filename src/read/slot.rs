//! Values in the place of what stood there: what cannot be read, and what is empty, changes nothing.

use std::borrow::Cow;
use std::rc::Rc;

use super::xml::{Element, Xml};
use super::{date, warn_of_date};
use crate::feed::Date;
use crate::scan::replaced;
use crate::url::Url;

pub(super) fn set(text: &str, slot: &mut Option<String>) {
    if !text.is_empty() {
        *slot = Some(text.to_owned());
    }
}

pub(super) fn set_address(base: Option<&Rc<Url>>, reference: &str, slot: &mut Option<Url>) {
    if let Some(url) = Url::web(base.map(Rc::as_ref), reference) {
        *slot = Some(url);
    }
}

/// An address that stands in an element.
pub(super) fn set_address_in(element: &Element, reference: &str, slot: &mut Option<Url>) {
    set_address(element.base.as_ref(), reference, slot);
}

/// The same, where none stands yet.
pub(super) fn set_first(element: &Element, reference: &str, slot: &mut Option<Url>) {
    if slot.is_none() {
        set_address_in(element, reference, slot);
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
pub(super) fn set_language(tag: &str, slot: &mut Option<String>) {
    let tag = replaced(tag, '_', '-');
    *slot = Some(tag).filter(|tag| !tag.is_empty());
}

/// An attribute, or where there is none another one.
pub(super) fn first_of<'a>(element: &Element<'a>, name: &str, other: &str) -> Cow<'a, str> {
    let value = element.attribute(name);
    if value.is_empty() { element.attribute(other) } else { value }
}
