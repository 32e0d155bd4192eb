//! Cases of how news reports speech, invented here, and properties of arbitrary text.

use crate::{
    mention::{
        Attribution, Fact, Mention,
        cases::{self, Case, document},
        find_reported,
        vocabulary::look_up,
    },
    normalize::Document,
};
use proptest::prelude::*;

fn mentions(doc: &Document) -> Vec<Mention> {
    let mut found = find_reported(doc, &look_up(doc), &[]);
    found.retain(|mention| matches!(mention.fact, Fact::Attribution(_)));
    found
}

fn attribution(mention: &Mention) -> &Attribution {
    match &mention.fact {
        Fact::Attribution(attribution) => attribution,
        other => panic!("{other:?} is no attribution"),
    }
}

/// Each attribution as `content / speaker / cue`.
fn read(text: &str) -> Vec<String> {
    mentions(&document(text))
        .iter()
        .map(|mention| {
            let a = attribution(mention);
            let speaker = a.speaker.map_or("-", |r| r.of(text));
            format!("{} / {speaker} / {}", mention.range.of(text), a.cue.of(text))
        })
        .collect()
}

const CASES: &[Case<'_>] = &[
    // Clause behind.
    ("Marlow said that the bridge was safe.", &["that the bridge was safe / Marlow / said"]),
    ("Marlow said the bridge was safe.", &["the bridge was safe / Marlow / said"]),
    (
        "The minister indicated that talks would go on.",
        &["that talks would go on / The minister / indicated"],
    ),
    (
        "Officials say the river will crest on Sunday.",
        &["the river will crest on Sunday / Officials / say"],
    ),
    ("Police said two men were held.", &["two men were held / Police / said"]),
    ("She argued that the tax hurts farmers.", &["that the tax hurts farmers / She / argued"]),
    (
        "A spokesman for the union warned that strikes would follow.",
        &["that strikes would follow / A spokesman for the union / warned"],
    ),
    (
        "Lena Falk, a nurse, said the clinic was full.",
        &["the clinic was full / Lena Falk, a nurse / said"],
    ),
    (
        "Falk, who runs the clinic, said it was full.",
        &["it was full / Falk, who runs the clinic / said"],
    ),
    ("Falk has said the clinic is full.", &["the clinic is full / Falk / said"]),
    ("Falk later said the clinic was full.", &["the clinic was full / Falk / said"]),
    (
        "The report concluded that the wall was too thin.",
        &["that the wall was too thin / The report / concluded"],
    ),
    (
        "Researchers found that the ice was melting faster.",
        &["that the ice was melting faster / Researchers / found"],
    ),
    ("They believe the tunnel is older.", &["the tunnel is older / They / believe"]),
    (
        "The company announced that it would close the plant.",
        &["that it would close the plant / The company / announced"],
    ),
    ("Ito insisted the vote was fair.", &["the vote was fair / Ito / insisted"]),
    (
        "The agency estimates that 300 homes were lost.",
        &["that 300 homes were lost / The agency / estimates"],
    ),
    (
        "Ito acknowledged that mistakes were made.",
        &["that mistakes were made / Ito / acknowledged"],
    ),
    ("Marlow confirmed that he would resign.", &["that he would resign / Marlow / confirmed"]),
    ("Marlow suggested the deal was dead.", &["the deal was dead / Marlow / suggested"]),
    ("Ito alleged that votes were bought.", &["that votes were bought / Ito / alleged"]),
    (
        "The mayor said on Tuesday that the bridge was safe.",
        &["that the bridge was safe / The mayor / said"],
    ),
    (
        "The mayor said in a statement that the bridge was safe.",
        &["that the bridge was safe / The mayor / said"],
    ),
    ("It reported that sales had doubled.", &["that sales had doubled / It / reported"]),
    (
        "President Ruth Adeyemi declared that the war was over.",
        &["that the war was over / President Ruth Adeyemi / declared"],
    ),
    // Somebody is told.
    ("He told reporters that the bridge was safe.", &["that the bridge was safe / He / told"]),
    (
        "Marlow told a crowd in Bern that the bridge was safe.",
        &["that the bridge was safe / Marlow / told"],
    ),
    ("She told him the bridge was safe.", &["the bridge was safe / She / told"]),
    (
        "The minister assured voters that taxes would fall.",
        &["that taxes would fall / The minister / assured"],
    ),
    // Clause ahead.
    ("The bridge was safe, Marlow said.", &["The bridge was safe / Marlow / said"]),
    ("The bridge was safe, officials said.", &["The bridge was safe / officials / said"]),
    ("The bridge was safe, said Marlow.", &["The bridge was safe / Marlow / said"]),
    ("The bridge was safe, he told the paper.", &["The bridge was safe / he / told"]),
    (
        "The bridge was safe, the ministry said on Friday.",
        &["The bridge was safe / the ministry / said"],
    ),
    ("Two men were held, police said.", &["Two men were held / police / said"]),
    ("Two men were held, according to police.", &["Two men were held / police / according to"]),
    (
        "Two men were held, according to a statement by the ministry.",
        &["Two men were held / a statement / according to"],
    ),
    (
        "The bridge was safe, a spokeswoman for the city said.",
        &["The bridge was safe / a spokeswoman for the city / said"],
    ),
    (
        "The bridge was safe, Lena Falk, an engineer, said.",
        &["The bridge was safe / Lena Falk, an engineer / said"],
    ),
    ("The bridge is safe, she added.", &["The bridge is safe / she / added"]),
    // According to.
    ("According to Marlow, the bridge was safe.", &["the bridge was safe / Marlow / According to"]),
    (
        "According to the ministry, two men were held.",
        &["two men were held / the ministry / According to"],
    ),
    (
        "According to officials, the fire began at noon.",
        &["the fire began at noon / officials / According to"],
    ),
    // Objects and plans.
    ("Ito denied the charges.", &["the charges / Ito / denied"]),
    ("Ito denied taking the money.", &["taking the money / Ito / denied"]),
    ("The union rejected the offer.", &["the offer / The union / rejected"]),
    ("Critics condemned the raid.", &["the raid / Critics / condemned"]),
    ("She praised the rescue teams.", &["the rescue teams / She / praised"]),
    ("The party wants to cut taxes.", &["to cut taxes / The party / wants"]),
    ("Marlow vowed to fight on.", &["to fight on / Marlow / vowed"]),
    ("The ministry declined to comment.", &["to comment / The ministry / declined"]),
    ("Adeyemi promised to rebuild the school.", &["to rebuild the school / Adeyemi / promised"]),
    // Two reports, participles, relatives.
    ("Ito left early, saying the vote was a farce.", &["the vote was a farce / Ito / saying"]),
    (
        "Marlow said the bridge was safe and added that it was new.",
        &["the bridge was safe / Marlow / said", "that it was new / Marlow / added"],
    ),
    (
        "Ito, who warned that banks would fail, was ignored.",
        &["that banks would fail / who / warned"],
    ),
    ("Although Ito admitted that he knew, he kept his post.", &["that he knew / Ito / admitted"]),
    // Part of it quoted.
    (
        "Ito said that the plan was “a disaster” for all.",
        &["that the plan was “a disaster” for all / Ito / said"],
    ),
    ("Ito called the plan “a disaster.”", &["the plan “a disaster.” / Ito / called"]),
    // The outlet's own voice, and words that only look like cues.
    ("The bridge opened in May.", &[]),
    ("The bridge was safe.", &[]),
    ("The United States sent two ships.", &[]),
    ("His claims were old.", &[]),
    ("The credit reports arrive late.", &[]),
    ("“The dam will hold,” Ortiz said.", &[]),
    ("It was a long night in the valley.", &[]),
];

