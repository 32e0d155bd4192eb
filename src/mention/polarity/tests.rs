//! Cases of how news negates and denies, invented here, and properties of arbitrary text.

use super::{Negation, Polarity, is_negation};
use crate::{
    mention::{
        Fact, Mention,
        cases::{Case, check, check_cues, document},
        vocabulary::look_up,
        words::sentences,
    },
    normalize::Document,
};
use proptest::prelude::*;

fn find(doc: &Document) -> Vec<Mention> {
    let mut found = Vec::new();
    super::find(&sentences(doc, &look_up(doc)), &mut found);
    found
}

fn polarity(mention: &Mention) -> &Polarity {
    match &mention.fact {
        Fact::Polarity(polarity) => polarity,
        other => panic!("{other:?} is no polarity"),
    }
}

/// Each negation as `cue / stem negated / scope`, a double one behind a tilde.
fn read(text: &str) -> Vec<String> {
    let doc = document(text);
    let line = |mention: &Mention| {
        let p = polarity(mention);
        let mark = if p.negation == Negation::Double { "~" } else { "" };
        let stem = p.predicate.as_ref().map_or("-", |p| p.stem.as_str());
        format!("{mark}{} / {stem} / {}", mention.range.of(text), p.scope.of(text))
    };
    find(&doc).iter().map(line).collect()
}

const CASES: &[Case<'_>] = &[
    // Not and its contractions.
    ("The mayor did not resign.", &["not / resign / resign"]),
    ("The mayor didn't resign on Friday.", &["didn't / resign / resign on Friday"]),
    ("The mayor didn’t resign on Friday.", &["didn’t / resign / resign on Friday"]),
    ("Trains will not run before noon.", &["not / run / run before noon"]),
    ("The crew was not hurt.", &["not / hurt / hurt"]),
    ("The bridge is not safe, engineers said.", &["not / safe / safe"]),
    ("The bridge isn't a toll bridge.", &["isn't / bridg / a toll bridge"]),
    ("He does not have a licence.", &["not / licenc / have a licence"]),
    ("The talks have not yet begun.", &["not / begin / yet begun"]),
    (
        "They could not agree how much of it there is.",
        &["not / agre / agree how much of it there is"],
    ),
    ("Police cannot trace the owner.", &["cannot / trace / trace the owner"]),
    ("“We are not asking for gold,” she said.", &["not / ask / asking for gold"]),
    ("The report was not published, but it was read.", &["not / publish / published"]),
    ("He did not resign because of the leak.", &["not / resign / resign"]),
    ("She did not resign and said so.", &["not / resign / resign"]),
    ("The ship has not, officials said, been found.", &["not / find / been found"]),
    ("He did not kill, maim or injure anyone.", &["not / kill / kill, maim or injure anyone"]),
    ("The money had not been stolen.", &["not / steal / been stolen"]),
    ("Tax did not rise; it fell.", &["not / rise / rise"]),
    ("He was found not guilty of fraud.", &["not / guilti / guilty of fraud"]),
    ("The second part comes not before 2026.", &["not / 2026 / before 2026"]),
    ("If you don't do it, others will.", &["don't / do / do it"]),
    // Never, no longer.
    ("He never meant to keep it.", &["never / mean / meant to keep it"]),
    ("The plant is no longer open.", &["no longer / open / open"]),
    ("It had never before been shown.", &["never / show / before been shown"]),
    // No.
    ("There was no warning at all.", &["no / warn / warning at all"]),
    ("No trains ran on Monday.", &["No / run / trains ran on Monday"]),
    ("Officers found no evidence of arson.", &["no / find / found no evidence of arson"]),
    (
        "They went home with no settlement over the dam.",
        &["no / settlement / settlement over the dam"],
    ),
    ("The union has no wish to harm passengers.", &["no / wish / wish to harm passengers"]),
    ("The firm took no questions.", &["no / take / took no questions"]),
    ("She said no ship had left port.", &["no / leav / ship had left port"]),
    // No one, none, nothing, neither.
    ("No one was hurt in the fire.", &["No one / hurt / was hurt in the fire"]),
    ("No-one was hurt in the fire.", &["No-one / hurt / was hurt in the fire"]),
    ("He billed for cleaning that no one ever did.", &["no one / do / ever did"]),
    ("None of her 18 crew was hurt.", &["None / hurt / of her 18 crew was hurt"]),
    ("Nobody knows the cause.", &["Nobody / know / knows the cause"]),
    ("The minister said nothing.", &["nothing / say / said"]),
    ("Neither side gave way.", &["Neither / give / side gave way"]),
    (
        "The ministry would neither confirm nor deny the report.",
        &[
            "neither / confirm / confirm",
            "nor / deni / deny the report",
            "~deny / report / the report",
        ],
    ),
    ("Nothing was stolen.", &["Nothing / steal / was stolen"]),
    (
        "Not all passengers were brought ashore.",
        &["Not all / bring / passengers were brought ashore"],
    ),
    // Yet to, fail, decline, refuse, unable.
    ("The board has yet to decide.", &["yet to / decid / decide"]),
    ("The findings have yet to be checked.", &["yet to / check / be checked"]),
    ("The pilot failed to brake in time.", &["failed / brake / brake in time"]),
    ("Guards failed to prevent the escape.", &["failed / prevent / prevent the escape"]),
    ("The ministry declined to comment.", &["declined / comment / comment"]),
    ("The bank declined comment.", &["declined / comment / comment"]),
    ("The captain refused to leave the ship.", &["refused / leav / leave the ship"]),
    ("The club refuses to sell.", &["refuses / sell / sell"]),
    ("Rescuers were unable to reach the cave.", &["unable / reach / reach the cave"]),
    ("Their failure to pay angered staff.", &["failure / pay / pay angered staff"]),
    // Deny, reject, rule out, dismiss.
    ("Ostler denied every charge against him.", &["denied / charg / every charge against him"]),
    ("She denies taking the money.", &["denies / take / taking the money"]),
    ("He denied that the firm had paid bribes.", &["denied / pay / that the firm had paid bribes"]),
    ("Members rejected the offer on Sunday.", &["rejected / offer / the offer on Sunday"]),
    ("The offer was rejected by members.", &["rejected / offer / offer was rejected by members"]),
    ("Two reporters were denied entry.", &["denied / entri / entry"]),
    ("Police ruled out arson.", &["ruled out / arson / arson"]),
    ("The club dismissed the claims as absurd.", &["dismissed / claim / the claims as absurd"]),
    ("An idea that they rejected when it came up.", &["rejected / - / when it came up"]),
    // Without, unlikely.
    ("He drove without a licence.", &["without / licenc / a licence"]),
    ("She signed without reading the papers.", &["without / read / reading the papers"]),
    ("They spent a week without food, water or heat.", &["without / food / food, water or heat"]),
    ("The port is unlikely to reopen this week.", &["unlikely / reopen / reopen this week"]),
    (
        "It is unlikely that the wreck will be raised.",
        &["unlikely / rais / that the wreck will be raised"],
    ),
    ("A deal is unlikely.", &["unlikely / deal / deal is unlikely"]),
    // Two negations.
    (
        "He did not deny taking the money.",
        &["not / deni / deny taking the money", "~deny / take / taking the money"],
    ),
    (
        "A recession is not unlikely.",
        &["not / unlik / unlikely", "~unlikely / recess / recession is not unlikely"],
    ),
    (
        "The army has not ruled out a strike.",
        &["not / rule / ruled out a strike", "~ruled out / strike / a strike"],
    ),
    (
        "The team never failed to score.",
        &["never / fail / failed to score", "~failed / score / score"],
    ),
    ("The plan is not without risk.", &["not / without / without risk", "~without / risk / risk"]),
    (
        "The mayor did not resign, nor did he apologise.",
        &["not / resign / resign", "nor / apologis / did he apologise"],
    ),
    (
        "The agency declined to confirm or deny the raid.",
        &["declined / confirm / confirm or deny the raid", "~deny / raid / the raid"],
    ),
    ("It is unlikely any deal will be signed.", &["unlikely / sign / any deal will be signed"]),
    ("Almost none of the aid arrived.", &["none / arriv / of the aid arrived"]),
    // Read like negations and none.
    ("The storm hit not only the coast but the hills.", &[]),
    ("There is no doubt about the result.", &[]),
    ("It was nothing but a rumour.", &[]),
    ("She lives at No. 10 Marsh Lane.", &[]),
    ("The prime minister left No 10 at noon.", &[]),
    ("The film Dr No was shown.", &[]),
    ("A no-fly zone was agreed.", &[]),
    ("No fewer than 40 boats sailed.", &[]),
    ("Sales declined by 4 per cent.", &[]),
    ("The talks failed.", &[]),
    ("The owner dismissed the manager.", &[]),
    ("It made an unlikely hero of a clerk.", &[]),
    ("It will happen without doubt.", &[]),
    ("The refuse collection starts on Monday.", &[]),
    ("Whether or not it rains, the race starts.", &[]),
    ("The not-for-profit group runs it.", &[]),
    ("The bridge opened in May.", &[]),
];

