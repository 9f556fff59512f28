//! Puts the crate's module together of the text that it travels as, in which its code stands apart by kind: all opcodes,
//! and the operands of each opcode, in a stream of its own. That is a tenth less of brotli, which finds nothing where the
//! kinds stand mixed. scripts/streams.mjs takes a module apart.
//!
//! It is a module by itself, and not JavaScript, because every page waits for it and it runs but once: an engine compiles
//! WebAssembly before it runs it, and JavaScript only after it has run for a while.

use std::process::abort;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// The text, and behind it the module. Atomic, so that it needs no unsafe code; to WebAssembly they are bytes as others.
#[unsafe(no_mangle)]
pub static BYTES: [AtomicU8; 0x6_0000] = [const { AtomicU8::new(0) }; 0x6_0000];

/// What stands between two streams; no character is above it, but for opcodes.
const SEPARATOR: u8 = 0x7f;

/// A number below `ONE` is one character, one below `ESCAPE` the first of two, of base `BASE`; others are `MANY`, behind
/// `ESCAPE`.
const ONE: u32 = 120;
const ESCAPE: u32 = 126;
const BASE: u32 = 127;
const MANY: u32 = 5;

/// What is added to constants, which may be negative, and seldom are.
const BIAS: u32 = 24;

/// The kind of operands of each [opcode](https://webassembly.github.io/spec/core/binary/instructions.html), up to the last
/// that has some before the prefixes: none, an index, a constant, a place in memory, and those that are many, or rare, as
/// bytes with their count.
const KINDS: [u8; 69] = *b"001110000000114014000000000040001111144033333333333333333333333442444";
const FIRST_PREFIX: u8 = 0xd0;

/// The streams that belong to no opcode: what is not code, and the locals of functions.
const REST: usize = 0;
const LOCALS: usize = 1;

const ELSE: u8 = 0x05;
const END: u8 = 0x0b;

/// Puts the module together behind a text of some bytes, and gives its length.
#[unsafe(no_mangle)]
pub extern "C" fn together(length: usize) -> usize {
    let mut streams = Streams([0; 256]);
    let separators = (0..length).filter(|at| get(*at) == SEPARATOR);
    for (stream, at) in streams.0.iter_mut().zip(separators) {
        *stream = at + 1;
    }
    let first = streams.0[0];
    let mut module = Module { end: length };
    module.add_bytes(&mut streams, REST);
    let mut opcodes = Opcodes { at: 0, next: 0, behind: None };
    opcodes.advance();
    // One is known ahead: behind the last comes the separator.
    while opcodes.at < first {
        module.add_function(&mut opcodes, &mut streams);
    }
    module.add_bytes(&mut streams, REST);
    module.end - length
}

fn get(at: usize) -> u8 {
    BYTES.get(at).map_or(0, |byte| byte.load(Relaxed))
}

/// Where each stream is read on.
struct Streams([usize; 256]);

impl Streams {
    fn number(&mut self, stream: usize) -> u32 {
        let first = self.character(stream);
        if first < ONE {
            return first;
        }
        if first < ESCAPE {
            return ONE + (first - ONE) * BASE + self.character(stream);
        }
        (0..MANY).fold(0, |value, _| value * BASE + self.character(stream))
    }

    fn character(&mut self, stream: usize) -> u32 {
        let at = &mut self.0[stream & 255];
        *at += 1;
        get(*at - 1).into()
    }
}

struct Opcodes {
    at: usize,
    /// The opcode that comes next, and what the character stands for besides.
    next: u8,
    behind: Option<u8>,
}

impl Opcodes {
    fn advance(&mut self) -> u8 {
        let opcode = self.next;
        let character = self.behind.take().unwrap_or_else(|| self.character());
        // Opcodes of f32, of which the module has none, stand for what is there often, or is no character of a stream.
        (self.next, self.behind) = match character {
            b']' => (b'\r', None),
            b'^' => (0x7f, None),
            b'*' => (b'A', Some(b'j')),
            b'8' => (b' ', Some(b'*')),
            b'[' => (b' ', Some(b'(')),
            _ => (character, None),
        };
        opcode
    }

    /// Of UTF-8, where no code point is above 255.
    fn character(&mut self) -> u8 {
        let first = get(self.at);
        self.at += 1;
        if first < 0x80 {
            return first;
        }
        self.at += 1;
        (first << 6) | (get(self.at - 1) & 0x3f)
    }
}

struct Module {
    end: usize,
}

impl Module {
    fn add(&mut self, byte: u32) {
        // A text that this was not made for traps here, instead of keeping the loops going.
        let Some(place) = BYTES.get(self.end) else { abort() };
        place.store(byte as u8, Relaxed);
        self.end += 1;
    }

    fn add_bytes(&mut self, streams: &mut Streams, stream: usize) {
        for _ in 0..streams.number(stream) {
            self.add(streams.number(stream));
        }
    }

    fn add_function(&mut self, opcodes: &mut Opcodes, streams: &mut Streams) {
        let start = self.end;
        self.end += 3;
        self.add_bytes(streams, LOCALS);
        let mut depth = 1;
        while depth > 0 {
            let opcode = opcodes.advance();
            self.add(opcode.into());
            let stream = usize::from(opcode);
            match KINDS.get(stream) {
                Some(b'1') => {
                    // A block, a loop, an if.
                    depth += u32::from(opcode < ELSE);
                    self.add_leb(streams.number(stream) as i32, 0);
                }
                // Constants stand among those with which the same is done, by the opcode behind.
                Some(b'2') => {
                    let stream = 0x45 + usize::from(opcodes.next >> 2);
                    self.add_leb(streams.number(stream).wrapping_sub(BIAS) as i32, -64);
                }
                // All loads stand together, and all stores. How the memory is aligned is a hint, which is nothing here.
                Some(b'3') => {
                    self.add(0);
                    self.add_leb(streams.number(if opcode < 0x36 { 0x28 } else { 0x36 }) as i32, 0);
                }
                Some(b'4') => self.add_bytes(streams, stream),
                None if opcode >= FIRST_PREFIX => self.add_bytes(streams, stream),
                _ => depth -= u32::from(opcode == END),
            }
        }
        let size = (self.end - start - 3) as u32;
        let end = std::mem::replace(&mut self.end, start);
        for byte in [size | 0x80, (size >> 7) | 0x80, size >> 14] {
            self.add(byte);
        }
        self.end = end;
    }

    /// A number as LEB128, whose last byte is from `low` on: below nothing where there is a sign.
    fn add_leb(&mut self, mut value: i32, low: i32) {
        while value < low || value > low + 127 {
            self.add((value & 0x7f) as u32 | 0x80);
            value >>= 7;
        }
        self.add((value & 0x7f) as u32);
    }
}
