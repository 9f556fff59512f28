//! Dates as feeds write them: [RFC 822](https://www.rfc-editor.org/rfc/rfc822#section-5) and its heirs,
//! [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) and [ISO 8601](https://www.w3.org/TR/NOTE-datetime)
//! with their parts left out, and asctime. What is none of them is none, never a guess.

use crate::feed::Date;

/// Bytes of the longest text that can be a date.
const MAX_LENGTH: usize = 80;

/// Three letters tell the months apart, however long they are written.
const MONTHS: &[u8] = b"janfebmaraprmayjunjulaugsepoctnovdec";

/// Names of zones, in quarters of an hour east of Greenwich
/// ([RFC 2822 section 4.3](https://www.rfc-editor.org/rfc/rfc2822#section-4.3), and what European software writes).
const ZONES: &[(&[u8], i16)] = &[
    (b"z", 0),
    (b"ut", 0),
    (b"utc", 0),
    (b"gmt", 0),
    (b"wet", 0),
    (b"bst", 4),
    (b"cet", 4),
    (b"met", 4),
    (b"cest", 8),
    (b"mest", 8),
    (b"eet", 8),
    (b"msk", 12),
    (b"ist", 22),
    (b"jst", 36),
    (b"ast", -16),
    (b"at", -16),
    (b"adt", -12),
    (b"est", -20),
    (b"et", -20),
    (b"edt", -16),
    (b"cst", -24),
    (b"ct", -24),
    (b"cdt", -20),
    (b"mst", -28),
    (b"mt", -28),
    (b"mdt", -24),
    (b"pst", -32),
    (b"pt", -32),
    (b"pdt", -28),
];

