//! Addresses, checked: the second of the three doors to a page.
//!
//! Reading them is the platform's ([URL Standard](https://url.spec.whatwg.org/#url-parsing)): it is what reads them again
//! when someone follows a link. Natively the `url` crate does that; in the browser it would be 59 kB of brotli.

use crate::scan::{concat, is_one_of, rfind, trim_end, until};

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
        let reference = trim_end(reference, is_blank).trim_start_matches(is_blank);
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
        let pieces = match parts(address) {
            Some((authority, path)) => {
                let host = rfind(authority, b'@').map_or(authority, |at| &authority[at + 1..]);
                let scheme = &address[..address.len() - authority.len() - path.len()];
                [scheme, host, path]
            }
            // With a slash it would have a host, and no address.
            None if address.starts_with("mailto:") && !address.starts_with("mailto:/") => [address, "", ""],
            None => return None,
        };
        let url = encoded(&concat(&pieces));
        (url.len() <= MAX_LENGTH).then_some(Self(url))
    }

    /// Scheme and host; nothing of an address of mail.
    fn origin(&self) -> &str {
        parts(&self.0).map_or("", |(_, path)| &self.0[..self.0.len() - path.len()])
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
}

/// Host, with a user before it, and what is behind, of an address of the web.
fn parts(address: &str) -> Option<(&str, &str)> {
    let rest = address.strip_prefix("https://").or(address.strip_prefix("http://"))?;
    Some(rest.split_at(until(rest, b"/")))
}

/// Whether the platform would read an address as the same: most are such, and to ask costs ten times as much as to read.
/// Anything that could mean more than it says is not: other hosts than names in small letters that end in a name, dots and
/// escapes behind a slash, marks that are rare.
fn is_canonical(address: &str) -> bool {
    let Some((host, path)) = parts(address) else { return false };
    // Neither does a dot stand first, nor two marks side by side.
    let (mut last, mut ends_in_name) = (b'.', false);
    for byte in host.bytes() {
        match byte {
            b'a'..=b'z' => {}
            b'.' | b'-' if byte == last => return false,
            b'.' | b'-' | b'0'..=b'9' => ends_in_name = byte == b'.',
            _ => return false,
        }
        last = byte;
    }
    let is_host = ends_in_name && last != b'.';
    for byte in path.bytes() {
        let is_dot = last == b'/' && matches!(byte, b'.' | b'%');
        if is_dot || !byte.is_ascii_alphanumeric() && !is_one_of(byte, b"/-_.~?=&%+,;:#@()*!$") {
            return false;
        }
        last = byte;
    }
    is_host && !path.is_empty() && address.len() <= MAX_LENGTH
}

/// With `%20` and the like for what would end an attribute and is left by the URL Standard in some parts of an address.
fn encoded(address: &str) -> String {
    let mut encoded = String::new();
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !is_one_of(byte, b"\"<>`") {
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
mod tests;
