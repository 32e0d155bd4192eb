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
    ("Falk, who runs the clinic, said it was full.", &["it was full / Falk / said"]),
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
        &["Two men were held / the ministry / according to"],
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
    // The speaker without a relative clause, and for a document its maker.
    (
        "Mira Okafor of the harbour trust, whose boat sank, said the crew was safe.",
        &["the crew was safe / Mira Okafor of the harbour trust / said"],
    ),
    (
        "A woman who lives nearby said the street was closed.",
        &["the street was closed / A woman / said"],
    ),
    (
        "Prices rose in May, according to figures published by the Bureau of Trade.",
        &["Prices rose in May / the Bureau of Trade / according to"],
    ),
    (
        "Rents fell, according to calculations by the Tenants’ Union.",
        &["Rents fell / the Tenants’ Union / according to"],
    ),
    (
        "Rents fell, according to results released on Monday.",
        &["Rents fell / results / according to"],
    ),
    (
        "Two lorries collided, according to Ito, a driver was hurt.",
        &["Two lorries collided / Ito / according to"],
    ),
    // The whole clause, also around the report.
    (
        "The firm bought a barge called Blue Heron, the trial heard.",
        &["The firm bought a barge called Blue Heron / the trial / heard"],
    ),
    (
        "Ministers believe the deal is dead, officials said.",
        &["Ministers believe the deal is dead / officials / said"],
    ),
    (
        "The larger risk, Marlow said, is a flood.",
        &["The larger risk, Marlow said, is a flood / Marlow / said"],
    ),
    ("In a call with reporters, Marlow warned of floods.", &["of floods / Marlow / warned"]),
    // Verbs of many kinds.
    (
        "Analysts at Quillon Energy reckon that prices will fall.",
        &["that prices will fall / Analysts at Quillon Energy / reckon"],
    ),
    ("Falk contends the fee was paid.", &["the fee was paid / Falk / contends"]),
    ("Ito joked that he was too old.", &["that he was too old / Ito / joked"]),
    ("Ito pointed out that the door was open.", &["that the door was open / Ito / pointed"]),
    ("Critics called for a new vote.", &["for a new vote / Critics / called"]),
    ("Falk hailed the plan as a gift.", &["the plan as a gift / Falk / hailed"]),
    ("The jury heard that the lock was broken.", &["that the lock was broken / The jury / heard"]),
    ("The agency reported a rise in exports.", &["a rise in exports / The agency / reported"]),
    // Verbs that report only with a clause or a quotation.
    ("The dam is holding back enough water for a year.", &[]),
    ("Four of them had temporary hearing loss.", &[]),
    ("They could not rule out a link.", &[]),
    ("Ostrom showed no emotion.", &[]),
    ("The club held a minute’s silence.", &[]),
    ("Ostrom held it up for the crowd.", &[]),
    ("A ferry called at Braun Point yesterday.", &[]),
    ("Falk showed no emotion as the names were read.", &[]),
    ("The boat slammed into the pier.", &[]),
    ("A shepherd heard him whistling.", &[]),
    ("An X-ray showed a broken finger.", &[]),
    ("The lawyer raised her glass.", &[]),
    ("He read the lesson at Christmas.", &[]),
    // Particles, names, nouns and adjectives.
    ("The police found out the next day.", &[]),
    ("The strike was called off and the teams backed away.", &[]),
    ("They sailed on a yacht called Second Wind.", &[]),
    ("A man called Jonas Reel rode a bicycle.", &[]),
    ("There were 24 confirmed cases.", &[]),
    ("This warning came late.", &[]),
    ("Those claims did not last.", &[]),
    ("European demands surrounding the draft grew.", &[]),
    // Not said, not thought, not yet.
    ("The mayor did not know whether the bridge was safe.", &[]),
    ("The minister will address the nation on Sunday.", &[]),
    ("The team went north to congratulate the winners.", &[]),
    ("Marlow will report to the board.", &[]),
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
            "questions", "officials", "\n\n", "not", "Ito’s", "points", "out", "ruled", "called",
            "held", "warned", "beamed", "reckon", "calculations",
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
