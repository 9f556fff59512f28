//! The browser floor: what only the platform can do, and the functions that JavaScript calls.

mod exports;

use web_sys::TextDecoder;

/// A third of the size of the standard allocator, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Decodes bytes from the charset of a [WHATWG label](https://encoding.spec.whatwg.org/#names-and-labels) by the
/// platform; none for an unknown label.
pub fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
