//! The program as users run it: results, exit codes, messages on bad input.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod ferry;

use assert_cmd::Command;
use serde_json::Value;
use std::{fs, path::Path};
use tempfile::TempDir;

fn crosswire() -> Command {
    Command::cargo_bin("crosswire").unwrap()
}

fn write(folder: &TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path.to_string_lossy().into_owned()
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

fn compare_json(args: &[&str]) -> Value {
    let out = stdout(crosswire().arg("compare").args(args).args(["--format", "json"]));
    serde_json::from_str(&out).unwrap()
}

fn ferries() -> (TempDir, String, String) {
    let folder = TempDir::new().unwrap();
    let a = write(&folder, "a.txt", ferry::A.as_bytes());
    let b = write(&folder, "b.txt", ferry::B.as_bytes());
    (folder, a, b)
}

/// Every span of a report, with the text it points into.
fn check_spans(report: &Value) {
    let text_of = |id: &Value| {
        let articles = report["articles"].as_array().unwrap();
        articles.iter().find(|a| a["id"] == *id).unwrap()["text"].as_str().unwrap().to_owned()
    };
    let check = |span: &Value, text: &str| {
        let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
        assert_eq!(&text[at("start")..at("end")], span["text"].as_str().unwrap());
    };
    for finding in report["findings"].as_array().unwrap() {
        for statement in finding["statements"].as_array().unwrap() {
            let text = text_of(&statement["article"]);
            check(&statement["span"], &text);
            statement["marks"].as_array().unwrap().iter().for_each(|mark| check(mark, &text));
        }
    }
    for alignment in report["alignments"].as_array().unwrap() {
        for side in [&alignment["a"], &alignment["b"]] {
            let text = text_of(&side["article"]);
            side["sentences"].as_array().unwrap().iter().for_each(|s| check(s, &text));
        }
    }
}

#[test]
fn two_accounts_are_compared() {
    let (_folder, a, b) = ferries();
    let report = compare_json(&[&a, &b]);
    assert_eq!(report["relation"]["kind"], "same-event");
    check_spans(&report);
    let findings = report["findings"].as_array().unwrap();
    let conflict = &findings[0];
    assert_eq!(
        (&conflict["verdict"], &conflict["facet"]),
        (&"conflict".into(), &"quantity".into())
    );
    assert_eq!(conflict["statements"][0]["value"], "14");
    assert_eq!(conflict["statements"][1]["value"], "17");
    assert!(findings.iter().any(|f| f["verdict"] == "agree"));
    for choir in ["choir", "free crossing"] {
        assert!(findings.iter().any(|f| {
            f["verdict"] == "only-in"
                && f["statements"][0]["span"]["text"].as_str().unwrap().contains(choir)
        }));
    }
}

#[test]
fn a_page_is_written_for_articles_and_refused_for_pairs() {
    let (folder, a, b) = ferries();
    let out = folder.path().join("page.html");
    let path = out.to_str().unwrap();
    crosswire().args(["compare", &a, &b, "--format", "html", "-o", path]).assert().success();
    let html = fs::read_to_string(&out).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>\n"));
    assert!(html.contains("Harbour Gazette") && html.contains("Content-Security-Policy"));

    let pairs = write(&folder, "pairs.jsonl", b"{\"id\":1,\"a\":\"x\",\"b\":\"y\"}\n");
    let refused = crosswire().args(["compare", "--pairs", &pairs, "--format", "html"]).assert();
    let message = String::from_utf8(refused.code(2).get_output().stderr.clone()).unwrap();
    assert!(message.contains("--pairs") && message.contains("html"), "{message}");
}

#[test]
fn exchanging_the_articles_exchanges_the_sides() {
    let (_folder, a, b) = ferries();
    let (ab, ba) = (compare_json(&[&a, &b]), compare_json(&[&b, &a]));
    let ids = |report: &Value| {
        let mut ids: Vec<String> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["id"].as_str().unwrap().to_owned())
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&ab), ids(&ba));
    assert_eq!(ab["counts"], ba["counts"]);
    assert_eq!(ab["relation"]["kind"], ba["relation"]["kind"]);
    assert_eq!(ab["relation"]["confidence"], ba["relation"]["confidence"]);
    let sides = |report: &Value, first: &str, second: &str| -> Vec<(Value, Value)> {
        let mut pairs: Vec<(Value, Value)> = report["alignments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|x| (x[first]["sentences"].clone(), x[second]["sentences"].clone()))
            .collect();
        pairs.sort_by_key(|p| (p.0.to_string(), p.1.to_string()));
        pairs
    };
    assert_eq!(sides(&ab, "a", "b"), sides(&ba, "b", "a"));
}

