//! Any bytes give an error, or a JSON Feed all of whose addresses are absolute and safe.
#![no_main]

use latest_posts::read::Origin;
use latest_posts::url::Url;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://feeds.example/blog/feed");
    if let Ok(feed) = latest_posts::parse(bytes, &Origin { url: url.as_ref(), ..Origin::default() }) {
        check(&serde_json::from_str(&feed).unwrap());
    }
});

fn check(value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(check),
        Value::Object(members) => {
            for (name, value) in members {
                if let (true, Some(text)) = (name.ends_with("url"), value.as_str()) {
                    assert_eq!(Url::parse(text).unwrap().as_str(), text);
                }
                check(value);
            }
        }
        _ => {}
    }
}
