//! JSON ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)), read value by value as it is asked for, and with recovery:
//! a value of another kind than was asked for is passed over, and commas may be too many or too few.

use std::borrow::Cow;
use std::rc::Rc;

use super::construct;
use super::slot::{set, set_address};
use crate::feed::{Text, TextKind};
use crate::scan::{span, until};
use crate::url::Url;

/// What ends a number or a word.
const BARE_ENDS: &[u8] = b"\"{}[], \t\r\n";

/// The members of an object that are texts, by their names; other values are empty texts.
///
/// ```
/// use latest_posts::read::members;
///
/// assert_eq!(members(r#"{"limit":"3"}"#), [("limit".to_owned(), "3".to_owned())]);
/// ```
pub fn members(document: &str) -> Vec<(String, String)> {
    let (mut members, mut json) = (Vec::new(), Json::new(document, None));
    json.begin(b'{');
    while json.member() {
        members.push((json.name().to_owned(), json.text().into_owned()));
    }
    members
}

/// The texts of an array; other values are empty texts.
pub fn texts(document: &str) -> Vec<String> {
    let (mut texts, mut json) = (Vec::new(), Json::new(document, None));
    json.begin(b'[');
    while json.more() {
        texts.push(json.text().into_owned());
    }
    texts
}

/// A reader of one document.
pub(super) struct Json<'a, 'b> {
    document: &'a str,
    /// What relative addresses are relative to.
    base: Option<&'b Rc<Url>>,
    /// How much of it was read.
    at: usize,
    /// Where the value begins that comes next: who does not read it, leaves it.
    value: usize,
    /// What was begun is another value, which has nothing in it.
    is_other: bool,
    /// What the member is called whose value comes next.
    name: Cow<'a, str>,
    cut: bool,
}

impl<'a, 'b> Json<'a, 'b> {
    pub(super) fn new(document: &'a str, base: Option<&'b Rc<Url>>) -> Self {
        let value = document.strip_prefix('\u{feff}').unwrap_or(document).trim_ascii_start();
        let at = document.len() - value.len();
        Self { document, base, at, value: usize::MAX, is_other: false, name: Cow::Borrowed(""), cut: false }
    }

    /// Whether the document ended in a value.
    pub(super) fn cut(&self) -> bool {
        self.cut
    }

