//! Claims of more than two accounts: who says what, in one finding; who was first, who carries
//! whose passage, who has it of whom, and who is silent; whatever the order of the accounts.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may fail, and says what it skips"
)]

use crosswire::{
    article::{Article, Published},
    config::{Assume, Config},
    engine::compare,
    report::{ClaimTable, Report, ReportClaim, ReportFinding},
};
use std::{collections::BTreeMap, fs, path::Path};

const WIRE: &str = "A landslide buried the road to Varnholm on Tuesday, and 12 people were taken to \
hospital. The slope had been sodden by nine days of rain, the survey office said. Engineer Ruta \
Malin said the barrier above the road was built for half of what came down. The valley has no \
other road. Two hundred residents will be flown out by helicopter.";

const REGIONAL: &str = "Rescuers freed drivers from their cars at Varnholm through the night; 12 \
people were taken to hospital after the landslide. The slope had been sodden by nine days of \
rain, the survey office said. The bakery in Varnholm gave bread away.";

const TABLOID: &str = "Terror on the mountain: 15 people were taken to hospital after the landslide \
at Varnholm. “It sounded like a train,” said Jonas Fell, who ran from his van. Barrier maker \
Holm and Sons would not comment.";

const EVENING: &str = "The landslide at Varnholm has now sent 15 people to hospital, doctors said. \
Half of that is what they built the barrier above the road for, according to Ruta Malin, an \
engineer. Helicopters took off at noon to fly residents out of the valley.";

fn article(id: &str, text: &str, published: Option<&str>) -> Article {
    Article {
        id: id.into(),
        text: text.into(),
        published: published.map(Published::declared),
        ..Article::default()
    }
}

fn accounts() -> Vec<Article> {
    vec![
        article("evening", EVENING, Some("2031-05-14T18:00:00Z")),
        article("regional", REGIONAL, Some("2031-05-13T20:00:00Z")),
        article("tabloid", TABLOID, Some("2031-05-14T06:00:00Z")),
        article("wire", WIRE, Some("2031-05-13T15:00:00Z")),
    ]
}

fn report(articles: Vec<Article>) -> Report {
    let config = Config { assume: Assume::SameEvent, ..Config::default() };
    compare(articles, &config)
}

/// The finding of most accounts with `words` in one of its statements.
fn finding<'r>(report: &'r Report, words: &str) -> &'r ReportFinding {
    let has = |finding: &&ReportFinding| {
        finding.statements.iter().any(|said| said.span.text.contains(words))
    };
    report.findings.iter().filter(has).max_by_key(|finding| finding.statements.len()).unwrap()
}

fn claim<'r>(report: &'r Report, finding: &ReportFinding) -> &'r ReportClaim {
    report.claims.iter().find(|claim| claim.id == finding.claim).unwrap()
}

fn speakers(finding: &ReportFinding) -> Vec<&str> {
    finding.statements.iter().map(|said| said.article.as_str()).collect()
}

#[test]
fn a_figure_of_many_accounts_is_one_finding() {
    let report = report(accounts());
    let hurt = finding(&report, "15 people");
    assert_eq!(speakers(hurt).len(), 4, "{}", hurt.message);
    assert!(matches!(hurt.verdict.as_str(), "conflict" | "updated"), "{}", hurt.verdict);
    assert!(hurt.message.contains("B and D say “12 people”"), "{}", hurt.message);
    let n = report.findings.iter().filter(|f| f.claim == hurt.claim && f.verdict == hurt.verdict);
    assert_eq!(n.count(), 1);
}

#[test]
fn the_course_of_a_figure_goes_by_the_clock() {
    let told = report(accounts());
    let provenance = &claim(&told, finding(&told, "15 people")).provenance;
    let course: Vec<&str> = provenance.course.iter().map(|step| step.article.as_str()).collect();
    assert_eq!(course, ["wire", "tabloid"], "the same again is no step");
    assert_eq!(provenance.first.as_deref(), Some("wire"));
    // Where one is not dated, or two of one day differ, nothing is sure.
    for published in [None, Some("2031-05-13")] {
        let mut accounts = accounts();
        accounts[3].published = published.map(Published::declared);
        let told = report(accounts);
        let provenance = &claim(&told, finding(&told, "15 people")).provenance;
        assert_eq!(provenance.first, None);
    }
}

#[test]
fn a_copy_that_says_the_old_figure_again_is_no_step_back() {
    let mut accounts = accounts();
    accounts.push(article("late-copy", WIRE, Some("2031-05-15T06:00:00Z")));
    let told = report(accounts);
    let provenance = &claim(&told, finding(&told, "15 people")).provenance;
    let course: Vec<&str> = provenance.course.iter().map(|step| step.article.as_str()).collect();
    assert_eq!(course, ["wire", "tabloid"]);
}

