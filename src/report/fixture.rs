//! Invented accounts of an invented event, the same for every renderer.

use super::{
    AlignmentSide, CourseStep, PairRelation, Provenance, Report, ReportAlignment, ReportArticle,
    ReportClaim, ReportEvidence, ReportFinding, ReportOrigin, ReportOverlap, ReportRelation,
    ReportRemoved, ReportSentence, SCHEMA_VERSION, Statement, VerdictCounts,
};
use crate::span::{Span, TextRange};

const GAZETTE: &str = "\
Sign in to read on
Ferry strikes pier at Larkhaven, 14 hurt

The ferry Morning Tern struck the stone pier at Larkhaven at 7.40 a.m. on Wednesday, and \
14 people were taken to hospital. The harbour office ordered the pier closed at once. The \
vessel, launched in Osaka as 「東雲丸」, was carrying 212 passengers. “We felt two knocks, \
and then everyone was on the floor,” said Ines Okafor, a teacher on board. Nine cars were \
damaged, the ferry line said at noon. Divers found a split of 30 centimetres\tbelow\nthe \
waterline. The master, \u{1b}[1mTomas Brandt, had sailed the route for eleven years.
Photo: Harbour Gazette
Share this article
Share this article";

const POST: &str = "\
The car ferry Morning Tern hit the pier of Larkhaven shortly before eight on Wednesday; 17 \
people were taken to hospital, the rescue service said. She is the former 「東雲丸」 of \
Osaka, and had boarded 212 passengers in Skerry Bay. “We felt two knocks,” Okafor, who \
teaches at Larkhaven, recalled. It was the coastguard that ordered the pier to be closed. \
By evening the ferry line counted 11 damaged cars. A tug will tow the ferry to Skerry Bay \
on Friday; see https://skerrybay.example/notices/2031/03/12/towing-of-the-morning-tern for \
the hours.
Follow us";

const WIRE: &str = "\
LARKHAVEN (Coastwire) – Fourteen people were taken to hospital when a ferry struck the pier \
here on Wednesday. The harbour office closed the pier. No oil was lost.";

/// Compares with the snapshot `name` beside the renderers.
pub(super) fn assert_snapshot(name: &str, shown: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, shown);
    });
}

/// Two accounts with every verdict.
pub(super) fn two_accounts() -> Report {
    let articles = vec![gazette(), post()];
    let findings = findings(&articles);
    Report {
        relation: Some(relation()),
        relations: vec![pair("A", "B", &articles, "same-event", 0.94)],
        witnesses: articles.iter().map(|article| vec![article.id.clone()]).collect(),
        alignments: vec![alignment(&articles)],
        claims: vec![claim(&articles, &findings[0].claim)],
        counts: VerdictCounts { conflict: 2, updated: 1, compatible: 2, agree: 1, only_in: 3 },
        findings,
        ..empty(articles)
    }
}

/// Three accounts, two of them of one text.
pub(super) fn three_accounts() -> Report {
    let articles = vec![gazette(), post(), wire(), copy_of_wire()];
    let hurt = finding(
        ("conflict", Some("quantity"), 0.93),
        "14 people were taken to hospital (A, C), or 17 (B)",
        vec![
            said(&articles, "A", "The ferry Morning", &["14 people"], Some("14")),
            said(&articles, "B", "The car ferry", &["17 people"], Some("17")),
            said(&articles, "C", "LARKHAVEN", &["Fourteen people"], Some("14")),
        ],
    );
    let closed = finding(
        ("agree", None, 0.88),
        "the harbour office closed the pier",
        vec![
            said(&articles, "A", "The harbour office", &["harbour office", "closed"], None),
            said(&articles, "C", "The harbour office", &["harbour office", "closed"], None),
        ],
    );
    let mut oil = only("oil was not lost", vec![said(&articles, "C", "No oil", &["No oil"], None)]);
    oil.beside = Some(closed.claim.clone());
    let id = |at: usize| articles[at].id.clone();
    let step = |at: usize, text: &str| CourseStep {
        article: id(at),
        published: articles[at].published.clone().unwrap_or_default(),
        text: text.to_owned(),
    };
    let claims = vec![
        ReportClaim {
            id: hurt.claim.clone(),
            n_witnesses: 3,
            provenance: Provenance {
                first: Some(id(2)),
                origins: vec![ReportOrigin {
                    name: "the rescue service".to_owned(),
                    articles: vec![id(1), id(2)],
                }],
                course: vec![
                    step(2, "Fourteen people"),
                    step(0, "14 people"),
                    step(1, "17 people"),
                ],
                ..Provenance::default()
            },
            ..ReportClaim::default()
        },
        ReportClaim {
            id: closed.claim.clone(),
            n_witnesses: 2,
            provenance: Provenance {
                passages: vec![vec![id(0), id(2)]],
                left_out_by: vec![id(1)],
                ..Provenance::default()
            },
            ..ReportClaim::default()
        },
    ];
    Report {
        claims,
        relations: vec![
            pair("A", "B", &articles, "same-event", 0.94),
            pair("A", "C", &articles, "same-event", 0.9),
            pair("A", "D", &articles, "same-event", 0.9),
            pair("B", "C", &articles, "same-event", 0.87),
            pair("B", "D", &articles, "same-event", 0.87),
            pair("C", "D", &articles, "identical", 1.0),
        ],
        witnesses: vec![vec![id(0)], vec![id(1)], vec![id(2), id(3)]],
        findings: vec![hurt, closed, oil],
        counts: VerdictCounts { conflict: 1, agree: 1, only_in: 1, ..VerdictCounts::default() },
        ..empty(articles)
    }
}

