//! The commands `score` and `dedup`, run as a user runs them.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const FERRY: &str = "The ferry left the harbour at noon on Monday and did not come back, police \
    said. Divers found it a day later on the ground of the strait, with 12 people on board. The \
    owner said the ship had been inspected in May and that nothing had been wrong with it then. \
    Relatives waited at the quay through the night while boats searched the bay for survivors.";
const BUDGET: &str = "Members of the council voted on Tuesday to close two of the four public \
    libraries of the town, against the advice of its own commission. The mayor said there was no \
    money left for repairs, which had been put off for ten years in a row under three mayors.";

fn crosswire() -> Command {
    Command::cargo_bin("crosswire").expect("the program")
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, lines: &[String]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, lines.join("\n") + "\n").expect("a file");
        path
    }
}

fn line(id: &str, text: &str) -> String {
    serde_json::json!({"id": id, "text": text}).to_string()
}

/// A small feed: copies, edits and articles of their own.
fn feed() -> Vec<String> {
    let mut lines = Vec::new();
    for n in 0..60 {
        let own: String =
            (0..80).map(|at| format!("word{} ", (at * 7 + n * 1_000) % 9_973)).collect();
        lines.push(line(&format!("own-{n:02}"), &own));
        match n % 4 {
            0 => lines.push(line(&format!("copy-{n:02}"), &own)),
            1 => {
                lines.push(line(&format!("edit-{n:02}"), &own.replacen("word", "another word", 1)))
            }
            _ => {}
        }
    }
    lines
}

fn stdout(command: &mut Command) -> String {
    let output = command.arg("-q").assert().success().get_output().stdout.clone();
    String::from_utf8(output).expect("UTF-8")
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a row")).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file")
}

#[test]
fn bytes_do_not_depend_on_threads_memory_or_order() {
    let folder = Folder::new();
    let mut lines = feed();
    let sorted = folder.write("a.jsonl", &lines);
    lines.reverse();
    lines.rotate_left(17);
    let shuffled = folder.write("b.jsonl", &lines);
    for normalizer in ["plain", "news"] {
        let run = |input: &Path, threads: &str, memory: &str| {
            let clusters = folder.path("clusters.jsonl");
            let pairs = folder.path("pairs.jsonl");
            let mut command = crosswire();
            command.arg("score").arg(input).args(["--threads", threads, "--max-memory", memory]);
            command.args(["--normalizer", normalizer, "--pairs"]).arg(&pairs);
            stdout(command.arg("--clusters").arg(&clusters));
            (read(&pairs), read(&clusters))
        };
        let expected = run(&sorted, "1", "1G");
        assert_eq!(rows(&expected.0).len(), 30);
        assert_eq!(rows(&expected.1).len(), 30);
        for (threads, memory) in [("2", "1G"), ("8", "200M")] {
            assert_eq!(run(&sorted, threads, memory), expected, "{threads} threads, {memory}");
            assert_eq!(run(&shuffled, threads, memory), expected, "shuffled, {threads} threads");
        }
    }
}

#[test]
fn rows_say_how_two_articles_stand() {
    let folder = Folder::new();
    let article = |id: &str, text: &str, date: &str| {
        let url = format!("https://{id}.example.org/1");
        serde_json::json!({"id": id, "text": text, "published": date, "source": id, "url": url})
            .to_string()
    };
    let input = folder.write(
        "feed.jsonl",
        &[
            article("b", FERRY, "2025-04-02"),
            article("a", &FERRY.replace("12 people", "340 people"), "2025-04-03"),
            article("c", BUDGET, "2025-04-02"),
        ],
    );
    let found = rows(&stdout(crosswire().arg("score").arg(&input)));
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["a"], &found[0]["b"]), (&"a".into(), &"b".into()));
    assert_eq!(found[0]["relation"], "near-duplicate");
    assert_eq!(found[0]["direction"], "b-to-a");
    assert_eq!(found[0]["changed_facts"], serde_json::json!([{"a": "340", "b": "12"}]));
    let csv = folder.path("pairs.csv");
    stdout(crosswire().arg("score").arg(&input).arg("--pairs").arg(&csv));
    let csv = read(&csv);
    assert!(csv.starts_with("a,b,resemblance,containment_a,"), "{csv}");
    assert_eq!(csv.lines().count(), 2);
}

