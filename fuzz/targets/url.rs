//! An address that was taken is absolute and safe, and is the same when it is read again.
#![no_main]

use latest_posts::url::Url;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (&str, &str)| {
    let base = Url::parse(texts.0);
    if let Some(url) = Url::resolve(base.as_ref(), texts.1) {
        assert!(url.is_http() || url.is_mailto());
        assert!(
            !url.as_str().bytes().any(|byte| byte <= b' ' || matches!(byte, b'"' | b'<' | b'>')),
            "{url:?}"
        );
        assert_eq!(Url::parse(url.as_str()).as_ref(), Some(&url));
    }
});
