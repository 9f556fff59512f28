//! The posts of a JSON Feed, written and read again, are the same posts.
#![no_main]

use latest_posts::read::Origin;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|text: &str| {
    let document = [r#"{"version":"https://jsonfeed.org/version/1.1","#, text].concat();
    if let Some(once) = read(&document) {
        let twice = read(&once.to_string()).unwrap();
        let posts = |feed: &Value| {
            let posts = feed["items"].as_array().unwrap().iter();
            let known = posts.map(|post| [post["id"].clone(), post["title"].clone(), post["url"].clone()]);
            // Of a post without these nothing may be left but markup that was cleaned away.
            known
                .filter(|post| post.iter().any(|value| value.as_str().is_some_and(|text| !text.is_empty())))
                .collect::<Vec<_>>()
        };
        assert_eq!(posts(&once), posts(&twice));
    }
});

fn read(document: &str) -> Option<Value> {
    let feed = latest_posts::parse(document.as_bytes(), &Origin::default()).ok()?;
    Some(serde_json::from_str(&feed).unwrap())
}
