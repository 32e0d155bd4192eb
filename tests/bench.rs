//! `crosswire bench` from outside: on the corpus, and on labelled sets where they are at
//! hand (looked for as `shared/data` in the folders above the manifest).
#![expect(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(feature = "cli")]
#![expect(clippy::print_stderr, reason = "says what was skipped, and the figures")]

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn bench(args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("crosswire").unwrap();
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("bench").args(args);
    command
}

fn json(args: &[&str]) -> Value {
    let output = bench(args).args(["--format", "json"]).assert().success().get_output().clone();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn suite<'a>(results: &'a Value, name: &str) -> &'a Value {
    let mut suites = results["suites"].as_array().unwrap().iter();
    suites.find(|suite| suite["suite"] == name).unwrap_or_else(|| panic!("no suite {name}"))
}

fn value(results: &Value, name: &str, metric: &str) -> f64 {
    let mut metrics = suite(results, name)["metrics"].as_array().unwrap().iter();
    let metric = metrics.find(|m| m["name"] == metric).unwrap_or_else(|| panic!("no {metric}"));
    metric["value"].as_f64().unwrap()
}

#[test]
fn the_corpus_is_measured_and_held_against_a_baseline() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (table, baseline) = (path("table.txt"), path("baseline.json"));
    let small = ["--per-kind", "2", "--articles", "60"];
    bench(&["-o", &table, "--write-baseline", &baseline]).args(small).assert().success();
    let table = std::fs::read_to_string(table).unwrap();
    assert!(table.lines().all(|line| line.chars().count() <= 80));
    let names = ["sentences", "boilerplate", "relations", "witnesses", "alignment", "findings"];
    for name in names.into_iter().chain(["mentions", "traps", "planted", "speed"]) {
        assert!(table.contains(&format!("{name}  (corpus/dev)\n")), "{table}");
    }
    assert!(table.contains("traps  (corpus/traps/dev)\n"), "{table}");
    assert!(table.contains("events  (corpus/dev)\n"));
    assert!(table.contains("speed  (generated, 60 articles)\n"), "{table}");
    assert!(table.contains("join, recall                            1.000"), "{table}");
    assert!(table.contains("join, precision                         1.000"), "{table}");

    let mut kept: Value =
        serde_json::from_str(&std::fs::read_to_string(&baseline).unwrap()).unwrap();
    assert!(!kept["suites"].as_array().unwrap().iter().any(|suite| suite["suite"] == "speed"));
    bench(&["sentences", "--baseline", &baseline]).assert().code(0);
    let first = &mut kept["suites"][0]["metrics"][0];
    first["value"] = 1.01.into();
    first["interval"] = vec![1.005, 1.02].into();
    std::fs::write(&baseline, kept.to_string()).unwrap();
    let lost = bench(&["sentences", "--baseline", &baseline]).assert().code(1);
    let message = String::from_utf8(lost.get_output().stderr.clone()).unwrap();
    assert!(message.contains("loss: sentences (corpus/dev): sentences found whole"), "{message}");
}

#[test]
fn mistakes_are_listed_on_request() {
    let none = json(&["sentences"]);
    assert!(suite(&none, "sentences").get("errors").is_none_or(|e| e == &Value::Array(vec![])));
    let some = json(&["alignment", "--errors", "3"]);
    assert_eq!(suite(&some, "alignment")["errors"].as_array().unwrap().len(), 3);
}

#[test]
fn bad_input_is_named() {
    for (args, message) in [
        (&["--corpus", "nowhere"][..], "there is no folder nowhere"),
        (&["--suite", "src"][..], "src is no set"),
        (&["--baseline", "Cargo.toml", "sentences"][..], "Cargo.toml is no result of bench"),
    ] {
        let failed = bench(args).assert().code(2);
        let error = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
        assert!(error.contains(message), "{error}");
    }
}

/// The folder of a set, or `None` with a message.
fn set(name: &str) -> Option<String> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder: Option<PathBuf> =
        above.map(|dir| dir.join("shared/data").join(name)).find(|dir| dir.is_dir());
    if folder.is_none() {
        eprintln!("skipped: no shared/data/{name} in a folder above the manifest");
    }
    Some(folder?.to_str().unwrap().to_owned())
}

/// Measures a set and holds some of its figures to a floor.
fn measure(name: &str, suite: &str, floors: &[(&str, f64)]) {
    let Some(folder) = set(name) else { return };
    let results = json(&["--suite", &folder]);
    for (metric, floor) in floors {
        let value = value(&results, suite, metric);
        eprintln!("{name}: {metric} {value:.4}");
        assert!(value >= *floor, "{name}: {metric} is {value:.4}, the floor {floor}");
    }
}

/// One floor a set, below what it has reached and above what would be a step back.
#[test]
fn labelled_sets_hold_their_floors() {
    for (set, suite, floors) in [
        (
            "golden_rules",
            "sentence splitting",
            &[("golden cases exact", 0.90), ("all cases exact", 0.60)][..],
        ),
        ("tempeval3", "times", &[("DATE and TIME value F", 0.74)]),
        ("polnear", "attributions", &[("quoted, with speaker: F", 0.70)]),
        ("mrpc", "sentence pairs", &[("AUC", 0.65)]),
        ("ecbplus", "sentence pairs", &[("AUC", 0.80)]),
        ("neardup", "copies", &[("near-duplicate F", 0.92)]),
    ] {
        measure(set, suite, floors);
    }
}

#[cfg(feature = "html")]
#[test]
fn main_text_of_pages_holds_its_floor() {
    measure("article_extraction", "main text", &[("F of word 4-grams", 0.95)]);
}