/// Reads a date; a missing clock is midnight, a missing zone is UTC.
///
/// None for a text that is no date, for a day that no calendar has, and for numbers alone whose order nobody can know
/// (`10-04-2020`).
///
/// ```
/// use latest_posts::read::date::parse;
///
/// let date = |text| parse(text).map(|date| date.to_rfc3339());
/// assert_eq!(date("Thu, 11 Aug 2016 09:30:00 -0700").as_deref(), Some("2016-08-11T09:30:00-07:00"));
/// assert_eq!(date("2016-08").as_deref(), Some("2016-08-01T00:00:00Z"));
/// assert_eq!(date("10-04-2020"), None);
/// ```
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim_ascii();
    let reader = Reader { rest: text.as_bytes() };
    if text.len() > MAX_LENGTH {
        return None;
    }
    if reader.digits() >= 4 { reader.year_first() } else { reader.day_or_name_first() }
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// `2016-08-11T09:30:00Z`, `20160811T093000Z`, `2016-224`, `2016-08`.
    fn year_first(mut self) -> Option<Date> {
        let together = self.digits();
        if !matches!(together, 4 | 7 | 8 | 12 | 14) {
            return None;
        }
        let year = self.number(4)?;
        let dashed = self.take(b'-');
        let (month, day) = match self.digits() {
            3 => return self.ordinal(year),
            0 => (1, 1),
            _ => {
                let month = self.number(2)?;
                let day = if dashed == self.take(b'-') || !dashed { self.number(2).unwrap_or(1) } else { 1 };
                (month, day)
            }
        };
        let year = i32::try_from(year).ok()?;
        self.clock_and_zone((year, small(month)?, small(day)?))
    }

    /// The day of a year, from 1.
    fn ordinal(mut self, year: u32) -> Option<Date> {
        let day = self.number(3)?;
        let year = i32::try_from(year).ok()?;
        let leap = Date::new((year, 2, 29), (0, 0, 0), 0).is_some();
        let first = self.clock_and_zone((year, 1, 1))?;
        let inside = (1..=365 + u32::from(leap)).contains(&day);
        inside.then(|| Date { seconds: first.seconds + i64::from(day - 1) * 86_400, ..first })
    }

    /// `Thu, 11 Aug 2016 09:30:00 +0200`, `Thu Aug 11 09:30:00 2016`, and what lies between.
    fn day_or_name_first(mut self) -> Option<Date> {
        let (mut day, mut month, mut year, mut clock) = (None, None, None, None);
        loop {
            // Behind the clock a dash is the sign of a zone.
            self.skip(if clock.is_none() { &b" \t\r\n,.-/"[..] } else { b" \t," });
            let digits = self.digits();
            let word = self.letters();
            if digits > 0 {
                if clock.is_none() && self.rest.get(digits) == Some(&b':') {
                    clock = Some(self.clock()?);
                } else if digits <= 2 && day.is_none() {
                    day = small(self.number(2)?);
                } else if year.is_none() && month.is_some() {
                    year = Some(self.year()?);
                } else {
                    break;
                }
            } else if word.is_empty() || clock.is_some() {
                break;
            } else {
                self.rest = &self.rest[word.len()..];
                month = month.or_else(|| month_of(word));
            }
        }
        // A zone may stand before the year, as date(1) writes it.
        let mut offset = None;
        if year.is_none() {
            offset = self.zone();
            self.skip(b" ");
            year = self.year();
        }
        let offset = if offset.is_some() && self.rest.is_empty() { offset? } else { self.zone()? };
        Date::new((year?, month?, day?), clock.unwrap_or((0, 0, 0)), offset)
    }

    /// A year of four digits, or of two, of which those up to 68 are of this century (POSIX).
    fn year(&mut self) -> Option<i32> {
        let digits = self.digits();
        let year = i32::try_from(self.number(4)?).ok()?;
        match digits {
            2 if year < 69 => Some(2000 + year),
            2 | 3 => Some(1900 + year),
            4 => Some(year),
            _ => None,
        }
    }

    fn clock_and_zone(mut self, day: (i32, u8, u8)) -> Option<Date> {
        self.skip(b"Tt \t\n");
        let clock = if self.digits() > 0 { self.clock()? } else { (0, 0, 0) };
        Date::new(day, clock, self.zone()?)
    }

    /// `09:30:00.5`, `0930`, `9`; what is left out is nought.
    fn clock(&mut self) -> Option<(u8, u8, u8)> {
        let hour = self.number(2)?;
        self.take(b':');
        let minute = self.number(2).unwrap_or(0);
        self.take(b':');
        let second = self.number(2).unwrap_or(0);
        if self.take(b'.') || self.take(b',') {
            self.number(usize::MAX);
        }
        Some((small(hour)?, small(minute)?, small(second)?))
    }

    /// Minutes east of Greenwich: `+0200`, `+02:00`, `-7`, `EST`, `GMT+1`, `Etc/GMT`. None for a name nobody knows.
    fn zone(&mut self) -> Option<i16> {
        self.skip(b" \t");
        let mut quarters = 0;
        if self.letters().eq_ignore_ascii_case(b"etc") {
            self.rest = self.rest.get(4..)?;
        }
        let name = self.letters();
        if !name.is_empty() {
            quarters = ZONES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?.1;
            self.rest = &self.rest[name.len()..];
        }
        let minus = self.take(b'-');
        if minus || self.take(b'+') {
            let hours = self.number(2)?;
            self.take(b':');
            let minutes = i16::try_from(hours * 60 + self.number(2).unwrap_or(0)).ok()?;
            return Some(if minus { -minutes } else { minutes });
        }
        // A comment in brackets says the name again.
        let done = self.rest.first().is_none_or(|byte| matches!(byte, b' ' | b'('));
        done.then_some(quarters * 15)
    }

    /// A number of at most `digits` digits, more of which are left; none where there is no digit.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.rest.split_at(self.digits().min(digits));
        self.rest = rest;
        let digits = number.iter().map(|byte| u32::from(byte - b'0'));
        digits.fold(None, |sum, digit| Some(sum.unwrap_or(0_u32).saturating_mul(10).saturating_add(digit)))
    }

    fn digits(&self) -> usize {
        self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    fn letters(&self) -> &'a [u8] {
        &self.rest
            [..self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii()).count()]
    }

    fn skip(&mut self, bytes: &[u8]) {
        let count = self.rest.iter().take_while(|byte| bytes.contains(byte)).count();
        self.rest = &self.rest[count..];
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.rest.first() == Some(&byte);
        self.rest = &self.rest[usize::from(is_there)..];
        is_there
    }
}

