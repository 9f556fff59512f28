//! What was wrong with a document, and at which line.

use crate::feed::Warning;

/// Warnings that are kept of one feed.
pub const MAX_WARNINGS: usize = 100;

/// The warnings of a document, in the order that they came up.
#[derive(Default)]
pub(super) struct Warnings(pub(super) Vec<Warning>);

impl Warnings {
    /// Notes a fault at the end of what was read; the same one only once.
    pub(super) fn note(&mut self, read: &str, code: &'static str, message: &str) {
        let known = self.0.iter().any(|known| known.code == code && known.message == message);
        if self.0.len() < MAX_WARNINGS && !known {
            let (mut line, mut rest) = (1, read.as_bytes());
            while let Some(end) = memchr::memchr(b'\n', rest) {
                line += 1;
                rest = &rest[end + 1..];
            }
            self.0.push(Warning { code, message: message.to_owned(), line: Some(line) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_noted_once_with_its_line() {
        let mut warnings = Warnings::default();
        warnings.note("1\n2\n3", "code", "first");
        warnings.note("1\n2\n3\n4", "code", "first");
        warnings.note("", "code", "second");
        let lines: Vec<_> = warnings.0.iter().map(|warning| (&*warning.message, warning.line)).collect();
        assert_eq!(lines, [("first", Some(3)), ("second", Some(1))]);
    }

    #[test]
    fn only_so_many_are_kept() {
        let mut warnings = Warnings::default();
        for number in 0..1000 {
            warnings.note("", "code", &number.to_string());
        }
        assert_eq!(warnings.0.len(), MAX_WARNINGS);
    }
}
