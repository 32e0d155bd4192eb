//! The truth of the corpus holds together: every quoted piece stands where it is said to,
//! every pair of articles has a relation, and witnesses are a partition.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use crosswire::{
    engine::{Input, load},
    ingest::IngestParams,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use toml::{Table, Value};

const KINDS: [&str; 4] = ["identical", "near-duplicate", "partial-reuse", "same-event"];
const VERDICTS: [&str; 5] = ["conflict", "updated", "compatible", "agree", "only-in"];
const FACETS: [&str; 7] =
    ["quantity", "time", "name", "quotation", "attribution", "polarity", "certainty"];

/// An event with its truth and the bodies of its articles; of a page the whole file.
struct Event {
    name: String,
    truth: Table,
    bodies: BTreeMap<String, String>,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn folders(split: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(corpus().join(split)).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort_unstable();
    folders
}

fn events() -> Vec<Event> {
    ["dev", "test"].into_iter().flat_map(folders).map(|folder| event(&folder)).collect()
}

fn event(folder: &Path) -> Event {
    let truth: Table =
        fs::read_to_string(folder.join("expected.toml")).unwrap().parse().expect("sound TOML");
    let body = |name: &str| {
        let file = fs::read_to_string(folder.join(name)).unwrap();
        if Path::new(name).extension().is_some_and(|extension| extension == "html") {
            file
        } else {
            file.split_once("\n\n").expect("front matter, an empty line, the body").1.to_owned()
        }
    };
    let names = truth["articles"].as_array().unwrap().iter().map(|v| v.as_str().unwrap());
    let bodies = names.map(|name| (name.to_owned(), body(name))).collect();
    Event { name: folder.file_name().unwrap().to_string_lossy().into_owned(), truth, bodies }
}

impl Event {
    fn entries(&self, kind: &str) -> impl Iterator<Item = &Table> {
        let entries = self.truth.get(kind).and_then(Value::as_array).into_iter().flatten();
        entries.map(|entry| entry.as_table().unwrap())
    }
}

fn text<'a>(entry: &'a Table, field: &str) -> Option<&'a str> {
    entry.get(field).map(|value| value.as_str().unwrap())
}

/// Labels of what is said, by article: kind, range in its text, words.
fn labels(event: &Path, name: &str) -> Vec<(String, std::ops::Range<usize>, String)> {
    let path = event.join(name).with_extension("mentions");
    let Ok(labels) = fs::read_to_string(path) else { return Vec::new() };
    let label = |line: &str| {
        let label: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        let at = |field: &str| usize::try_from(label[field].as_u64().unwrap()).unwrap();
        let words = |field: &str| label[field].as_str().unwrap().to_owned();
        (words("kind"), at("start")..at("end"), words("text"))
    };
    labels.lines().map(label).collect()
}

#[test]
fn every_label_stands_where_it_says() {
    let mut n_articles = BTreeMap::new();
    for split in ["dev", "test"] {
        for folder in folders(split) {
            for name in event(&folder).bodies.keys() {
                let labels = labels(&folder, name);
                if labels.is_empty() {
                    continue;
                }
                *n_articles.entry(split).or_insert(0) += 1;
                let loaded = load(&[Input::Path(folder.join(name))], &IngestParams::default());
                let text = &loaded.unwrap().articles[0].text;
                for (kind, range, words) in labels {
                    assert!(FACETS.contains(&kind.as_str()), "{name}: {kind}");
                    assert_eq!(
                        text.get(range),
                        Some(words.as_str()),
                        "{}/{name}",
                        folder.display()
                    );
                }
            }
        }
    }
    assert!(n_articles.values().all(|n| *n >= 4) && n_articles.len() == 2, "{n_articles:?}");
}

#[test]
fn every_quoted_piece_stands_exactly_once() {
    let mut wrong = Vec::new();
    let mut n_pieces = 0;
    for event in events() {
        for kind in ["alignments", "findings", "traps"] {
            for entry in event.entries(kind) {
                for side in ["a", "b"] {
                    let Some(article) = text(entry, &format!("{side}_article")) else { continue };
                    let sentence = text(entry, side).expect("a sentence with its article");
                    n_pieces += 1;
                    let n = event.bodies[article].matches(sentence).count();
                    if n != 1 {
                        wrong.push(format!("{} {article}: {n} × {sentence}", event.name));
                    }
                    let Some(mark) = text(entry, &format!("{side}_mark")) else { continue };
                    let n = sentence.matches(mark).count();
                    if n != 1 {
                        wrong.push(format!("{} {article}: {n} × {mark} in {sentence}", event.name));
                    }
                }
            }
        }
        for entry in event.entries("boilerplate") {
            let (article, piece) = (text(entry, "article").unwrap(), text(entry, "text").unwrap());
            n_pieces += 1;
            if !event.bodies[article].contains(piece) {
                wrong.push(format!("{} {article}: no {piece}", event.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {n_pieces}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(n_pieces > 2_000, "only {n_pieces} pieces");
}

#[test]
fn every_pair_has_one_relation_and_witnesses_are_a_partition() {
    for event in events() {
        let mut pairs = BTreeSet::new();
        for entry in event.entries("relations") {
            let (a, b) = (text(entry, "a").unwrap(), text(entry, "b").unwrap());
            assert!(KINDS.contains(&text(entry, "kind").unwrap()), "{}", event.name);
            assert!(pairs.insert((a.min(b), a.max(b))), "{}: {a} {b} twice", event.name);
        }
        let names: Vec<&str> = event.bodies.keys().map(String::as_str).collect();
        let all: BTreeSet<(&str, &str)> = names
            .iter()
            .enumerate()
            .flat_map(|(i, &a)| names[i + 1..].iter().map(move |&b| (a, b)))
            .collect();
        assert_eq!(pairs, all, "{}", event.name);
        let mut members: Vec<&str> = event
            .entries("witnesses")
            .flat_map(|group| group["members"].as_array().unwrap())
            .map(|member| member.as_str().unwrap())
            .collect();
        members.sort_unstable();
        assert_eq!(members, names, "{}", event.name);
    }
}

#[test]
fn words_used_as_values_are_known() {
    for event in events() {
        assert_eq!(event.truth["event"].as_str(), Some(event.name.as_str()));
        for finding in event.entries("findings") {
            assert!(VERDICTS.contains(&text(finding, "verdict").unwrap()), "{}", event.name);
            assert!(FACETS.contains(&text(finding, "facet").unwrap()), "{}", event.name);
        }
    }
}

#[test]
fn look_alikes_are_events_of_one_half() {
    let truth: Table =
        fs::read_to_string(corpus().join("look-alikes.toml")).unwrap().parse().unwrap();
    let pairs = truth["pairs"].as_array().unwrap();
    assert!(pairs.len() >= 4);
    for pair in pairs {
        let pair = pair.as_table().unwrap();
        for side in ["a", "b"] {
            let (split, event) = (text(pair, "split").unwrap(), text(pair, side).unwrap());
            let truth = corpus().join(split).join(event).join("expected.toml");
            assert!(truth.is_file(), "{split}/{event}");
        }
    }
}

#[test]
fn the_corpus_is_as_large_as_promised() {
    let events = events();
    assert!(events.len() >= 16);
    assert!(events.iter().map(|event| event.bodies.len()).sum::<usize>() >= 64);
}
