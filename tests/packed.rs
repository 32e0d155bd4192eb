//! Packed inputs and tables, as a user gives them: files, folders and standard input, whole, cut
//! off, broken and hostile.

use assert_cmd::Command;
use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

type Packer = fn(&[u8]) -> Vec<u8>;

const PACKERS: [(&str, Packer); 2] = [("gz", gzip), ("zst", zstd)];

/// A feed in which every other article copies the one before.
fn feed(n: usize) -> String {
    (0..n)
        .map(|n| {
            let words: Vec<String> =
                (0..60).map(|at| format!("word{}", (at * 7 + n / 2 * 1_000) % 99_991)).collect();
            format!("{{\"id\":\"{n:04}\",\"text\":\"{}\"}}\n", words.join(" "))
        })
        .collect()
}

struct Run {
    pairs: usize,
    messages: String,
    code: Option<i32>,
    out: String,
}

fn run(command: &mut Command) -> Run {
    let output = command.output().expect("a run");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    let messages = String::from_utf8(output.stderr).expect("UTF-8");
    Run { pairs: out.lines().count(), messages, code: output.status.code(), out }
}

fn score(path: &Path) -> Run {
    run(Command::cargo_bin("crosswire").expect("the program").arg("score").arg(path))
}

#[test]
fn packed_feeds_give_what_unpacked_ones_give() {
    let folder = TempDir::new().expect("a folder");
    let feed = feed(100);
    let plain = folder.path().join("feed.jsonl");
    std::fs::write(&plain, &feed).expect("a file");
    let expected = score(&plain).out;
    assert_eq!(expected.lines().count(), 50);
    for (extension, pack) in PACKERS {
        let packed = pack(feed.as_bytes());
        // The content counts and not the name.
        for name in [format!("feed.jsonl.{extension}"), "feed.jsonl".to_owned(), "x".to_owned()] {
            let path = folder.path().join(name);
            std::fs::write(&path, &packed).expect("a file");
            assert_eq!(score(&path).out, expected, "{}", path.display());
        }
        let mut command = Command::cargo_bin("crosswire").expect("the program");
        assert_eq!(run(command.args(["score", "-"]).write_stdin(packed)).out, expected);
    }
    let misnamed = folder.path().join("feed.jsonl.gz");
    std::fs::write(&misnamed, &feed).expect("a file");
    assert_eq!(score(&misnamed).out, expected);
}

#[test]
fn every_text_format_is_unpacked() {
    let folder = TempDir::new().expect("a folder");
    let text = "The ferry left the harbour at noon on Monday, police said.";
    let html = format!("<html><body><article><p>{}</p></article></body></html>", text.repeat(5));
    for (extension, pack) in PACKERS {
        for (name, content) in [
            ("a.txt", format!("Title: T\n\n{text}")),
            ("a.md", format!("# T\n\n{text}")),
            ("a.html", html.clone()),
            ("a.json", format!("[{{\"text\":\"{text}\"}}]")),
            ("a.csv", format!("id,text\n1,\"{text}\"\n")),
        ] {
            let path = folder.path().join(format!("{name}.{extension}"));
            std::fs::write(&path, pack(content.as_bytes())).expect("a file");
            let mut command = Command::cargo_bin("crosswire").expect("the program");
            let run = run(command.args(["inspect", "--format", "json"]).arg(&path));
            assert!(run.out.contains("left the harbour"), "{name}.{extension}: {}", run.messages);
        }
        assert_eq!(score(folder.path()).code, Some(0), "a folder of packed files");
    }
}