#[test]
fn attributions_of_news() {
    assert!(CASES.len() >= 60, "{} cases", CASES.len());
    cases::check(CASES, read);
}

#[test]
fn sources_get_their_names() {
    let text = "Lena Falk spoke at noon. She said the clinic was full.";
    let found = mentions(&document(text));
    assert_eq!(attribution(&found[0]).speaker_name.as_deref(), Some("Lena Falk"));
}

fn check_ranges(text: &str) {
    let doc = document(text);
    let mut last = 0;
    for mention in mentions(&doc) {
        assert!(mention.range.start >= last && !mention.range.of(text).is_empty());
        last = mention.range.start;
        let a = attribution(&mention);
        for range in a.speaker.iter().chain([&a.cue]) {
            assert!(!range.of(text).is_empty());
        }
        assert!((mention.sentence_idx as usize) < doc.sentences.len());
    }
}

proptest! {
    #[test]
    fn ranges_lie_on_boundaries(text in "\\PC*") {
        check_ranges(&text);
    }

    #[test]
    fn no_words_panic(words in proptest::collection::vec(
        prop::sample::select(vec![
            "Falk", "said", "the", "minister", "who", "according", "to", "that", "it", "saying",
            "told", "(", ")", "—", "is", "and", ",", ".", ":", "“", "”", "of", "denied", "by",
            "questions", "officials", "\n\n", "not", "Ito’s",
        ]), 0..80)
    ) {
        check_ranges(&words.join(" "));
    }
}

/// Time is not asserted: at a quadratic cost these would not end within the test's limit.
#[test]
fn hostile_text_ends() {
    check_ranges(&"said ".repeat(60_000));
    check_ranges(&"he said ".repeat(40_000));
    check_ranges(&"who said he, ".repeat(20_000));
    check_ranges(&"according to , ".repeat(20_000));
    check_ranges(&"( Falk ) , ".repeat(20_000));
}
