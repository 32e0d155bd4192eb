//! Cases of what news says that is no plain fact, invented here, and properties of arbitrary
//! text.

use super::Certainty;
use crate::{
    mention::{
        Fact, Mention,
        cases::{Case, check, check_cues, document},
        find_reported,
        vocabulary::look_up,
        words::sentences,
    },
    normalize::Document,
};
use proptest::prelude::*;

fn find(doc: &Document) -> Vec<Mention> {
    let (looked, mut found) = (look_up(doc), Vec::new());
    let reported = find_reported(doc, &looked, &[]);
    super::find(&sentences(doc, &looked), &reported, &mut found);
    found
}

fn certainty(mention: &Mention) -> &Certainty {
    match &mention.fact {
        Fact::Certainty(certainty) => certainty,
        other => panic!("{other:?} is no certainty"),
    }
}

/// Each as `cue = value / stem / scope`.
fn read(text: &str) -> Vec<String> {
    let doc = document(text);
    let line = |mention: &Mention| {
        let c = certainty(mention);
        let stem = c.predicate.as_ref().map_or("-", |p| p.stem.as_str());
        let (cue, value) = (mention.range.of(text), c.level.as_str());
        format!("{cue} = {value} / {stem} / {}", c.scope.of(text))
    };
    find(&doc).iter().map(line).collect()
}

