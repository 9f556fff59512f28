//! What is shown beside the feed's and the page's wishes: the moment, and what the visitor has done.

use crate::feed::{Date, SECONDS_A_DAY};

/// How far ahead a post may be dated: clocks go wrong, and dates without a zone are up to 14 hours off.
const AHEAD: i64 = SECONDS_A_DAY;

/// A look at the widget.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Visit<'v> {
    /// Seconds since 1970.
    pub now: i64,
    /// How many posts beyond the limit the visitor has asked for.
    pub extra: u32,
    /// What the visitor looks for: words that a post must all have.
    pub search: &'v str,
    /// Whether the feed is a copy of posts that were selected before.
    pub is_copy: bool,
    /// When the copy was made that is shown because the feed cannot be reached.
    pub as_of: Option<Date>,
    /// When the visitor was here before, in seconds since 1970.
    pub last: Option<i64>,
}

impl Visit<'_> {
    /// Whether a date is later than any that can be meant.
    pub(super) fn is_ahead(&self, date: &Date) -> bool {
        date.seconds > self.now.saturating_add(AHEAD)
    }
}
