//! JSON ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)) as it is written: text behind text, without a tree of values.

use crate::scan::{digits, long_span};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The bracket that an object or an array begins with; who writes it, writes the other one too.
pub(super) fn begin(json: &mut String, bracket: char) {
    comma(json);
    json.push(bracket);
}

pub(super) fn name(json: &mut String, name: &str) {
    string(json, name);
    json.push(':');
}

pub(super) fn text(json: &mut String, name: &str, text: &str) {
    self::name(json, name);
    string(json, text);
}

pub(super) fn optional(json: &mut String, name: &str, text: &Option<String>) {
    if let Some(text) = text {
        self::text(json, name, text);
    }
}

pub(super) fn number(json: &mut String, name: &str, number: Option<u32>) {
    if let Some(number) = number {
        self::name(json, name);
        json.push_str(&digits(number as usize));
    }
}

/// An array of what `write` writes of each value, left out where it is empty.
pub(super) fn some<T>(json: &mut String, name: &str, values: &[T], write: fn(&mut String, &T)) {
    if !values.is_empty() {
        self::name(json, name);
        begin(json, '[');
        for value in values {
            write(json, value);
        }
        json.push(']');
    }
}

pub(super) fn string(json: &mut String, text: &str) {
    comma(json);
    json.push('"');
    let mut rest = text;
    loop {
        let plain = long_span(rest, |byte| byte >= b' ' && !matches!(byte, b'"' | b'\\'));
        json.push_str(&rest[..plain]);
        let Some(byte) = rest.as_bytes().get(plain) else { break };
        let (mark, sign) = match byte {
            ..16 => ("\\u000", DIGITS[usize::from(*byte)]),
            16..32 => ("\\u001", DIGITS[usize::from(byte - 16)]),
            _ => ("\\", *byte),
        };
        json.push_str(mark);
        json.push(sign.into());
        rest = &rest[plain + 1..];
    }
    json.push('"');
}

/// A comma, where a value stands before the next one.
fn comma(json: &mut String) {
    if !matches!(json.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
        json.push(',');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn any_text_is_read_back() {
        let all: String = ('\0'..='\u{2fff}').chain(['\u{2028}', '😀']).collect();
        let mut json = String::new();
        begin(&mut json, '{');
        text(&mut json, "a\"", &all);
        number(&mut json, "b", Some(u32::MAX));
        number(&mut json, "c", Some(0));
        some(&mut json, "d", &["1", "{", ""], |json, text| string(json, text));
        some(&mut json, "e", &[""; 0], |json, text| string(json, text));
        json.push('}');
        let wanted = json!({ "a\"": all, "b": u32::MAX, "c": 0, "d": ["1", "{", ""] });
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), wanted);
    }
}