/// Two articles that stand as `kind` says, and nothing found.
pub(super) fn without_findings(kind: &str) -> Report {
    let articles = vec![gazette(), post()];
    let relation = ReportRelation { kind: kind.to_owned(), ..relation() };
    Report { relation: Some(relation), ..empty(articles) }
}

fn empty(articles: Vec<ReportArticle>) -> Report {
    Report {
        schema_version: SCHEMA_VERSION,
        articles,
        relation: None,
        relations: vec![],
        witnesses: vec![],
        alignments: vec![],
        claims: vec![],
        findings: vec![],
        counts: VerdictCounts::default(),
    }
}

fn findings(articles: &[ReportArticle]) -> Vec<ReportFinding> {
    let said = |label, start, marks: &[&str], value| said(articles, label, start, marks, value);
    vec![
        finding(
            ("conflict", Some("quantity"), 0.93),
            "14 people were taken to hospital, or 17",
            vec![
                said("A", "The ferry Morning", &["14 people"], Some("14")),
                said("B", "The car ferry", &["17 people"], Some("17")),
            ],
        ),
        finding(
            ("conflict", Some("name"), 0.71),
            "the pier was ordered closed by the harbour office, or by the coastguard",
            vec![
                said("A", "The harbour office", &["harbour office"], None),
                said("B", "It was the", &["coastguard"], None),
            ],
        ),
        finding(
            ("updated", Some("quantity"), 0.86),
            "9 damaged cars at noon, 11 by evening",
            vec![
                said("A", "Nine cars", &["Nine", "at noon"], Some("9")),
                said("B", "By evening", &["By evening", "11"], Some("11")),
            ],
        ),
        finding(
            ("compatible", Some("time"), 0.8),
            "the ferry struck at 7.40, “shortly before eight” in rounder words",
            vec![
                said(
                    "A",
                    "The ferry Morning",
                    &["7.40 a.m. on Wednesday"],
                    Some("2031-03-12T07:40"),
                ),
                said("B", "The car ferry", &["shortly before eight"], Some("2031-03-12T08:00")),
            ],
        ),
        finding(
            ("compatible", Some("quotation"), 0.9),
            "Okafor is quoted in full, and shortened",
            vec![
                said("A", "“We felt", &["We felt two knocks", "Ines Okafor"], None),
                said("B", "“We felt", &["We felt two knocks", "Okafor"], None),
            ],
        ),
        finding(
            ("agree", Some("quantity"), 0.97),
            "212 passengers were aboard the former 「東雲丸」 of Osaka",
            vec![
                said("A", "The vessel", &["Osaka", "「東雲丸」", "212 passengers"], Some("212")),
                said("B", "She is", &["「東雲丸」", "Osaka", "212 passengers"], Some("212")),
            ],
        ),
        only("the split", vec![said("A", "Divers", &["30 centimetres"], None)]),
        only("the master", vec![said("A", "The master", &["Tomas Brandt"], None)]),
        only("the towing", vec![said("B", "A tug", &[], None)]),
    ]
}

fn finding(
    (verdict, facet, confidence): (&str, Option<&str>, f64),
    message: &str,
    statements: Vec<Statement>,
) -> ReportFinding {
    let hash = message.bytes().fold(5381_u32, |h, b| h.wrapping_mul(33) ^ u32::from(b));
    ReportFinding {
        id: format!("f-{hash:08x}"),
        verdict: verdict.to_owned(),
        facet: facet.map(str::to_owned),
        rule: String::new(),
        confidence,
        message: message.to_owned(),
        claim: format!("c-{hash:08x}"),
        beside: None,
        statements,
    }
}

fn only(message: &str, statements: Vec<Statement>) -> ReportFinding {
    finding(("only-in", None, 0.75), message, statements)
}

/// The sentence that starts with `start` in the article called `label`.
fn said(
    articles: &[ReportArticle],
    label: &str,
    start: &str,
    marks: &[&str],
    value: Option<&str>,
) -> Statement {
    let article = articles.iter().find(|article| article.label == label).unwrap();
    let span = sentence(&article.text, start);
    let mark = |words: &&str| {
        let at = span.start as usize + span.text.find(words).unwrap();
        Span::new(&article.text, TextRange::new(at, at + words.len()))
    };
    Statement {
        article: article.id.clone(),
        marks: marks.iter().map(mark).collect(),
        value: value.map(str::to_owned),
        span,
    }
}

