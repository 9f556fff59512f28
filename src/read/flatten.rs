//! The source of an element's content → its characters.

use std::borrow::Cow;

use super::entities;
use super::tags::is_name;
use crate::scan::{behind, find, rfind, split_once};

/// The characters of a piece of source, without the white space around it: sections of CDATA as they stand, tags,
/// comments and instructions gone, entities resolved. Borrowed where there is nothing to resolve or all is one section.
pub(super) fn flatten(source: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed("");
    let source = source.trim_ascii();
    // Behind the last `>` nothing is a tag.
    let tags_end = rfind(source, b'>').unwrap_or(0);
    let mut rest = source;
    while !rest.is_empty() {
        let (plain, markup) = rest.split_at(find(rest, b"<").unwrap_or(rest.len()));
        append(&mut text, entities::decode(plain));
        let (section, next) = if let Some(section) = markup.strip_prefix("<![CDATA[") {
            split_once(section, b"]]>").unwrap_or((section, ""))
        } else if let Some(comment) = markup.strip_prefix("<!--") {
            ("", behind(comment, b"-->").unwrap_or_default())
        } else if source.len() - markup.len() < tags_end && is_markup(&markup[1..]) {
            ("", behind(markup, b">").unwrap_or_default())
        } else {
            markup.split_at(markup.len().min(1))
        };
        append(&mut text, Cow::Borrowed(section));
        rest = next;
    }
    text
}

/// Whether what stands behind a `<` is no text.
fn is_markup(text: &str) -> bool {
    is_name(text) || matches!(text.as_bytes().first(), Some(b'/' | b'!' | b'?'))
}

fn append<'a>(text: &mut Cow<'a, str>, more: Cow<'a, str>) {
    if text.is_empty() {
        *text = more;
    } else if !more.is_empty() {
        text.to_mut().push_str(&more);
    }
}