#[test]
fn a_later_fetch_is_a_revision() {
    let folder = Folder::new();
    let fetch = |id: &str, text: &str| {
        serde_json::json!({"id": id, "text": text, "source": "S", "url": "https://s.org/1"})
            .to_string()
    };
    let input = folder
        .write("feed.jsonl", &[fetch("1", FERRY), fetch("2", &format!("{FERRY} More later."))]);
    assert_eq!(rows(&stdout(crosswire().arg("score").arg(&input)))[0]["revision"], true);
}

#[test]
fn bad_lines_are_named_and_counted() {
    let folder = Folder::new();
    let input = folder.write(
        "feed.jsonl",
        &[
            line("a", FERRY),
            "{\"id\":\"cut".to_owned(),
            String::new(),
            line("a", FERRY),
            line("empty", ""),
            "[]".to_owned(),
            line("marks", "— … !"),
        ],
    );
    let summary = folder.path("summary.json");
    let mut command = crosswire();
    command.arg("score").arg(&input).arg("--summary").arg(&summary);
    let output = command.assert().success().get_output().clone();
    let messages = String::from_utf8(output.stderr).expect("UTF-8");
    for place in [
        "feed.jsonl:2: ",
        "feed.jsonl:4: id \"a\" occurs",
        "feed.jsonl:5: ",
        "feed.jsonl:6: ",
        "feed.jsonl:7: ",
    ] {
        assert!(messages.contains(place), "{place} in {messages}");
    }
    let found = rows(&String::from_utf8(output.stdout).expect("UTF-8"));
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["a"], &found[0]["b"]), (&"a".into(), &"a#2".into()));
    assert_eq!(found[0]["relation"], "identical");
    let summary: Value = serde_json::from_str(&read(&summary)).expect("JSON");
    assert_eq!(summary["input"]["n_articles"], 2);
    assert_eq!(summary["input"]["n_skipped"], 4);
    assert_eq!(summary["problems"].as_array().map(Vec::len), Some(5));
    crosswire().arg("score").arg(&input).arg("--strict").assert().code(2);
}

#[test]
fn bad_arguments_are_refused() {
    let folder = Folder::new();
    let input = folder.write("feed.jsonl", &[line("a", FERRY)]);
    for arguments in [
        ["--min-resemblance", "1.5"],
        ["--min-resemblance", "0"],
        ["--min-containment", "x"],
        ["--shingle", "word:0"],
        ["--max-memory", "much"],
    ] {
        crosswire().arg("score").arg(&input).args(arguments).assert().code(2);
    }
    crosswire().args(["score", "no-such-file"]).assert().code(2);
    let empty = folder.write("empty.jsonl", &[]);
    crosswire().arg("score").arg(&empty).assert().code(2);
}

#[test]
fn one_article_again_and_again_is_one_group() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..1_200).rev().map(|n| line(&format!("n{n:04}"), FERRY)).collect();
    let input = folder.write("feed.jsonl", &lines);
    let clusters = folder.path("clusters.jsonl");
    let pairs = folder.path("pairs.jsonl");
    let mut command = crosswire();
    command.arg("score").arg(&input).arg("--pairs").arg(&pairs).arg("--clusters").arg(&clusters);
    stdout(&mut command);
    let found = rows(&read(&pairs));
    assert_eq!(found.len(), 1_199);
    assert!(found.iter().all(|row| row["a"] == "n0000" && row["group_size"] == 1_200));
    let groups = rows(&read(&clusters));
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0]["members"].as_array().map(Vec::len), Some(1_200));
    assert_eq!(groups[0]["representative"], "n0000");
}

