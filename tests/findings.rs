//! What is said of two sentences on one event that differ in one thing: each facet with what it
//! must call a conflict and what it must not, either way round.

use crosswire::{
    article::Article,
    config::{Assume, Config},
    engine::compare,
    report::Report,
};

/// Two sentences and a verdict with its facet ("" for the statements as a whole) that must be
/// among the findings; a conflict only where it is that one.
type Case = (&'static str, &'static str, &'static str, &'static str);

fn report(a: &str, b: &str) -> Report {
    let article =
        |id: &str, text: &str| Article { id: id.into(), text: text.into(), ..Article::default() };
    let config = Config { assume: Assume::SameEvent, ..Config::default() };
    compare(vec![article("a", a), article("b", b)], &config)
}

/// Verdict and facet of each finding that two accounts share, sorted.
fn told(report: &Report) -> Vec<(String, String)> {
    let shared = report.findings.iter().filter(|finding| finding.statements.len() > 1);
    let mut told: Vec<(String, String)> =
        shared.map(|f| (f.verdict.clone(), f.facet.clone().unwrap_or_default())).collect();
    told.sort_unstable();
    told
}

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (a, b, verdict, facet) in cases {
        let (there, back) = (told(&report(a, b)), told(&report(b, a)));
        let is_told = there.contains(&((*verdict).to_owned(), (*facet).to_owned()));
        let has_conflict = there.iter().any(|(verdict, _)| verdict == "conflict");
        if !is_told || has_conflict != (*verdict == "conflict") || there != back {
            wrong.push(format!("{a}\n{b}\n  {there:?}\n  {back:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn names() {
    check(&[
        (
            "Judge Caroline Marsh of Larkhaven adjourned sentencing and remanded the treasurer in custody.",
            "Judge Katherine Marsh of Larkhaven adjourned sentencing and remanded the treasurer in custody.",
            "conflict",
            "name",
        ),
        (
            "The lender wrote off loans on commercial property in London in the third quarter.",
            "The lender wrote off loans on commercial property in Frankfurt in the third quarter.",
            "conflict",
            "name",
        ),
        // A place in a place, a spelling, less of a name, two of a list.
        (
            "The lender wrote off loans on commercial property in London in the third quarter.",
            "The lender wrote off loans on commercial property in Britain in the third quarter.",
            "compatible",
            "name",
        ),
        (
            "The treaty was signed by President Sergei Belousov at the palace in the evening.",
            "The treaty was signed by President Sergey Belousov at the palace in the evening.",
            "agree",
            "",
        ),
        (
            "The ministers in the new government include Hanna Reik, who was sworn in on Monday.",
            "The ministers in the new government include Tomas Oye, who was sworn in on Monday.",
            "compatible",
            "name",
        ),
    ]);
}

#[test]
fn quotations() {
    check(&[
        (
            "\"He sat with the dying in the afternoon and he robbed them in the evening,\" she said.",
            "\"He sat with the dying in the afternoon and he mourned them in the evening,\" she said.",
            "conflict",
            "quotation",
        ),
        (
            "\"It will not end the fever, it will change who has to be afraid of it,\" she said.",
            "\"It will end the fever, it will change who has to be afraid of it,\" she said.",
            "conflict",
            "quotation",
        ),
        // Shortened, explained, spelt otherwise.
        (
            "\"We stole it, let's not pretend anything else, and we are glad,\" the coach said.",
            "\"We stole it [...] and we are glad,\" the coach said.",
            "agree",
            "",
        ),
        (
            "\"Senator Bray respects that but thinks it should be built someplace else,\" she said.",
            "\"Sen. Bray respects that but thinks it should be built someplace else,\" she said.",
            "agree",
            "",
        ),
    ]);
}

#[test]
fn attributions() {
    check(&[
        (
            "\"We have grown lending in every region,\" Chief Executive Aoife Tarrant said in a statement.",
            "\"We have grown lending in every region,\" Chairman Dermot Keane said in a statement.",
            "conflict",
            "attribution",
        ),
        (
            "Visibility at the time was below 100 metres in the harbour, doctors said.",
            "Visibility at the time was below 100 metres in the harbour, the ferry's owner said.",
            "conflict",
            "attribution",
        ),
        // A role for a name, anybody for somebody, the one for the one whose lawyer speaks.
        (
            "Visibility at the time was below 100 metres in the harbour, officials said.",
            "Visibility at the time was below 100 metres in the harbour, Fiona Teale said.",
            "agree",
            "",
        ),
        (
            "The board had overruled the panel and fired him outright, Aron Goll said.",
            "The board had overruled the panel and fired him outright, Peter Stroud's lawyer said.",
            "compatible",
            "attribution",
        ),
    ]);
}

#[test]
fn polarity() {
    check(&[
        (
            "The council approved the stadium plan late on Tuesday after a long debate.",
            "The council rejected the stadium plan late on Tuesday after a long debate.",
            "conflict",
            "polarity",
        ),
        (
            "The company failed to pay its drivers in March, the union said.",
            "The company paid its drivers in March, the union said.",
            "conflict",
            "polarity",
        ),
        (
            "Four people lost their hearing, and the researchers said they could not rule out a link.",
            "Four people lost their hearing, and the researchers said they ruled out a link.",
            "conflict",
            "polarity",
        ),
        // Two ways to deny, a condition.
        (
            "Freight trains on the line were not affected by the strike on Monday.",
            "Freight trains on the line were unaffected by the strike on Monday.",
            "agree",
            "",
        ),
        (
            "The company failed to pay its drivers in March, the union said.",
            "The company could not pay its drivers in March, the union said.",
            "agree",
            "",
        ),
    ]);
}

#[test]
fn certainty_is_named_and_no_conflict() {
    check(&[(
        "The winner will meet Halmby in a one-game final at Tromvik on April 5.",
        "The winner may meet Halmby in a one-game final at Tromvik on April 5.",
        "compatible",
        "certainty",
    )]);
}

#[test]
fn lengths_of_time() {
    check(&[
        (
            "The port was closed to all traffic for almost four hours while divers checked the hulls.",
            "The port was closed to all traffic for almost three hours while divers checked the hulls.",
            "conflict",
            "quantity",
        ),
        (
            "The port was closed to all traffic for 48 hours while divers checked the hulls.",
            "The port was closed to all traffic for two days while divers checked the hulls.",
            "agree",
            "",
        ),
    ]);
}

#[test]
fn more_than_one_difference_may_be_another_matter() {
    check(&[
        (
            "Twelve people were injured in the explosion at Torre market on Thursday, officials said.",
            "Three people were killed in the explosion at Torre market on Thursday, officials said.",
            "compatible",
            "quantity",
        ),
        (
            "Women at the bank earned 14 per cent less than men in 2024, its report shows.",
            "Women at the bank earned 19 per cent less than men in 2019, its report shows.",
            "compatible",
            "quantity",
        ),
        (
            "The rocket lifted off from the coast at 9:30 p.m. EST on January 14, 2025.",
            "The rocket lifted off from the coast at 2:30 a.m. GMT on January 15, 2025.",
            "agree",
            "",
        ),
        (
            "The rocket lifted off from the coast at 9:30 p.m. EST on January 14, 2025.",
            "The rocket lifted off from the coast at 8:30 a.m. GMT on January 15, 2025.",
            "conflict",
            "time",
        ),
    ]);
}

/// Facts of accounts in words of their own.
#[test]
fn rival_facts() {
    check(&[
        (
            "Larkhaven council will spend £48.5m on mending the sea wall, its leader told reporters.",
            "Repairs to the crumbling sea wall at Larkhaven are put at £45.8m by the council.",
            "conflict",
            "quantity",
        ),
        (
            "A further walkout of 48 hours by signal staff cannot be ruled out, Wolgast said.",
            "Signal staff may follow this with a second strike, of 84 hours, Wolgast warned.",
            "conflict",
            "quantity",
        ),
        (
            "Judge Marsh adjourned sentencing of the treasurer until November 14.",
            "The treasurer's sentencing has been set down for November 24 by Judge Marsh.",
            "conflict",
            "time",
        ),
        (
            "The deckhand, Dale Purcell, 44, had worked on the harbour boats for half his life.",
            "Harbour boats were all that Dale Purcell, 46, a deckhand, had ever worked on.",
            "conflict",
            "quantity",
        ),
        (
            "\"I never took a penny of that money for myself,\" the treasurer told jurors at Larkhaven.",
            "In the witness box at Larkhaven the treasurer said: \"I never meant a penny of that money for myself.\"",
            "conflict",
            "quotation",
        ),
    ]);
}

/// What looks like a rival and is none.
#[test]
fn no_rivals() {
    let pairs = [
        // A demand and what was granted.
        (
            "Prosecutors asked the court to jail the treasurer for 15 years over the hospice fraud.",
            "The judge gave the treasurer 11 years for the hospice fraud.",
        ),
        // The dead and the hurt.
        (
            "Twelve people were killed when the coach left the pass road, rescuers said.",
            "Rescuers said 34 people were injured when the coach left the road at the pass.",
        ),
        // An old figure and a new one.
        (
            "Rents on the harbour front rose from 1,200 euros to levels nobody had seen.",
            "Rents on the harbour front now stand at 1,300 euros, a level nobody had seen.",
        ),
        // More quoted, and less.
        (
            "\"The channel belonged to the bigger ship at that hour,\" the harbourmaster said.",
            "The harbourmaster said: \"The channel belonged to the bigger ship at that hour, and both masters knew.\"",
        ),
        // Two men of one name.
        (
            "Constable James Orr, 29, was hurt in the shooting at the harbour.",
            "The shooting at the harbour was seen by James Orr, 64, from his window.",
        ),
    ];
    for (a, b) in pairs {
        for (a, b) in [(a, b), (b, a)] {
            let told = told(&report(a, b));
            assert!(!told.iter().any(|(verdict, _)| verdict == "conflict"), "{a}\n{b}\n{told:?}");
        }
    }
}
