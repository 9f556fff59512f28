//! The model: a feed and its posts, in the terms of [JSON Feed 1.1](https://www.jsonfeed.org/version/1.1/),
//! whatever format came in. What JSON Feed has no word for stands under `_latest_posts`.
//!
//! Fields that hold markup or may hold it are [`Text`]: untrusted, and borrowed from the document. Nothing here can be
//! written as it is: [`crate::show`] is the way out, through the cleaner.

use std::borrow::Cow;
use std::rc::Rc;

use crate::scan::digits;
use crate::url::Url;

/// A feed. RSS calls it `channel`, Atom `feed`.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed<'a> {
    /// The name of the feed, plain text.
    pub title: Option<Text<'a>>,
    /// The page that the feed belongs to.
    pub home_page_url: Option<Url>,
    /// The address of the feed itself.
    pub feed_url: Option<Url>,
    /// RSS `description`, Atom `subtitle`; plain text.
    pub description: Option<Text<'a>>,
    /// RSS `image`, Atom `logo` or `icon`.
    pub icon: Option<Url>,
    /// A language tag of RFC 5646, for instance `en-US`.
    pub language: Option<String>,
    /// RSS `managingEditor`, Atom `author`, `dc:creator`.
    pub authors: Vec<Author>,
    /// The page of the feed with older posts: JSON Feed `next_url`, `prev-archive` or `next` of
    /// [RFC 5005](https://www.rfc-editor.org/rfc/rfc5005).
    pub next_url: Option<Url>,
    /// The posts, in the order of the document.
    pub items: Vec<Item<'a>>,
    /// The feeds that this one was put together of; none where it is one.
    pub sources: Vec<Rc<Source>>,
    /// What JSON Feed has no word for.
    pub extension: Extension,
}

impl Default for Feed<'_> {
    // Not inlined, for the reason that an empty post is not.
    #[inline(never)]
    fn default() -> Self {
        Self {
            title: None,
            home_page_url: None,
            feed_url: None,
            description: None,
            icon: None,
            language: None,
            authors: Vec::new(),
            next_url: None,
            items: Vec::new(),
            sources: Vec::new(),
            extension: Extension::default(),
        }
    }
}

/// A post. RSS calls it `item`, Atom `entry`.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// RSS `guid`, Atom `id`, RSS 1.0 `rdf:about`; never normalised.
    pub id: Option<String>,
    /// The post's page.
    pub url: Option<Url>,
    /// The page that the post is about (Atom `link rel="related"`).
    pub external_url: Option<Url>,
    /// Plain text.
    pub title: Option<Text<'a>>,
    /// The whole post: `content:encoded`, Atom `content`.
    pub content_html: Option<Text<'a>>,
    /// RSS `description`, Atom `summary`.
    pub summary: Option<Text<'a>>,
    /// A picture: Media RSS, an enclosure of an image type, `itunes:image`, JSON Feed `image`, in this order.
    pub image: Option<Url>,
    /// RSS `pubDate`, Atom `published`.
    pub date_published: Option<Date>,
    /// Atom `updated`, `dc:date`.
    pub date_modified: Option<Date>,
    /// RSS `author`, Atom `author`, `dc:creator`.
    pub authors: Vec<Author>,
    /// RSS and Atom `category`, `dc:subject`.
    pub tags: Vec<String>,
    /// The post's own language tag, where it says one.
    pub language: Option<String>,
    /// RSS `enclosure`, Atom `link rel="enclosure"`.
    pub attachments: Vec<Attachment>,
    /// The feed that a post came from, where this one was put together of several: RSS and Atom `source`.
    pub source: Option<Rc<Source>>,
}

impl Default for Item<'_> {
    // So many fields, set in each place that makes a post, would be 0.2 kB.
    #[inline(never)]
    fn default() -> Self {
        Self {
            id: None,
            url: None,
            external_url: None,
            title: None,
            content_html: None,
            summary: None,
            image: None,
            date_published: None,
            date_modified: None,
            authors: Vec::new(),
            tags: Vec::new(),
            language: None,
            attachments: Vec::new(),
            source: None,
        }
    }
}

/// A feed that gives posts to another.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    /// Plain text.
    pub title: Option<String>,
    /// Its page.
    pub url: Option<Url>,
    /// The feed itself.
    pub feed_url: Option<Url>,
}

/// A person, or whoever signs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Author {
    /// Plain text.
    pub name: Option<String>,
    /// A page, or a `mailto:` address.
    pub url: Option<Url>,
}

/// A file that comes with a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// Where the file is.
    pub url: Url,
    /// As the feed says it, for instance `audio/mpeg`.
    pub mime_type: Option<String>,
    /// In bytes, as the feed says it.
    pub size_in_bytes: Option<u32>,
}

/// What JSON Feed has no word for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extension {
    /// RSS `lastBuildDate`, Atom `updated`.
    pub updated: Option<Date>,
    /// The software that wrote the feed.
    pub generator: Option<String>,
    /// How long a copy is good for, in minutes: RSS `ttl`, `sy:updatePeriod` with `sy:updateFrequency`.
    pub ttl: Option<u32>,
    /// What was wrong with the document and what was done about it.
    pub warnings: Vec<Warning>,
}

/// A fault that cost less than the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// A stable code.
    pub code: &'static str,
    /// A sentence that says what was wrong and what was done.
    pub message: String,
    /// The line of the document, from 1; none where the fault is not in the document.
    pub line: Option<u32>,
}

