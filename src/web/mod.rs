//! The browser floor: what only the platform can do, and the functions that JavaScript calls.

mod exports;

use wasm_bindgen::prelude::*;

/// A third of the size of the standard allocator, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[wasm_bindgen(module = "/src/js/floor.js")]
extern "C" {
    /// Decodes bytes from the charset of a [WHATWG label](https://encoding.spec.whatwg.org/#names-and-labels) by the
    /// platform; none for an unknown label.
    pub fn decode(label: &str, bytes: &[u8]) -> Option<String>;

    /// How many bytes a body has.
    #[wasm_bindgen(js_name = sizeOf)]
    fn size_of(bodies: &JsValue, place: usize) -> usize;

    /// So many bytes of a body.
    #[wasm_bindgen(js_name = beginningOf)]
    fn beginning_of(bodies: &JsValue, place: usize, end: usize) -> Vec<u8>;

    /// A date as the page writes it.
    fn written(format: &JsValue, milliseconds: f64, style: &str) -> String;
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since 1970.
    #[wasm_bindgen(js_namespace = Date)]
    fn now() -> f64;
}

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
