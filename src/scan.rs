//! Looking through text by its bytes. The searchers of the standard library, which take characters and patterns, are
//! 2 kB of brotli; all that is looked for here is ASCII.

/// Where a few ASCII bytes are in a text.
pub(crate) fn find(text: &str, bytes: &[u8]) -> Option<usize> {
    let text = text.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr(bytes[0], &text[at..])?;
        if text[at..].starts_with(bytes) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a text begins with ASCII bytes, in capitals or small letters.
pub(crate) fn begins(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// What stands before a few ASCII bytes and behind them, the first time they come.
pub(crate) fn split_once<'a>(text: &'a str, bytes: &[u8]) -> Option<(&'a str, &'a str)> {
    let at = find(text, bytes)?;
    Some((&text[..at], &text[at + bytes.len()..]))
}

/// What stands behind a few ASCII bytes, the first time they come.
pub(crate) fn behind<'a>(text: &'a str, bytes: &[u8]) -> Option<&'a str> {
    Some(&text[find(text, bytes)? + bytes.len()..])
}

/// How many bytes at the start of a text are of a kind: all bytes of a character that is not ASCII, or none.
pub(crate) fn span(text: &str, is: fn(u8) -> bool) -> usize {
    long_span(text, is)
}

/// The same, for texts that are long: inlined where it stands, so that no call is made for each byte.
#[inline(always)]
pub(crate) fn long_span(text: &str, is: impl Fn(u8) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && is(bytes[at]) {
        at += 1;
    }
    at
}

/// How many bytes stand before the first of some ASCII bytes; all where none of them comes.
pub(crate) fn until(text: &str, ends: &[u8]) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && !is_one_of(bytes[at], ends) {
        at += 1;
    }
    at
}

/// Whether a byte is one of several; `contains` of the standard library has a search of its own.
pub(crate) fn is_one_of(byte: u8, bytes: &[u8]) -> bool {
    memchr::memchr(byte, bytes).is_some()
}

/// Where an ASCII byte is last.
pub(crate) fn rfind(text: &str, byte: u8) -> Option<usize> {
    text.as_bytes().iter().rposition(|each| *each == byte)
}

/// A text without the characters of a kind at its end.
#[inline(never)]
pub(crate) fn trim_end(text: &str, is: fn(char) -> bool) -> &str {
    text.trim_end_matches(is)
}

/// Several texts as one.
pub(crate) fn concat(texts: &[&str]) -> String {
    let mut whole = String::new();
    for text in texts {
        whole.push_str(text);
    }
    whole
}

/// A text with one character in the place of another.
pub(crate) fn replaced(text: &str, old: char, new: char) -> String {
    let mut replaced = String::new();
    for character in text.chars() {
        replaced.push(if character == old { new } else { character });
    }
    replaced
}

/// A whole number in digits; `to_string` would cost a kilobyte of the download.
pub(crate) fn digits(number: usize) -> String {
    let mut digits = if number > 9 { digits(number / 10) } else { String::new() };
    digits.push(char::from(b'0' + (number % 10) as u8));
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_are_found() {
        assert_eq!(find("a--b--", b"--"), Some(1));
        assert_eq!(find("é-", b"--"), None);
        assert_eq!(find("", b"-"), None);
        assert_eq!(split_once("é::ü::", b"::"), Some(("é", "ü::")));
        assert_eq!(rfind("/é/x", b'/'), Some(3));
        assert_eq!(span("ab1", |byte| byte.is_ascii_alphabetic()), 2);
        assert_eq!([until("é[>", b">["), until("é", b">[")], [2, 2]);
        assert_eq!(concat(&["a", "", "é"]), "aé");
    }
}