#[test]
fn negations_of_news() {
    assert!(CASES.len() >= 60, "{} cases", CASES.len());
    check(CASES, read);
}

#[test]
fn words_that_negate_by_themselves() {
    for (word, expected) in [
        ("not", true),
        ("No", true),
        ("didn’t", true),
        ("mayn't", true),
        ("denied", true),
        ("without", true),
        ("rejected", false),
        ("declined", false),
        ("only", false),
        ("", false),
    ] {
        assert_eq!(is_negation(word), expected, "{word}");
    }
}

fn check_ranges(text: &str) {
    check_cues(text, find, |mention| {
        let p = polarity(mention);
        if let Some(predicate) = &p.predicate {
            assert!(p.scope.contains(predicate.range), "{text:?}");
        }
        p.predicate.iter().map(|p| p.range).chain([p.scope, mention.range]).collect()
    });
}

const PIECES: &[&str] = &[
    "not", "no", "never", "No", "one", "neither", "nor", "denied", "that", "he", "the", "deal",
    "without", "yet", "to", "has", "unlikely", "declined", "comment", "did", "and", "or", "but",
    ",", ".", ";", "“", "”", "\"", "—", "-", "(", ")", "is", "was", "’s", "10", "\n\n", "refused",
    "ruled", "out", "didn’t", "é", "failed", "only", "none", "of", "said",
];

proptest! {
    #[test]
    fn ranges_lie_on_boundaries(text in "(\\PC|\n){0,300}") {
        check_ranges(&text);
    }

    #[test]
    fn ranges_hold_in_newslike_text(
        words in proptest::collection::vec(prop::sample::select(PIECES), 0..60)
    ) {
        check_ranges(&words.join(" "));
        check_ranges(&words.concat());
    }
}

/// Time is not asserted: at a quadratic cost these would not end within the test's limit.
#[test]
fn hostile_text_ends() {
    for piece in
        ["not ", "no ", "not, ", "without a, b ", "neither he nor ", "denied that “", "yet to "]
    {
        check_ranges(&piece.repeat(200_000 / piece.len()));
    }
}
