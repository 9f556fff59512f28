//! The crate in a browser: what the platform decodes is what the native build decodes.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use latest_posts::parse;
use latest_posts::read::Origin;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn charsets_are_decoded_by_the_platform() {
    for (bytes, title) in [
        (&include_bytes!("feeds/encoding/iso-8859-2.xml")[..], "Łódź"),
        (&include_bytes!("feeds/encoding/windows-1251.xml")[..], "Привет, мир"),
        (&include_bytes!("feeds/encoding/utf-16-with-mark.xml")[..], "日本語"),
        (&include_bytes!("feeds/encoding/utf-16-without-mark.xml")[..], "日本語"),
        (&include_bytes!("feeds/encoding/shift_jis.xml")[..], "最新の記事"),
    ] {
        let feed = parse(bytes, &Origin::default()).unwrap();
        assert_eq!(feed.items[0].title.as_deref(), Some(title));
    }
}

#[wasm_bindgen_test]
fn an_unknown_charset_is_none() {
    assert_eq!(latest_posts::decode("klingon", b"x"), None);
}
