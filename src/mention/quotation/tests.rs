//! Cases of how news quotes, invented here, and properties of arbitrary text.

use crate::{
    mention::{
        Fact, Mention, Quotation,
        cases::{self, Case, document},
        find_reported,
        vocabulary::look_up,
    },
    normalize::Document,
};
use proptest::prelude::*;

fn find(doc: &Document) -> Vec<Mention> {
    let mut found = find_reported(doc, &look_up(doc), &[]);
    found.retain(|mention| matches!(mention.fact, Fact::Quotation(_)));
    found
}

fn quotation(mention: &Mention) -> &Quotation {
    match &mention.fact {
        Fact::Quotation(quotation) => quotation,
        other => panic!("{other:?} is no quotation"),
    }
}

/// Each quotation as `parts / speaker / cue`, a part of many split by ` + `; `~` before
/// words at a distance.
fn read(text: &str) -> Vec<String> {
    find(&document(text))
        .iter()
        .map(|mention| {
            let q = quotation(mention);
            let parts: Vec<&str> = q.parts.iter().map(|p| p.of(text)).collect();
            let word = |range: Option<crate::span::TextRange>| range.map_or("-", |r| r.of(text));
            let scare = if q.is_scare { "~" } else { "" };
            format!("{scare}{} / {} / {}", parts.join(" + "), word(q.speaker), word(q.cue))
        })
        .collect()
}