#[test]
fn bytes_do_not_depend_on_threads() {
    let (_folder, a, b) = ferries();
    let run =
        |n: &str| stdout(crosswire().args(["compare", &a, &b, "--format", "json", "--threads", n]));
    let one = run("1");
    assert_eq!(one, run("2"));
    assert_eq!(one, run("8"));
}

#[test]
fn reports_come_in_all_formats_and_files_appear_whole() {
    let (folder, a, b) = ferries();
    let text = stdout(crosswire().args(["compare", &a, &b]));
    assert!(text.contains("CONFLICTS (1)") && !text.contains('\u{1b}'));
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    let markdown = stdout(crosswire().args(["compare", &a, &b, "--format", "markdown"]));
    assert!(markdown.contains("**14 people"), "{markdown}");
    let out = folder.path().join("report.json");
    let written = stdout(crosswire().args(["compare", &a, &b, "--format", "json", "-o"]).arg(&out));
    assert!(written.is_empty());
    assert!(serde_json::from_str::<Value>(&fs::read_to_string(out).unwrap()).is_ok());
}

#[test]
fn check_exits_1_on_conflicts_and_ignored_findings_are_gone() {
    let (folder, a, b) = ferries();
    crosswire().args(["compare", &a, &b, "--check"]).assert().code(1);
    let report = compare_json(&[&a, &b]);
    let id = report["findings"][0]["id"].as_str().unwrap();
    let ignore = write(&folder, "ignore.txt", format!("{id}\n").as_bytes());
    crosswire().args(["compare", &a, &b, "--check", "--ignore", &ignore]).assert().code(0);
}

#[test]
fn offsets_come_in_the_unit_asked_for() {
    let folder = TempDir::new().unwrap();
    let a = write(&folder, "a.txt", ferry::A.replace("choir", "chœur 😀").as_bytes());
    let b = write(&folder, "b.txt", ferry::B.as_bytes());
    for (unit, units) in [("char", 0), ("utf16", 1)] {
        let report = compare_json(&[&a, &b, "--offsets", unit]);
        let text: String = report["articles"][0]["text"].as_str().unwrap().to_owned();
        let finding = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|f| f["statements"][0]["span"]["text"].as_str().unwrap().contains("chœur"))
            .unwrap();
        let span = &finding["statements"][0]["span"];
        let (start, end) =
            (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
        let cut = if units == 0 {
            text.chars().skip(start).take(end - start).collect()
        } else {
            String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end]).unwrap()
        };
        assert_eq!(cut, span["text"].as_str().unwrap());
    }
}

#[test]
fn pairs_keep_order_and_ids() {
    let folder = TempDir::new().unwrap();
    let rows: Vec<String> = vec![
        r#"{"id": 7, "a": "Five people were injured in Larkhaven.", "b": "Seven people were injured in Larkhaven."}"#.to_owned(),
        "{broken".to_owned(),
        String::new(),
        r#"{"id": "x", "a": {"id": "p", "text": "The pier is closed."}, "b": {"id": "p", "text": "Cats sleep a lot."}}"#.to_owned(),
        r#"{"id": null, "a": "Only one side."}"#.to_owned(),
        r#"{"id": {"n": 1.50}, "a": "\ud800 lone", "b": "surrogate"}"#.to_owned(),
    ];
    let file = write(&folder, "pairs.jsonl", rows.join("\n").as_bytes());
    let mut command = crosswire();
    let assert =
        command.args(["compare", "--pairs", &file, "--assume", "same-event"]).assert().success();
    let out = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let err = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&Value> = rows.iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, [&Value::from(7), &Value::from("x"), &serde_json::json!({"n": 1.5})]);
    assert_eq!(rows[0]["findings"][0]["verdict"], "conflict");
    assert!(err.contains("pairs.jsonl:2") && err.contains("pairs.jsonl:5"), "{err}");
    // Without the assumption, sentences are too little to tell an event by.
    let out = stdout(crosswire().args(["compare", "--pairs", &file]));
    let first: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert!(first["findings"].as_array().unwrap().iter().all(|f| f["verdict"] != "conflict"
        || first["relation"]["kind"] == "same-event"
        || first["relation"]["kind"] == "near-duplicate"));
}