fn small(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

/// The month, from 1, of a name with at least three letters.
fn month_of(word: &[u8]) -> Option<u8> {
    let start = word.get(..3)?;
    let at = MONTHS.chunks(3).position(|month| month.eq_ignore_ascii_case(start))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str) -> String {
        parse(text).map(|date| date.to_rfc3339()).unwrap_or_default()
    }

    #[test]
    fn rfc_822_and_its_bends() {
        for (text, wanted) in [
            ("Thu, 11 Aug 2016 09:30:15 +0200", "2016-08-11T09:30:15+02:00"),
            ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("1 Jan 04 19:48 EST", "2004-01-01T19:48:00-05:00"),
            ("thu,  5  january 1999", "1999-01-05T00:00:00Z"),
            ("Thu, 31 Jun 2004 19:48:21 GMT", ""),
            ("Sat, 07 Sep 2002 00:00:01 pdt", "2002-09-07T00:00:01-07:00"),
            ("11 Aug 2016 09:30:15 +02:00", "2016-08-11T09:30:15+02:00"),
            ("11 Aug 2016 09:30:15 -7", "2016-08-11T09:30:15-07:00"),
            ("11-Aug-2016 9:30 GMT+1", "2016-08-11T09:30:00+01:00"),
            ("11 Aug 2016 09:30:15 Etc/GMT", "2016-08-11T09:30:15Z"),
            ("11 Aug 2016 09:30:15 +0000 (Coordinated Universal Time)", "2016-08-11T09:30:15Z"),
            ("Thu, 11 Aug 2016 24:00:00 GMT", "2016-08-12T00:00:00Z"),
            ("11 Aug 69 00:00 Z", "1969-08-11T00:00:00Z"),
            ("August 11, 2016 09:30", "2016-08-11T09:30:00Z"),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn iso_8601_with_parts_left_out() {
        for (text, wanted) in [
            ("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"),
            ("2003-12-31T10:14:55.123-08:00", "2003-12-31T10:14:55-08:00"),
            ("2003-12-31t10:14z", "2003-12-31T10:14:00Z"),
            ("2003-12-31 10:14:55 +0100", "2003-12-31T10:14:55+01:00"),
            ("2003-12-31", "2003-12-31T00:00:00Z"),
            ("2003-12", "2003-12-01T00:00:00Z"),
            ("2003", "2003-01-01T00:00:00Z"),
            ("20031231T101455Z", "2003-12-31T10:14:55Z"),
            ("20031231", "2003-12-31T00:00:00Z"),
            ("2003-335", "2003-12-01T00:00:00Z"),
            ("2003335", "2003-12-01T00:00:00Z"),
            ("2003-366", ""),
            ("2004-366", "2004-12-31T00:00:00Z"),
            ("2003-02-29", ""),
            ("2003-13-01", ""),
            ("2003-12-31T25:00:00Z", ""),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn asctime_has_its_year_last() {
        assert_eq!(read("Thu Aug 11 09:30:15 2016"), "2016-08-11T09:30:15Z");
        assert_eq!(read("Thu Aug 11 09:30:15 CEST 2016"), "2016-08-11T09:30:15+02:00");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "10-04-2020",
            "10/04/2020",
            "11 Aug",
            "Aug 2016",
            "2016-08-11T09:30:00 Mars",
            "12 Foo 2016",
            "99999-01-01",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
        assert_eq!(read(&"1".repeat(1_000_000)), "");
    }
}