#[test]
fn two_sets_are_joined_and_not_themselves() {
    let folder = Folder::new();
    let new = folder.write("new.jsonl", &[line("n1", FERRY), line("n2", FERRY)]);
    let archive = folder.path("archive");
    std::fs::create_dir(&archive).expect("a folder");
    std::fs::write(archive.join("old.txt"), FERRY).expect("a file");
    std::fs::write(archive.join("other.txt"), BUDGET).expect("a file");
    let mut command = crosswire();
    command.arg("score").arg(&new).arg("--against").arg(&archive);
    let found = rows(&stdout(&mut command));
    assert_eq!(found.len(), 2);
    let is_old = |id: &Value| id.as_str().is_some_and(|id| id.ends_with("old.txt"));
    assert!(found.iter().all(|row| is_old(&row["a"]) != is_old(&row["b"])));
}

#[test]
fn dedup_keeps_records_as_they_came() {
    let folder = Folder::new();
    let first = r#"{"extra": [1, 2],  "id":"a", "date":"2025-04-01","text":"TEXT"}"#;
    let first = first.replace("TEXT", FERRY);
    let lines = [
        line("late", FERRY),
        first.clone(),
        line("changed", &FERRY.replace("12 people", "340 people")),
        line("other", BUDGET),
    ];
    let input = folder.write("feed.jsonl", &lines);
    let (output, left_out) = (folder.path("kept.jsonl"), folder.path("left-out.jsonl"));
    let run = |more: &[&str]| {
        let mut command = crosswire();
        command.arg("dedup").arg(&input).arg("-o").arg(&output);
        stdout(command.arg("--left-out").arg(&left_out).args(more));
        (read(&output), rows(&read(&left_out)))
    };
    let (kept, gone) = run(&[]);
    assert_eq!(kept, [first.as_str(), &lines[2], &lines[3], ""].join("\n"));
    assert_eq!(gone.len(), 1);
    assert_eq!((&gone[0]["id"], &gone[0]["copy_of"]), (&"late".into(), &"a".into()));
    assert_eq!((&gone[0]["relation"], &gone[0]["containment"]), (&"identical".into(), &1.0.into()));
    let (kept, gone) = run(&["--drop-changed"]);
    assert_eq!(kept, [first.as_str(), &lines[3], ""].join("\n"));
    assert_eq!(gone.len(), 2);
    assert_eq!(gone[0]["changed_facts"], serde_json::json!([{"a": "340", "b": "12"}]));
}

#[test]
fn explain_shows_the_passages() {
    let folder = Folder::new();
    let input =
        folder.write("feed.jsonl", &[line("a", FERRY), line("b", &format!("{BUDGET} {FERRY}"))]);
    let shown = stdout(crosswire().arg("score").arg(&input).args(["--explain", "a", "b"]));
    assert!(shown.contains("resemblance") && shown.contains("│ The ferry left"), "{shown}");
    crosswire().arg("score").arg(&input).args(["--explain", "a", "zz"]).assert().code(2);
}

#[test]
fn standard_input_and_other_shingles() {
    let both = [line("a", FERRY), line("b", FERRY)].join("\n");
    for shingle in ["word:3", "stem:3", "char:9"] {
        for normalizer in ["news", "plain"] {
            let mut command = crosswire();
            command.args(["score", "-", "--shingle", shingle, "--normalizer", normalizer]);
            let found = rows(&stdout(command.write_stdin(both.clone())));
            assert_eq!(found.len(), 1, "{shingle} {normalizer}");
            assert_eq!(found[0]["relation"], "identical");
        }
    }
}

