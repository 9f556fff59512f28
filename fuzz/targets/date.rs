//! A date that was read is read again from what is written of it.
#![no_main]

use latest_posts::read::date::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(date) = parse(text) {
        let written = date.to_rfc3339();
        // An offset can carry an instant over the border of the years that are dates.
        if (10_i64.pow(5) - 62_135_596_800..253_402_300_800 - 10_i64.pow(5)).contains(&date.seconds) {
            assert_eq!(parse(&written), Some(date), "{written}");
        }
    }
});
