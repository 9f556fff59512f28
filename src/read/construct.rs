//! Text constructs: texts that are plain, or markup in one of the ways that formats have for it.

use std::borrow::Cow;
use std::rc::Rc;

use super::attributes::{Attributes, is_delimiter};
use super::flatten::flatten;
use super::xml::{Element, Ends, Xml};
use super::{MAX_TEXT, base64, entities};
use crate::feed::{Text, TextKind};
use crate::scan::{find, rfind, span};
use crate::url::Url;

/// Elements of titles that have no end tag.
const ENDLESS: &[&str] = &["br", "img", "wbr"];

/// Reads a text construct ([RFC 4287 section 3.1](https://www.rfc-editor.org/rfc/rfc4287#section-3.1)) or the content of
/// an entry ([section 4.1.3](https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3)); Atom 0.3 says MIME types and `mode`.
/// RSS does not say whether a text is markup, and both are common. None for one that is empty, and for one that is no text
/// at all.
pub(super) fn read<'a>(xml: &mut Xml<'a>, element: &Element<'a>, ends: Ends) -> Option<Text<'a>> {
    let said = element.keyword("type");
    let mode = element.keyword("mode");
    let is_atom = xml.is_atom(element);
    let (source, elements) = xml.content(element, ends);
    let is_html = said.ends_with("html");
    let is_xml = said.ends_with("xml");
    let is_text = said.starts_with("text") && !is_html && !is_xml;
    let inline =
        if is_text { mode == "xml" } else { (is_xml || said == "xhtml") && mode != "escaped" || elements };
    let encoded =
        mode == "base64" || is_atom && find(&said, b"/").is_some() && !is_html && !is_xml && !is_text;
    let base = element.base.as_ref();
    let is_markup = inline || is_html || is_xml || mode == "escaped" && said.is_empty();
    let kind = if is_markup {
        Some(TextKind::Html)
    } else if (said.is_empty() && !is_atom || encoded) && !is_text {
        None
    } else {
        Some(TextKind::Plain)
    };
    if encoded {
        return text(Cow::Owned(base64::decode(&flatten(source))?), kind, base);
    }
    let source = source.trim_ascii();
    if inline {
        return text(Cow::Borrowed(if said == "xhtml" { inside_div(source) } else { source }), kind, base);
    }
    xml.check_references(source);
    (!is_empty(source)).then(|| Text {
        source: Cow::Borrowed(source),
        is_xml: true,
        kind,
        base: base.cloned(),
    })
}

/// A text whose characters are known; none for an empty one.
pub(super) fn text<'a>(
    characters: Cow<'a, str>,
    kind: Option<TextKind>,
    base: Option<&Rc<Url>>,
) -> Option<Text<'a>> {
    let is_empty = characters.trim_ascii().is_empty();
    (!is_empty).then(|| Text { source: characters, is_xml: false, kind, base: base.cloned() })
}

/// The characters of a text, and what they are. Where the format does not say, they are markup if they look like it.
///
/// ```
/// use latest_posts::feed::TextKind;
/// use latest_posts::read::{self, Origin};
///
/// let document = "<rss><channel><title>1 &amp;lt; 2</title></channel></rss>".into();
/// let feed = read::feed(&document, &Origin::default())?;
/// let title = feed.title.unwrap();
/// assert_eq!(read::characters(&title), ("1 &lt; 2".into(), TextKind::Html));
/// # Ok::<(), latest_posts::error::Error>(())
/// ```
pub fn characters<'t>(text: &'t Text) -> (Cow<'t, str>, TextKind) {
    read_as(text, false)
}

/// The same of a title, which may well be about `<b>` or `Vec<T>`: there a tag alone is none.
///
/// ```
/// use latest_posts::feed::TextKind::{Html, Plain};
/// use latest_posts::read::{self, Origin};
///
/// for (title, wanted) in [("The &lt;b> element", ("The <b> element", Plain)), ("&lt;b>1&lt;/b>", ("<b>1</b>", Html))] {
///     let document = ["<rss><channel><title>", title, "</title></channel></rss>"].concat();
///     let document = read::Document::from(&*document);
///     let feed = read::feed(&document, &Origin::default())?;
///     assert_eq!(read::title(&feed.title.unwrap()), (wanted.0.into(), wanted.1));
/// }
/// # Ok::<(), latest_posts::error::Error>(())
/// ```
pub fn title<'t>(text: &'t Text) -> (Cow<'t, str>, TextKind) {
    read_as(text, true)
}

