//! Bytes → characters. Feeds say their charset in up to four places, and lie in each of them.
//!
//! The order: a byte order mark ([WHATWG Encoding](https://encoding.spec.whatwg.org/#decode)), the `charset` of the
//! `Content-Type` ([RFC 7303 section 3](https://www.rfc-editor.org/rfc/rfc7303#section-3)), the XML declaration, the
//! shape of the first bytes, then UTF-8; bytes that are not UTF-8 are windows-1252, as most of such feeds are.
//! UTF-8 is read in place; all else is decoded by the platform.

use std::borrow::Cow;

use crate::scan::{begins, behind, split_once, until};

/// Decodes bytes from the charset of a [WHATWG label](https://encoding.spec.whatwg.org/#names-and-labels); none for
/// a label that the platform does not know. Bytes that the charset does not have become U+FFFD.
pub type Decoder<'d> = &'d dyn Fn(&str, &[u8]) -> Option<String>;

/// The XML declaration stands in the first bytes, or nowhere; white space may stand before it.
const DECLARATION: usize = 256;

/// The characters of a document, borrowed where it is UTF-8.
///
/// ```
/// use latest_posts::read::charset;
///
/// let latin = charset::text(b"<p>caf\xe9</p>", Some("text/html; charset=iso-8859-1"), &latest_posts::decode);
/// assert_eq!(latin, "<p>café</p>");
/// ```
pub fn text<'a>(bytes: &'a [u8], content_type: Option<&str>, decode: Decoder) -> Cow<'a, str> {
    let header = content_type.and_then(parameter);
    for label in [byte_order_mark(bytes), header, shape(bytes), declaration(bytes)] {
        let Some(label) = label else { continue };
        if is_utf8(label) {
            break;
        }
        if let Some(text) = decode(label, bytes) {
            return Cow::Owned(text);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let text = decode("utf-8", bytes).unwrap_or_default();
    Cow::Owned(if is_mostly_utf8(&text) { text } else { decode("windows-1252", bytes).unwrap_or(text) })
}

fn is_utf8(label: &str) -> bool {
    label.eq_ignore_ascii_case("utf-8") || label.eq_ignore_ascii_case("utf8")
}

fn byte_order_mark(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some("utf-8"),
        [0xFE, 0xFF, ..] => Some("utf-16be"),
        [0xFF, 0xFE, ..] => Some("utf-16le"),
        _ => None,
    }
}

/// The `charset` of a `Content-Type`, with or without quotes.
fn parameter(content_type: &str) -> Option<&str> {
    let mut rest = content_type;
    loop {
        rest = behind(rest, b";")?;
        let parameter = &rest[..until(rest, b";")];
        match split_once(parameter, b"=") {
            Some((name, value)) if name.trim_ascii().eq_ignore_ascii_case("charset") => {
                return Some(unquoted(value));
            }
            _ => {}
        }
    }
}

/// `<` in two bytes: UTF-16 that forgot its mark.
fn shape(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'<', 0, _, 0, ..] => Some("utf-16le"),
        [0, b'<', 0, _, ..] => Some("utf-16be"),
        _ => None,
    }
}

/// The `encoding` of the XML declaration ([XML 1.0 section 4.3.3](https://www.w3.org/TR/xml/#charencoding)).
///
/// Bytes that can be read as ASCII this far are not UTF-16, whatever the declaration says.
fn declaration(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(DECLARATION)];
    let ascii = head.iter().position(|byte| !byte.is_ascii()).unwrap_or(head.len());
    let rest = behind(std::str::from_utf8(&head[..ascii]).ok()?, b"<?xml")?;
    let rest = behind(&rest[..until(rest, b">")], b"encoding")?;
    let value = rest.trim_ascii_start().strip_prefix('=')?.trim_ascii_start();
    let label = unquoted(&value[..until(value, b" ?")]);
    (!begins(label, "utf-16")).then_some(label)
}

fn unquoted(value: &str) -> &str {
    let value = value.trim_ascii();
    match value.as_bytes() {
        [b'"', .., b'"'] | [b'\'', .., b'\''] => &value[1..value.len() - 1],
        _ => value,
    }
}

/// Whether the bytes that were no UTF-8 are strays in text that is, or where it was cut.
fn is_mostly_utf8(text: &str) -> bool {
    // The last one may be what is left of a character that was cut.
    let mut balance = i32::from(text.ends_with("\u{fffd}"));
    for character in text.chars() {
        if character == char::REPLACEMENT_CHARACTER {
            balance -= 1;
        } else if !character.is_ascii() {
            balance += 1;
        }
    }
    balance > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn decoded(bytes: &[u8], content_type: Option<&str>) -> String {
        text(bytes, content_type, &crate::decode).into_owned()
    }

    #[test]
    fn utf8_is_not_copied() {
        assert!(matches!(text("<a>é</a>".as_bytes(), None, &crate::decode), Cow::Borrowed(_)));
    }

    #[test]
    fn the_mark_wins_over_the_header_and_the_header_over_the_declaration() {
        let declared = b"<?xml version='1.0' encoding='iso-8859-2'?><a>\xb1</a>";
        assert_eq!(decoded(declared, None), "<?xml version='1.0' encoding='iso-8859-2'?><a>ą</a>");
        assert!(decoded(declared, Some("application/xml; charset=\"ISO-8859-5\"")).contains('Б'));
        assert_eq!(decoded(b"\xff\xfe<\0a\0/\0>\0", Some("text/xml; charset=iso-8859-1")), "<a/>");
    }

    #[test]
    fn utf16_without_a_mark_is_seen() {
        assert_eq!(decoded(b"<\0a\0/\0>\0", None), "<a/>");
        assert_eq!(decoded(b"\0<\0a\0/\0>", None), "<a/>");
    }

    #[test]
    fn a_declaration_of_utf16_in_single_bytes_is_a_lie() {
        assert!(decoded("<?xml version='1.0' encoding='UTF-16'?><a>é</a>".as_bytes(), None).contains('é'));
    }

    #[test]
    fn an_unknown_label_is_passed_over() {
        assert_eq!(decoded("<a>é</a>".as_bytes(), Some("text/xml; charset=klingon")), "<a>é</a>");
    }

    #[test]
    fn bytes_that_are_not_utf8_are_windows_1252() {
        assert_eq!(decoded(b"<a>\x93caf\xe9\x94</a>", Some("text/xml; charset=utf-8")), "<a>“café”</a>");
    }

    #[test]
    fn a_stray_byte_does_not_spoil_the_rest() {
        assert_eq!(decoded(b"<a>\xc3\xa9\xc3\xa9 \xff</a>", None), "<a>éé \u{fffd}</a>");
        assert_eq!(decoded(b"<a>\xc3\xa9 \xe2\x82", None), "<a>é \u{fffd}");
    }
}
