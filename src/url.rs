//! Addresses, checked: the second of the three doors to a page.
//!
//! Reading them is the platform's ([URL Standard](https://url.spec.whatwg.org/#url-parsing)): it is what reads them again
//! when someone follows a link. Natively the `url` crate does that; in the browser it would be 59 kB of brotli.

use crate::scan::{concat, rfind, span, split_once};

/// Bytes of the longest address that is taken.
pub const MAX_LENGTH: usize = 2048;

/// An absolute address that is safe to put in a page: `http`, `https` or `mailto`, in ASCII, and nothing in it that ends
/// an attribute.
///
/// Only the constructors make one, and they check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url(String);

impl Url {
    /// Reads an absolute address. None for a relative one, one of another scheme, one that the URL Standard calls a
    /// failure, or longer than [`MAX_LENGTH`]. A user before a host is dropped: it only makes one host look like another.
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
    ///
    /// ```
    /// use latest_posts::url::Url;
    ///
    /// let base = Url::parse("https://example.com/blog/");
    /// assert_eq!(Url::resolve(base.as_ref(), "1").unwrap().as_str(), "https://example.com/blog/1");
    /// assert_eq!(Url::resolve(None, "1"), None);
    /// ```
    pub fn resolve(base: Option<&Self>, reference: &str) -> Option<Self> {
        let reference = reference.trim_matches(is_blank);
        if reference.is_empty() || reference.len() > MAX_LENGTH {
            return None;
        }
        let origin = base
            .filter(|_| reference.starts_with('/') && !reference.starts_with("//"))
            .map_or("", |base| base.origin());
        let address = concat(&[origin, reference]);
        if is_canonical(&address) {
            return Some(Self(address));
        }
        // Relative to this, nothing has an address.
        let base = base.filter(|base| base.is_http()).map_or("about:blank", Self::as_str);
        Self::checked(&platform::resolve(base, reference)?)
    }

    /// What the platform has read, if it may stand in a page.
    fn checked(address: &str) -> Option<Self> {
        let (scheme, rest) = split_once(address, b":")?;
        let url = match (scheme, rest.strip_prefix("//")) {
            ("http" | "https", Some(rest)) => {
                let (authority, path) = rest.split_at(span(rest, |byte| byte != b'/'));
                let host = rfind(authority, b'@').map_or(authority, |at| &authority[at + 1..]);
                encoded(&concat(&[scheme, "://", host, path]))
            }
            // With a slash it would have a host, and no address.
            ("mailto", None) if !rest.starts_with('/') => encoded(address),
            _ => return None,
        };
        (url.len() <= MAX_LENGTH).then_some(Self(url))
    }

    /// Scheme and host; nothing of an address of mail.
    fn origin(&self) -> &str {
        let Some((scheme, rest)) = split_once(&self.0, b"://") else { return "" };
        &self.0[..scheme.len() + 3 + span(rest, |byte| byte != b'/')]
    }

    /// The address as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an address of the web.
    pub fn is_http(&self) -> bool {
        self.0.starts_with("http")
    }

    /// The same address with https instead of http; none for any other.
    pub fn with_https(&self) -> Option<Self> {
        let rest = self.0.strip_prefix("http://")?;
        Some(Self(concat(&["https://", rest])))
    }

    /// Whether it is an address of mail.
    pub fn is_mailto(&self) -> bool {
        self.0.starts_with("mailto:")
    }
}

/// Whether the platform would read an address as the same: most are such, and to ask costs ten times as much as to read.
/// Anything that could mean more than it says is not: other hosts than names in small letters that end in a name, dots and
/// escapes behind a slash, marks that are rare.
fn is_canonical(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else {
        return false;
    };
    let (host, path) = rest.split_at(span(rest, |byte| byte != b'/'));
    let is_small = |byte: u8| byte.is_ascii_lowercase();
    // Neither does a dot stand first, nor two marks side by side.
    let mut last = b'.';
    let is_host = host.bytes().all(|byte| {
        let is_mark = matches!(byte, b'.' | b'-') && byte != last;
        last = byte;
        is_mark || is_small(byte) || byte.is_ascii_digit()
    }) && rfind(host, b'.')
        .is_some_and(|dot| dot + 1 < host.len() && host[dot + 1..].bytes().all(is_small));
    let mut is_behind_slash = false;
    let is_path = path.bytes().all(|byte| {
        let is_dot = is_behind_slash && matches!(byte, b'.' | b'%');
        is_behind_slash = byte == b'/';
        !is_dot && (byte.is_ascii_alphanumeric() || b"/-_.~?=&%+,;:#@()*!$".contains(&byte))
    });
    is_host && is_path && !path.is_empty() && address.len() <= MAX_LENGTH
}

