//! One benchmark a stage, all on the same named inputs. Each checks what comes out, so that
//! `cargo test --benches` runs them once as tests, on shorter inputs.

#![expect(clippy::unwrap_used, reason = "a benchmark without its input is broken")]

use crosswire::{
    align::{AlignContext, AlignParams, Alignment, align},
    article::Article,
    config::{Assume, Config},
    engine::compare,
    ingest::{IngestParams, read_articles},
    mention::{Mention, find_mentions},
    normalize::{Document, NormalizeParams, normalize},
    relate::{Analysis, RelateParams, RelationKind, relate},
    report::{Report, TextParams, render_json, render_markdown, render_text},
};
use divan::{Bencher, black_box, counter::BytesCount};
use std::{fmt, path::Path};

fn main() {
    divan::main();
}

/// What a stage is run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Input {
    Empty,
    OneLine,
    ShortNews,
    LongFeature,
    HtmlPage,
    /// One paragraph of 100 KB (2 KB in a smoke run): figures, capitals and quotation marks that never close.
    Pathological,
}

const INPUTS: [Input; 6] = [
    Input::Empty,
    Input::OneLine,
    Input::ShortNews,
    Input::LongFeature,
    Input::HtmlPage,
    Input::Pathological,
];

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::OneLine => "one line",
            Self::ShortNews => "short news",
            Self::LongFeature => "long feature",
            Self::HtmlPage => "HTML page",
            Self::Pathological => "pathological",
        })
    }
}

/// Whether everything is run once, to see that it still works: whenever `cargo bench` has not
/// asked for measuring.
fn is_smoke() -> bool {
    let has = |wanted: &str| std::env::args().any(|arg| arg == wanted);
    has("--test") || !has("--bench")
}

/// The long inputs are so many times shorter when nothing is measured.
fn repeats(measured: usize, smoke: usize) -> usize {
    if is_smoke() { smoke } else { measured }
}

fn corpus(path: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev");
    std::fs::read_to_string(folder.join(path)).unwrap()
}

fn body(path: &str) -> String {
    corpus(path).split_once("\n\n").unwrap().1.to_owned()
}

impl Input {
    fn name(self) -> &'static str {
        if self == Self::HtmlPage { "page.html" } else { "article.txt" }
    }

    /// The file as it is.
    fn file(self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::OneLine => "Twelve people were hurt when two trams collided on Monday.".into(),
            Self::ShortNews => corpus("harbour-ferry-collision/wire.txt"),
            Self::LongFeature => {
                let parts = ["wire", "tabloid", "broadcaster", "regional"];
                let parts = parts.map(|part| body(&format!("harbour-ferry-collision/{part}.txt")));
                parts.join("\n").repeat(repeats(3, 1))
            }
            Self::HtmlPage => corpus("corvane-bank-third-quarter/business.html"),
            Self::Pathological => {
                "On 3.4.5 Mr. A.B. O'Neil-Ng said: \u{201c}1,000 of 2,000,000 (\"U.S.\") "
                    .repeat(repeats(1_500, 30))
            }
        }
    }

    fn article(self) -> Article {
        let read =
            read_articles(&mut self.file().as_bytes(), self.name(), &IngestParams::default());
        read.articles.into_iter().next().unwrap_or_default()
    }

    /// The article and one with other figures.
    fn pair(self) -> [Article; 2] {
        let (first, mut second) = (self.article(), self.article());
        second.text = second.text.replace('1', "4");
        second.id = "other".to_owned();
        [first, second]
    }

    fn document(self) -> Document {
        normalize(self.article(), &NormalizeParams::default())
    }

    fn analyses(self) -> [Analysis; 2] {
        self.pair().map(|article| Analysis::of(normalize(article, &NormalizeParams::default())))
    }

    fn report(self) -> Report {
        compare(self.pair().to_vec(), &config())
    }

    fn is_long(self) -> bool {
        !matches!(self, Self::Empty | Self::OneLine)
    }
}

fn config() -> Config {
    Config { assume: Assume::SameEvent, ..Config::default() }
}