#[test]
fn inspect_lists_what_was_seen() {
    let (_folder, a, _) = ferries();
    let row: Value =
        serde_json::from_str(&stdout(crosswire().args(["inspect", &a, "--format", "json"])))
            .unwrap();
    assert_eq!(row["title"], "Ferry strikes pier at Larkhaven");
    assert_eq!(row["source"], "Harbour Gazette");
    assert_eq!(row["published"], "2031-03-12");
    assert_eq!(row["language"], "en");
    assert_eq!(row["sentences"].as_array().unwrap().len(), 4);
    let text = row["text"].as_str().unwrap();
    for mention in row["mentions"].as_array().unwrap() {
        let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        assert_eq!(&text[at("start")..at("end")], mention["text"].as_str().unwrap());
    }
    let has = |kind: &str, words: &str| {
        let mentions = row["mentions"].as_array().unwrap();
        mentions.iter().any(|m| m["kind"] == kind && m["text"].as_str().unwrap().contains(words))
    };
    assert!(has("quantity", "14") && has("name", "Ines Okafor") && has("time", "Wednesday"));
    assert!(stdout(crosswire().args(["inspect", &a])).contains("quantity"));
}

/// What is wrong, what is passed, and what must be said.
#[test]
fn bad_input_gets_a_clear_message() {
    let folder = TempDir::new().unwrap();
    let good = write(&folder, "good.txt", ferry::A.as_bytes());
    let missing = folder.path().join("missing.txt").to_string_lossy().into_owned();
    let empty = write(&folder, "empty.txt", b"");
    let binary = write(&folder, "binary.txt", b"\x89PNG\r\n\x1a\n\0\0\0\0");
    let malformed = write(&folder, "feed.jsonl", b"{\"text\": \"One article here.\"}\n{oops\n");
    let no_text = write(&folder, "fields.jsonl", b"{\"story\": \"x\"}\n");
    fs::create_dir(folder.path().join("nothing")).unwrap();
    let nothing = folder.path().join("nothing").to_string_lossy().into_owned();
    let cases: &[(&[&str], i32, &str)] = &[
        (&[&missing, &missing], 2, "missing.txt"),
        (&[&good, &missing], 2, "missing.txt"),
        (&[&empty, &empty], 2, "empty.txt"),
        (&[&binary, &good], 2, "binary.txt"),
        (&[&malformed, &good], 0, "feed.jsonl:2"),
        (&[&no_text, &good], 2, "fields.jsonl:1"),
        (&[&nothing], 2, "nothing"),
        (&[&good], 2, "only one article"),
        (&[&good, &good], 0, "good.txt#2"),
        (&["--lang", "english", &good, &good], 2, "two letters"),
        (&[], 2, "required"),
    ];
    for (args, code, message) in cases {
        let assert = crosswire().arg("compare").args(*args).assert().code(*code);
        let err = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
        assert!(err.contains(message), "{args:?}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
    let strict = crosswire().args(["compare", &malformed, &good, "--strict"]).assert().code(2);
    assert!(String::from_utf8_lossy(&strict.get_output().stderr).contains("feed.jsonl:2"));
    let mapped = stdout(crosswire().args([
        "inspect",
        &no_text,
        "--text-field",
        "story",
        "--format",
        "json",
    ]));
    assert!(mapped.contains("\"text\":\"x\""));
}

#[test]
fn standard_input_and_folders_are_read() {
    let (folder, a, b) = ferries();
    let out =
        stdout(crosswire().args(["compare", &a, "-", "--format", "json"]).write_stdin(ferry::B));
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["articles"][1]["id"], "<stdin>");
    let out = stdout(crosswire().args(["compare", "--format", "json"]).arg(folder.path()));
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["articles"][0]["id"].as_str(), Some(a.as_str()));
    assert_eq!(report["articles"][1]["id"].as_str(), Some(b.as_str()));
}

#[test]
fn other_encodings_are_read() {
    let folder = TempDir::new().unwrap();
    let utf16: Vec<u8> = std::iter::once(0xFEFFu16)
        .chain(ferry::A.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let a = write(&folder, "utf16.txt", &utf16);
    let mut latin = ferry::B.as_bytes().to_vec();
    latin.extend(
        b"The caf\xe9 on the pier, \x93Tern\x94, stayed open; its na\xefve owner was pleased.\n",
    );
    let b = write(&folder, "latin.txt", &latin);
    let report = compare_json(&[&a, &b]);
    assert!(report["articles"][0]["text"].as_str().unwrap().contains("Morning Tern"));
    assert!(report["articles"][1]["text"].as_str().unwrap().contains("café on the pier, “Tern”"));
}

#[test]
fn hostile_input_ends_soon_and_steers_nothing() {
    let folder = TempDir::new().unwrap();
    let good = write(&folder, "good.txt", ferry::A.as_bytes());
    let hostile = [
        ("endless", "word ".repeat(200_000)),
        ("letters", "x".repeat(1_000_000)),
        ("quotes", "“word ".repeat(20_000)),
        (
            "control",
            format!(
                "{}\u{1b}[31mred\u{7} \u{202e}txet\u{202c} and some more words here.\n",
                ferry::B
            ),
        ),
        ("figures", "1,2,3,4.5.6-7 ".repeat(40_000)),
        ("capitals", "Ann Lee Of The Bay ".repeat(20_000)),
    ];
    for (name, text) in hostile {
        let path = write(&folder, &format!("{name}.txt"), text.as_bytes());
        let start = std::time::Instant::now();
        let out = stdout(crosswire().args(["compare", &good, &path]));
        assert!(start.elapsed().as_secs() < 60, "{name}");
        let steering =
            |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!out.contains(steering), "{name}");
    }
}