/// With `%20` and the like for what would end an attribute and is left by the URL Standard in some parts of an address.
fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>`".contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded.push('%');
            encoded.push(hexadecimal(byte >> 4));
            encoded.push(hexadecimal(byte & 15));
        }
    }
    encoded
}

fn hexadecimal(digit: u8) -> char {
    char::from(if digit < 10 { b'0' + digit } else { b'A' - 10 + digit })
}

/// Whether a character shows nothing, or turns the text around: such come from copying, and stand around an address.
fn is_blank(c: char) -> bool {
    matches!(c, '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/src/js/floor.js")]
    extern "C" {
        /// The address of a reference; none for a failure.
        pub(super) fn resolve(base: &str, reference: &str) -> Option<String>;
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    /// The address of a reference; none for a failure.
    pub(super) fn resolve(base: &str, reference: &str) -> Option<String> {
        Some(url::Url::parse(base).ok()?.join(reference).ok()?.into())
    }
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

    #[cfg_attr(not(target_arch = "wasm32"), test)]
    #[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
    fn what_the_platform_is_not_asked_it_would_read_as_the_same() {
        const PIECES: &[&str] = &[
            "a", "B", "1", "0x7f", ".", "..", "/", "//", "-", "--", "xn", "_", "~", "?", "#", "&", "=", "%",
            "%2e", "%2F", "+", ",", ";", ":", "@", "!", "'", "com", "www", "\\", " ", "ä", "[", "|", "^",
            "\n", "80", "(", ")", "*", "$",
        ];
        let (mut seed, mut canonical) = (1_u32, 0);
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        for _ in 0..50_000 {
            let mut address =
                String::from(["http://", "https://", "https://a.com/", "https://www.b-1.com/x"][random(4)]);
            for _ in 0..random(8) {
                address.push_str(PIECES[random(PIECES.len())]);
            }
            if is_canonical(&address) {
                canonical += 1;
                assert_eq!(platform::resolve("about:blank", &address).as_deref(), Some(&*address));
            }
        }
        assert!(canonical > 2000, "{canonical}");
        let base = Url::parse("https://a.com/b/c").unwrap();
        for _ in 0..20_000 {
            let reference: String = (0..=random(5)).map(|_| PIECES[random(PIECES.len())]).collect();
            let trimmed = reference.trim_matches(is_blank);
            if !trimmed.is_empty() {
                let asked =
                    platform::resolve(base.as_str(), trimmed).and_then(|address| Url::checked(&address));
                assert_eq!(base.join(&reference), asked, "{reference}");
            }
        }
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
        for reference in ["", " ", "\t\n", "\u{feff}\u{200b} "] {
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
            ("https://münchen.example/ä?ö#ü", "https://xn--mnchen-3ya.example/%C3%A4?%C3%B6#%C3%BC"),
            ("http://2130706433/", "http://127.0.0.1/"),
        ] {
            assert_eq!(Url::parse(text).unwrap().as_str(), wanted);
        }
    }

    #[test]
    fn what_would_end_an_attribute_is_encoded() {
        let url = Url::parse("https://example.com/a b\"<c>?d='e f'&g=%20`#h i\u{202e}").unwrap();
        assert_eq!(url.as_str(), "https://example.com/a%20b%22%3Cc%3E?d=%27e%20f%27&g=%20%60#h%20i");
        let url = Url::parse("https://example.com/{'}|é\u{202e}\u{85}x?{'}|ö#{'}|\u{200b}ü").unwrap();
        assert_eq!(
            url.as_str(),
            "https://example.com/%7B'%7D|%C3%A9%E2%80%AE%C2%85x?{%27}|%C3%B6#{'}|%E2%80%8B%C3%BC"
        );
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