const CASES: &[Case<'_>] = &[
    // The source behind.
    ("“The dam will hold,” Ortiz said.", &["“The dam will hold,” / Ortiz / said"]),
    ("“The dam will hold,” said Ortiz.", &["“The dam will hold,” / Ortiz / said"]),
    ("\"The dam will hold,\" he said.", &["\"The dam will hold,\" / he / said"]),
    ("''The dam will hold,'' Mr. Ortiz said.", &["''The dam will hold,'' / Mr. Ortiz / said"]),
    (
        "“The dam will hold,” the minister told reporters.",
        &["“The dam will hold,” / the minister / told"],
    ),
    (
        "“Nobody slept,” said Lena Falk, a nurse at the clinic.",
        &["“Nobody slept,” / Lena Falk, a nurse at the clinic / said"],
    ),
    (
        "“Nobody slept,” Lena Falk, a nurse at the clinic, said.",
        &["“Nobody slept,” / Lena Falk, a nurse at the clinic / said"],
    ),
    ("“Nobody slept,” Falk, who lives nearby, told the paper.", &["“Nobody slept,” / Falk / told"]),
    ("“The dam will hold,” whooped Lena Ortiz.", &["“The dam will hold,” / Lena Ortiz / whooped"]),
    (
        "“The dam will hold,” Lena Ortiz whooped on Friday.",
        &["“The dam will hold,” / Lena Ortiz / whooped"],
    ),
    ("She sang in “The Dam,” directed by Lena Ortiz.", &["~“The Dam,” / - / -"]),
    (
        "For Lena Ortiz, who leads the union, the flood was no surprise: “That dam was built to fall.”",
        &["“That dam was built to fall.” / Lena Ortiz / :"],
    ),
    (
        "“Nobody slept,” a spokesman for the ministry said.",
        &["“Nobody slept,” / a spokesman for the ministry / said"],
    ),
    (
        "“Nobody slept,” according to the police report.",
        &["“Nobody slept,” / the police report / according to"],
    ),
    ("“Who pays for it?” asked Marlow.", &["“Who pays for it?” / Marlow / asked"]),
    ("“Who pays for it?” Marlow asked.", &["“Who pays for it?” / Marlow / asked"]),
    ("“Enough!” she shouted.", &["“Enough!” / she / shouted"]),
    ("“We lost everything,” he later wrote.", &["“We lost everything,” / he / wrote"]),
    ("“We lost everything,” officials say.", &["“We lost everything,” / officials / say"]),
    (
        "“We lost everything,” added Governor Ruth Adeyemi.",
        &["“We lost everything,” / Governor Ruth Adeyemi / added"],
    ),
    (
        "“We lost everything,” Adeyemi tweeted on Monday.",
        &["“We lost everything,” / Adeyemi / tweeted"],
    ),
    (
        "“We lost everything,” Sen. Paul Ito (D-Ohio) said.",
        &["“We lost everything,” / Sen. Paul Ito (D-Ohio) / said"],
    ),
    // The source ahead.
    ("Ortiz said: “The dam will hold.”", &["“The dam will hold.” / Ortiz / said"]),
    ("Ortiz said, “The dam will hold.”", &["“The dam will hold.” / Ortiz / said"]),
    (
        "The minister told parliament: “We will not yield.”",
        &["“We will not yield.” / The minister / told"],
    ),
    ("She replied, “Not on my watch.”", &["“Not on my watch.” / She / replied"]),
    ("Falk has said, “We need more beds.”", &["“We need more beds.” / Falk / said"]),
    ("Marlow: “We need more beds.”", &["“We need more beds.” / Marlow / :"]),
    (
        "According to Falk, “nobody slept that night.”",
        &["“nobody slept that night.” / Falk / According to"],
    ),
    (
        "Ito walked out, saying “this is not a serious plan.”",
        &["“this is not a serious plan.” / Ito / saying"],
    ),
    (
        "The company, which runs the mine, said “all shafts were checked.”",
        &["“all shafts were checked.” / The company / said"],
    ),
    // Any verb and a colon.
    (
        "Head nurse Lena Falk beamed: “We did it.”",
        &["“We did it.” / Head nurse Lena Falk / beamed"],
    ),
    ("The mayor shrugs: “It is only rain.”", &["“It is only rain.” / The mayor / shrugs"]),
    ("Ito was blunt: “It is only rain.”", &["“It is only rain.” / Ito / :"]),
    (
        "The bill was small: “two coins and a button for the lot.”",
        &["“two coins and a button for the lot.” / - / -"],
    ),
    (
        "A fisherman who did not want to be named said: “They all knew about it.”",
        &["“They all knew about it.” / A fisherman / said"],
    ),
    (
        "The firm said floods would continue “for some evenings” this spring.",
        &["“for some evenings” / The firm / said"],
    ),
    // The trade before a name, and small words in a phrase.
    (
        "“Nobody slept,” passenger Lena Falk told reporters at the pier.",
        &["“Nobody slept,” / passenger Lena Falk / told"],
    ),
    (
        "“Nobody slept,” said the two-time winner.",
        &["“Nobody slept,” / the two-time winner / said"],
    ),
    (
        "“Nobody slept,” said Lena Falk of the harbour trust, who led the search.",
        &["“Nobody slept,” / Lena Falk of the harbour trust / said"],
    ),
    // Split by the cue.
    ("“The dam,” Ortiz said, “will hold.”", &["“The dam,” + “will hold.” / Ortiz / said"]),
    (
        "“The dam will hold,” Ortiz said. “It always has.”",
        &["“The dam will hold,” + “It always has.” / Ortiz / said"],
    ),
    (
        "“We won,” she said. “We won,” she repeated.",
        &["“We won,” / she / said", "“We won,” / she / repeated"],
    ),
    (
        "\"First,\" Falk said, \"we count. Then we bury them.\"",
        &["\"First,\" + \"we count. Then we bury them.\" / Falk / said"],
    ),
    (
        "“Is it over?” Marlow asked. “I doubt it.”",
        &["“Is it over?” + “I doubt it.” / Marlow / asked"],
    ),
    // Inside a clause.
    (
        "Ito said that the plan was “a disaster for all of us” and must go.",
        &["“a disaster for all of us” / Ito / said"],
    ),
    ("Ito called the plan “a disaster.”", &["“a disaster.” / Ito / called"]),
    (
        "She described the talks as “frank and difficult in parts.”",
        &["“frank and difficult in parts.” / She / described"],
    ),
    (
        "Ito said it was “far too late” and would “cost lives and money.”",
        &["“far too late” + “cost lives and money.” / Ito / said"],
    ),
    (
        "The mayor accused them of “playing with people’s lives.”",
        &["“playing with people’s lives.” / The mayor / accused"],
    ),
    (
        "The bridge was “never meant to last this long,” engineers said.",
        &["“never meant to last this long,” / engineers / said"],
    ),
    // Marks.
    ("‘The dam will hold,’ Ortiz said.", &["‘The dam will hold,’ / Ortiz / said"]),
    ("'The dam will hold,' Ortiz said.", &["'The dam will hold,' / Ortiz / said"]),
    ("‘It’s the farmers’ water,’ Ortiz said.", &["‘It’s the farmers’ water,’ / Ortiz / said"]),
    ("«The dam will hold», said Ortiz.", &["«The dam will hold» / Ortiz / said"]),
    (
        "“He told us ‘go home’ and left,” Falk said.",
        &["“He told us ‘go home’ and left,” / Falk / said"],
    ),
    ("‘He said “go home” twice,’ Falk said.", &["“go home” / He / said"]),
    ("“The dam will hold,\" Ortiz said.", &["“The dam will hold,\" / Ortiz / said"]),
    ("``The dam will hold,'' Ortiz said.", &["``The dam will hold,'' / Ortiz / said"]),
    ("The workers' union and the '90s boom weren't the players' fault.", &[]),
    ("Rock 'n' roll fans said the band's '68 tour wasn't theirs.", &[]),
    ("The board is 6\" wide.", &[]),
    // Over sentences and paragraphs.
    (
        "“It rained. Then it froze. Then it rained again,” Falk said.",
        &["“It rained. Then it froze. Then it rained again,” / Falk / said"],
    ),
    (
        "Falk said: “It rained for days.\n\n“Then it froze.\n\n“Then it was over.”",
        &["“It rained for days. + “Then it froze. + “Then it was over.” / Falk / said"],
    ),
    (
        "“It rained for days,” Falk said. “We waited.\n\n“Then it froze.”",
        &["“It rained for days,” + “We waited. + “Then it froze.” / Falk / said"],
    ),
    (
        "Then he declared:\n\n“This valley is ours and it will stay ours.”",
        &["“This valley is ours and it will stay ours.” / he / declared"],
    ),
    (
        "Falk said: “It rained for days and nobody came.\n\nThe road is closed.",
        &["“It rained for days and nobody came. / Falk / said"],
    ),
    (
        "Falk was tired. “I have not slept since Sunday.”",
        &["“I have not slept since Sunday.” / Falk / -"],
    ),
    // No one's speech.
    ("The so-called “night tax” ends in June.", &["~“night tax” / - / -"]),
    ("Her novel “The Long Harvest” won a prize.", &["~“The Long Harvest” / - / -"]),
    ("He sang “Homeward Over Water” at the end.", &["~“Homeward Over Water” / - / -"]),
    ("The “soft” border is gone.", &["~“soft” / - / -"]),
    ("Ito said the “soft” border of the treaty was gone.", &["~“soft” / - / -"]),
    ("A law known as “Clara’s Law” passed.", &["~“Clara’s Law” / - / -"]),
    // No cue where there is none.
    (
        "In the United States “everything is for sale and nobody minds at all.”",
        &["“everything is for sale and nobody minds at all.” / - / -"],
    ),
];

