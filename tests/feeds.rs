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
            let mut beginning = posts(&bytes[..end]);
            // Of the post that was cut a part may be there: under its own title and address.
            if let Some(cut) = beginning.pop_if(|post| !whole.contains(post)) {
                let is_part = |post: &Value| post["title"] == cut["title"] && post["url"] == cut["url"];
                assert!(whole.iter().any(is_part), "{} cut at {end} has {cut}", feed.display());
            }
            for post in beginning {
                assert!(whole.contains(&post), "{} cut at {end} has {post}", feed.display());
            }
        }
    }
}

#[test]
fn what_is_written_is_read_back_as_the_same() {
    for feed in feeds() {
        let Ok(written) = parse(&fs::read(&feed).unwrap(), &Origin::default()) else { continue };
        let again = parse(written.as_bytes(), &Origin::default()).unwrap();
        let [written, again] = [written, again].map(|json| {
            let feed: Value = serde_json::from_str(&json).unwrap();
            feed["items"].as_array().unwrap().clone()
        });
        assert_eq!(written.len(), again.len(), "{}", feed.display());
        for (written, again) in written.iter().zip(&again) {
            for name in
                ["title", "url", "image", "summary", "content_html", "date_published", "authors", "tags"]
            {
                // A text of nothing is none.
                let wanted = Some(&written[name]).filter(|value| **value != "");
                assert_eq!(wanted.unwrap_or(&Value::Null), &again[name], "{name} in {}", feed.display());
            }
            assert_eq!(written["_latest_posts"]["source"], again["_latest_posts"]["source"]);
        }
    }
}

#[test]
fn a_feed_in_another_charset_has_the_same_posts() {
    for feed in feeds() {
        let bytes = fs::read(&feed).unwrap();
        let Ok(text) = String::from_utf8(bytes.clone()) else { continue };
        let wanted = outcome(&bytes);
        let with_mark: Vec<_> = std::iter::once('\u{feff}').chain(text.chars()).collect();
        let units =
            || with_mark.iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()).collect::<Vec<_>>();
        for (charset, bytes) in [
            ("UTF-8 with a mark", with_mark.iter().collect::<String>().into_bytes()),
            ("UTF-16LE", units().into_iter().flat_map(u16::to_le_bytes).collect()),
            ("UTF-16BE", units().into_iter().flat_map(u16::to_be_bytes).collect()),
        ] {
            assert_eq!(outcome(&bytes), wanted, "{} in {charset}", feed.display());
        }
    }
}

#[test]
fn a_feed_with_other_prefixes_has_the_same_posts() {
    let mut changed = 0;
    for feed in feeds() {
        let Ok(text) = fs::read_to_string(&feed) else { continue };
        let mut other = text.clone();
        for prefix in ["dc", "content", "media", "itunes", "atom", "rdf", "r", "a", "h"] {
            if text.contains(&format!("xmlns:{prefix}=")) {
                changed += 1;
                for (before, behind) in [("<", ":"), ("</", ":"), ("xmlns:", "=")] {
                    let written = |prefix| format!("{before}{prefix}{behind}");
                    other = other.replace(&written(prefix), &written(&format!("q{prefix}")));
                }
            }
        }
        assert_eq!(posts(other.as_bytes()), posts(text.as_bytes()), "{}", feed.display());
    }
    assert!(changed > 8, "only {changed} prefixes were changed");
}

#[test]
fn a_feed_without_its_line_breaks_has_the_same_posts() {
    for feed in feeds() {
        let Ok(text) = fs::read_to_string(&feed) else { continue };
        // Line breaks in a text may be meant; those between tags are not.
        if text.contains("<![CDATA[") {
            continue;
        }
        let lines: Vec<_> = text.split(">\n").map(|part| part.trim_start()).collect();
        assert_eq!(posts(lines.join(">").as_bytes()), posts(text.as_bytes()), "{}", feed.display());
    }
}

#[test]
fn reading_stops_at_the_limit() {
    let feed = fs::read(folder().join("atom/constructs.xml")).unwrap();
    let origin = Origin { limit: Some(1), ..Origin::default() };
    let read: Value = serde_json::from_str(&parse(&feed, &origin).unwrap()).unwrap();
    assert_eq!(read["items"].as_array().unwrap().len(), 1);
}

/// What is read of a document that came from `https://feeds.example/blog/feed`.
fn outcome(bytes: &[u8]) -> Value {
    let url = Url::parse("https://feeds.example/blog/feed");
    match parse(bytes, &Origin { url: url.as_ref(), ..Origin::default() }) {
        Ok(feed) => serde_json::from_str(&feed).unwrap(),
        Err(error) => {
            json!({ "code": error.fault.code(), "message": error.message(), "feed_url": error.feed_url })
        }
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
    // A feed's own name stands before the `.json` of what is read of it.
    let mut feeds: Vec<_> = files
        .filter(|file| file.extension() != Some("json".as_ref()) || !file.with_extension("").exists())
        .collect();
    feeds.sort();
    feeds
}
