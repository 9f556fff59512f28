//! Dates as feeds write them: [RFC 822](https://www.rfc-editor.org/rfc/rfc822#section-5) and its heirs,
//! [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) and [ISO 8601](https://www.w3.org/TR/NOTE-datetime)
//! with parts left out, asctime, and what people write by hand in some languages.
//!
//! There are no layouts: a text is numbers, words and signs, and each tells by itself what it is. What tells nothing, or
//! two things, makes the date none.

mod names;
#[cfg(test)]
mod tests;

use crate::feed::{Date, SECONDS_A_DAY};

/// Bytes of the longest text that can be a date.
const MAX_LENGTH: usize = 80;

/// Digits of a number that are counted; with more it is as little a part of a day.
const MAX_WIDTH: usize = 9;

/// In the place of a month: the day is one of the year.
const OF_YEAR: i32 = -1;

/// The zone of a date in Korean without one: minutes east of Greenwich.
const KOREA: i16 = 540;

/// Reads a date; a missing clock is midnight, a missing zone is UTC.
///
/// None for a text that is no date, for a day that no calendar and a time that no clock has, for numbers alone whose order
/// nobody can know (`10-04-2020`), and for a text of more than 80 bytes.
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
    if text.len() > MAX_LENGTH {
        return None;
    }
    let (mut folded, mut is_korean) = ([b' '; MAX_LENGTH], false);
    for (byte, c) in folded.iter_mut().zip(text.chars()) {
        *byte = fold(c);
        is_korean |= matches!(c, '\u{ac00}'..='\u{d7a3}');
    }
    let mut reader = Reader { rest: folded.trim_ascii_end(), ..Reader::default() };
    while let Some(byte) = reader.rest.first() {
        reader.token(*byte)?;
    }
    let (year, month, day) = if reader.month > 0 {
        reader.beside_a_name()?
    } else {
        let is_truncated = matches!(folded[..], [b'-', b'0'..=b'9', ..]);
        reader.of_numbers(is_truncated, folded.get(2) == Some(&b'-'))?
    };
    let [mut hour, minute, second] = reader.clock.unwrap_or_default();
    match reader.half {
        b'a' if hour == 12 => hour = 0,
        b'p' if hour < 12 => hour += 12,
        _ => {}
    }
    let offset = reader.zone.unwrap_or(if is_korean { KOREA } else { 0 });
    let (month, day) = if month == OF_YEAR { day_of_year(year, day)? } else { (month, day) };
    // Neither has more than two digits.
    Date::new((year, month as u8, day as u8), (hour, minute, second), offset)
}

/// The month of a day of the year, and the day in it.
fn day_of_year(year: i32, day: i32) -> Option<(i32, i32)> {
    let first = Date::new((year, 1, 1), (0, 0, 0), 0)?;
    let date = Date { seconds: first.seconds + i64::from(day - 1) * SECONDS_A_DAY, ..first };
    let (of_year, month, day) = date.civil();
    (of_year == i64::from(year)).then_some((month as i32, day as i32))
}

/// A character as ASCII: a letter without its accent, a Greek one as its Latin cousin; year, month and day of Korea, China
/// and Japan as what stands between numbers; and Korean morning and afternoon as `a` and `p`.
fn fold(c: char) -> u8 {
    let code = c as usize;
    match c {
        '\u{c0}'..='\u{ff}' => b"aaaaaaaceeeeiiiidnoooooxouuuuyty"[code & 31],
        '\u{390}'..='\u{3cf}' => {
            b"prsstufcywiuouwkiabgdezhqiklmnxoprsstufcywiuaehiuabgdezhqiklmnxo"[code & 63]
        }
        '년' | '월' | '年' | '月' | '\u{2212}' => b'-',
        '일' | '日' | '오' | '\u{a0}' => b' ',
        '전' => b'a',
        '후' => b'p',
        // Letters of a weekday, perhaps.
        _ => u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(b'x'),
    }
}

/// What is left of a text, and what has been read of it.
#[derive(Default)]
struct Reader<'a> {
    rest: &'a [u8],
    /// The numbers of the day, in the order of the text.
    numbers: [i32; 3],
    count: usize,
    /// How many digits each has, as digits of one number: 422 of `2016-08-11`.
    widths: usize,
    /// How many the longest has.
    widest: usize,
    /// From 1; 0 where there is no name of one.
    month: i32,
    clock: Option<[u8; 3]>,
    /// `a` or `p` with a clock of twelve hours.
    half: u8,
    zone: Option<i16>,
    has_sign: bool,
    is_posix: bool,
}

