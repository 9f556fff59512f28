//! The entities that a document declares itself ([XML 1.0 section 4.2](https://www.w3.org/TR/xml/#sec-entity-decl)):
//! each is put in place once, and what it brings along is not looked through again, so that none can grow into a bomb.

use std::borrow::Cow;

use super::entities;
use crate::scan::{behind, find, span, split_once, until};

/// Declarations that are noted; the rest is passed over.
pub const MAX_ENTITIES: usize = 64;

/// Bytes at the start of a document in which its type is looked for.
const MAX_PROLOG: usize = 4096;

/// Bytes that all references of a document together may become; beyond them a reference stays as it stands.
pub const MAX_EXPANSION: usize = 1 << 20;

/// Puts the texts of a document's own entities in their places. Names that HTML knows are left to [`entities`].
///
/// ```
/// use latest_posts::read::doctype::expand;
///
/// let document = "<!DOCTYPE rss [<!ENTITY brand 'Example &amp; Co'>]><rss>&brand; &amp;brand;</rss>";
/// assert!(expand(document.into()).ends_with("<rss>Example &amp; Co &amp;brand;</rss>"));
/// ```
pub fn expand(document: Cow<str>) -> Cow<str> {
    let Some(start) = subset(&document) else { return document };
    let (entities, body) = declared(&document[start..]);
    if entities.is_empty() {
        return document;
    }
    let mut expanded = document[..document.len() - body.len()].to_owned();
    let mut left = MAX_EXPANSION;
    let mut rest = body;
    while !rest.is_empty() {
        let reference = rest.strip_prefix('&').unwrap_or_default();
        let name = &reference[..span(reference, is_name)];
        let known = entities.iter().find(|(known, _)| *known == name);
        if let Some((_, value)) = known
            && reference[name.len()..].starts_with(';')
            && value.len() <= left
        {
            left -= value.len();
            expanded.push_str(value);
            rest = &reference[name.len() + 1..];
        } else {
            let plain = if rest.starts_with("<![CDATA[") {
                find(rest, b"]]>").unwrap_or(rest.len())
            } else {
                until(rest, b"&<").max(1)
            };
            expanded.push_str(&rest[..plain]);
            rest = &rest[plain..];
        }
    }
    Cow::Owned(expanded)
}

/// Where the declarations of a document type begin; none without such.
fn subset(document: &str) -> Option<usize> {
    // Declarations are at the beginning, behind comments perhaps.
    let head = &document[..document.floor_char_boundary(MAX_PROLOG)];
    let doctype = behind(head, b"<!DOCTYPE")?;
    let bracket = until(doctype, b"[>");
    doctype[bracket..].starts_with('[').then(|| head.len() - doctype.len() + bracket + 1)
}

/// The names and texts that declarations give, and what stands behind the last of them.
fn declared(subset: &str) -> (Vec<(&str, &str)>, &str) {
    let mut entities = Vec::new();
    let mut rest = subset;
    loop {
        rest = &rest[until(rest, b"<]")..];
        let Some(declaration) = rest.strip_prefix('<') else { return (entities, rest) };
        rest = declaration;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = behind(comment, b"-->").unwrap_or_default();
        } else if let Some(entity) = rest.strip_prefix("!ENTITY") {
            let entity = entity.trim_ascii_start();
            let (name, value) = entity.split_at(span(entity, is_name));
            let value = value.trim_ascii_start();
            rest = value;
            if let Some(quote @ (b'"' | b'\'')) = value.as_bytes().first()
                && let Some((value, behind)) = split_once(&value[1..], &[*quote])
            {
                rest = behind;
                if !name.is_empty()
                    && entities::named(name.as_bytes()).is_none()
                    && entities.len() < MAX_ENTITIES
                {
                    entities.push((name, value));
                }
            }
        }
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn body(declarations: &str, body: &str) -> String {
        let head = ["<?xml version='1.0'?>\n<!DOCTYPE rss [", declarations, "]>"].concat();
        expand(Cow::Owned([&head, body].concat()))[head.len()..].to_owned()
    }

    #[test]
    fn a_declared_entity_is_put_in_place() {
        assert_eq!(
            body("<!ENTITY a \"1\"> <!ENTITY b '<i>2</i>'>", "<r>&a;&b;&c;</r>"),
            "<r>1<i>2</i>&c;</r>"
        );
        assert_eq!(
            body("<!-- <!ENTITY a '1'> --><!ENTITY % p 'x'><!ENTITY b SYSTEM 'u'>", "&a;&b;"),
            "&a;&b;"
        );
        assert_eq!(body("<!ENTITY nbsp '#'><!ENTITY a '1'>", "&nbsp;&a"), "&nbsp;&a");
    }

    #[test]
    fn sections_of_cdata_are_left_alone() {
        assert_eq!(
            body("<!ENTITY a '1'>", "&a;<![CDATA[&a;]]>&a;<![CDATA[&a;"),
            "1<![CDATA[&a;]]>1<![CDATA[&a;"
        );
    }

    #[test]
    fn no_entity_grows_into_a_bomb() {
        assert_eq!(body("<!ENTITY a '&b;&b;'><!ENTITY b '&a;&a;'>", "&a;"), "&b;&b;");
        let long = format!("<!ENTITY a '{}'>", "x".repeat(50_000));
        assert!(body(&long, &"&a;".repeat(50_000)).len() < MAX_EXPANSION + 200_000);
        let many: String = (0..100_000).map(|number| format!("<!ENTITY a{number} 'x'>")).collect();
        assert_eq!(body(&many, "&a0;&a63;&a64;"), "xx&a64;");
    }

    #[test]
    fn a_document_without_declarations_is_not_copied() {
        for document in ["<rss>&a;</rss>", "<!DOCTYPE rss><rss/>", "<!DOCTYPE html PUBLIC 'x' [", "<!DOCTYPE"]
        {
            assert!(matches!(expand(document.into()), Cow::Borrowed(_)), "{document}");
        }
    }
}
