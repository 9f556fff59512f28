//! Any bytes are read, whatever is said of them; UTF-8 that says nothing of itself as it is.
#![no_main]

use latest_posts::read::charset::text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|said: (&str, &[u8])| {
    let (content_type, bytes) = said;
    text(bytes, Some(content_type), &latest_posts::decode);
    if let Ok(utf8) = std::str::from_utf8(bytes)
        && !utf8.contains('\0')
        && !utf8.contains("<?xml")
    {
        assert_eq!(text(bytes, None, &latest_posts::decode), utf8);
    }
});
