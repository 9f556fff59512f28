//! Each feed of `tests/feeds` gives the JSON beside it. `BLESS=1 cargo test --test feeds` writes what is read now:
//! look at the difference before it is committed.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use latest_posts::parse;
use latest_posts::read::Origin;
use latest_posts::url::Url;
use serde_json::{Value, json};

#[test]
fn every_feed_is_read_as_it_should() {
    let mut faults = Vec::new();
    let feeds = feeds();
    assert!(feeds.len() > 15, "only {} feeds were found", feeds.len());
    for feed in feeds {
        let bytes = fs::read(&feed).unwrap();
        let got = outcome(&bytes);
        let wanted = PathBuf::from(format!("{}.json", feed.display()));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&wanted, format!("{}\n", serde_json::to_string_pretty(&got).unwrap())).unwrap();
        } else if fs::read(&wanted).ok().and_then(|json| serde_json::from_slice(&json).ok()) != Some(got) {
            faults.push(feed.display().to_string());
        }
    }
    assert!(faults.is_empty(), "read otherwise:\n{}", faults.join("\n"));
}

#[test]
fn a_beginning_never_has_a_post_that_the_whole_does_not_have() {
    for feed in feeds() {
        let bytes = fs::read(&feed).unwrap();
        let whole = posts(&bytes);
        for end in (0..bytes.len()).step_by(7) {
            for post in posts(&bytes[..end]) {
                assert!(whole.contains(&post), "{} cut at {end} has {post}", feed.display());
            }
        }
    }
}

#[test]
fn reading_stops_at_the_limit() {
    let feed = fs::read(folder().join("atom/constructs.xml")).unwrap();
    let origin = Origin { limit: Some(1), ..Origin::default() };
    let read = serde_json::to_value(parse(&feed, &origin).unwrap()).unwrap();
    assert_eq!(read["items"].as_array().unwrap().len(), 1);
}

/// What is read of a document that came from `https://feeds.example/blog/feed`.
fn outcome(bytes: &[u8]) -> Value {
    let url = Url::parse("https://feeds.example/blog/feed");
    match parse(bytes, &Origin { url: url.as_ref(), ..Origin::default() }) {
        Ok(feed) => serde_json::to_value(feed).unwrap(),
        Err(error) => json!({ "code": error.fault.code(), "message": error.message() }),
    }
}

fn posts(bytes: &[u8]) -> Vec<Value> {
    outcome(bytes)["items"].as_array().cloned().unwrap_or_default()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds")
}

fn feeds() -> Vec<PathBuf> {
    let groups = fs::read_dir(folder()).unwrap().map(|group| group.unwrap().path());
    let files = groups.flat_map(|group| fs::read_dir(group).unwrap().map(|file| file.unwrap().path()));
    let mut feeds: Vec<_> =
        files.filter(|file| file.extension().is_none_or(|ending| ending != "json")).collect();
    feeds.sort();
    feeds
}
