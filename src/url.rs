//! Addresses, checked: the second of the three doors to a page.
//!
//! [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-5) with the bends of the
//! [URL Standard](https://url.spec.whatwg.org/#url-parsing), so that a browser reads the same address in what is written
//! here as in what the feed said. The `url` crate does more, for 59 kB of brotli.

use std::borrow::Cow;

use crate::scan::{concat, rfind, span, split_once};

/// Bytes of the longest address that is taken.
pub const MAX_LENGTH: usize = 2048;

/// An absolute address that is safe to put in a page: `http`, `https` or `mailto`, and nothing in it that ends an
/// attribute, hides or changes the direction of the text.
///
/// Only the constructors make one, and they check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url(String);

impl Url {
    /// Reads an absolute address. None for a relative one, one of another scheme, one without a host, with a port that
    /// is no number up to 65535, or longer than [`MAX_LENGTH`]. A host has letters, digits, `-`, `_` and dots, or is an IP
    /// address in its usual form; a user before it is dropped.
    ///
    /// ```
    /// use latest_posts::url::Url;
    ///
    /// assert_eq!(Url::parse(" HTTP://Example.com:80/a/../b ").unwrap().as_str(), "http://example.com/b");
    /// assert_eq!(Url::parse("java\nscript:alert(1)"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        Self::resolve(None, text)
    }

    /// Reads an address relative to this one. None as for [`Url::parse`], and for an empty reference: it would be
    /// this address again, which no feed means.
    ///
    /// ```
    /// use latest_posts::url::Url;
    ///
    /// let feed = Url::parse("https://example.com/blog/feed").unwrap();
    /// assert_eq!(feed.join("../img/1.png").unwrap().as_str(), "https://example.com/img/1.png");
    /// assert_eq!(feed.join(""), None);
    /// ```
    pub fn join(&self, reference: &str) -> Option<Self> {
        Self::resolve(Some(self), reference)
    }

    /// [`Url::resolve`] to an address of the web; none for one of mail.
    pub fn web(base: Option<&Self>, reference: &str) -> Option<Self> {
        Self::resolve(base, reference).filter(Self::is_http)
    }

    /// [`Url::join`] where there is a base, else [`Url::parse`].
    pub fn resolve(base: Option<&Self>, reference: &str) -> Option<Self> {
        if reference.len() > MAX_LENGTH {
            return None;
        }
        let reference = visible(reference);
        let base = base.filter(|base| base.is_http());
        let (scheme, rest) = split_scheme(&reference);
        let base_scheme = base.map_or("", |base| split_scheme(&base.0).0);
        if scheme.eq_ignore_ascii_case("mailto") {
            // With a slash it would have a host, and no address.
            return if rest.as_bytes().first() == Some(&b'/') {
                None
            } else {
                Self::finish(["mailto:", rest, "", ""])
            };
        }
        let scheme = if scheme.is_empty() { base_scheme } else { scheme };
        let scheme = ["http", "https"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
        let slashes = span(rest, is_slash);
        // `https:x` is relative where the base has the same scheme, and has a host where it has not.
        if slashes >= 2 || scheme != base_scheme {
            return Self::absolute(scheme, &rest[slashes..]);
        }
        base?.relative(rest)
    }

    /// What stands behind a scheme and its slashes.
    fn absolute(scheme: &str, rest: &str) -> Option<Self> {
        let end = span(rest, |byte| !is_slash(byte) && !ends_path(byte));
        let host = host(&rest[..end], if scheme == "http" { "80" } else { "443" })?;
        Self::finish([scheme, "://", &host, &path("", &rest[end..])])
    }

    /// A reference without scheme and host, to this address of the web.
    fn relative(&self, reference: &str) -> Option<Self> {
        let start = self.0.bytes().enumerate().filter(|(_, byte)| *byte == b'/').nth(2)?.0;
        let (origin, own) = self.0.split_at(start);
        let own_path = &own[..span(own, |byte| !ends_path(byte))];
        match reference.bytes().next()? {
            b'#' => Self::finish([origin, &own[..span(own, |byte| byte != b'#')], reference, ""]),
            b'?' => Self::finish([origin, own_path, reference, ""]),
            byte if is_slash(byte) => Self::finish([origin, &path("", reference), "", ""]),
            _ => Self::finish([origin, &path(own_path, reference), "", ""]),
        }
    }

    /// Joins the parts, and writes as `%20` and the like what would end an attribute, shows nothing, or would be written
    /// so by a browser: the [sets of the path, the query and the fragment](https://url.spec.whatwg.org/#percent-encoded-bytes).
    fn finish(parts: [&str; 4]) -> Option<Self> {
        let mut url = concat(&parts);
        if span(&url, is_plain) == url.len() {
            return (url.len() <= MAX_LENGTH).then_some(Self(url));
        }
        let joined = std::mem::take(&mut url);
        let mut encoded: &[u8] = if parts[0] == "mailto:" { b"" } else { b"{}^" };
        for c in joined.chars() {
            match c {
                '#' => encoded = b"",
                '?' if !encoded.is_empty() => encoded = b"'",
                _ => {}
            }
            let is_encoded = |byte| b"\"<>`".contains(&byte) || encoded.contains(&byte);
            if is_blank(c) || u8::try_from(c).is_ok_and(is_encoded) {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    url.push('%');
                    url.push(hexadecimal(byte >> 4));
                    url.push(hexadecimal(byte & 15));
                }
            } else {
                url.push(c);
            }
        }
        (url.len() <= MAX_LENGTH).then_some(Self(url))
    }

    /// The address as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an address of the web.
    pub fn is_http(&self) -> bool {
        self.0.starts_with("http")
    }

    /// Whether it is an address of mail.
    pub fn is_mailto(&self) -> bool {
        self.0.starts_with("mailto:")
    }
}