impl Reader<'_> {
    /// Reads one number, word or sign, which starts with `byte`.
    fn token(&mut self, byte: u8) -> Option<()> {
        let width = self.digits();
        if width > 0 {
            if self.clock.is_none() && (self.rest.get(width) == Some(&b':') || self.is_complete()) {
                return self.clock();
            }
            // A clock may follow the day without a letter between.
            let width = if matches!(width, 12 | 14) { 8 } else { width };
            *self.numbers.get_mut(self.count)? = self.number(width)?;
            self.count += 1;
            self.widths = self.widths * 10 + width.min(MAX_WIDTH);
            self.widest = self.widest.max(width);
            return Some(());
        }
        if byte.is_ascii_alphabetic() {
            return self.word();
        }
        self.rest = &self.rest[1..];
        match byte {
            b'+' | b'-' if self.digits() > 0 && (self.clock.is_some() || self.is_complete()) => {
                self.offset(byte == b'-')
            }
            b'(' => {
                let end = self.rest.iter().position(|byte| *byte == b')')?;
                self.rest = &self.rest[end + 1..];
                Some(())
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b'.' | b'/' | b'-' => Some(()),
            _ => None,
        }
    }

    /// Whether a year, a month and a day were read, so that another number must be something else.
    fn is_complete(&self) -> bool {
        self.widest > 4 || self.widest == 4 && self.count + usize::from(self.month > 0) == 3
    }

    /// `09:30:00.5`, `0930`, `9`; what is left out is nought.
    fn clock(&mut self) -> Option<()> {
        let mut clock = [0; 3];
        for (index, part) in clock.iter_mut().enumerate() {
            if index > 0 && !self.take(b':') && self.digits() == 0 {
                break;
            }
            *part = self.number(2)? as u8;
        }
        if let [b'.' | b',', b'0'..=b'9', ..] = self.rest {
            self.rest = &self.rest[1..];
            self.number(usize::MAX);
        }
        self.clock = Some(clock);
        self.ends_a_number()
    }

    /// `0200`, `02:00`, `2`, `930`, behind the sign of a zone.
    fn offset(&mut self, is_west: bool) -> Option<()> {
        let hours = self.number(if self.digits() == 3 { 1 } else { 2 })?;
        let minutes = if self.take(b':') || self.digits() > 0 { self.number(2)? } else { 0 };
        if self.has_sign || minutes > 59 {
            return None;
        }
        let offset = (hours * 60 + minutes) as i16;
        self.has_sign = true;
        self.zone = Some(if is_west == self.is_posix { offset } else { -offset });
        self.ends_a_number()
    }

    fn ends_a_number(&self) -> Option<()> {
        (self.digits() == 0 && self.rest.first() != Some(&b':')).then_some(())
    }

    fn word(&mut self) -> Option<()> {
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        let has_clock = self.clock.is_some();
        let first = word[0].to_ascii_lowercase();
        if first == b't' && length == 1 && !has_clock && self.count > 0 && self.digits() > 0 {
            return self.clock();
        }
        // A weekday may begin like a month, `mardi` and `maandag`; it stands before the month.
        let month = names::month(word);
        if month > 0 && (self.month == 0 || !has_clock) {
            self.month = month;
            return Some(());
        }
        let has_dots = rest.get(..2).is_some_and(|end| end.eq_ignore_ascii_case(b".m"));
        let is_half = if length == 1 {
            has_dots || !has_clock
        } else {
            length == 2 && word[1].eq_ignore_ascii_case(&b'm')
        };
        if is_half && matches!(first, b'a' | b'p') {
            self.half = first;
            self.rest = &rest[if has_dots { 2 } else { 0 }..];
            return Some(());
        }
        let is_filler = names::is_filler(word);
        if has_clock || self.is_complete() && !is_filler {
            let offset = names::zone(word)?;
            self.is_posix |= word.eq_ignore_ascii_case(b"etc");
            if !self.has_sign {
                self.zone = Some(offset);
            }
            return Some(());
        }
        // Before the first number a word is a weekday.
        (self.count == 0 || is_filler).then_some(())
    }

    /// Year, month and day of a text with the name of a month.
    fn beside_a_name(&self) -> Option<(i32, i32, i32)> {
        let [first, second, _] = self.numbers;
        let (year, width, day) = match self.widths {
            31 | 32 | 41 | 42 => (first, self.widths / 10, second),
            12..=14 | 22..=24 => (second, self.widths % 10, first),
            _ => return None,
        };
        let century = match width {
            2 if year < 50 => 2000,
            2 | 3 => 1900,
            _ => 0,
        };
        Some((century + year, self.month, day))
    }

    /// Year, month and day of a text of numbers; for a day of the year the month is [`OF_YEAR`].
    ///
    /// `is_truncated` says that a dash stands for the century, `is_dashed` that one stands behind two digits.
    fn of_numbers(&self, is_truncated: bool, is_dashed: bool) -> Option<(i32, i32, i32)> {
        let [first, second, third] = self.numbers;
        let (less, more) = (first.min(second), first.max(second));
        let (year, month, day) = match self.widths {
            4 if is_truncated => (first / 100, first % 100, 1),
            4 => (first, 1, 1),
            5 | 7 => (first / 1000, OF_YEAR, first % 1000),
            6 | 8 => (first / 10_000, first / 100 % 100, first % 100),
            22 if !is_truncated => return None,
            23 | 222 if !is_dashed => return None,
            23 | 43 => (first, OF_YEAR, second),
            22 | 41 | 42 => (first, second, 1),
            222 | 411 | 412 | 421 | 422 => (first, second, third),
            114 | 124 | 214 | 224 => {
                // Nobody knows whether the day is first, but where only one of the two can be the month.
                if more <= 12 && less < more {
                    return None;
                }
                (third, less, more)
            }
            _ => return None,
        };
        let is_short = is_truncated || matches!(self.widths, 5 | 6 | 22 | 23 | 222);
        Some((if is_short { truncated(year)? } else { year }, month, day))
    }

    /// A number of at most `width` digits, more of which are left; none where there is no digit.
    fn number(&mut self, width: usize) -> Option<i32> {
        let (number, rest) = self.rest.split_at(self.digits().min(width));
        self.rest = rest;
        let append = |sum: i32, digit: &u8| sum.wrapping_mul(10).wrapping_add(i32::from(digit & 15));
        (!number.is_empty()).then(|| number.iter().fold(0, append))
    }

    fn digits(&self) -> usize {
        self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.rest.first() == Some(&byte);
        self.rest = &self.rest[usize::from(is_there)..];
        is_there
    }
}

/// A year of two digits in a text of numbers. ISO 8601 had such from its edition of 1988 until that of 2004.
fn truncated(year: i32) -> Option<i32> {
    match year {
        0..=4 => Some(2000 + year),
        88..=99 => Some(1900 + year),
        _ => None,
    }
}
