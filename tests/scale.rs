//! Memory, interruptions and odd corpora: what `score` and `dedup` hold to while they run.
#![cfg(target_os = "linux")]

use crosswire::hash::mix;
use std::io::{BufWriter, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Articles of their own, every fourth an edit of the one before.
fn write_feed(path: &Path, n_articles: u64, n_words: u64) {
    let mut out = BufWriter::new(std::fs::File::create(path).expect("a file"));
    for n in 0..n_articles {
        write!(out, "{{\"id\":\"{n:06}\",\"text\":\"").expect("a file");
        let seed = if n % 4 == 3 { n - 1 } else { n };
        for at in 0..n_words {
            let place = if seed != n && at % 50 == 7 { n << 32 } else { seed << 32 | at };
            write!(out, "w{} ", mix(place) % 1_000_003).expect("a file");
        }
        writeln!(out, "\"}}").expect("a file");
    }
    out.flush().expect("a file");
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_crosswire"))
}

/// Most bytes a process that is still known to the system has had in memory.
fn peak(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) << 10
}

/// Runs to the end; gives the most memory seen on the way.
fn run_measured(command: &mut Command) -> u64 {
    let mut child = command.stderr(Stdio::null()).spawn().expect("a run");
    let mut most = 0;
    loop {
        most = most.max(peak(&child));
        if let Some(status) = child.try_wait().expect("a status") {
            assert!(status.success(), "{status}");
            return most;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

struct Feed {
    folder: TempDir,
    input: PathBuf,
}

impl Feed {
    fn new(n_articles: u64, n_words: u64) -> Self {
        let folder = TempDir::new().expect("a folder");
        let input = folder.path().join("feed.jsonl");
        write_feed(&input, n_articles, n_words);
        Self { folder, input }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("a folder");
        let name = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.flatten().map(name).collect();
        names.sort();
        names
    }
}

#[test]
fn the_limit_of_memory_is_kept_and_changes_no_byte() {
    let feed = Feed::new(14_000, 800);
    let run = |name: &str, threads: &str, memory: Option<&str>| {
        let pairs = feed.path(name);
        let mut command = program();
        command.arg("score").arg(&feed.input).args(["--normalizer", "plain", "--pairs"]);
        command.arg(&pairs).args(["--threads", threads]);
        let peak = run_measured(
            command.args(memory.map(|memory| ["--max-memory", memory]).iter().flatten()),
        );
        (std::fs::read(&pairs).expect("pairs"), peak)
    };
    let (expected, unlimited) = run("free", "1", None);
    assert_eq!(expected.iter().filter(|&&byte| byte == b'\n').count(), 3_500);
    assert!(unlimited > 48 << 20, "{unlimited} bytes would fit");
    let (pairs, peak) = run("limited", "1", Some("48M"));
    assert!(pairs == expected, "other pairs");
    assert!(peak < 48 << 20, "{peak} bytes, without a limit {unlimited}");
}

#[test]
fn a_limit_that_cannot_be_kept_is_refused_at_once() {
    let feed = Feed::new(1_000, 20);
    let mut command = program();
    let output = command.arg("score").arg(&feed.input).args(["--max-memory", "1M"]).output();
    let output = output.expect("a run");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("MB of memory in any case"), "{message}");
}

#[test]
fn an_interrupted_run_leaves_nothing() {
    let feed = Feed::new(6_000, 400);
    let before = feed.files();
    let commands = |name: &str| {
        let mut command = program();
        match name {
            "score" => command.args(["score", "--pairs"]).arg(feed.path("pairs.jsonl")),
            _ => command.args(["dedup", "-o"]).arg(feed.path("kept.jsonl")),
        };
        command
            .args(["--max-memory", "128M", "--threads", "2", "--normalizer", "plain"])
            .arg(&feed.input);
        command.stderr(Stdio::null()).stdout(Stdio::null());
        command
    };
    for name in ["score", "dedup"] {
        let mut n_killed = 0;
        for (wait, signal) in
            [(20, "KILL"), (20, "INT"), (100, "KILL"), (250, "INT"), (500, "KILL")]
        {
            let mut child = commands(name).spawn().expect("a run");
            std::thread::sleep(Duration::from_millis(wait));
            let pid = child.id().to_string();
            let sent =
                Command::new("kill").args(["-s", signal, &pid]).stderr(Stdio::null()).status();
            let status = child.wait().expect("a status");
            if sent.is_ok_and(|sent| sent.success()) && !status.success() {
                n_killed += 1;
                assert!(status.signal().is_some() || status.code() == Some(130), "{status}");
                assert_eq!(feed.files(), before, "{name} {signal} after {wait} ms");
            } else {
                // It was done before.
                let _ = std::fs::remove_file(feed.path("pairs.jsonl"));
                let _ = std::fs::remove_file(feed.path("kept.jsonl"));
            }
        }
        assert!(n_killed >= 2, "{name} was done before it could be interrupted");
        // A later run is not in the way of anything, and takes over a file that is there.
        for _ in 0..2 {
            assert!(commands(name).status().expect("a run").success());
        }
        assert_eq!(feed.files().len(), before.len() + 1);
        let _ = std::fs::remove_file(feed.path("pairs.jsonl"));
        let _ = std::fs::remove_file(feed.path("kept.jsonl"));
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let feed = Feed::new(4_000, 50);
    for command in ["score", "dedup"] {
        let mut command = program()
            .arg(command)
            .arg(&feed.input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a run");
        drop(command.stdout.take());
        drop(command.stderr.take());
        assert_eq!(command.wait().expect("a status").code(), Some(0));
    }
}

#[test]
fn outputs_that_cannot_be_written_are_refused() {
    let feed = Feed::new(10, 20);
    let run = |path: &Path| {
        let mut command = program();
        command.arg("score").arg(&feed.input).arg("--pairs").arg(path).stderr(Stdio::null());
        command.status().expect("a run").code()
    };
    assert_eq!(run(&feed.path("no/such/folder")), Some(2));
    assert_eq!(run(feed.folder.path()), Some(2));
}

#[test]
fn one_article_much_longer_than_all_others() {
    let feed = Feed::new(200, 30);
    let long = "word and other words ".repeat(150_000);
    let mut file = std::fs::File::options().append(true).open(&feed.input).expect("a file");
    for id in ["long", "again"] {
        writeln!(file, "{{\"id\":\"{id}\",\"text\":\"{long}\"}}").expect("a file");
    }
    drop(file);
    for normalizer in ["plain", "news"] {
        let pairs = feed.path("pairs");
        let mut command = program();
        command.arg("score").arg(&feed.input).args(["--normalizer", normalizer, "--threads", "1"]);
        run_measured(command.arg("--pairs").arg(&pairs));
        let pairs = std::fs::read_to_string(&pairs).expect("pairs");
        assert_eq!(pairs.lines().count(), 51, "{normalizer}");
        assert!(pairs.contains("\"a\":\"again\",\"b\":\"long\",\"resemblance\":1.0"));
    }
}
