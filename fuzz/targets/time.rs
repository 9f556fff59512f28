//! Whatever a document repeats, the time to read it is linear.
#![no_main]

use std::time::{Duration, Instant};

use latest_posts::read::Origin;
use libfuzzer_sys::fuzz_target;

/// Bytes of a document: reading takes milliseconds of it, and seconds where something is looked for again and again.
const LENGTH: usize = 400_000;

/// Bytes of what is repeated: what is longer stands too seldom in a document to take time.
const MAX_PIECE: usize = 40;

fuzz_target!(|texts: (&str, &str)| {
    let (start, piece) = texts;
    if (1..=MAX_PIECE).contains(&piece.len()) {
        let document = [start, &piece.repeat(LENGTH / piece.len())].concat();
        let started = Instant::now();
        let _ = latest_posts::parse(document.as_bytes(), &Origin::default());
        assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    }
});
