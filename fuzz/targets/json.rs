//! The posts of a JSON Feed, written and read again, are the same posts.
#![no_main]

use latest_posts::read::Origin;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let document = [r#"{"version":"https://jsonfeed.org/version/1.1","#, text].concat();
    if let Some(once) = read(&document) {
        let twice = read(&once.to_string()).unwrap();
        let posts = |feed: &Value| feed["items"].as_array().unwrap().clone();
        let is_same =
            |one: &Value, other: &Value| ["id", "title", "url"].iter().all(|name| one[name] == other[name]);
        // What is made from a text is made anew of what is left of it.
        for post in posts(&once).iter().filter(|post| {
            post["title"].as_str().is_some_and(|title| !title.is_empty()) && post["_latest_posts"].is_null()
        }) {
            assert!(posts(&twice).iter().any(|other| is_same(post, other)), "{post}");
        }
    }
});

fn read(document: &str) -> Option<Value> {
    let feed = latest_posts::parse(document.as_bytes(), &Origin::default()).ok()?;
    Some(serde_json::from_str(&feed).unwrap())
}