const CASES: &[Case<'_>] = &[
    // Possible.
    ("The mayor may resign.", &["may = possible / resign / resign"]),
    ("Fog might delay flights.", &["might = possible / delay / delay flights"]),
    ("The dam could burst within days.", &["could = possible / burst / burst within days"]),
    ("He could have been killed.", &["could = possible / kill / have been killed"]),
    ("Perhaps the brakes failed.", &["Perhaps = possible / brake / the brakes failed"]),
    ("The fire was possibly set on purpose.", &["possibly = possible / set / set on purpose"]),
    ("The driver apparently fell asleep.", &["apparently = possible / fall / fell asleep"]),
    ("The ship is believed to have sunk.", &["believed to = possible / sink / have sunk"]),
    ("Two men are thought to be inside.", &["thought to = possible / insid / be inside"]),
    ("Ten people are feared dead.", &["feared = possible / dead / dead"]),
    (
        "Police see a possible link to the robbery.",
        &["possible = possible / link / link to the robbery"],
    ),
    (
        "The ruling appears to favour the bank.",
        &["appears to = possible / favour / favour the bank"],
    ),
    ("He is facing up to ten years in jail.", &["up to = possible / - / ten years in jail"]),
    ("The offence carries up to 14 years.", &["up to = possible / - / 14 years"]),
    ("It was an apparent suicide.", &["apparent = possible / suicid / suicide"]),
    // Reported and alleged.
    ("The couple reportedly fled to Peru.", &["reportedly = reported / flee / fled to Peru"]),
    ("The singer is rumoured to be ill.", &["is rumoured = reported / ill / to be ill"]),
    ("He is said to have fled.", &["said to have = reported / flee / fled"]),
    (
        "Unconfirmed reports spoke of gunfire.",
        &["Unconfirmed = reported / report / reports spoke of gunfire"],
    ),
    ("The alleged leader was held.", &["alleged = alleged / leader / leader was held"]),
    ("She allegedly took bribes.", &["allegedly = alleged / take / took bribes"]),
    ("A suspected arsonist was held.", &["suspected = alleged / arsonist / arsonist was held"]),
    ("He is accused of selling secrets.", &["accused of = alleged / sell / selling secrets"]),
    // Expected.
    ("Prices are expected to fall.", &["expected = expected / fall / to fall"]),
    ("The river is likely to crest tonight.", &["likely = expected / crest / to crest tonight"]),
    ("Rain is forecast to ease by noon.", &["forecast to = expected / eas / ease by noon"]),
    (
        "It will take years to fill the lake.",
        &["will = expected / take / take years to fill the lake"],
    ),
    ("The storm will weaken overnight.", &["will = expected / weaken / weaken overnight"]),
    ("Prices will be higher next year.", &["will = expected / higher / be higher next year"]),
    ("Thousands will be affected.", &["will = expected / affect / be affected"]),
    ("Sales are set to rise.", &["set to = expected / rise / rise"]),
    (
        "The talks will probably collapse.",
        &[
            "will = expected / collaps / probably collapse",
            "probably = expected / collaps / collapse",
        ],
    ),
    // Planned.
    ("Ministers will meet again in July.", &["will = planned / meet / meet again in July"]),
    (
        "Ostler will be sentenced next month.",
        &["will = planned / sentenc / be sentenced next month"],
    ),
    ("We'll strike on Monday.", &["We'll = planned / strike / strike on Monday"]),
    ("The bank won't close branches.", &["won't = planned / close / close branches"]),
    ("The boat is to go under the hammer.", &["is to = planned / go / go under the hammer"]),
    ("The bridge was to be blown up.", &["was to = planned / blow / be blown up"]),
    ("The party plans to cut taxes.", &["plans to = planned / cut / cut taxes"]),
    ("The firm intends to appeal.", &["intends to = planned / appeal / appeal"]),
    ("The trial is scheduled for June.", &["scheduled for = planned / june / June"]),
    ("She is due to appear in court.", &["is due to = planned / appear / appear in court"]),
    ("He said he would resign.", &["would = planned / resign / resign"]),
    (
        "The board said a report would be published within 30 days.",
        &["would = planned / publish / be published within 30 days"],
    ),
    ("The port is set to reopen on Friday.", &["set to = planned / reopen / reopen on Friday"]),
    ("They are going to sue the club.", &["going to = planned / sue / sue the club"]),
    // Confirmed.
    ("The firm confirmed the sale.", &["confirmed = confirmed / sale / the sale"]),
    ("The mayor has confirmed he was there.", &["confirmed = confirmed / - / he was there"]),
    // Conditional.
    ("If talks fail, a strike follows.", &["If = conditional / talk / talks fail"]),
    ("The strike goes on unless the firm pays.", &["unless = conditional / pay / the firm pays"]),
    (
        "The offer would be paid in two parts.",
        &["would = conditional / pay / be paid in two parts"],
    ),
    ("It would have been a disaster.", &["would = conditional / disast / have been a disaster"]),
    (
        "He said he would resign if asked.",
        &["would = conditional / resign / resign", "if = conditional / ask / asked"],
    ),
    (
        "The sale is subject to approval.",
        &["subject to approval = conditional / - / subject to approval"],
    ),
    // Words of two kinds.
    ("The dam could not be saved.", &[]),
    ("The bridge opened in May.", &[]),
    ("May 5 was a holiday.", &[]),
    ("On May 5 they met.", &[]),
    ("Mrs May said so.", &[]),
    ("Will Smith left early.", &[]),
    ("He left it in his last will.", &[]),
    ("It was done against her will.", &[]),
    ("The political will is there.", &[]),
    ("They can be fired at will.", &[]),
    ("The full might of the army was shown.", &[]),
    ("It was divine will, they said.", &[]),
    ("She opened a can of soup.", &[]),
    ("The would-be thief ran.", &[]),
    ("They left as soon as possible.", &[]),
    ("Smokers are twice as likely to fall ill.", &[]),
    ("The aim is to cut costs.", &[]),
    ("The delay was due to rain.", &[]),
    ("He was asked if he knew the man.", &[]),
    ("It looked as if it had burned.", &[]),
    ("Profit was higher than expected.", &[]),
    ("Up to 500 homes were lost.", &[]),
    ("The bank closed in June.", &[]),
];

#[test]
fn certainties_of_news() {
    assert!(CASES.len() >= 60, "{} cases", CASES.len());
    check(CASES, read);
}

fn check_ranges(text: &str) {
    check_cues(text, find, |mention| {
        let c = certainty(mention);
        c.predicate.iter().map(|p| p.range).chain([c.scope]).collect()
    });
}

const PIECES: &[&str] = &[
    "may", "May", "will", "Will", "would", "have", "could", "not", "if", "If", "unless", "said",
    "he", "the", "deal", "is", "to", "due", "up", "ten", "years", "facing", "likely", "possible",
    "as", "set", "be", "sold", ",", ".", ";", "“", "”", "—", "-", "’s", "5", "\n\n", "Falk",
    "alleged", "plan", "expected", "won’t", "é",
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
    for piece in ["may ", "if ", "would, ", "the aim is to ", "he said it would ", "up to ten "] {
        check_ranges(&piece.repeat(200_000 / piece.len()));
    }
}