#[test]
fn a_broken_pipe_is_quiet() {
    let (_folder, a, _) = ferries();
    let binary = assert_cmd::cargo::cargo_bin("crosswire");
    let script = format!("'{}' inspect '{a}' --tokens --format json | head -c 1", binary.display());
    let out = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn the_corpus_can_be_compared() {
    let event = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev/harbour-ferry-collision");
    let report = compare_json(&[&event.to_string_lossy()]);
    check_spans(&report);
    assert!(report["articles"].as_array().unwrap().len() >= 4);
    assert!(report.get("relation").is_none());
}

/// The README's first command, run as it stands there.
#[test]
fn the_readme_command_works() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let line =
        readme.lines().find(|line| line.starts_with("cargo run --release -- compare")).unwrap();
    let args: Vec<&str> = line.split_whitespace().skip_while(|word| *word != "compare").collect();
    let out = stdout(crosswire().current_dir(root).args(args));
    assert!(out.contains("AGREE"), "{out}");
    assert!(readme.contains("\ncargo test\n"));
}

/// Sentences that differ in a few words: what is said of the difference.
#[test]
fn near_identical_sentences_are_judged() {
    let cases = [
        (
            "The bank put aside 88 million euros against bad loans.",
            "The bank put aside 98 million euros against bad loans.",
            "conflict",
            "quantity",
        ),
        (
            "Marlow will withdraw its case on Monday.",
            "Marlow will not withdraw its case on Monday.",
            "conflict",
            "polarity",
        ),
        (
            "The judge put off sentencing to November 14 at Larkhaven.",
            "The judge put off sentencing to November 17 at Larkhaven.",
            "conflict",
            "time",
        ),
        (
            "The harbour closed at noon after the storm broke.",
            "The harbour closed at noon after the storm hit.",
            "compatible",
            "",
        ),
        (
            "The harbour closed at noon after the storm broke.",
            "The harbour shut at noon after the storm broke.",
            "agree",
            "",
        ),
        (
            "He said some want to close the pier. But one of them should not be master.",
            "He said some want to close the pier.",
            "agree",
            "",
        ),
        (
            "About 40 people were hurt in the crash at Larkhaven.",
            "Some 42 people were hurt in the crash at Larkhaven.",
            "compatible",
            "quantity",
        ),
    ];
    let rows: Vec<String> = cases
        .iter()
        .map(|(a, b, ..)| serde_json::json!({"id": 0, "a": a, "b": b}).to_string())
        .collect();
    let out = stdout(
        crosswire()
            .args(["compare", "--pairs", "-", "--assume", "same-event"])
            .write_stdin(rows.join("\n")),
    );
    for (line, (a, _, verdict, facet)) in out.lines().zip(cases) {
        let row: Value = serde_json::from_str(line).unwrap();
        let finding = &row["findings"][0];
        let found = (finding["verdict"].as_str().unwrap(), finding["facet"].as_str().unwrap_or(""));
        assert_eq!(found, (verdict, facet), "{a}: {}", row["findings"]);
    }
}

/// The table in the README is what the command below it prints.
#[test]
fn the_readme_shows_the_claim_by_source_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let between = |text: &str, start: &str, end: &str| -> String {
        let (_, rest) = text.split_once(start).unwrap();
        rest.split_once(end).unwrap().0.trim().to_owned()
    };
    let shown = between(&readme, "<!-- claims -->", "<!-- /claims -->");
    let articles = ["magazine", "portal", "tabloid", "wire"]
        .map(|name| format!("corpus/dev/lassa-vaccine-trial/{name}.txt"));
    let mut command = crosswire();
    let report = stdout(
        command.current_dir(root).arg("compare").args(articles).args(["--format", "markdown"]),
    );
    let table = between(&report, "## Claim by source", "\n## ");
    assert_eq!(shown, table, "the README shows another table; it is now\n{table}");
}