#[test]
fn what_came_before_a_fault_is_kept_and_the_fault_named() {
    let folder = TempDir::new().expect("a folder");
    let feed = feed(2_000);
    for (extension, pack) in PACKERS {
        let packed = pack(feed.as_bytes());
        let mut broken = packed.clone();
        let middle = broken.len() / 2;
        broken[middle..middle + 64].iter_mut().for_each(|byte| *byte ^= 0x33);
        for (what, bytes) in [("cut", packed[..middle].to_vec()), ("broken", broken)] {
            let path = folder.path().join(format!("{what}.jsonl.{extension}"));
            std::fs::write(&path, bytes).expect("a file");
            let found = score(&path);
            assert_eq!(found.code, Some(0), "{what} {extension}: {}", found.messages);
            assert!(found.pairs > 100 && found.pairs < 1_000, "{} pairs", found.pairs);
            // Broken data may come out as broken lines before the checksum tells.
            let place = format!("{what}.jsonl.{extension}:");
            let named = found.messages.lines().any(|line| {
                line.contains(&place) && (what == "broken" || line.contains("data is cut off"))
            });
            assert!(named, "{what} {extension}: {}", found.messages);
            let mut strict = Command::cargo_bin("crosswire").expect("the program");
            strict.arg("score").arg(&path).arg("--strict").assert().code(2);
        }
        // Of one that breaks at once nothing comes, which is an error.
        let path = folder.path().join(format!("nothing.jsonl.{extension}"));
        std::fs::write(&path, &packed[..8]).expect("a file");
        let found = score(&path);
        assert_eq!(found.code, Some(2), "{}", found.messages);
        assert!(found.messages.contains("nothing.jsonl"), "{}", found.messages);
    }
}

#[test]
fn a_bomb_is_left_out() {
    let folder = TempDir::new().expect("a folder");
    let bomb = vec![b'a'; 40 << 20];
    let good = "{\"id\":\"1\",\"text\":\"one two three four five six\"}\n";
    let lines = [good.as_bytes(), b"{\"text\":\"", &bomb, b"\"}\n", good.as_bytes()].concat();
    for (name, content) in [("a.jsonl.gz", &lines), ("b.txt.gz", &bomb), ("c.json.gz", &bomb)] {
        let path = folder.path().join(name);
        std::fs::write(&path, gzip(content)).expect("a file");
        let mut command = Command::cargo_bin("crosswire").expect("the program");
        command.arg("score").arg(&path).args(["--max-memory", "256M", "--threads", "1"]);
        let found = run(&mut command);
        let is_lines = name == "a.jsonl.gz";
        assert_eq!(found.code, Some(if is_lines { 0 } else { 2 }), "{}", found.messages);
        assert_eq!(found.pairs, usize::from(is_lines), "{}", found.messages);
        let place = if is_lines { "a.jsonl.gz:2: " } else { name };
        assert!(found.messages.contains(place), "{}", found.messages);
        assert!(found.messages.contains("longer than 16777216 bytes"), "{}", found.messages);
    }
}

#[test]
fn tables_are_scored() {
    let folder = TempDir::new().expect("a folder");
    let story = "The ferry left the harbour at noon, and \"\"nobody\"\" saw it; police said.";
    for (name, separator) in [("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")] {
        let path = folder.path().join(name);
        let rows = [
            format!("\u{feff}nr{separator}story"),
            format!("x{separator}\"{story}\""),
            format!("y{separator}\"{story}\""),
            format!("z{separator}\"{story}\"{separator}more"),
            format!("x{separator}\"{story}\""),
        ];
        std::fs::write(&path, rows.join("\r\n")).expect("a file");
        let mut command = Command::cargo_bin("crosswire").expect("the program");
        command.args(["score", "--text-field", "story", "--id-field", "nr"]).arg(&path);
        let found = run(&mut command);
        assert_eq!(found.pairs, 3, "{name}: {}", found.messages);
        assert!(found.messages.contains(&format!("{name}:4: 3 fields")), "{}", found.messages);
        let repeated = format!("{name}:5: id \"x\" occurs again");
        assert!(found.messages.contains(&repeated), "{}", found.messages);
        assert!(found.out.contains("\"x#2\""), "{}", found.out);
    }
    // From standard input a table is told by its head line.
    let mut command = Command::cargo_bin("crosswire").expect("the program");
    let table = format!("id,text\n1,\"{story}\"\n2,\"{story}\"\n");
    assert_eq!(run(command.args(["score", "-"]).write_stdin(table)).pairs, 1);
}
