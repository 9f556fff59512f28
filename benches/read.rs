//! `cargo bench`: how long the crate takes for feeds of three sizes, natively, beside a plain scan of the same bytes for
//! `<`. The feeds are those of `npm run bench`, so node writes them first.
//!
//! `cargo bench -- 10` takes the feeds alone whose names have `10`; with one feed and a profiler there is little else to see.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "where something is missing, there is nothing to measure")]

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use latest_posts::read::{self, Document, Origin};
use latest_posts::{decode, parse};

/// Runs before those that count, and of those: as many as fit into the time, and so many at least and at most.
const WARM_UPS: usize = 3;
const TIME: Duration = Duration::from_secs(2);
const RUNS: std::ops::RangeInclusive<usize> = 5..=101;

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("feeds");
    let wrote = Command::new("node").arg("benches/feeds.mjs").arg(&folder).status().unwrap();
    assert!(wrote.success(), "node could not write the feeds");
    let only: Vec<_> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort_by_key(|file| fs::metadata(file).unwrap().len());
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy();
        if only.iter().all(|word| name.contains(word)) {
            measure(&name, &fs::read(&file).unwrap());
        }
    }
}

fn measure(name: &str, bytes: &[u8]) {
    let origin = Origin::default();
    let first = Origin { limit: Some(5), ..Origin::default() };
    println!("\n{name}: {} bytes", bytes.len());
    let scan = time(|| memchr::memchr_iter(b'<', bytes).fold(0, |sum, at| sum ^ at));
    report("scan for <", &scan, bytes, &scan);
    let read = time(|| read::feed(&Document::new(bytes, None, &decode), &origin).unwrap().items.len());
    report("read all posts", &read, bytes, &scan);
    report("read the first five", &time(|| parse(bytes, &first).unwrap()), bytes, &scan);
    if bytes.len() < 2_000_000 {
        report("read all, clean all, write JSON", &time(|| parse(bytes, &origin).unwrap()), bytes, &scan);
    }
}

/// The times of the runs, the shortest first.
fn time<T>(work: impl Fn() -> T) -> Vec<Duration> {
    for _ in 0..WARM_UPS {
        black_box(work());
    }
    let start = Instant::now();
    let mut times = Vec::new();
    while times.len() < *RUNS.start() || (start.elapsed() < TIME && times.len() < *RUNS.end()) {
        let start = Instant::now();
        black_box(work());
        times.push(start.elapsed());
    }
    times.sort();
    times
}

fn report(name: &str, times: &[Duration], bytes: &[u8], scan: &[Duration]) {
    let median = |times: &[Duration]| times[times.len() / 2].as_secs_f64();
    let milliseconds = |time: f64| format!("{:.3}", time * 1e3);
    let speed = bytes.len() as f64 / 1e6 / median(times);
    println!(
        "  {name:<34}{:>10} ms  ({} to {} of {})  {speed:>7.0} MB/s, {:.2} of the scan",
        milliseconds(median(times)),
        milliseconds(times[0].as_secs_f64()),
        milliseconds(times[times.len() - 1].as_secs_f64()),
        times.len(),
        median(scan) / median(times),
    );
}
