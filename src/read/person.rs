//! A person: in one line, as RSS writes it (a name, an address, or both), or in elements, as Atom does.

use std::borrow::Cow;

use super::MAX_PARTS;
use super::slot::{set, set_address_in};
use super::xml::{Element, each};
use crate::feed::Author;
use crate::scan::{behind, concat, find, until};
use crate::url::Url;

/// Reads `Name`, `mail`, `Name (mail)`, `mail (Name)` and `Name <mail>`; neither name nor address where nothing is left.
pub(super) fn parse(text: &str) -> Author {
    let text = text.trim_ascii();
    let open = until(text, b"(<");
    let (outer, inner) = if open < text.len() && matches!(text.as_bytes()[text.len() - 1], b')' | b'>') {
        (text[..open].trim_ascii(), text[open + 1..text.len() - 1].trim_ascii())
    } else {
        (text, "")
    };
    let (name, mail) = if is_mail(outer) { (inner, outer) } else { (outer, inner) };
    // Brackets that hold no address belong to the name: `Ann (guest)`.
    let name = if !mail.is_empty() && !is_mail(mail) { text } else { name };
    let mut author = Author::default();
    set(name, &mut author.name);
    set_mail(mail, &mut author.url);
    author
}

/// The elements of a person ([RFC 4287 section 3.2](https://www.rfc-editor.org/rfc/rfc4287#section-3.2)); Atom 0.3 called
/// the page `url`, and before `homepage`.
pub(super) fn of_elements<'a>(source: &'a str, parent: &Element<'a>) -> Author {
    let (mut author, mut mail) = (Author::default(), Cow::Borrowed(""));
    each(source, parent, &mut |child, text| match &*child.name {
        "name" => set(&text, &mut author.name),
        "email" => mail = text,
        "uri" | "url" | "homepage" => set_address_in(child, &text, &mut author.url),
        _ => {}
    });
    set_mail(&mail, &mut author.url);
    author
}

/// A mail address where no page is known, which is better.
fn set_mail(mail: &str, slot: &mut Option<Url>) {
    if slot.is_none() && is_mail(mail) {
        *slot = Url::parse(&concat(&["mailto:", mail]));
    }
}

/// Several people may sign; the same one is named once.
pub(super) fn add(person: Author, authors: &mut Vec<Author>) {
    let is_someone = person.name.is_some() || person.url.is_some();
    let is_known = |known: &Author| *known == person || person.name.is_some() && known.name == person.name;
    if is_someone && !authors.iter().any(is_known) && authors.len() < MAX_PARTS {
        authors.push(person);
    }
}

fn is_mail(text: &str) -> bool {
    let Some(host) = behind(text, b"@") else { return false };
    !text.starts_with('@')
        && find(host, b".").is_some()
        && !text.bytes().any(|byte| byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_mail_are_told_apart() {
        for (text, name, url) in [
            ("Ann Lee", Some("Ann Lee"), None),
            ("ann@example.com", None, Some("mailto:ann@example.com")),
            ("Ann Lee (ann@example.com)", Some("Ann Lee"), Some("mailto:ann@example.com")),
            ("ann@example.com (Ann Lee)", Some("Ann Lee"), Some("mailto:ann@example.com")),
            (" Ann Lee <ann@example.com> ", Some("Ann Lee"), Some("mailto:ann@example.com")),
            ("Ann (guest)", Some("Ann (guest)"), None),
            ("ann @ home", Some("ann @ home"), None),
        ] {
            let author = parse(text);
            assert_eq!(author.name.as_deref(), name, "{text}");
            assert_eq!(author.url.as_ref().map(Url::as_str), url, "{text}");
        }
        assert_eq!(parse("  "), Author::default());
        assert_eq!(parse("()"), Author::default());
    }
}