#[test]
fn an_account_outside_the_findings_still_shows_its_figure() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev/harbour-ferry-collision");
    let account = |name: &str| {
        let text = fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        article(name, text.split_once("\n\n").unwrap().1, None)
    };
    let report = report(["broadcaster", "statement", "tabloid", "wire"].map(account).into());
    let aboard = finding(&report, "178 passengers");
    assert_eq!(speakers(aboard), ["statement", "tabloid", "wire"]);
    let unjudged = &claim(&report, aboard).unjudged;
    let said: Vec<_> = unjudged.iter().map(|x| (&*x.article, x.value.as_deref())).collect();
    assert_eq!(said, [("broadcaster", Some("187"))]);
    assert_eq!(unjudged[0].marks[0].text, "187 people");
}

#[test]
fn one_passage_is_one_voice_and_the_silent_are_named() {
    let report = report(accounts());
    let sodden = claim(&report, finding(&report, "sodden"));
    assert_eq!(sodden.n_witnesses, 1);
    assert_eq!(sodden.provenance.passages, [["regional", "wire"]]);
    assert_eq!(sodden.provenance.left_out_by, ["evening", "tabloid"]);
}

#[test]
fn accounts_that_quote_one_person_share_an_origin() {
    let report = report(accounts());
    let barrier = claim(&report, finding(&report, "Ruta Malin"));
    assert_eq!(barrier.n_witnesses, 2, "two voices");
    let origins = &barrier.provenance.origins;
    assert_eq!(origins.len(), 1);
    assert_eq!(
        (origins[0].name.as_str(), &*origins[0].articles),
        ("Ruta Malin", &["evening".to_owned(), "wire".to_owned()][..])
    );
}

/// What does not depend on the order of accounts: findings with their verdicts, and claims.
type Sorted = (Vec<(String, String, Option<String>)>, Vec<(String, u32, Option<String>)>);

fn sorted(report: &Report) -> Sorted {
    let finding = |f: &ReportFinding| (f.id.clone(), f.verdict.clone(), f.beside.clone());
    let claim = |c: &ReportClaim| (c.id.clone(), c.n_witnesses, c.provenance.first.clone());
    let mut findings: Vec<_> = report.findings.iter().map(finding).collect();
    let mut claims: Vec<_> = report.claims.iter().map(claim).collect();
    findings.sort();
    claims.sort();
    (findings, claims)
}

#[test]
fn the_order_of_accounts_does_not_matter() {
    let first = sorted(&report(accounts()));
    let mut order = [0, 1, 2, 3];
    for n in 0..24 {
        // Every permutation, by its number in the factorial system.
        let (mut rest, mut n) = (vec![0, 1, 2, 3], n);
        for (at, place) in order.iter_mut().enumerate() {
            let radix = 4 - at;
            *place = rest.remove(n % radix);
            n /= radix;
        }
        let all = accounts();
        let told = report(order.iter().map(|&at| all[at].clone()).collect());
        assert_eq!(sorted(&told), first, "{order:?}");
    }
}

#[test]
fn the_table_counts_what_voices_share_and_leave_out() {
    let report = report(accounts());
    let table = ClaimTable::of(&report);
    assert_eq!((table.columns.len(), table.shares.len()), (4, 6));
    for share in &table.shares {
        assert!(share.n_conflicts <= share.n_shared);
        assert!(share.n_shared <= table.columns[share.a].n_claims);
    }
    for (at, column) in table.columns.iter().enumerate() {
        let says = table.rows.iter().filter(|row| !row.cells[at].is_silent()).count();
        assert_eq!(column.n_claims as usize, says);
    }
}

/// Three real accounts of each of ten events, in all six orders. Skipped where the labelled data
/// are missing.
#[test]
fn real_accounts_in_any_order_give_the_same_claims() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/basil");
    let (Ok(docs), Ok(clusters)) = (
        fs::read_to_string(folder.join("docs.jsonl")),
        fs::read_to_string(folder.join("clusters.tsv")),
    ) else {
        eprintln!("skipped: no labelled data in {}", folder.display());
        return;
    };
    let mut by_id: BTreeMap<String, Article> = BTreeMap::new();
    for line in docs.lines() {
        let doc: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| doc[name].as_str().unwrap_or_default().to_owned();
        let article =
            Article { title: Some(field("title")), ..article(&field("id"), &field("text"), None) };
        by_id.insert(article.id.clone(), article);
    }
    let mut events: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (event, id) in clusters.lines().filter_map(|line| line.split_once('\t')) {
        events.entry(event).or_default().push(id.trim());
    }
    let triples: Vec<Vec<Article>> = events
        .values()
        .filter(|ids| ids.len() == 3)
        .take(10)
        .map(|ids| ids.iter().map(|id| by_id[*id].clone()).collect())
        .collect();
    assert_eq!(triples.len(), 10);
    const ORDERS: [[usize; 3]; 6] =
        [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for triple in triples {
        let told = ORDERS.map(|order| sorted(&report(order.map(|at| triple[at].clone()).into())));
        assert!(told.iter().all(|other| *other == told[0]), "{}", triple[0].id);
    }
}