fn read_as<'t>(text: &'t Text, is_title: bool) -> (Cow<'t, str>, TextKind) {
    let characters = limited(if text.is_xml { flatten(&text.source) } else { Cow::Borrowed(&*text.source) });
    let kind = text.kind.unwrap_or_else(|| {
        if looks_like_markup(&characters, is_title) { TextKind::Html } else { TextKind::Plain }
    });
    (characters, kind)
}

/// Whether a piece of source without white space around it has no characters. Nearly always its first bytes tell.
fn is_empty(source: &str) -> bool {
    let text = source.strip_prefix("<![CDATA[").unwrap_or(source).trim_ascii_start();
    match text.as_bytes() {
        [] => true,
        [b'&', b'a'..=b'z', ..] => false,
        [b'<' | b'&' | b']', ..] => flatten(source).trim_ascii().is_empty(),
        _ => false,
    }
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

/// A tag, a comment or a reference: `1 < 2` and `AT&T` are none of them. In a title, of the tags only an end tag, or one that
/// needs none.
fn looks_like_markup(text: &str, is_title: bool) -> bool {
    // Behind the last `>` nothing is a tag.
    let tags_end = rfind(text, b'>').unwrap_or(0);
    let mut rest = text;
    loop {
        rest = &rest[span(rest, |byte| !matches!(byte, b'<' | b'&'))..];
        let Some(next) = rest.as_bytes().get(1) else { return false };
        let found = match rest.as_bytes()[0] {
            b'<' if text.len() - rest.len() >= tags_end => false,
            b'<' => match next {
                b'/' | b'!' => true,
                _ if is_title => {
                    ENDLESS.contains(&&rest[1..][..span(&rest[1..], |byte| !is_delimiter(byte))])
                }
                _ => next.is_ascii_alphabetic(),
            },
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
        for text in ["<b>x</b>", "x<br/>", "x<br>", "a &amp; b", "&#8220;x", "</p>", "<!-- x -->"] {
            assert!(looks_like_markup(text, false), "{text}");
            assert!(looks_like_markup(text, true), "{text}");
        }
        for text in ["1 < 2", "AT&T", "a & b; c", "x <3", "a <b", "", "<", "&", "&;", "R&D is fun;"] {
            assert!(!looks_like_markup(text, false), "{text}");
            assert!(!looks_like_markup(text, true), "{text}");
        }
        for title in ["The <dialog> element & Vec<String>", "<p> tags", "Using <script src=x> and <brand>"] {
            assert!(looks_like_markup(title, false), "{title}");
            assert!(!looks_like_markup(title, true), "{title}");
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
            let root = xml.next_element().unwrap();
            xml.adopt(&root, crate::read::xml::Format::Atom);
            let element = xml.child(&root).unwrap();
            let text = read(&mut xml, &element, &|_| false).unwrap();
            assert_eq!(characters(&text), (wanted.into(), kind), "{construct}");
        }
    }

    #[test]
    fn a_text_without_characters_is_none() {
        for empty in
            ["", "<![CDATA[]]>", "<![CDATA[ ]]>", "<!-- 1 -->", "&#32;", "<![CDATA[ ]]> <![CDATA[]]>"]
        {
            assert!(is_empty(empty), "{empty}");
        }
        for text in ["1", "<![CDATA[ 1]]>", "<![CDATA[]]>1", "<![CDATA[<b>]]>", "&lt;", "<![CDATA[]1]]>"] {
            assert!(!is_empty(text), "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_two_characters() {
        let long = format!("<t>1{}</t>", "é".repeat(MAX_TEXT));
        let mut xml = Xml::new(&long, None);
        let element = xml.next_element().unwrap();
        let text = read(&mut xml, &element, &|_| false).unwrap();
        assert_eq!(characters(&text).0.len(), MAX_TEXT - 1);
    }
}
