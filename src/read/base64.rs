//! [Base64](https://www.rfc-editor.org/rfc/rfc4648#section-4): how Atom carries what is no text, and some feeds all
//! their texts.

/// The text that was written in base64. None if it holds other characters than those of base64 and white space, or if
/// what comes out is not UTF-8. Padding may be missing.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' | b' ' | b'\t' | b'\r' | b'\n' => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_are_read() {
        for (text, wanted) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg", "foob"),
            (" Zm9v\r\n YmFy ", "foobar"),
            ("w6nigJQ=", "é—"),
        ] {
            assert_eq!(decode(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["plain text!", "/w==", "iVBORw0KGgo="] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