/// Articles of one source, each its own but for a footer; and a story told in many versions.
fn footed_feed() -> Vec<String> {
    const FOOTER: &str = "The Harbour Post is owned by its readers and by nobody else, which is \
        why you find here what other papers leave out and miss nothing of what they print";
    let own = |n: usize| -> String {
        (0..30).map(|at| format!("longword{} ", n * 1_000 + at)).collect::<Vec<_>>().concat()
    };
    let record = |id: String, text: String| {
        serde_json::json!({"id": id, "text": text, "source": "Harbour Post"}).to_string()
    };
    let footed = (0..20).map(|n| record(format!("own-{n:02}"), format!("{}.\n{FOOTER}\n", own(n))));
    // A shared paragraph in versions of one story is no boilerplate.
    let story = (0..30).map(|n| {
        let shared = format!("{}.\n{}.", own(500), own(501));
        record(format!("story-{n:02}"), format!("{shared}\nUpdate number {n} of the story.\n"))
    });
    footed.chain(story).collect()
}

#[test]
fn lines_that_a_source_shares_are_left_out() {
    let folder = Folder::new();
    let mut lines = footed_feed();
    let sorted = folder.write("a.jsonl", &lines);
    lines.reverse();
    lines.rotate_left(7);
    let shuffled = folder.write("b.jsonl", &lines);
    let run = |input: &Path, normalizer: &str, threads: &str| {
        let summary = folder.path("summary.json");
        let mut command = crosswire();
        command.args(["score", "--normalizer", normalizer, "--min-resemblance", "0.3"]);
        command.args(["--threads", threads, "--summary"]).arg(&summary);
        let pairs = stdout(command.arg(input));
        let summary: Value = serde_json::from_str(&read(&summary)).expect("a summary");
        (pairs, summary["shared_lines"].clone())
    };
    let (pairs, counts) = run(&sorted, "news", "1");
    assert_eq!(counts, serde_json::json!({"n_learned": 1, "n_removed": 20}));
    let is_story = |row: &Value| row["a"].as_str().is_some_and(|id| id.starts_with("story"));
    assert_eq!(rows(&pairs).len(), 30 * 29 / 2);
    assert!(rows(&pairs).iter().all(is_story));
    for (input, threads) in [(&sorted, "2"), (&shuffled, "1"), (&shuffled, "8")] {
        assert_eq!(run(input, "news", threads), (pairs.clone(), counts.clone()));
    }
    let mut piped = crosswire();
    piped.args(["score", "-", "--normalizer", "news", "--min-resemblance", "0.3"]);
    piped.write_stdin(read(&sorted));
    assert_eq!(stdout(&mut piped), pairs, "standard input teaches as much as a file");
    let (plain, counts) = run(&sorted, "plain", "1");
    assert_eq!(counts, serde_json::json!({"n_learned": 0, "n_removed": 0}));
    assert_eq!(rows(&plain).len(), 30 * 29 / 2 + 20 * 19 / 2);

    let seen = stdout(crosswire().args(["inspect", "--format", "json"]).arg(&sorted));
    let n_shared = rows(&seen)
        .iter()
        .flat_map(|row| row["removed"].as_array().expect("removed").clone())
        .filter(|removed| removed["reason"] == "shared-line")
        .count();
    assert_eq!(n_shared, 20);
}

#[test]
fn folders_and_lines_are_read_twice_in_one_order() {
    let folder = Folder::new();
    let texts = folder.path("texts");
    std::fs::create_dir(&texts).expect("a folder");
    std::fs::write(texts.join("a.txt"), FERRY).expect("a file");
    std::fs::write(texts.join("b.txt"), BUDGET).expect("a file");
    let lines = folder.write("c.jsonl", &[line("ferry", FERRY), line("budget", BUDGET)]);
    let more = folder.write("d.jsonl", &[line("again", FERRY)]);
    let run = |threads: &str| {
        let mut command = crosswire();
        command.arg("score").arg(&lines).arg(&texts).arg(&more).args(["--threads", threads]);
        stdout(&mut command)
    };
    let pairs = run("1");
    assert_eq!(rows(&pairs).len(), 4);
    assert!(rows(&pairs).iter().all(|row| row["relation"] == "identical"));
    assert_eq!(run("4"), pairs);
}