fn sentence(text: &str, start: &str) -> Span {
    let at = text.find(start).unwrap();
    let ends = [". ", ".\n"].iter().filter_map(|end| {
        let stop =
            text[at..].match_indices(end).find(|(stop, _)| !text[..at + stop].ends_with("a.m"));
        stop.map(|(stop, _)| at + stop + 1)
    });
    Span::new(text, TextRange::new(at, ends.min().unwrap_or(text.len())))
}

fn removed(text: &str, words: &str, reason: &str) -> ReportRemoved {
    let at = text.find(words).unwrap();
    let span = Span::new(text, TextRange::new(at, at + words.len()));
    ReportRemoved { span, reason: reason.to_owned() }
}

fn gazette() -> ReportArticle {
    let share = removed(GAZETTE, "Share this article", "share line");
    let length = "Share this article\n".len() as u32;
    let (start, end) = (share.span.start + length, share.span.end + length);
    let share_again =
        ReportRemoved { span: Span { start, end, ..share.span.clone() }, ..share.clone() };
    ReportArticle {
        id: "gazette/2031/03/12/ferry-strikes-pier-at-larkhaven-fourteen-taken-to-hospital-pier-shut.html".into(),
        label: "A".into(),
        title: Some("Ferry strikes pier at Larkhaven, 14 hurt".into()),
        source: Some("Harbour Gazette".into()),
        published: Some("2031-03-12T12:45:00+01:00".into()),
        text: GAZETTE.into(),
        removed: vec![
            removed(GAZETTE, "Sign in to read on", "log-in line"),
            removed(GAZETTE, "Ferry strikes pier at Larkhaven, 14 hurt", "headline"),
            removed(GAZETTE, "Photo: Harbour Gazette", "photo credit"),
            share,
            share_again,
        ],
        carried_by: Vec::new(),
    }
}

fn post() -> ReportArticle {
    ReportArticle {
        id: "post-8841".into(),
        label: "B".into(),
        title: Some("“Two knocks”: the morning the Tern hit the pier".into()),
        source: Some("Skerry Bay Post".into()),
        published: Some("2031-03-12T20:10:00+01:00".into()),
        text: POST.into(),
        removed: vec![removed(POST, "Follow us", "share line")],
        carried_by: Vec::new(),
    }
}

fn wire() -> ReportArticle {
    ReportArticle {
        id: "coastwire:0312-7".into(),
        label: "C".into(),
        title: None,
        source: Some("Coastwire".into()),
        published: Some("2031-03-12".into()),
        text: WIRE.into(),
        removed: vec![],
        carried_by: Vec::new(),
    }
}

fn copy_of_wire() -> ReportArticle {
    ReportArticle {
        id: "inland-55".into(),
        label: "D".into(),
        source: Some("Inland News".into()),
        published: None,
        ..wire()
    }
}

fn relation() -> ReportRelation {
    let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect();
    let overlap = |shingle: &str, n_shared: u64, n_a: u64, n_b: u64| ReportOverlap {
        shingle: shingle.to_owned(),
        n_shared,
        n_a,
        n_b,
        resemblance: n_shared as f64 / (n_a + n_b - n_shared) as f64,
        containment_a: n_shared as f64 / n_a as f64,
        containment_b: n_shared as f64 / n_b as f64,
    };
    ReportRelation {
        kind: "same-event".to_owned(),
        confidence: 0.94,
        evidence: ReportEvidence {
            word_shingles: overlap("word:5", 1, 98, 86),
            stem_shingles: overlap("stem:3", 6, 71, 66),
            names: words(&["Morning Tern", "東雲丸", "Okafor", "Larkhaven", "Osaka"]),
            figures: words(&["212 passengers"]),
            times: words(&["2031-03-12"]),
            terms: words(&["knocks", "pier", "ferry"]),
        },
    }
}

fn pair(a: &str, b: &str, articles: &[ReportArticle], kind: &str, confidence: f64) -> PairRelation {
    let id = |label: &str| articles.iter().find(|x| x.label == label).unwrap().id.clone();
    PairRelation { a: id(a), b: id(b), kind: kind.to_owned(), confidence }
}

fn side(article: &ReportArticle, index: u32, start: &str) -> AlignmentSide {
    let sentences = vec![ReportSentence { index, span: sentence(&article.text, start) }];
    AlignmentSide { article: article.id.clone(), sentences }
}

fn alignment(articles: &[ReportArticle]) -> ReportAlignment {
    ReportAlignment {
        a: side(&articles[0], 0, "The ferry Morning"),
        b: side(&articles[1], 0, "The car ferry"),
        score: 0.612,
    }
}

fn claim(articles: &[ReportArticle], id: &str) -> ReportClaim {
    let ReportAlignment { a, b, .. } = alignment(articles);
    ReportClaim {
        id: id.to_owned(),
        n_witnesses: 2,
        statements: vec![a, b],
        ..ReportClaim::default()
    }
}