/// Whether a byte is written as it is in every part of an address, which is all that most have.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/.-_:?=&%~+,;@!#".contains(&byte)
}

/// Without what a browser takes out of an address: white space and controls around it, tabs and line breaks in it. Also
/// without invisible characters around it, which come from copying.
fn visible(text: &str) -> Cow<'_, str> {
    if span(text, |byte| byte.is_ascii_graphic()) == text.len() {
        return Cow::Borrowed(text);
    }
    let mut visible = String::new();
    let mut end = 0;
    for c in text.chars() {
        let is_blank = is_blank(c);
        if !(matches!(c, '\t' | '\n' | '\r') || is_blank && end == 0) {
            visible.push(c);
        }
        if !is_blank {
            end = visible.len();
        }
    }
    visible.truncate(end);
    Cow::Owned(visible)
}

/// Whether a character shows nothing, or turns the text around.
fn is_blank(c: char) -> bool {
    matches!(c, '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The scheme, empty where there is none, and what stands behind its colon.
fn split_scheme(text: &str) -> (&str, &str) {
    match split_once(text, b":") {
        Some((scheme, rest)) if is_scheme(scheme.as_bytes()) => (scheme, rest),
        _ => ("", text),
    }
}

fn is_scheme(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_alphabetic)
        && text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// A backslash is one, in the schemes of the web.
fn is_slash(byte: u8) -> bool {
    matches!(byte, b'/' | b'\\')
}

fn ends_path(byte: u8) -> bool {
    matches!(byte, b'?' | b'#')
}

/// The host in small letters, with its port where that is not the scheme's own. A user before it is dropped: it only
/// makes one host look like another.
fn host(authority: &str, default_port: &str) -> Option<String> {
    let host = rfind(authority, b'@').map_or(authority, |at| &authority[at + 1..]);
    let (host, port) = match rfind(host, b':') {
        Some(colon) if !host.ends_with(']') => (&host[..colon], &host[colon + 1..]),
        _ => (host, ""),
    };
    let valid = match host.as_bytes() {
        [b'[', address @ .., b']'] => {
            address.iter().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
        }
        name if ends_in_a_number(host) => is_ipv4(name),
        _ => host.chars().all(|c| {
            matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.') || !c.is_ascii() && !is_blank(c)
        }),
    };
    if !valid
        || !port.bytes().all(|byte| byte.is_ascii_digit())
        || !port.is_empty() && port.parse::<u16>().is_err()
    {
        return None;
    }
    let mut host = host.to_ascii_lowercase();
    let zeros = span(port, |byte| byte == b'0');
    let port = &port[zeros.min(port.len().saturating_sub(1))..];
    if !port.is_empty() && port != default_port {
        host.push(':');
        host.push_str(port);
    }
    Some(host)
}

/// Whether a browser reads a host as an [IPv4 address](https://url.spec.whatwg.org/#ends-in-a-number-checker), which has
/// more forms than anyone means.
fn ends_in_a_number(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let label = &host.as_bytes()[rfind(host, b'.').map_or(0, |dot| dot + 1)..];
    matches!(label, [b'0', b'x' | b'X', ..]) || label.iter().all(u8::is_ascii_digit)
}

/// Whether a host is four numbers up to 255, none of them octal.
fn is_ipv4(host: &[u8]) -> bool {
    let is_part = |part: &[u8]| match part {
        [digit] => digit.is_ascii_digit(),
        [b'1'..=b'9', rest @ ..] => {
            rest.iter().all(u8::is_ascii_digit) && (rest.len() < 2 || rest.len() == 2 && part <= b"255")
        }
        _ => false,
    };
    host.split(|byte| *byte == b'.').filter(|part| is_part(part)).count() == 4
        && host.iter().filter(|byte| **byte == b'.').count() == 3
}

/// The path of a reference, relative to the path `base`, without its dots
/// ([section 5.2.4](https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4)), and what stands behind it.
fn path(base: &str, reference: &str) -> String {
    let (given, tail) = reference.split_at(span(reference, |byte| !ends_path(byte)));
    let mut path = base[..rfind(base, b'/').unwrap_or(0)].to_owned();
    let mut rest = Some(&given[usize::from(given.bytes().next().is_some_and(is_slash))..]);
    while let Some(segments) = rest {
        let (segment, more) = segments.split_at(span(segments, |byte| !is_slash(byte)));
        rest = more.get(1..);
        let dots = dots(segment);
        if dots == 2 {
            path.truncate(rfind(&path, b'/').unwrap_or(0));
        }
        if dots == 0 || rest.is_none() {
            path.push('/');
        }
        if dots == 0 {
            path.push_str(segment);
        }
    }
    path.push_str(tail);
    path
}

/// How many dots a segment is: 1 for `.`, 2 for `..`, each also as `%2e`; 0 for any other.
fn dots(segment: &str) -> u8 {
    let mut rest = segment;
    for dots in 0..3 {
        if rest.is_empty() {
            return dots;
        }
        let encoded = rest.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%2e"));
        match rest.strip_prefix('.').or(if encoded { rest.get(3..) } else { None }) {
            Some(more) => rest = more,
            None => return 0,
        }
    }
    0
}

fn hexadecimal(digit: u8) -> char {
    char::from(if digit < 10 { b'0' + digit } else { b'A' - 10 + digit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn joined(base: &str, reference: &str) -> Option<String> {
        Url::parse(base).unwrap().join(reference).map(|url| url.as_str().to_owned())
    }

    #[test]
    fn the_examples_of_rfc_3986_section_5_4() {
        for (reference, wanted) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g/"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("g;x", "http://a/b/c/g;x"),
            ("g;x?y#s", "http://a/b/c/g;x?y#s"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            (".g", "http://a/b/c/.g"),
            ("g..", "http://a/b/c/g.."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/./x", "http://a/b/c/g?y/./x"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/./x", "http://a/b/c/g#s/./x"),
            ("g#s/../x", "http://a/b/c/g#s/../x"),
            ("http:g", "http://a/b/c/g"),
        ] {
            assert_eq!(joined("http://a/b/c/d;p?q", reference).as_deref(), Some(wanted), "{reference}");
        }
        assert_eq!(joined("http://a/b/c/d;p?q", "g:h"), None);
        assert_eq!(joined("http://a/b/c/d;p?q", ""), None);
    }

    #[test]
    fn other_schemes_are_none_however_they_hide() {
        for reference in [
            "javascript:alert(1)",
            " \u{1}JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\r:alert(1)",
            "\u{200b}javascript:alert(1)",
            "\u{feff} \u{202e}\u{0}javascript:alert(1)",
            "javascript://example.com/%0aalert(1)",
            "javascript:https://example.com/",
            "feed:https://example.com/feed",
            "view-source:https://example.com/",
            "ws://example.com/",
            "mailto://example.com/x",
            "data:text/html,x",
            "vbscript:x",
            "blob:https://example.com/1",
            "file:///etc/passwd",
            "ftp://example.com/",
            "about:blank",
        ] {
            assert_eq!(Url::parse(reference), None, "{reference:?}");
            assert_eq!(joined("https://example.com/feed", reference), None, "{reference:?}");
        }
    }

    #[test]
    fn what_a_browser_reads_as_a_path_stays_one() {
        for (reference, wanted) in [
            ("java\u{200d}script:alert(1)", "https://example.com/java%E2%80%8Dscript:alert(1)"),
            ("&#106;avascript:x", "https://example.com/&#106;avascript:x"),
            ("%6aavascript:x", "https://example.com/%6aavascript:x"),
            ("./javascript:x", "https://example.com/javascript:x"),
            ("x y\u{a0}", "https://example.com/x%20y"),
        ] {
            assert_eq!(
                joined("https://example.com/feed", reference).as_deref(),
                Some(wanted),
                "{reference:?}"
            );
        }
    }

    #[test]
    fn a_blank_reference_is_none() {
        for reference in ["", " ", "\t\n", "\u{feff}\u{200b} ", "https:"] {
            assert_eq!(joined("https://example.com/feed", reference), None, "{reference:?}");
        }
    }

    #[test]
    fn hosts_hide_in_slashes_and_schemes() {
        let base = "https://example.com/a/feed";
        for (reference, wanted) in [
            ("https:evil.example", "https://example.com/a/evil.example"),
            ("http:evil.example", "http://evil.example/"),
            ("/\\evil.example", "https://evil.example/"),
            ("\\\\evil.example\\x", "https://evil.example/x"),
            ("https:\\\\evil.example", "https://evil.example/"),
            ("///evil.example", "https://evil.example/"),
            ("\\x\\..\\y", "https://example.com/y"),
            ("https:/x", "https://example.com/x"),
            ("//bank.example@evil.example/", "https://evil.example/"),
            ("%2e%2E/x", "https://example.com/x"),
            ("a:b", ""),
            ("1:b", "https://example.com/a/1:b"),
        ] {
            assert_eq!(joined(base, reference).unwrap_or_default(), wanted, "{reference}");
        }
    }

    #[test]
    fn what_is_no_host_or_port_is_none() {
        for text in [
            "https://",
            "https:///",
            "https://user@/",
            "https://:80/",
            "https://a b/",
            "https://a%41/",
            "https://a<b>/",
            "https://a^b|c/",
            "https://a[b]/",
            "https://a\u{202e}b/",
            "https://a\u{200d}b/",
            "https://a:x/",
            "https://a:+80/",
            "https://a:65536/",
            "https://a:80:80/",
            "http://[x]/",
            "http://[::1/",
            "http://[::1]x/",
            "http://256.1.1.1/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://127.1./",
            "//a",
            "a",
        ] {
            assert_eq!(Url::parse(text), None, "{text}");
        }
        for (text, wanted) in [
            ("HTTPS://EXAMPLE.com:0443", "https://example.com/"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x"),
            ("http://127.0.0.1:00/", "http://127.0.0.1:0/"),
            ("http://example.com:/", "http://example.com/"),
            ("https://example.com:080", "https://example.com:80/"),
            ("https://bank.example:443@evil.example\\@bank.example", "https://evil.example/@bank.example"),
            ("http:example.com?x", "http://example.com/?x"),
            ("https://münchen.example/ä?ö#ü", "https://münchen.example/ä?ö#ü"),
        ] {
            assert_eq!(Url::parse(text).unwrap().as_str(), wanted);
        }
    }

    #[test]
    fn what_would_end_an_attribute_is_encoded() {
        let url = Url::parse("https://example.com/a b\"<c>?d='e f'&g=%20`#h i\u{202e}").unwrap();
        assert_eq!(url.as_str(), "https://example.com/a%20b%22%3Cc%3E?d=%27e%20f%27&g=%20%60#h%20i");
        let url = Url::parse("https://example.com/{'}|é\u{202e}\u{85}x?{'}|ö#{'}|\u{200b}ü").unwrap();
        assert_eq!(url.as_str(), "https://example.com/%7B'%7D|é%E2%80%AE%C2%85x?{%27}|ö#{'}|%E2%80%8Bü");
        let mail = Url::parse("mailto:a@example.com?subject=a b").unwrap();
        assert_eq!(mail.as_str(), "mailto:a@example.com?subject=a%20b");
        assert!(mail.is_mailto() && !mail.is_http());
        assert_eq!(mail.as_str(), "mailto:a@example.com?subject=a%20b");
    }

    #[test]
    fn a_base_of_mail_is_no_base() {
        assert_eq!(joined("mailto:a@example.com", "x"), None);
        assert_eq!(
            joined("mailto:a@example.com", "https://b.example/").as_deref(),
            Some("https://b.example/")
        );
    }

    #[test]
    fn the_longest_address_has_a_limit() {
        let long = |length: usize| ["https://example.com/", &"a".repeat(length - 20)].concat();
        assert!(Url::parse(&long(MAX_LENGTH)).is_some());
        assert_eq!(Url::parse(&long(MAX_LENGTH + 1)), None);
    }
}
