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
            "The deckhand, Dale Purcell, 41, had worked on the harbour boats for half his life.",
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

/// Single sentences taken to be of one event: there less has to speak for a conflict.
#[test]
fn single_sentences() {
    check(&[
        (
            "The minister did not resign on Friday, her office said.",
            "The minister stepped down on Friday after a row over money.",
            "conflict",
            "polarity",
        ),
        (
            "Nobody was hurt in the fire at the mill on Sunday.",
            "Three workers were injured in Sunday's fire at the mill.",
            "conflict",
            "polarity",
        ),
        (
            "The court upheld the ban on hunting in Norland.",
            "Norland's ban on hunting was overturned by the court.",
            "conflict",
            "polarity",
        ),
        (
            "Up to 300 jobs will go when the Halden brewery shuts.",
            "The Halden brewery is to lose 480 jobs when it closes.",
            "conflict",
            "quantity",
        ),
        (
            "The plane, carrying 120 people, landed safely in Oslo.",
            "The aircraft with 140 people on board made a safe landing in Oslo.",
            "conflict",
            "quantity",
        ),
        (
            "The striker was sent off in the 70th minute of the derby at Milford.",
            "The striker was sent off in the 31st minute of the derby at Milford.",
            "conflict",
            "quantity",
        ),
        (
            "Rents in the port rose by 8 per cent last year, the council said.",
            "Rents in the port rose by 3 per cent last year, the council said.",
            "conflict",
            "quantity",
        ),
        (
            "The only building hit by the storm in Larkhaven was the town library.",
            "The only building hit by the storm in Larkhaven was the post office.",
            "conflict",
            "name",
        ),
        (
            "The dead man was named by his employer as Dale Hurst, 44, a diver of long standing.",
            "The dead man was named by police as Dale Hurst, 44, a diver of long standing.",
            "conflict",
            "attribution",
        ),
    ]);
}

/// What the same rules have to leave alone.
#[test]
fn single_sentences_of_two_matters() {
    let has_conflict = |a: &str, b: &str| {
        let conflicts = |report: Report| report.findings.iter().any(|f| f.verdict == "conflict");
        conflicts(report(a, b)) || conflicts(report(b, a))
    };
    for (a, b) in [
        // Another subject, another scope, a view, a condition, a clause of its own.
        (
            "Liri's revenue rose 12 per cent in the year to June, its directors said.",
            "Liri's net profit fell 4 per cent in the year to June, its directors said.",
        ),
        (
            "Unemployment rose to 7.1 per cent in the north in March.",
            "Unemployment fell to 4.9 per cent across the country in March.",
        ),
        (
            "The plant poisons the Arle river, residents claimed on Monday.",
            "The plant does not poison the Arle river, tests showed on Monday.",
        ),
        (
            "If the dam fails, 4,000 homes in Brackwater will be flooded.",
            "The dam held and no homes in Brackwater were flooded.",
        ),
        (
            "Although no one had complained, the council took the benches away.",
            "The benches have been removed, the council confirmed.",
        ),
        (
            "They found no blood in the car, the sheriff said.",
            "No one has found blood in the car, the sheriff said.",
        ),
        // One hour by two clocks; a bound; two parts of a sum.
        (
            "Trading was halted at 10 a.m. in Frankfurt on 16 June 2025.",
            "Trading was halted at 9 a.m. London time on 16 June 2025.",
        ),
        (
            "More than 1,500 people were taken off the island of Sorra.",
            "A total of 1,540 people were taken off the island of Sorra.",
        ),
        (
            "The town will pay $2 million for the bridge at Tolm.",
            "The town will pay an additional $1 million for the bridge at Tolm.",
        ),
    ] {
        assert!(!has_conflict(a, b), "{a}\n{b}");
    }
}

#[test]
fn hours_by_two_clocks() {
    check(&[(
        "The rocket lifted off at 3:14 a.m. Moscow time on 12 February 2025.",
        "The rocket lifted off at 2114 GMT on 11 February 2025.",
        "conflict",
        "time",
    )]);
}

/// Two figures that each account gives for what the other one is of.
#[test]
fn figures_the_other_way_round() {
    check(&[(
        "The union Vantage wants a rise of 8.5 per cent; the company has offered 4.2 per cent.",
        "Vantage, the union, asks for 4.2 per cent more; 8.5 per cent was offered by the company.",
        "conflict",
        "quantity",
    )]);
}
