//! Dates as feeds write them: [RFC 822](https://www.rfc-editor.org/rfc/rfc822#section-5) and its heirs,
//! [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) and [ISO 8601](https://www.w3.org/TR/NOTE-datetime)
//! with parts left out, asctime, and what people write by hand in some languages.
//!
//! There are no layouts: a text is numbers, words and signs, and each tells by itself what it is. What tells nothing, or
//! two things, makes the date none.

use crate::feed::Date;

/// Bytes of the longest text that can be a date.
const MAX_LENGTH: usize = 80;

/// How the names of the months begin, folded: English, German, French, Spanish, Italian, Portuguese, Dutch, the
/// Scandinavian languages, Hungarian and Greek.
const MONTHS: &[u8] =
    b"jan ene gen ian/feb fev/mar maa mrt/apr abr avr/may mai mag mei maj/jun juin giu ioun ion/\
    jul juil lug ioul iol/aug aou ago/sep set sze/oct okt ott out/nov noe/dec dez dic des dek/";

/// Two letters each that tell nothing behind a number: `11th of August`, `11 de agosto`, `1er mai`, `um 9:30`.
const FILLERS: &[u8] = b"stndrdtherofdeatum";

/// Names of zones, in quarters of an hour east of Greenwich. The zones of
/// [RFC 2822 section 4.3](https://www.rfc-editor.org/rfc/rfc2822#section-4.3) follow a rule of their own.
const ZONES: &[([u8; 4], i8)] = &[
    (*b"z   ", 0),
    (*b"ut  ", 0),
    (*b"utc ", 0),
    (*b"gmt ", 0),
    (*b"etc ", 0),
    (*b"wet ", 0),
    (*b"bst ", 4),
    (*b"cet ", 4),
    (*b"met ", 4),
    (*b"mez ", 4),
    (*b"west", 4),
    (*b"cest", 8),
    (*b"mest", 8),
    (*b"mesz", 8),
    (*b"eet ", 8),
    (*b"eest", 12),
    (*b"msk ", 12),
    (*b"ist ", 22),
    (*b"jst ", 36),
    (*b"kst ", 36),
    (*b"aest", 40),
    (*b"aedt", 44),
    (*b"nzst", 48),
    (*b"nzdt", 52),
];

/// The zone of a date in Korean without one: minutes east of Greenwich.
const KOREA: i16 = 540;