#[divan::bench(args = INPUTS)]
fn ingest(bencher: Bencher<'_, '_>, input: Input) {
    let file = input.file();
    let params = IngestParams::default();
    let run = || read_articles(&mut black_box(file.as_bytes()), input.name(), &params);
    let read = run();
    assert_eq!(read.articles.len(), usize::from(input != Input::Empty));
    assert_eq!(read.problems.len(), usize::from(input == Input::Empty));
    bencher.counter(BytesCount::of_str(&file)).bench_local(run);
}

#[divan::bench(args = INPUTS)]
fn normalise(bencher: Bencher<'_, '_>, input: Input) {
    let article = input.article();
    let n_bytes = BytesCount::of_str(&article.text);
    let params = NormalizeParams::default();
    let n_sentences = input.document().sentences.len();
    match input {
        Input::Empty => assert_eq!(n_sentences, 0),
        Input::OneLine => assert_eq!(n_sentences, 1),
        Input::ShortNews | Input::HtmlPage => assert!((10..100).contains(&n_sentences)),
        Input::LongFeature => assert!(n_sentences >= repeats(150, 50)),
        Input::Pathological => assert!(n_sentences >= 1),
    }
    let run = |article| normalize(black_box(article), &params);
    bencher.counter(n_bytes).with_inputs(|| article.clone()).bench_local_values(run);
}

#[divan::bench(args = INPUTS)]
fn mentions(bencher: Bencher<'_, '_>, input: Input) {
    let doc = input.document();
    let run = || -> Vec<Mention> { find_mentions(black_box(&doc)) };
    match input {
        Input::Empty => assert_eq!(run(), []),
        Input::OneLine => assert!((1..=4).contains(&run().len())),
        _ => assert!(run().len() >= 20),
    }
    bencher.counter(BytesCount::of_str(doc.text())).bench_local(run);
}

#[divan::bench(name = "relate", args = INPUTS)]
fn relate_two(bencher: Bencher<'_, '_>, input: Input) {
    let [a, b] = input.analyses();
    let params = RelateParams::default();
    let run = || relate(black_box(&a), black_box(&b), &params);
    let kind = run().kind;
    match input {
        Input::Empty => assert_eq!(kind, RelationKind::Unrelated),
        Input::OneLine => assert_eq!(kind, RelationKind::Identical),
        _ => assert!(kind.is_one_event(), "{kind:?}"),
    }
    bencher.counter(both(&a, &b)).bench_local(run);
}

#[divan::bench(name = "align", args = INPUTS)]
fn align_two(bencher: Bencher<'_, '_>, input: Input) {
    let [a, b] = input.analyses();
    let params = AlignParams::default();
    let run = || -> Vec<Alignment> {
        align(black_box(&a), black_box(&b), AlignContext::OneEvent, &params)
    };
    if input == Input::Empty {
        assert_eq!(run(), []);
    } else if matches!(input, Input::ShortNews | Input::HtmlPage) {
        assert!(run().len() >= 10);
    }
    bencher.counter(both(&a, &b)).bench_local(run);
}

fn both(a: &Analysis, b: &Analysis) -> BytesCount {
    BytesCount::new(a.doc.text().len() + b.doc.text().len())
}

#[divan::bench(name = "compare", args = INPUTS)]
fn compare_two(bencher: Bencher<'_, '_>, input: Input) {
    let pair = input.pair();
    let n_bytes = BytesCount::new(pair[0].text.len() + pair[1].text.len());
    let config = config();
    let report = input.report();
    assert_eq!((report.articles.len(), report.relations.len()), (2, 1));
    assert_eq!(report.claims.is_empty(), input == Input::Empty);
    let run = |articles| compare(black_box(articles), &config);
    bencher.counter(n_bytes).with_inputs(|| pair.to_vec()).bench_local_values(run);
}

#[divan::bench(args = INPUTS)]
fn render(bencher: Bencher<'_, '_>, input: Input) {
    let report = input.report();
    let params = TextParams::default();
    let run = || {
        let report = black_box(&report);
        [render_text(report, &params), render_json(report), render_markdown(report)]
    };
    let rendered = run();
    assert!(rendered.iter().all(|text| !text.is_empty()));
    assert!(!input.is_long() || rendered.iter().all(|text| text.len() > 1_000));
    let n_bytes: usize = rendered.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(n_bytes)).bench_local(run);
}
