//! XML → its tags, one behind the other. Comments, sections, instructions and declarations are passed over, and what looks
//! like a tag and is none is text.

use super::attributes::{Attributes, is_delimiter};
use crate::scan::{find, span, until};

/// Bytes of a tag; one that does not end in so many is text.
pub(super) const MAX_TAG: usize = 64 * 1024;

/// Tags without an end that are looked through, each up to [`MAX_TAG`]; further ones are text at once.
pub(super) const MAX_BROKEN_TAGS: usize = 32;

/// A tag, with the place where it begins and its name as it stands in the document.
pub(super) enum Tag<'a> {
    /// Behind its attributes it may end the element as well (`<a/>`).
    Start {
        at: usize,
        name: &'a str,
        attributes: &'a str,
        is_empty: bool,
    },
    End {
        at: usize,
        name: &'a str,
    },
}

/// The tags of a document.
pub(super) struct Tags<'a> {
    document: &'a str,
    /// How much of it was read.
    pub(super) at: usize,
    broken: usize,
    /// What is left has no end of a document type's brackets: looking for one again and again would take quadratic time.
    no_bracket_end: bool,
}

impl<'a> Tags<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Self { document, at: 0, broken: 0, no_bracket_end: false }
    }

    /// The start tag whose name begins `markup`. A tag that never ends is text.
    fn start(&mut self, markup: &'a str) -> Option<Tag<'a>> {
        if self.broken == MAX_BROKEN_TAGS {
            return None;
        }
        let markup = &markup[..markup.floor_char_boundary(MAX_TAG)];
        let (name, rest) = markup.split_at(span(markup, |byte| !is_delimiter(byte)));
        let mut tag = Attributes::new(rest);
        let Some(behind) = tag.behind() else {
            self.broken += 1;
            return None;
        };
        let at = self.at - 1;
        self.at += markup.len() - behind.len();
        let attributes = &rest[..rest.len() - behind.len() - 1];
        Some(Tag::Start { at, name, attributes, is_empty: tag.solidus })
    }

    fn end(&mut self, markup: &'a str) -> Tag<'a> {
        let at = self.at - 1;
        let name = &markup[1..find(markup, b">").unwrap_or(markup.len())];
        // Nothing ends the last one, perhaps.
        self.at = self.document.len().min(self.at + name.len() + 2);
        Tag::End { at, name: name.trim_ascii_end() }
    }

    /// The bytes of what begins behind a `<` with `!` or `?`: a comment, a section, a declaration, an instruction. What
    /// never ends takes all the rest, but a declaration or an instruction ends with its `>`.
    fn declaration(&mut self, markup: &str) -> usize {
        let through = |end: &[u8]| find(markup, end).map_or(markup.len(), |at| at + end.len());
        if markup.starts_with("!--") {
            return through(b"-->");
        }
        if markup.starts_with("![CDATA[") {
            return through(b"]]>");
        }
        // A document type may have a part in brackets, with markup in it, of which nothing is read.
        let bracket = until(markup, b"[>");
        let inner = &markup[bracket..];
        if markup.starts_with('!') && inner.starts_with('[') && !self.no_bracket_end {
            if let Some(end) = find(inner, b"]") {
                let behind = bracket + end;
                return find(&markup[behind..], b">").map_or(markup.len(), |at| behind + at + 1);
            }
            self.no_bracket_end = true;
        }
        through(b">")
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let rest = &self.document[self.at..];
            let Some(start) = memchr::memchr(b'<', rest.as_bytes()) else {
                self.at = self.document.len();
                return None;
            };
            let markup = &rest[start + 1..];
            self.at += start + 1;
            let tag = match markup.as_bytes() {
                [b'!' | b'?', ..] => {
                    self.at += self.declaration(markup);
                    None
                }
                [b'/', ..] => Some(self.end(markup)),
                _ if is_name(markup) => self.start(markup),
                _ => None,
            };
            if tag.is_some() {
                return tag;
            }
        }
    }
}

/// Whether a name begins what stands behind a `<`: in `1 < 2` it is text.
pub(super) fn is_name(markup: &str) -> bool {
    let first = markup.as_bytes().first();
    first.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') || !byte.is_ascii())
}
