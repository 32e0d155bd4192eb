//! A module imports only from lower layers, never from its own.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Modules by layer, as in ARCHITECTURE.md.
const LAYERS: [&[&str]; 12] = [
    &["hash", "table", "error", "kernel"],
    &["id", "fingerprint", "prng"],
    &["span", "outcome"],
    &["article"],
    &["ingest", "normalize"],
    &["mention", "sketch", "overlap"],
    &["candidates", "relate"],
    &["align", "cluster"],
    &["finding"],
    &["config"],
    &["report"],
    &["engine"],
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

/// Rust files below `folder`, binaries left out.
fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != "bin" {
            files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// The top-level module that `path` belongs to.
fn module_of(path: &Path) -> String {
    let relative = path.strip_prefix(source()).unwrap();
    let first = relative.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// Names of top-level modules that `code` uses by `crate::…`, comments and tests left out.
fn uses(code: &str) -> BTreeSet<String> {
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => top_level_names(list),
            None => vec![first_name(rest)],
        };
        found.extend(names.into_iter().filter(|name| !name.is_empty()));
    }
    found
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Names at depth one of `{a::B, c::{D, E}}`, the opening brace taken off.
fn top_level_names(list: &str) -> Vec<String> {
    let mut depth = 1;
    let mut names = Vec::new();
    let mut item = String::new();
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || depth == 1 && c == ',' {
            names.push(first_name(item.trim_start()));
            item.clear();
        } else {
            item.push(c);
        }
        if depth == 0 {
            break;
        }
    }
    names
}

#[test]
fn modules_import_from_lower_layers_only() {
    let mut paths = Vec::new();
    files(&source(), &mut paths);
    let mut wrong = Vec::new();
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        let module = module_of(&path);
        if module == "lib" {
            continue;
        }
        let layer = layer_of(&module).unwrap_or_else(|| panic!("{module} has no layer"));
        for used in uses(&fs::read_to_string(&path).unwrap()) {
            let below = layer_of(&used).is_some_and(|other| other < layer);
            // `crate::Error` and `crate::Result` are re-exports of the lowest layer.
            if used != module && !below && !["Error", "Result"].contains(&used.as_str()) {
                wrong.push(format!("{}: {module} uses {used}", path.display()));
            }
            edges.entry(module.clone()).or_default().insert(used);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(edges["engine"].contains("report"), "the test must see imports");
}

/// Below `engine` nothing opens files, prints, or asks the environment or the clock.
#[test]
fn lower_layers_do_no_io() {
    const FORBIDDEN: [&str; 9] = [
        "std::fs",
        "File::open",
        "println!",
        "eprintln!",
        "std::env",
        "SystemTime",
        "Instant::now",
        "rayon",
        "std::thread",
    ];
    let mut paths = Vec::new();
    files(&source(), &mut paths);
    let mut wrong = Vec::new();
    let is_checked = |path: &&PathBuf| module_of(path) != "engine" && !path.ends_with("tests.rs");
    for path in paths.iter().filter(is_checked) {
        let code = fs::read_to_string(path).unwrap();
        let code = code.split("#[cfg(test)]").next().unwrap();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            // The record log spills to a file that `engine` opens and hands it.
            let is_handed = path.ends_with("sketch/partition.rs") && line == "use std::fs::File;";
            for word in FORBIDDEN.iter().filter(|word| line.contains(**word) && !is_handed) {
                wrong.push(format!("{}: {word}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// `lib.rs` and `mod.rs` declare and re-export; no module is called by what it is not.
#[test]
fn module_files_only_declare() {
    let mut paths = Vec::new();
    files(&source(), &mut paths);
    for path in &paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(
            !["utils.rs", "common.rs", "helpers.rs", "types.rs"].contains(&name.as_str()),
            "{}",
            path.display()
        );
    }
}
