//! The browser floor: what only the platform can do, and the functions that JavaScript calls.

mod dom;
mod exports;

use js_sys::Uint8Array;
use web_sys::{TextDecoder, TextDecoderOptions};

/// A third of the size of the standard allocator, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Decodes bytes from the charset of a [WHATWG label](https://encoding.spec.whatwg.org/#names-and-labels) by the
/// platform; none for an unknown label.
pub fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    let decoder = TextDecoder::new_with_label_and_options(label, &TextDecoderOptions::new()).ok()?;
    decoder.decode_with_js_u8_array(&Uint8Array::from(bytes)).ok()
}

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
