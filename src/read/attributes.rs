//! The attributes of a tag, in the way of HTML, which is the way of XML and forgives more
//! ([HTML, before attribute name state](https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state)):
//! without quotes, without a value, twice.

use crate::scan::{find, span};

/// The attributes of a tag: names as written and raw values. Of two with one name a browser takes the first.
#[derive(Debug, Clone)]
pub(crate) struct Attributes<'a> {
    rest: &'a str,
    /// A `/` stood before the end of the tag.
    pub(crate) solidus: bool,
}

impl<'a> Attributes<'a> {
    /// What stands behind the name of a tag, up to its `>` or further.
    pub(crate) fn new(rest: &'a str) -> Self {
        Self { rest, solidus: false }
    }

    /// The raw value of an attribute, by its name in any case.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.clone().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// What follows the tag; none if the markup ends before it does.
    pub(crate) fn behind(&mut self) -> Option<&'a str> {
        while self.next().is_some() {}
        self.rest.strip_prefix('>')
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (before, start) = self.rest.split_at(span(self.rest, |byte| is_space(byte) || byte == b'/'));
        self.solidus = before.ends_with("/");
        self.rest = start;
        if matches!(start.as_bytes().first(), None | Some(b'>')) {
            return None;
        }
        // A `=` in front is part of the name.
        let first = usize::from(start.starts_with('='));
        let length = first + span(&start[first..], |byte| !is_delimiter(byte) && byte != b'=');
        let (name, rest) = start.split_at(length);
        self.rest = rest;
        let Some(value) = rest.trim_ascii_start().strip_prefix('=') else { return Some((name, "")) };
        let value = value.trim_ascii_start();
        let (value, rest) = match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => match find(&value[1..], &[*quote]) {
                Some(end) => (&value[1..=end], &value[end + 2..]),
                None => {
                    self.rest = "";
                    return None;
                }
            },
            _ => value.split_at(span(value, |byte| !is_space(byte) && byte != b'>')),
        };
        self.rest = rest;
        Some((name, value))
    }
}

/// Whether a byte is white space of HTML.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// Whether a byte ends a name in a tag.
pub(crate) fn is_delimiter(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_an_attribute_is_read() {
        for (tag, wanted) in [
            ("", vec![]),
            (" a=\"1\" b='2'", vec![("a", "1"), ("b", "2")]),
            (" a = \"1 > 2\"\n\tb=2 c", vec![("a", "1 > 2"), ("b", "2"), ("c", "")]),
            (" a=\"it's\" a='\"'", vec![("a", "it's"), ("a", "\"")]),
            (" x:y=1/ z='é'/", vec![("x:y", "1/"), ("z", "é")]),
            (" a=1> b=2", vec![("a", "1")]),
            (" a=\"never ends", vec![]),
            (" a= ", vec![("a", "")]),
        ] {
            assert_eq!(Attributes::new(tag).collect::<Vec<_>>(), wanted, "{tag}");
        }
    }
}
