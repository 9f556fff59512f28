//! The attributes of a tag, as tolerant as HTML: without quotes, without a value, twice.
//!
//! quick-xml has such a reader too; its check for duplicates brings a hash table into the download, 3 kB of brotli.

/// Names and raw values, in the order of the tag.
pub(super) fn attributes(tag: &str) -> Attributes<'_> {
    Attributes { rest: tag }
}

pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
        let (name, rest) = split(start, |byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/'));
        if name.is_empty() {
            return None;
        }
        let (value, rest) = match rest.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) {
            None => ("", rest),
            Some(value) => match value.as_bytes().first() {
                Some(&quote @ (b'"' | b'\'')) => {
                    let (value, rest) = split(&value[1..], |byte| byte == quote);
                    (value, rest.get(1..).unwrap_or_default())
                }
                _ => split(value, |byte| byte.is_ascii_whitespace()),
            },
        };
        self.rest = rest;
        Some((name, value))
    }
}

/// What stands before the first byte that ends it, and the rest from that byte on.
fn split(text: &str, ends: impl Fn(u8) -> bool) -> (&str, &str) {
    text.split_at(text.bytes().position(ends).unwrap_or(text.len()))
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
            (" x:y=1/ z='é'", vec![("x:y", "1/"), ("z", "é")]),
            (" a=\"never ends", vec![("a", "never ends")]),
            (" a= ", vec![("a", "")]),
            (" ==a", vec![("a", "")]),
        ] {
            assert_eq!(attributes(tag).collect::<Vec<_>>(), wanted, "{tag}");
        }
    }
}
