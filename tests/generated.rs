//! What is said once in Rust and needed elsewhere is written there by this test:
//! `BLESS=1 cargo test --test generated` writes, without it a copy that differs is a failure.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use latest_posts::error::{Fault, Refusal};
use latest_posts::settings::{Kind, Setting, Settings};
use latest_posts::show::labels;
use serde_json::json;

#[test]
fn javascript_knows_the_settings_and_the_faults() {
    let properties: String = Settings::TABLE
        .iter()
        .map(|setting| match setting.kind {
            Kind::Whole(..) => format!("  {}: {},\n", property(setting), setting.default),
            Kind::OneOf(_) | Kind::AnyOf(_) => format!("  {}: '{}',\n", property(setting), setting.default),
            Kind::Text | Kind::Optional | Kind::List => format!("  {}: '',\n", property(setting)),
            Kind::Flag => format!("  {}: false,\n", property(setting)),
        })
        .collect();
    let apart = [Fault::BadInput, Fault::Core];
    let faults: String = Fault::ALL
        .iter()
        .filter(|fault| !apart.contains(fault))
        .map(|fault| format!("  '{}': {:?},\n", fault.code(), fault.sentence()))
        .collect();
    let refusals: String = Refusal::ALL
        .iter()
        .map(|refusal| format!("  '{}': {:?},\n", refusal.code(), refusal.sentence()))
        .collect();
    same(
        "src/js/generated.js",
        &format!(
            "// Written by tests/generated.rs.\n\n\
             /** The properties of the element, and what each is while its attribute is absent. */\n\
             export const properties = {{\n{properties}}};\n\n\
             /** The fault that the class raises by itself. */\n\
             export const core = {core:?};\n\n\
             /** The fault that `parseFeed` raises by itself. */\n\
             export const badInput = {bad_input:?};\n\n\
             /** All other faults: codes, and sentences without their full stops. */\n\
             export const faults = {{\n{faults}}};\n\n\
             /** Why an edge passes no feed on, in the same way. */\n\
             export const refusals = {{\n{refusals}}};\n",
            core = Fault::Core.sentence(),
            bad_input = Fault::BadInput.sentence(),
        ),
    );
}

#[test]
fn javascript_knows_the_texts() {
    let languages: String = labels::LANGUAGES
        .iter()
        .enumerate()
        .skip(1)
        .map(|(place, language)| {
            let texts: String = labels::TABLE
                .iter()
                .map(|(name, texts)| {
                    format!("    'label-{name}': '{}',\n", texts[place].replace('\'', "\\'"))
                })
                .collect();
            format!("  {language}: {{\n{texts}  }},\n")
        })
        .collect();
    same(
        "src/js/languages.js",
        &format!(
            "// Written by tests/generated.rs.\n\n\
             /** The texts of the widget in each language but English, by the attributes that change them. */\n\
             export const languages = {{\n{languages}}};\n"
        ),
    );
}

#[test]
fn the_manifests_are_made_of_the_tables() {
    let settings: Vec<_> = Settings::TABLE
        .iter()
        .zip(Settings::DOCS)
        .map(|(setting, doc)| {
            let mut row = json!({
                "attribute": setting.attribute,
                "property": property(setting),
                "default": setting.default,
                "description": doc.trim(),
            });
            let (kind, more) = match setting.kind {
                Kind::Text | Kind::Optional => ("text", json!({})),
                Kind::List => ("list", json!({})),
                Kind::Flag => ("flag", json!({})),
                Kind::Whole(min, max) => ("number", json!({ "min": min, "max": max })),
                Kind::OneOf(words) => ("one-of", json!({ "words": words })),
                Kind::AnyOf(words) => ("any-of", json!({ "words": words })),
            };
            row["kind"] = kind.into();
            row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            row
        })
        .collect();
    let labels: Vec<_> = labels::TABLE
        .iter()
        .zip(labels::DOCS)
        .map(|((name, texts), doc)| {
            json!({ "attribute": format!("label-{name}"), "default": texts[0], "description": doc.trim() })
        })
        .collect();
    let faults: Vec<_> = Fault::ALL
        .iter()
        .map(|fault| json!({ "code": fault.code(), "sentence": format!("{}.", fault.sentence()) }))
        .collect();
    let refusals: Vec<_> = Refusal::ALL
        .iter()
        .map(|refusal| json!({ "code": refusal.code(), "sentence": format!("{}.", refusal.sentence()) }))
        .collect();
    let tables = json!({ "settings": settings, "labels": labels, "faults": faults, "refusals": refusals });
    same("src/js/tables.json", &format!("{}\n", serde_json::to_string_pretty(&tables).unwrap()));
}