/// An untrusted text construct ([RFC 4287 section 3.1](https://www.rfc-editor.org/rfc/rfc4287#section-3.1)), as it
/// stands in the document. [`crate::read::characters`] reads it, where it is shown: most posts of a feed never are, and
/// their texts are nearly all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Text<'a> {
    /// Characters of the document, or what was decoded of them.
    pub source: Cow<'a, str>,
    /// References, sections and comments of XML stand in the source.
    pub is_xml: bool,
    /// What the characters are; none where the format does not say, so that their looks tell.
    pub kind: Option<TextKind>,
    /// What relative addresses in the markup are relative to.
    pub base: Option<Rc<Url>>,
}

/// What the characters of a [`Text`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Plain text: `<b>` is three characters.
    Plain,
    /// Markup of HTML, or of XHTML as it stood in the document.
    Html,
}

/// An instant, and the offset of the clock that it was read from: the day that a post was written on is a fact of
/// the post, not of the reader's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// East of Greenwich, in minutes.
    pub offset: i16,
}

pub(crate) const SECONDS_A_DAY: i64 = 86_400;

impl Date {
    /// A date of the proleptic Gregorian calendar, with a clock that stands `offset` minutes east of Greenwich.
    ///
    /// None for a year outside 1–9999, a month outside 1–12, a day that the month does not have, an hour over 24
    /// (24:00:00 is the end of the day), a minute over 59, a second over 60 (a leap second is the next second), or
    /// an offset of a day or more.
    ///
    /// ```
    /// use latest_posts::feed::Date;
    ///
    /// let date = Date::new((2016, 8, 11), (9, 30, 0), 120).unwrap();
    /// assert_eq!(date.to_rfc3339(), "2016-08-11T09:30:00+02:00");
    /// assert_eq!(Date::new((2015, 2, 29), (0, 0, 0), 0), None);
    /// ```
    pub fn new(
        (year, month, day): (i32, u8, u8),
        (hour, minute, second): (u8, u8, u8),
        offset: i16,
    ) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        let midnight = hour == 24 && minute == 0 && second == 0;
        let valid = (1..=9999).contains(&year)
            && (1..=days).contains(&day)
            && (hour < 24 || midnight)
            && minute < 60
            && second <= 60
            && offset.unsigned_abs() < 1440;
        let clock = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        let seconds = days_from_civil(year, month, day) * SECONDS_A_DAY + clock - i64::from(offset) * 60;
        valid.then_some(Self { seconds, offset })
    }

    /// Seconds since 1970-01-01T00:00:00 on the clock of the post: what a formatter that knows no time zones shows.
    pub fn local_seconds(&self) -> i64 {
        self.seconds + i64::from(self.offset) * 60
    }

    /// Year, month and day on the clock of the post.
    pub fn civil(&self) -> (i64, i64, i64) {
        civil_from_days(self.local_seconds().div_euclid(SECONDS_A_DAY))
    }

    /// As [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) writes it.
    pub fn to_rfc3339(&self) -> String {
        let local = self.local_seconds();
        let (year, month, day) = self.civil();
        let clock = local.rem_euclid(SECONDS_A_DAY);
        let mut text = String::with_capacity(25);
        push_number(&mut text, year, 4);
        let mut part = |mark, number| {
            text.push(mark);
            push_number(&mut text, number, 2);
        };
        part('-', month);
        part('-', day);
        part('T', clock / 3600);
        part(':', clock / 60 % 60);
        part(':', clock % 60);
        if self.offset == 0 {
            text.push('Z');
        } else {
            let minutes = i64::from(self.offset.unsigned_abs());
            part(if self.offset < 0 { '-' } else { '+' }, minutes / 60);
            part(':', minutes % 60);
        }
        text
    }
}

/// Digits with leading zeros.
fn push_number(text: &mut String, number: i64, width: usize) {
    let digits = digits(number as usize);
    for _ in digits.len()..width {
        text.push('0');
    }
    text.push_str(&digits);
}

/// Days since 1970-01-01; <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>.
fn days_from_civil(year: i32, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The reverse; <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_rfc_3339() {
        for (date, clock, offset, wanted) in [
            ((1970, 1, 1), (0, 0, 0), 0, "1970-01-01T00:00:00Z"),
            ((2000, 2, 29), (23, 59, 59), 0, "2000-02-29T23:59:59Z"),
            ((2016, 12, 31), (23, 59, 60), 0, "2017-01-01T00:00:00Z"),
            ((2016, 12, 31), (24, 0, 0), 0, "2017-01-01T00:00:00Z"),
            ((2004, 7, 4), (1, 2, 3), -330, "2004-07-04T01:02:03-05:30"),
            ((1, 1, 1), (0, 0, 0), 0, "0001-01-01T00:00:00Z"),
        ] {
            assert_eq!(Date::new(date, clock, offset).unwrap().to_rfc3339(), wanted);
        }
    }

    #[test]
    fn a_date_that_no_calendar_has_is_none() {
        for (date, clock) in [
            ((0, 1, 1), (0, 0, 0)),
            ((10_000, 1, 1), (0, 0, 0)),
            ((2004, 13, 1), (0, 0, 0)),
            ((2003, 2, 29), (0, 0, 0)),
            ((1900, 2, 29), (0, 0, 0)),
            ((2004, 4, 31), (0, 0, 0)),
            ((2004, 4, 30), (24, 0, 1)),
            ((2004, 4, 30), (0, 60, 0)),
        ] {
            assert_eq!(Date::new(date, clock, 0), None, "{date:?} {clock:?}");
        }
    }

    #[test]
    fn every_day_of_eight_centuries_is_read_back() {
        for days in -200_000..100_000 {
            let (year, month, day) = civil_from_days(days);
            let (year, month, day) =
                (i32::try_from(year).unwrap(), u8::try_from(month).unwrap(), u8::try_from(day).unwrap());
            assert_eq!(days_from_civil(year, month, day), days);
        }
    }
}
