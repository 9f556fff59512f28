//! JSON ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)) as it is written: text behind text, without a tree of values.

use crate::scan::{digits, long_span};

pub(super) fn object(json: &mut String, members: &mut dyn FnMut(&mut String)) {
    json.push('{');
    members(json);
    json.push('}');
}

pub(super) fn name(json: &mut String, name: &str) {
    comma(json);
    string(json, name);
    json.push(':');
}

pub(super) fn text(json: &mut String, name: &str, text: &str) {
    self::name(json, name);
    string(json, text);
}

pub(super) fn optional(json: &mut String, name: &str, text: Option<&str>) {
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

/// An array of strings, left out where it is empty.
pub(super) fn strings(json: &mut String, name: &str, values: &[String]) {
    if !values.is_empty() {
        self::name(json, name);
        json.push('[');
        for value in values {
            comma(json);
            string(json, value);
        }
        json.push(']');
    }
}

/// An array of objects, whose members `write` writes.
pub(super) fn objects<T>(
    json: &mut String,
    name: &str,
    values: &mut dyn Iterator<Item = T>,
    write: &dyn Fn(&mut String, T),
) {
    self::name(json, name);
    json.push('[');
    for value in values {
        comma(json);
        json.push('{');
        write(json, value);
        json.push('}');
    }
    json.push(']');
}

/// The same, left out where it is empty.
pub(super) fn some<T>(json: &mut String, name: &str, values: &[T], write: fn(&mut String, &T)) {
    if !values.is_empty() {
        objects(json, name, &mut values.iter(), &write);
    }
}

pub(super) fn string(json: &mut String, text: &str) {
    json.push('"');
    let mut rest = text;
    loop {
        let (plain, marked) =
            rest.split_at(long_span(rest, |byte| byte >= b' ' && !matches!(byte, b'"' | b'\\')));
        json.push_str(plain);
        let Some(byte) = marked.bytes().next() else { break };
        json.push_str(if byte < b' ' { "\\u00" } else { "\\" });
        if byte < b' ' {
            for digit in [byte / 16, byte % 16] {
                json.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
            }
        } else {
            json.push(byte.into());
        }
        rest = &marked[1..];
    }
    json.push('"');
}

/// A comma, unless this is the first.
pub(super) fn comma(json: &mut String) {
    if !json.ends_with(['{', '[']) {
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
        object(&mut json, &mut |json| {
            text(json, "a\"", &all);
            number(json, "b", Some(u32::MAX));
            number(json, "c", Some(0));
            strings(json, "d", &["1".to_owned(), "{".to_owned(), String::new()]);
            strings(json, "e", &[]);
        });
        let wanted = json!({ "a\"": all, "b": u32::MAX, "c": 0, "d": ["1", "{", ""] });
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), wanted);
    }
}
