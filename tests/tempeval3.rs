//! Times against the labelled texts of TempEval-3, where they are at hand.
//!
//! The data are looked for as `shared/data/tempeval3` beside any folder above the manifest.
//! Texts are dealt to five folds by index; rules were written on folds 0 to 3 and the fifth
//! was read off at the end. Scoring as in the shared task: a found time matches a labelled
//! one when the two overlap (relaxed), values are compared as they stand.

#![expect(clippy::print_stderr, reason = "the figures are what the test is run for")]
#![expect(clippy::cast_precision_loss, reason = "counts are small")]

use crosswire::{
    article::{Article, Published},
    mention::{Fact, Mention, Time, TimeClass, find_mentions},
    normalize::{NormalizeParams, normalize},
};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The least value F of dates and times, over all texts and over the fifth fold alone.
const MIN_VALUE_F: f64 = 0.74;

#[derive(Deserialize)]
struct Text {
    id: String,
    date: String,
    text: String,
}

#[derive(Deserialize)]
struct Label {
    doc: String,
    start: usize,
    end: usize,
    r#type: String,
    value: String,
    text: String,
}

#[derive(Default, Clone, Copy)]
struct Counts {
    n_found: usize,
    n_labelled: usize,
    n_strict: usize,
    n_relaxed: usize,
    n_class: usize,
    n_value: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.n_found += other.n_found;
        self.n_labelled += other.n_labelled;
        self.n_strict += other.n_strict;
        self.n_relaxed += other.n_relaxed;
        self.n_class += other.n_class;
        self.n_value += other.n_value;
    }

    /// F of `n` right ones, 0 if nothing was found or labelled.
    fn f(&self, n: usize) -> f64 {
        let total = self.n_found + self.n_labelled;
        if total == 0 { 0.0 } else { 2.0 * n as f64 / total as f64 }
    }

    fn line(&self, name: &str) -> String {
        let share = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
        format!(
            "{name:22} value F {:.3} (P {:.3} R {:.3})  relaxed F {:.3}  strict F {:.3}  type {:.3}  found {} labelled {}",
            self.f(self.n_value),
            share(self.n_value, self.n_found),
            share(self.n_value, self.n_labelled),
            self.f(self.n_relaxed),
            self.f(self.n_strict),
            share(self.n_class, self.n_relaxed),
            self.n_found,
            self.n_labelled,
        )
    }
}

fn data_folder() -> Option<PathBuf> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders.map(|folder| folder.join("shared/data/tempeval3")).find(|folder| folder.is_dir())
}

fn lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Vec<T> {
    let text = fs::read_to_string(path).expect("readable data");
    text.lines().map(|line| serde_json::from_str(line).expect("a record a line")).collect()
}

fn class_name(class: TimeClass) -> &'static str {
    match class {
        TimeClass::Date => "DATE",
        TimeClass::Time => "TIME",
        TimeClass::Duration => "DURATION",
        TimeClass::Set => "SET",
    }
}

/// Which types are scored together.
#[derive(Clone, Copy)]
struct Selection(&'static [&'static str]);

const POINTS: Selection = Selection(&["DATE", "TIME"]);
const SELECTIONS: [(&str, Selection); 4] = [
    ("DATE+TIME", POINTS),
    ("DURATION", Selection(&["DURATION"])),
    ("SET", Selection(&["SET"])),
    ("all", Selection(&["DATE", "TIME", "DURATION", "SET"])),
];

fn score(text: &Text, found: &[(Mention, Time)], labels: &[Label], selection: Selection) -> Counts {
    let found: Vec<_> =
        found.iter().filter(|(_, time)| selection.0.contains(&class_name(time.class))).collect();
    let labels: Vec<_> =
        labels.iter().filter(|label| selection.0.contains(&label.r#type.as_str())).collect();
    let bytes: Vec<usize> =
        text.text.char_indices().map(|(at, _)| at).chain([text.text.len()]).collect();
    let mut counts = Counts { n_found: found.len(), n_labelled: labels.len(), ..Counts::default() };
    let mut is_taken = vec![false; found.len()];
    for label in labels {
        let (start, end) = (bytes[label.start], bytes[label.end]);
        assert_eq!(&text.text[start..end], label.text);
        let overlapping = found.iter().enumerate().find(|&(i, (mention, _))| {
            let range = mention.range.as_usize();
            !is_taken[i] && range.start < end && start < range.end
        });
        let Some((i, (mention, time))) = overlapping else { continue };
        is_taken[i] = true;
        counts.n_relaxed += 1;
        counts.n_strict += usize::from(mention.range.as_usize() == (start..end));
        counts.n_class += usize::from(class_name(time.class) == label.r#type);
        counts.n_value += usize::from(time.value.as_deref() == Some(label.value.as_str()));
    }
    counts
}

fn times(text: &Text) -> Vec<(Mention, Time)> {
    let article = Article {
        id: text.id.clone(),
        published: Some(Published::declared(text.date.clone())),
        language: Some("en".to_owned()),
        text: text.text.clone(),
        ..Article::default()
    };
    let doc = normalize(article, &NormalizeParams::default());
    find_mentions(&doc)
        .into_iter()
        .filter_map(|mention| match mention.fact.clone() {
            Fact::Time(time) => Some((mention, time)),
            _ => None,
        })
        .collect()
}

#[test]
fn times_of_the_labelled_texts() {
    let Some(folder) = data_folder() else {
        eprintln!("tempeval3 is not here: skipped");
        return;
    };
    let texts: Vec<Text> = lines(&folder.join("docs.jsonl"));
    let mut labels: BTreeMap<String, Vec<Label>> = BTreeMap::new();
    for label in lines::<Label>(&folder.join("timexes.jsonl")) {
        labels.entry(label.doc.clone()).or_default().push(label);
    }
    let mut folds = [[Counts::default(); SELECTIONS.len()]; 5];
    for (i, text) in texts.iter().enumerate() {
        let labels = labels.get(&text.id).map_or(&[][..], Vec::as_slice);
        let found = times(text);
        for (counts, (_, selection)) in folds[i % 5].iter_mut().zip(SELECTIONS) {
            counts.add(score(text, &found, labels, selection));
        }
    }
    let sum = |folds: &[[Counts; SELECTIONS.len()]], k: usize| {
        let mut sum = Counts::default();
        folds.iter().for_each(|fold| sum.add(fold[k]));
        sum
    };
    for (k, (name, _)) in SELECTIONS.iter().enumerate() {
        for (part, folds) in
            [("folds 0-3", &folds[..4]), ("fold 4", &folds[4..]), ("all", &folds[..])]
        {
            eprintln!("{}", sum(folds, k).line(&format!("{name} {part}")));
        }
    }
    let unseen = sum(&folds[4..], 0);
    assert!(unseen.f(unseen.n_value) >= MIN_VALUE_F, "{}", unseen.line("DATE+TIME fold 4"));
    let all = sum(&folds, 0);
    assert!(all.f(all.n_value) >= MIN_VALUE_F, "{}", all.line("DATE+TIME"));
}