#[test]
fn quotations_of_news() {
    assert!(CASES.len() >= 60, "{} cases", CASES.len());
    cases::check(CASES, read);
}

#[test]
fn speakers_get_their_names() {
    let cases: &[(&str, &[Option<&str>])] = &[
        (
            "Lena Falk runs the clinic. “We are full,” Falk said. “We are full,” she said.",
            &[Some("Lena Falk"), Some("Lena Falk")],
        ),
        ("Minister Paul Ito arrived. “We will pay,” the minister said.", &[Some("Paul Ito")]),
        (
            "“We will pay,” said Ruth Adeyemi, the mayor. “Soon,” the mayor added.",
            &[Some("Ruth Adeyemi"), Some("Ruth Adeyemi")],
        ),
        ("Paul Ito, who said “we will pay at once,” left.", &[Some("Paul Ito")]),
        ("“We will pay for all of it,” they said.", &[None]),
    ];
    for (text, expected) in cases {
        let found = find(&document(text));
        let names: Vec<Option<&str>> =
            found.iter().map(|m| quotation(m).speaker_name.as_deref()).collect();
        assert_eq!(names, *expected, "{text}");
    }
}

fn check_ranges(text: &str) {
    let doc = document(text);
    let mut last = 0;
    for mention in find(&doc) {
        let q = quotation(&mention);
        assert!(mention.range.start >= last && !q.parts.is_empty());
        last = mention.range.start;
        let mut at = mention.range.start;
        for part in &q.parts {
            assert!(part.start >= at && mention.range.contains(*part) && !part.is_empty());
            assert!(!part.of(text).is_empty());
            at = part.end;
        }
        assert_eq!(at, mention.range.end);
        for range in q.speaker.iter().chain(&q.cue) {
            assert!(!range.of(text).is_empty());
        }
        assert!((mention.sentence_idx as usize) < doc.sentences.len());
    }
}

/// A verb that needs a particle ends what it stands in.
#[test]
fn the_last_word_may_be_a_verb() {
    check_ranges("In “Street Talk,” Falk lost to Mr. Ito by six percentage points. He came back.");
    check_ranges("“Street Talk,” Falk points");
}

proptest! {
    #[test]
    fn parts_lie_in_order_on_boundaries(text in "\\PC*") {
        check_ranges(&text);
    }

    #[test]
    fn no_marks_panic(words in proptest::collection::vec(
        prop::sample::select(vec![
            "“", "”", "\"", "'", "''", "‘", "’", "«", "»", "``", ",", ".", "?", "!", ":", "\n\n", " ", " ",
            "Falk", "said", "the minister", "who", "according to", "that", "it", "saying", "told",
            "(", ")", "—", "is", "and", "s’", "ü", "「", "」", "points", "out", "ruled", "called",
            "held", "warned", "beamed", "reckon",
        ]), 0..80)
    ) {
        check_ranges(&words.concat());
        check_ranges(&words.join(" "));
    }
}

/// Time is not asserted: at a quadratic cost these would not end within the test's limit.
#[test]
fn hostile_text_ends() {
    check_ranges(&"“ word ".repeat(20_000));
    check_ranges(&"“a” ".repeat(60_000));
    check_ranges(&"\"a\"".repeat(40_000));
    check_ranges(&"‘x ’ ' ".repeat(20_000));
    check_ranges(&"he said “a” ".repeat(20_000));
    check_ranges(&"“a”, said he, \n".repeat(20_000));
}
