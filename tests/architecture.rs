//! The rooms stand in one order, and each knows only those before it.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

const ROOMS: &[&str] = &["error", "scan", "url", "feed", "settings", "read", "clean", "show", "web"];

#[test]
fn a_room_knows_only_rooms_before_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut looked_at = 0;
    for (rank, room) in ROOMS.iter().enumerate() {
        for file in files(&source, room) {
            let text = fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate() {
                let mut rest = line;
                while let Some((before, after)) = rest.split_once("crate::") {
                    rest = after;
                    let word = |text: &str| {
                        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
                    };
                    if before.ends_with('$') || before.trim_start().starts_with("//") {
                        continue;
                    }
                    for name in after.strip_prefix('{').map_or_else(
                        || vec![word(after)],
                        |list| list.split(',').map(|part| word(part.trim())).collect(),
                    ) {
                        looked_at += 1;
                        if let Some(known) = ROOMS.iter().position(|other| *other == name) {
                            let place = format!("{}:{}", file.display(), number + 1);
                            assert!(known <= rank, "{place}: {room} knows {name}, which comes later");
                        }
                    }
                }
            }
        }
    }
    assert!(looked_at > 20, "the test saw only {looked_at} uses: does it still find the files?");
}

#[test]
fn every_file_is_in_a_room() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(&source).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(
            ROOMS.contains(&name.as_str()) || name == "lib" || name == "js",
            "{name} has no place in the order"
        );
    }
}

/// The files of a room: `room.rs`, or all below `room/`.
fn files(source: &Path, room: &str) -> Vec<PathBuf> {
    let single = source.join(room).with_extension("rs");
    if single.exists() {
        return vec![single];
    }
    let (mut files, mut folders) = (Vec::new(), vec![source.join(room)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{room}: {error}")) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files
}