#[test]
fn the_readme_lists_the_settings_and_the_faults() {
    let settings: String = Settings::TABLE
        .iter()
        .zip(Settings::DOCS)
        .map(|(setting, doc)| {
            let default =
                if setting.default.is_empty() { String::new() } else { format!("`{}`", setting.default) };
            format!(
                "| `{}` | `{}` | {} | {} | {} |\n",
                setting.attribute,
                property(setting),
                values(setting.kind),
                default,
                doc.trim()
            )
        })
        .collect();
    let faults: String =
        Fault::ALL.iter().map(|fault| format!("| `{}` | {}. |\n", fault.code(), fault.sentence())).collect();
    let readme = read("README.md");
    let readme = between(
        &readme,
        "settings",
        &format!(
            "| attribute | property | values | default | what it does |\n|---|---|---|---|---|\n{settings}"
        ),
    );
    let labels: String = labels::TABLE
        .iter()
        .zip(labels::DOCS)
        .map(|((name, texts), doc)| format!("| `label-{name}` | `{}` | {} |\n", texts[0], doc.trim()))
        .collect();
    let readme = between(
        &readme,
        "labels",
        &format!("| attribute | in English | what it is |\n|---|---|---|\n{labels}"),
    );
    let readme = between(&readme, "faults", &format!("| `code` | what it says |\n|---|---|\n{faults}"));
    let refusals: String = Refusal::ALL
        .iter()
        .map(|refusal| format!("| `{}` | {}. |\n", refusal.code(), refusal.sentence()))
        .collect();
    let readme = between(&readme, "refusals", &format!("| `code` | what it says |\n|---|---|\n{refusals}"));
    same("README.md", &readme);
}

#[test]
fn the_versions_agree() {
    let package = read("package.json");
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        package.contains(&format!("\"version\": \"{version}\"")),
        "package.json is not of version {version}"
    );
    assert!(
        read("CHANGELOG.md").contains(&format!("## {version}")),
        "CHANGELOG.md has no entry for {version}"
    );
}

#[test]
fn what_is_needed_is_said_the_same_everywhere() {
    let package: serde_json::Value = serde_json::from_str(&read("package.json")).unwrap();
    let rust = env!("CARGO_PKG_RUST_VERSION");
    let node = package["engines"]["node"].as_str().unwrap().replace(">=", "");
    let browsers: Vec<_> = package["browserslist"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let (name, version) = row.as_str().unwrap().split_once(" >= ").unwrap();
            format!("{}{} {version}", name[..1].to_ascii_uppercase(), &name[1..])
        })
        .collect();
    let browsers = browsers.join(", ");
    for (path, wanted) in [
        (
            "README.md",
            format!("With Rust {rust} or newer ([rustup](https://rustup.rs)) and Node {node} or newer."),
        ),
        ("README.md", format!("It runs in {browsers} and newer.")),
        ("CONTRIBUTING.md", format!("{browsers}.")),
    ] {
        assert!(read(path).contains(&wanted), "{path} does not say: {wanted}");
    }
}

fn property(setting: &Setting) -> String {
    let mut words = setting.attribute.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_ascii_uppercase() + &word[1..])
}

fn values(kind: Kind) -> String {
    let words = |words: &[&str], mark: &str| {
        words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(mark)
    };
    match kind {
        Kind::Text | Kind::Optional => "text".to_owned(),
        Kind::Whole(min, max) => format!("{min}–{max}"),
        Kind::OneOf(choices) => words(choices, ", "),
        Kind::AnyOf(choices) => words(choices, " "),
        Kind::List => "texts, with commas".to_owned(),
        Kind::Flag => "no value".to_owned(),
    }
}

/// Replaces what stands between `<!-- name -->` and `<!-- /name -->`.
fn between(text: &str, name: &str, content: &str) -> String {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&start).unwrap_or_else(|| panic!("no {start}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no {end}"));
    format!("{before}{start}{content}{end}{after}")
}

#[track_caller]
fn same(path: &str, wanted: &str) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(full(path), wanted).unwrap();
    } else {
        assert!(
            fs::read_to_string(full(path)).is_ok_and(|text| text == wanted),
            "{path} is old: BLESS=1 cargo test --test generated"
        );
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(full(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn full(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}
