//! Text constructs: texts that are plain, or markup in one of the ways that formats have for it.

use std::borrow::Cow;
use std::rc::Rc;

use super::attributes::{Attributes, is_delimiter};
use super::xml::{Element, Ends, Xml, flatten};
use super::{MAX_TEXT, base64, entities};
use crate::feed::{Text, TextKind};
use crate::scan::{find, rfind, span};
use crate::url::Url;

/// Reads a text construct ([RFC 4287 section 3.1](https://www.rfc-editor.org/rfc/rfc4287#section-3.1)) or the content of
/// an entry ([section 4.1.3](https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3)); Atom 0.3 says MIME types and `mode`.
/// RSS does not say whether a text is markup, and both are common: it is, if it looks like markup. None for one that is
/// empty, and for one that is no text at all.
pub(super) fn read<'a>(xml: &mut Xml<'a>, element: &Element<'a>, ends: Ends) -> Option<Text<'a>> {
    let [said, mode] = ["type", "mode"].map(|name| element.attribute(name).to_ascii_lowercase());
    let is_atom = xml.is_atom(element);
    let (source, elements) = xml.content(element, ends);
    let is_html = said.ends_with("html");
    let is_xml = said.ends_with("xml");
    let is_text = said.starts_with("text") && !is_html && !is_xml;
    let inline =
        if is_text { mode == "xml" } else { (is_xml || said == "xhtml") && mode != "escaped" || elements };
    let encoded =
        mode == "base64" || is_atom && find(&said, b"/").is_some() && !is_html && !is_xml && !is_text;
    let value = if encoded {
        Cow::Owned(base64::decode(&flatten(source))?)
    } else if said == "xhtml" {
        Cow::Borrowed(inside_div(source.trim_ascii()))
    } else if inline {
        Cow::Borrowed(source.trim_ascii())
    } else {
        xml.flat(source)
    };
    let guess = said.is_empty() && !is_atom || encoded;
    let is_markup = inline
        || is_html
        || is_xml
        || mode == "escaped" && said.is_empty()
        || guess && !is_text && looks_like_markup(&value);
    let kind = if is_markup { TextKind::Html } else { TextKind::Plain };
    text(value, kind, element.base.as_ref())
}

/// A text whose format says what it is; none for an empty one.
pub(super) fn text<'a>(value: Cow<'a, str>, kind: TextKind, base: Option<&Rc<Url>>) -> Option<Text<'a>> {
    let value = limited(value);
    (!value.trim_ascii().is_empty()).then(|| Text { value, kind, base: base.cloned() })
}

/// The first [`MAX_TEXT`] bytes of a text.
pub(super) fn limited(text: Cow<str>) -> Cow<str> {
    if text.len() <= MAX_TEXT {
        return text;
    }
    Cow::Owned(text[..text.floor_char_boundary(MAX_TEXT)].to_owned())
}

/// The content of the `div` that holds all of a text of XHTML and is no part of it.
fn inside_div(source: &str) -> &str {
    let Some(tag) = source.strip_prefix('<') else { return source };
    let name = &tag[..span(tag, |byte| !is_delimiter(byte))];
    let local = rfind(name, b':').map_or(name, |colon| &name[colon + 1..]);
    if !local.eq_ignore_ascii_case("div") {
        return source;
    }
    let inside = Attributes::new(&tag[name.len()..]).behind().unwrap_or_default();
    rfind(inside, b'<').map_or(inside, |end| &inside[..end])
}

/// A tag, a comment or a reference: `1 < 2` and `AT&T` are none of them.
fn looks_like_markup(text: &str) -> bool {
    // Behind the last `>` nothing is a tag.
    let tags_end = rfind(text, b'>').unwrap_or(0);
    let mut rest = text;
    loop {
        rest = &rest[span(rest, |byte| !matches!(byte, b'<' | b'&'))..];
        let Some(next) = rest.as_bytes().get(1) else { return false };
        let found = match rest.as_bytes()[0] {
            b'<' if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!') => {
                text.len() - rest.len() < tags_end
            }
            b'<' => false,
            _ => entities::begins(&rest[1..]),
        };
        if found {
            return true;
        }
        rest = &rest[1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_text() {
        for text in ["<b>x</b>", "x<br/>", "a &amp; b", "&#8220;x", "</p>", "<!-- x -->"] {
            assert!(looks_like_markup(text), "{text}");
        }
        for text in ["1 < 2", "AT&T", "a & b; c", "x <3", "a <b", "", "<", "&", "&;", "R&D is fun;"] {
            assert!(!looks_like_markup(text), "{text}");
        }
    }

    #[test]
    fn the_div_around_xhtml_is_no_part_of_it() {
        for (source, wanted) in [
            ("<div xmlns='http://www.w3.org/1999/xhtml'><p>1</p></div>", "<p>1</p>"),
            ("<x:div a='>'>1 <x:b>2</x:b></x:div>", "1 <x:b>2</x:b>"),
            ("<p>1</p>", "<p>1</p>"),
            ("<divide/>", "<divide/>"),
            ("<div", ""),
            ("<div/>", ""),
            ("1", "1"),
        ] {
            assert_eq!(inside_div(source), wanted, "{source}");
        }
    }

    #[test]
    fn what_a_type_says_is_believed() {
        for (construct, wanted, kind) in [
            ("<t>&lt;b&gt;1&lt;/b&gt;</t>", "<b>1</b>", TextKind::Plain),
            ("<t type='text'>&lt;b&gt;1&lt;/b&gt;</t>", "<b>1</b>", TextKind::Plain),
            ("<t type='html'>1 &amp;amp; 2</t>", "1 &amp; 2", TextKind::Html),
            ("<t type='HTML'><![CDATA[<b>1</b>]]></t>", "<b>1</b>", TextKind::Html),
            ("<t type='html'><b>naked</b></t>", "<b>naked</b>", TextKind::Html),
            ("<t type='xhtml'><div> 1 &lt; 2<br/></div></t>", " 1 &lt; 2<br/>", TextKind::Html),
            ("<t type='application/xhtml+xml'><div>1</div></t>", "<div>1</div>", TextKind::Html),
            ("<t type='text/html' mode='escaped'>&lt;i>1&lt;/i></t>", "<i>1</i>", TextKind::Html),
            ("<t type='application/octet-stream'> PGI+MTwvYj4= </t>", "<b>1</b>", TextKind::Html),
            ("<t type='text/plain' mode='base64'>PGI+MTwvYj4=</t>", "<b>1</b>", TextKind::Plain),
        ] {
            let document = ["<feed xmlns='http://www.w3.org/2005/Atom'>", construct, "</feed>"].concat();
            let mut xml = Xml::new(&document, None);
            let root = xml.any().unwrap();
            xml.adopt(&root, crate::read::xml::Format::Atom);
            let element = xml.child(&root).unwrap();
            let text = read(&mut xml, &element, &|_| false).unwrap();
            assert_eq!((&*text.value, text.kind), (wanted, kind), "{construct}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_two_characters() {
        let long = format!("<t>1{}</t>", "é".repeat(MAX_TEXT));
        let mut xml = Xml::new(&long, None);
        let element = xml.any().unwrap();
        assert_eq!(read(&mut xml, &element, &|_| false).unwrap().value.len(), MAX_TEXT - 1);
    }
}