    /// The part of the document that was read.
    pub(super) fn read(&self) -> &'a str {
        &self.document[..self.at]
    }

    /// Begins an object or an array, by its bracket; any other value is passed over, and as one that is empty.
    pub(super) fn begin(&mut self, bracket: u8) {
        self.is_other = self.peek() != Some(bracket);
        if self.is_other {
            self.skip();
        } else {
            self.at += 1;
        }
    }

    /// Whether another member follows in the object that was begun; its value comes next.
    pub(super) fn member(&mut self) -> bool {
        while self.more() {
            if self.peek() != Some(b'"') {
                continue;
            }
            self.name = self.string();
            self.blank();
            if self.peek() == Some(b':') {
                self.at += 1;
                self.blank();
                self.value = self.at;
                return true;
            }
        }
        false
    }

    /// The same for the next member of this name.
    pub(super) fn find(&mut self, name: &str) -> bool {
        while self.member() {
            if self.name == name {
                return true;
            }
        }
        false
    }

    /// What the member is called that was found last: behind a value that was read, perhaps one of those in it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether another value follows before the end of what was begun. The one before is passed over, if nobody has read it.
    pub(super) fn more(&mut self) -> bool {
        if std::mem::take(&mut self.is_other) {
            return false;
        }
        if self.at == self.value {
            self.skip();
        }
        self.blank();
        self.value = self.at;
        match self.peek() {
            Some(b'}' | b']') => {
                self.at += 1;
                false
            }
            next => next.is_some(),
        }
    }

    /// A string, or a number as it is written; empty for any other value, which is passed over.
    pub(super) fn text(&mut self) -> Cow<'a, str> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => {
                let start = self.at;
                self.skip();
                Cow::Borrowed(&self.document[start..self.at])
            }
            _ => {
                self.skip();
                Cow::Borrowed("")
            }
        }
    }

    /// A text that is all one line; an empty one changes nothing.
    pub(super) fn line(&mut self, slot: &mut Option<String>) {
        set(&construct::limited(self.text()), slot);
    }

    /// An address, of the web or of mail.
    pub(super) fn resolved(&mut self) -> Option<Url> {
        Url::resolve(self.base.map(Rc::as_ref), &self.text())
    }

    /// An address of the web; any other text changes nothing.
    pub(super) fn address(&mut self, slot: &mut Option<Url>) {
        set_address(self.base, &self.text(), slot);
    }

    /// A text construct, whose characters are of a kind.
    pub(super) fn construct(&mut self, kind: TextKind, slot: &mut Option<Text<'a>>) {
        *slot = construct::text(self.text(), Some(kind), self.base);
    }

    /// Passes over a value, whatever is in it; where none begins, over one byte.
    fn skip(&mut self) {
        let mut depth = 0_u32;
        loop {
            match self.peek() {
                None => return,
                Some(b'"') => drop(self.string()),
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                }
                Some(b'}' | b']') => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                // Or a comma, or white space.
                Some(_) => self.at += until(&self.document[self.at..], BARE_ENDS).max(1),
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// White space, and the commas between values.
    fn blank(&mut self) {
        self.at += span(&self.document[self.at..], |byte| byte.is_ascii_whitespace() || byte == b',');
    }

    fn peek(&mut self) -> Option<u8> {
        let next = self.document.as_bytes().get(self.at).copied();
        self.cut |= next.is_none();
        next
    }

    /// The string that begins here, borrowed where nothing in it is escaped.
    fn string(&mut self) -> Cow<'a, str> {
        self.at += 1;
        let mut text = Cow::Borrowed(self.plain());
        while self.peek() == Some(b'\\') {
            self.at += 1;
            let text = text.to_mut();
            text.push(self.escaped());
            text.push_str(self.plain());
        }
        self.at += usize::from(!self.cut);
        text
    }

    /// The characters of a string up to the next one that is escaped, or to its end.
    fn plain(&mut self) -> &'a str {
        let rest = &self.document[self.at..];
        let plain = &rest[..span(rest, |byte| !matches!(byte, b'"' | b'\\'))];
        self.at += plain.len();
        plain
    }

    /// The character that an escape stands for, behind its backslash.
    fn escaped(&mut self) -> char {
        let Some(character) = self.document[self.at..].chars().next() else {
            return char::REPLACEMENT_CHARACTER;
        };
        self.at += character.len_utf8();
        match character {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let mut code = self.unit();
                // A surrogate and its other half are one character.
                if code & 0xfc00 == 0xd800 && self.document[self.at..].starts_with("\\u") {
                    let back = self.at;
                    self.at += 2;
                    let low = self.unit();
                    if low & 0xfc00 == 0xdc00 {
                        code = 0x1_0000 + ((code & 0x3ff) << 10 | low & 0x3ff);
                    } else {
                        self.at = back;
                    }
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => character,
        }
    }

    /// Four hexadecimal digits; half of a pair stands for digits that are missing.
    fn unit(&mut self) -> u32 {
        let mut unit = 0;
        for place in 0..4 {
            let digit = self.document.as_bytes().get(self.at + place);
            let Some(digit) = digit.and_then(|digit| char::from(*digit).to_digit(16)) else { return 0xd800 };
            unit = unit << 4 | digit;
        }
        self.at += 4;
        unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_as_the_standard_says() {
        for (string, wanted) in [
            (r#""""#, ""),
            (r#""a b""#, "a b"),
            (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r#""\u00e9\u20AC""#, "é€"),
            (r#""\ud83d\ude00!""#, "😀!"),
            (r#""\ud83dx""#, "\u{fffd}x"),
            (r#""\ud83d\u0041""#, "\u{fffd}A"),
            (r#""\ude00""#, "\u{fffd}"),
            (r#""\u12""#, "\u{fffd}12"),
            (r#""\é""#, "é"),
            ("-12.5e3", "-12.5e3"),
            ("true", ""),
            ("null", ""),
            ("{\"a\": [1, \"]\"]}", ""),
        ] {
            assert_eq!(texts(&["[", string, "]"].concat()), [wanted], "{string}");
        }
        assert!(matches!(Json::new("\"plain\"", None).text(), Cow::Borrowed("plain")));
    }

    #[test]
    fn members_are_given_by_name_and_what_is_left_is_passed_over() {
        let document = r#" {"a": 1, "b" : {"a": 2, "c": ["}"]}, , "d": "4" "e": [5,], f: 6, "g": 7} "#;
        let mut members = Vec::new();
        let mut json = Json::new(document.trim_ascii(), None);
        json.begin(b'{');
        while json.member() {
            let name = json.name().to_owned();
            if name != "b" {
                members.push([&name, "=", &json.text()].concat());
            }
        }
        assert_eq!(members, ["a=1", "d=4", "e=", "g=7"]);
        assert!(!json.cut());
    }

    #[test]
    fn a_document_that_was_cut_says_so() {
        for document in ["[1", "[\"a", "[\"a\\", "[\"\\u00", "[", "[[1]", "[{\"a\":"] {
            let mut json = Json::new(document, None);
            json.begin(b'[');
            while json.more() {
                json.text();
            }
            assert!(json.cut(), "{document}");
        }
    }

    #[test]
    fn hostile_documents_end_in_time() {
        let start = std::time::Instant::now();
        for hostile in ["[", "{\"a\":", "]", "\"", "\\", ",", "[\"\\u", "[}", "é", ":", "[\"a\" \"b\""] {
            texts(&["[", &hostile.repeat(300_000)].concat());
            let document = ["{", &hostile.repeat(300_000)].concat();
            let mut json = Json::new(&document, None);
            json.begin(b'{');
            while json.member() {}
        }
        assert!(start.elapsed().as_secs() < 10);
    }
}