const SECONDS_A_DAY: i64 = 86_400;

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
    let mut folded = [b' '; MAX_LENGTH];
    for (byte, c) in folded.iter_mut().zip(text.chars()) {
        *byte = fold(c);
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
    let is_korean = text.chars().any(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
    let offset = reader.zone.unwrap_or(if is_korean { KOREA } else { 0 });
    let year = i32::try_from(year).ok()?;
    let date = |month, day| Date::new((year, month, day), (hour, minute, second), offset);
    if month > 0 {
        return date(u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    }
    let days = if date(2, 29).is_some() { 366 } else { 365 };
    let first = date(1, 1).filter(|_| (1..=days).contains(&day))?;
    Some(Date { seconds: first.seconds + i64::from(day - 1) * SECONDS_A_DAY, ..first })
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
    /// The numbers of the day with the count of their digits, in the order of the text.
    numbers: [(u32, usize); 3],
    count: usize,
    /// From 1; 0 where there is no name of one.
    month: u32,
    clock: Option<[u8; 3]>,
    /// `a` or `p` with a clock of twelve hours.
    half: u8,
    zone: Option<i16>,
    has_sign: bool,
    is_posix: bool,
}

impl<'a> Reader<'a> {
    /// Reads one number, word or sign, which starts with `byte`.
    fn token(&mut self, byte: u8) -> Option<()> {
        let width = self.digits();
        if width > 0 {
            if self.clock.is_none() && (self.rest.get(width) == Some(&b':') || self.is_complete()) {
                return self.clock();
            }
            // A clock may follow the day without a letter between.
            let width = if matches!(width, 12 | 14) { 8 } else { width };
            *self.numbers.get_mut(self.count)? = (self.number(width)?, width);
            self.count += 1;
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
        let widest = self.numbers.iter().fold(0, |widest, (_, width)| widest.max(*width));
        widest > 4 || widest == 4 && self.count + usize::from(self.month > 0) == 3
    }

    /// `09:30:00.5`, `0930`, `9`; what is left out is nought.
    fn clock(&mut self) -> Option<()> {
        let mut clock = [0; 3];
        for (index, part) in clock.iter_mut().enumerate() {
            if index > 0 && !self.take(b':') && self.digits() == 0 {
                break;
            }
            *part = u8::try_from(self.number(2)?).ok()?;
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
        let offset = i16::try_from(hours * 60 + minutes).ok()?;
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
        let month = month_of(word);
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
        let is_filler = FILLERS.chunks(2).any(|filler| filler.eq_ignore_ascii_case(word));
        if has_clock || self.is_complete() && !is_filler {
            let offset = zone_of(word)?;
            self.is_posix |= first == b'e' && word.eq_ignore_ascii_case(b"etc");
            if !self.has_sign {
                self.zone = Some(offset);
            }
            return Some(());
        }
        // Before the first number a word is a weekday.
        (self.count == 0 || is_filler).then_some(())
    }

    /// Year, month and day of a text with the name of a month.
    fn beside_a_name(&self) -> Option<(u32, u32, u32)> {
        let [first, second, (_, 0)] = self.numbers else { return None };
        let ((year, width), (day, 1 | 2)) = (if first.1 > 2 { (first, second) } else { (second, first) })
        else {
            return None;
        };
        let century = match width {
            2 if year < 50 => 2000,
            2 | 3 => 1900,
            4 => 0,
            _ => return None,
        };
        Some((century + year, self.month, day))
    }

    /// Year, month and day of a text of numbers; for a day of the year the month is 0.
    ///
    /// `is_truncated` says that a dash stands for the century, `is_dashed` that one stands behind two digits.
    fn of_numbers(&self, is_truncated: bool, is_dashed: bool) -> Option<(u32, u32, u32)> {
        let [(first, width), (second, second_width), (third, third_width)] = self.numbers;
        let (less, more) = (first.min(second), first.max(second));
        let day = if third_width == 0 { 1 } else { third };
        let (year, month, day) = match (width, second_width, third_width) {
            (5 | 7, 0, 0) => (first / 1000, 0, first % 1000),
            (6 | 8, 0, 0) => (first / 10_000, first / 100 % 100, first % 100),
            (4, 0, 0) if is_truncated => (first / 100, first % 100, 1),
            (4, 0, 0) => (first, 1, 1),
            (2, 2, 0) if !is_truncated => return None,
            (2, 3, 0) | (2, 2, 2) if !is_dashed => return None,
            (2 | 4, 3, 0) => (first, 0, second),
            (2, 2, 0 | 2) | (4, 1 | 2, 0..=2) => (first, second, day),
            // Nobody knows whether the day is first, but where only one of the two can be the month.
            (1 | 2, 1 | 2, 4) if more > 12 || less == more => (third, less, more),
            _ => return None,
        };
        let is_short = is_truncated || matches!(width, 5 | 6) || width == 2 && third_width < 4;
        Some((if is_short { truncated(year)? } else { year }, month, day))
    }

    /// A number of at most `width` digits, more of which are left; none where there is no digit.
    fn number(&mut self, width: usize) -> Option<u32> {
        let (number, rest) = self.rest.split_at(self.digits().min(width));
        self.rest = rest;
        let append = |sum: u32, digit: &u8| sum.wrapping_mul(10).wrapping_add(u32::from(digit & 15));
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
fn truncated(year: u32) -> Option<u32> {
    match year {
        0..=4 => Some(2000 + year),
        88..=99 => Some(1900 + year),
        _ => None,
    }
}

/// The month, from 1, that a word begins with; 0 for none.
fn month_of(word: &[u8]) -> u32 {
    let word = &small(word)[..word.len().min(4)];
    let (mut month, mut start) = (1, 0);
    for (end, byte) in MONTHS.iter().enumerate() {
        if matches!(byte, b' ' | b'/') {
            if word.starts_with(&MONTHS[start..end]) {
                return month;
            }
            month += u32::from(*byte == b'/');
            start = end + 1;
        }
    }
    0
}

/// The first four letters of a word, small.
fn small(word: &[u8]) -> [u8; 4] {
    let mut small = [b' '; 4];
    for (letter, byte) in small.iter_mut().zip(word) {
        *letter = byte.to_ascii_lowercase();
    }
    small
}

/// Minutes east of Greenwich; none for a word that is no name of a zone.
fn zone_of(word: &[u8]) -> Option<i16> {
    let name = small(word);
    if word.len() <= 4
        && let Some((_, quarters)) = ZONES.iter().find(|(known, _)| *known == name)
    {
        return Some(i16::from(*quarters) * 15);
    }
    // Atlantic, Eastern, Central, Mountain and Pacific: `ET`, `EST` and `EDT`.
    if let [first, b't', b' ', b' '] | [first, b's' | b'd', b't', b' '] = name
        && let Some(west) = b"aecmp".iter().position(|letter| *letter == first)
    {
        let hours = 4 + i16::try_from(west).ok()? - i16::from(name[1] == b'd');
        return Some(-60 * hours);
    }
    // RFC 2822 reads the letters of the military, which RFC 822 had wrong, and names that are not known, as UTC.
    (matches!(word.len(), 1 | 3..=5) && word.iter().all(u8::is_ascii_uppercase)).then_some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str) -> String {
        parse(text).map(|date| date.to_rfc3339()).unwrap_or_default()
    }

    #[track_caller]
    fn all(table: &[(&str, &str)]) {
        for (text, wanted) in table {
            assert_eq!(read(text), *wanted, "{text}");
        }
    }

    #[test]
    fn rfc_822_and_its_bends() {
        all(&[
            ("Thu, 11 Aug 2016 09:30:15 +0200", "2016-08-11T09:30:15+02:00"),
            ("11 Aug 16 09:30 EST", "2016-08-11T09:30:00-05:00"),
            ("11 Aug 69 00:00 Z", "1969-08-11T00:00:00Z"),
            ("11 Aug 104 00:00 Z", "2004-08-11T00:00:00Z"),
            ("thu,  5  january 1999", "1999-01-05T00:00:00Z"),
            ("Thu,11Aug2016 09:30:15GMT", "2016-08-11T09:30:15Z"),
            ("Thu, Aug 11, 2016 9:30:15 GMT", "2016-08-11T09:30:15Z"),
            ("Thu, 11 Aug, 2016 0930 GMT", "2016-08-11T09:30:00Z"),
            ("11-Aug-2016 9:30", "2016-08-11T09:30:00Z"),
            ("2016 Aug 11 9:30", "2016-08-11T09:30:00Z"),
            ("09:30, 11 August 2016", "2016-08-11T09:30:00Z"),
            ("August 11th, 2016 at 9:30 p.m. EDT", "2016-08-11T21:30:00-04:00"),
            ("Thu, Aug 11 2016 12:30:15 AM", "2016-08-11T00:30:15Z"),
            ("Thu, 11 Aug 2016 14:30:15 pm", "2016-08-11T14:30:15Z"),
            ("Thu, 2016/08/11 09:30:15 EDT", "2016-08-11T09:30:15-04:00"),
            ("Thu, 11 Aug 2016 24:00:00 GMT", "2016-08-12T00:00:00Z"),
        ]);
    }

    #[test]
    fn zones_have_names_and_signs() {
        for (zone, wanted) in [
            ("", "Z"),
            (" z", "Z"),
            (" -0000", "Z"),
            (" GMT-01:01", "-01:01"),
            (" UTC+2", "+02:00"),
            (" +930", "+09:30"),
            (" Etc/GMT", "Z"),
            (" Etc/GMT+5", "-05:00"),
            ("+02:00", "+02:00"),
            (" +0200 CEST", "+02:00"),
            (" +0000 (Coordinated Universal Time)", "Z"),
            (" pdt", "-07:00"),
            (" AT", "-04:00"),
            (" MEST", "+02:00"),
            (" K", "Z"),
            (" XYZT", "Z"),
        ] {
            assert_eq!(
                read(&["11 Aug 2016 09:30", zone].concat()),
                ["2016-08-11T09:30:00", wanted].concat(),
                "{zone}"
            );
        }
    }

    #[test]
    fn iso_8601_with_parts_left_out() {
        all(&[
            ("2016-08-11T09:30:15Z", "2016-08-11T09:30:15Z"),
            ("2016-08-11T09:30:15.123-08:00", "2016-08-11T09:30:15-08:00"),
            ("2016-08-11t09:30z", "2016-08-11T09:30:00Z"),
            ("2016-08-11 09:30:15.7", "2016-08-11T09:30:15Z"),
            ("2016-08-11 09:30:15 -00:20", "2016-08-11T09:30:15-00:20"),
            ("2016-08-11", "2016-08-11T00:00:00Z"),
            ("2016-08-11Z", "2016-08-11T00:00:00Z"),
            ("2016-08-11-05:00", "2016-08-11T00:00:00-05:00"),
            ("2016-08", "2016-08-01T00:00:00Z"),
            ("2016", "2016-01-01T00:00:00Z"),
            ("20160811T093015Z", "2016-08-11T09:30:15Z"),
            ("20160811093015", "2016-08-11T09:30:15Z"),
            ("20160811", "2016-08-11T00:00:00Z"),
            ("2016-224T09:30Z", "2016-08-11T09:30:00Z"),
            ("2015223", "2015-08-11T00:00:00Z"),
            ("2015-366", ""),
            ("2016-366", "2016-12-31T00:00:00Z"),
            ("2016-000", ""),
        ]);
    }

    #[test]
    fn years_of_two_digits_are_of_the_time_that_had_them() {
        all(&[
            ("98-08-11", "1998-08-11T00:00:00Z"),
            ("980811T0930Z", "1998-08-11T09:30:00Z"),
            ("98223", "1998-08-11T00:00:00Z"),
            ("98-223", "1998-08-11T00:00:00Z"),
            ("-98-08", "1998-08-01T00:00:00Z"),
            ("-9808", "1998-08-01T00:00:00Z"),
            ("16-08-11", ""),
            ("98/08/11", ""),
            ("--98-08", ""),
            ("-2016-08-11", ""),
            ("08-98", ""),
            ("16224", ""),
        ]);
    }

    #[test]
    fn asctime_has_its_year_last() {
        all(&[
            ("Thu Aug 11 09:30:15 2016", "2016-08-11T09:30:15Z"),
            ("Thu Aug 11 09:30:15 CEST 2016", "2016-08-11T09:30:15+02:00"),
            ("Thu Aug 11 09:30:15 +0000 2016", "2016-08-11T09:30:15Z"),
            ("Thu Aug 11 2016 09:30:15 GMT+0200 (Mitteleuropäische Sommerzeit)", "2016-08-11T09:30:15+02:00"),
        ]);
    }

    #[test]
    fn months_have_names_in_other_languages() {
        all(&[
            ("Donnerstag, 11. März 2016 9:30 MEZ", "2016-03-11T09:30:00+01:00"),
            ("mar, 11 aoû 2016", "2016-08-11T00:00:00Z"),
            ("mardi 1er juillet 2016", "2016-07-01T00:00:00Z"),
            ("11 de Dezembro de 2016", "2016-12-11T00:00:00Z"),
            ("lun, 11 ENE 2016", "2016-01-11T00:00:00Z"),
            ("gio, 11 giu 2016", "2016-06-11T00:00:00Z"),
            ("maandag 11 mei 2016", "2016-05-11T00:00:00Z"),
            ("2016-június-11T9:30-05:00", "2016-06-11T09:30:00-05:00"),
            ("Πεμ, 11 Ιούν 2016 09:30:00 EST", "2016-06-11T09:30:00-05:00"),
            ("Πεμ, 11 ΑΥΓ 2016", "2016-08-11T00:00:00Z"),
            ("Чт, 11 Aug 2016", "2016-08-11T00:00:00Z"),
            ("2016년 08월 11일  09:30:15", "2016-08-11T09:30:15+09:00"),
            ("2016-08-11 오후 9:30:15", "2016-08-11T21:30:15+09:00"),
            ("2016-08-11 오전 12:30:15", "2016-08-11T00:30:15+09:00"),
            ("2016年8月11日(木) 09:30", "2016-08-11T09:30:00Z"),
        ]);
    }

    #[test]
    fn numbers_whose_order_nobody_knows_are_none() {
        all(&[
            ("10-04-2020", ""),
            ("10/04/2020 09:30", ""),
            ("13/04/2020 09:30", "2020-04-13T09:30:00Z"),
            ("04/13/2020 09:30 AM", "2020-04-13T09:30:00Z"),
            ("13/13/2020", ""),
        ]);
    }

    #[test]
    fn what_no_calendar_or_clock_has_is_none() {
        for text in [
            "Thu, 31 Jun 2016 09:30:15 GMT",
            "Thu, 99 Jun 2016 09:30:15 GMT",
            "2015-02-29",
            "2016-13-01",
            "2016-08-00",
            "2016-08-11T25:00:00Z",
            "2016-08-11T09:60:00Z",
            "2016-08-11T09:30:61Z",
            "2016-08-11T09:30:15+24:00",
            "2016-08-11T09:30:15+01:60",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "-",
            "yesterday",
            "11 Aug",
            "Aug 2016",
            "13",
            "013",
            "12 Foo 2016",
            "12 Foo 2016 09:30",
            "Thu, Aug x 2016 09:30:15 GMT",
            "Thu, 11 Aug xx 09:30:15 GMT",
            "2016-xx-11",
            "2016-08-11T09:xx:00Z",
            "2016-08-11T09:30:00 Mars",
            "11 Aug 2016 1:2:3:4 GMT",
            "11 Aug 2016 09:30:15 +zz:00",
            "11 Aug 2016 09:30:15 +00:zz",
            "11 Aug 2016 09:30:15 +0100 +0100",
            "11 Aug 2016 (",
            "11 Aug 2016 12 13",
            "99999-01-01",
            "1470900000",
            "1470900000000",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
        assert_eq!(read(&"1".repeat(1_000_000)), "");
    }
}
