//! Cases and properties of times.

use super::{Modifier, Time, find, grammar, words::Words};
use crate::{
    article::Article,
    mention::{Fact, Mention, cases::document_of, vocabulary::look_up},
    normalize::{Document, NormalizeParams, normalize},
};
use proptest::prelude::*;

/// Text, publication date ("" for none), what is found: surface, type, value.
type Case = (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

fn found_in(doc: &Document) -> Vec<Mention> {
    let mut found = Vec::new();
    find(doc, &look_up(doc), &mut found);
    found
}

/// The times of `text`, with the words that say them.
fn times(text: &str, published: &str) -> Vec<(String, Time)> {
    let doc = document_of(text, published);
    let mut last = 0;
    found_in(&doc)
        .into_iter()
        .map(|mention| {
            assert!(mention.range.start >= last && !mention.range.is_empty());
            last = mention.range.end;
            let sentence = &doc.sentences[mention.sentence_idx as usize];
            assert!(sentence.range.start <= mention.range.start);
            assert!(mention.range.start < sentence.range.end);
            let Fact::Time(time) = mention.fact else { panic!("only times are found") };
            (mention.range.of(doc.text()).to_owned(), time)
        })
        .collect()
}

fn class_name(time: &Time) -> String {
    format!("{:?}", time.class).to_uppercase()
}

fn check(cases: &[Case]) {
    let mut wrong = String::new();
    for (text, published, expected) in cases {
        let found: Vec<_> = times(text, published)
            .into_iter()
            .map(|(words, time)| {
                let class = class_name(&time);
                (words, class, time.value.unwrap_or_else(|| "-".to_owned()))
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(words, class, value)| {
                ((*words).to_owned(), (*class).to_owned(), (*value).to_owned())
            })
            .collect();
        if found != expected {
            wrong +=
                &format!("{text} ({published})\n  found    {found:?}\n  expected {expected:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// 24 April 2025 is a Thursday.
const THURSDAY: &str = "2025-04-24";

#[test]
fn dates_of_the_calendar() {
    check(&[
        ("The bridge fell on April 23.", THURSDAY, &[("April 23", "DATE", "2025-04-23")]),
        ("The bridge fell on April 23.", "", &[("April 23", "DATE", "XXXX-04-23")]),
        ("It closed on Jan. 6, 1998, for good.", "", &[("Jan. 6, 1998", "DATE", "1998-01-06")]),
        ("He was arrested on 6 January.", THURSDAY, &[("6 January", "DATE", "2025-01-06")]),
        (
            "He was arrested on the 23rd of March.",
            THURSDAY,
            &[("the 23rd of March", "DATE", "2025-03-23")],
        ),
        ("Filed 04/23/2025 in court.", "", &[("04/23/2025", "DATE", "2025-04-23")]),
        ("Filed 23/04/2025 in court.", "", &[("23/04/2025", "DATE", "2025-04-23")]),
        ("The log of 1998-01-08 is lost.", "", &[("1998-01-08", "DATE", "1998-01-08")]),
        ("Rain fell in March 2024 and after.", "", &[("March 2024", "DATE", "2024-03")]),
        (
            "They met last on Friday, Feb. 14.",
            THURSDAY,
            &[("Friday, Feb. 14", "DATE", "2025-02-14")],
        ),
        ("The heir was born in 1948.", "", &[("1948", "DATE", "1948")]),
        ("Prices rose in the 1990s.", "", &[("the 1990s", "DATE", "199")]),
        ("A song from the '80s played.", "", &[("the '80s", "DATE", "198")]),
        ("A house of the 19th century burnt.", "", &[("the 19th century", "DATE", "18")]),
        ("The mill opened in early 1931.", "", &[("early 1931", "DATE", "1931")]),
        ("He may march on Rome.", THURSDAY, &[]),
        ("Police counted 1,990 marchers and 2000 flags.", THURSDAY, &[]),
        ("The winter of 1994 was cold.", "", &[("The winter of 1994", "DATE", "1994-WI")]),
        ("On 30 February nothing happened.", THURSDAY, &[]),
        ("It ran from nineteen ninety-six on.", "", &[("nineteen ninety-six", "DATE", "1996")]),
    ]);
}

#[test]
fn days_said_by_their_distance() {
    check(&[
        ("The vote was held yesterday.", THURSDAY, &[("yesterday", "DATE", "2025-04-23")]),
        ("The vote was held yesterday.", "", &[("yesterday", "DATE", "-")]),
        ("He resigned on Tuesday.", THURSDAY, &[("Tuesday", "DATE", "2025-04-22")]),
        ("He resigned on Thursday.", THURSDAY, &[("Thursday", "DATE", "2025-04-24")]),
        ("Ministers will meet Tuesday.", THURSDAY, &[("Tuesday", "DATE", "2025-04-29")]),
        ("Talks are set to resume Monday in Oslo.", THURSDAY, &[("Monday", "DATE", "2025-04-28")]),
        ("Ministers will meet Tuesday.", "", &[("Tuesday", "DATE", "XXXX-WXX-2")]),
        ("He resigned last Friday.", THURSDAY, &[("last Friday", "DATE", "2025-04-18")]),
        ("She speaks next Wednesday.", THURSDAY, &[("next Wednesday", "DATE", "2025-04-30")]),
        ("They arrived early Tuesday.", THURSDAY, &[("early Tuesday", "DATE", "2025-04-22")]),
        ("The ship sank 10 days ago.", THURSDAY, &[("10 days ago", "DATE", "2025-04-14")]),
        (
            "Nearly four years ago the mine shut.",
            THURSDAY,
            &[("Nearly four years ago", "DATE", "2021")],
        ),
        ("It began three weeks ago.", THURSDAY, &[("three weeks ago", "DATE", "2025-W14")]),
        (
            "It will reopen two months from now.",
            THURSDAY,
            &[("two months from now", "DATE", "2025-06")],
        ),
        (
            "The fire broke out on April 2. Two days later it rained.",
            THURSDAY,
            &[("April 2", "DATE", "2025-04-02"), ("Two days later", "DATE", "2025-04-04")],
        ),
        ("He left several years ago.", THURSDAY, &[("several years ago", "DATE", "PAST_REF")]),
        ("Tomorrow the shops are shut.", THURSDAY, &[("Tomorrow", "DATE", "2025-04-25")]),
    ]);
}

#[test]
fn weeks_months_and_years_said_by_their_distance() {
    check(&[
        ("The plant closed last week.", THURSDAY, &[("last week", "DATE", "2025-W16")]),
        ("The plant closed last week.", "", &[("last week", "DATE", "-")]),
        ("Sales fell earlier this month.", THURSDAY, &[("earlier this month", "DATE", "2025-04")]),
        ("The law passed last year.", THURSDAY, &[("last year", "DATE", "2024")]),
        ("A dam is planned for next year.", THURSDAY, &[("next year", "DATE", "2026")]),
        (
            "It is due at the end of this month.",
            THURSDAY,
            &[("the end of this month", "DATE", "2025-04")],
        ),
        ("He fled last September.", THURSDAY, &[("last September", "DATE", "2024-09")]),
        ("The court will sit in December.", THURSDAY, &[("December", "DATE", "2025-12")]),
        ("The court sat in December.", THURSDAY, &[("December", "DATE", "2024-12")]),
        ("The court sat in December.", "", &[("December", "DATE", "XXXX-12")]),
        ("Fires raged last summer.", THURSDAY, &[("last summer", "DATE", "2024-SU")]),
        ("Two men drowned over the weekend.", THURSDAY, &[("the weekend", "DATE", "2025-W16-WE")]),
        ("Snow is forecast this weekend.", THURSDAY, &[("this weekend", "DATE", "2025-W17-WE")]),
        (
            "In May 2021 he won; the following month he quit.",
            THURSDAY,
            &[("May 2021", "DATE", "2021-05"), ("the following month", "DATE", "2021-06")],
        ),
        (
            "Profit fell in the third quarter.",
            "1989-11-02",
            &[("the third quarter", "DATE", "1989-Q3")],
        ),
        (
            "Third-quarter profit was $4 million, against $3 million a year earlier.",
            "1989-11-02",
            &[("Third-quarter", "DATE", "1989-Q3"), ("a year earlier", "DATE", "1988-Q3")],
        ),
        (
            "Output fell in the first half of 1989.",
            "",
            &[("the first half of 1989", "DATE", "1989-H1")],
        ),
        (
            "Profit beat this year's second quarter.",
            "1989-11-02",
            &[("this year's second quarter", "DATE", "1989-Q2")],
        ),
        ("Profit fell in the third quarter.", "", &[("the third quarter", "DATE", "XXXX-Q3")]),
        ("Fiscal 1989 was poor.", "", &[("Fiscal 1989", "DATE", "1989")]),
    ]);
}

#[test]
fn times_of_day() {
    check(&[
        (
            "Sirens sounded at 1:00 a.m. local time on Thursday.",
            THURSDAY,
            &[("1:00 a.m. local time on Thursday", "TIME", "2025-04-24T01:00")],
        ),
        (
            "He spoke at 10 p.m. Wednesday.",
            THURSDAY,
            &[("10 p.m. Wednesday", "TIME", "2025-04-23T22:00")],
        ),
        (
            "Polls will close Friday at 5 p.m.",
            THURSDAY,
            &[("Friday at 5 p.m.", "TIME", "2025-04-25T17:00")],
        ),
        ("The quake struck at 22:15 GMT.", THURSDAY, &[("22:15 GMT", "TIME", "2025-04-24T22:15")]),
        ("The quake struck at 22:15.", "", &[("22:15", "TIME", "XXXX-XX-XXT22:15")]),
        (
            "Rockets fell on Monday evening.",
            THURSDAY,
            &[("Monday evening", "TIME", "2025-04-21TEV")],
        ),
        ("Rockets fell last night.", THURSDAY, &[("last night", "TIME", "2025-04-23TNI")]),
        ("Rockets fell this morning.", THURSDAY, &[("this morning", "TIME", "2025-04-24TMO")]),
        ("Rockets fell this morning.", "", &[("this morning", "TIME", "XXXX-XX-XXTMO")]),
        ("She speaks tonight.", THURSDAY, &[("tonight", "TIME", "2025-04-24TNI")]),
        (
            "Noon Saturday was the deadline.",
            THURSDAY,
            &[("Noon Saturday", "TIME", "2025-04-19T12:00")],
        ),
        (
            "The pub shut at 10.30pm yesterday.",
            THURSDAY,
            &[("10.30pm yesterday", "TIME", "2025-04-23T22:30")],
        ),
        (
            "They met at nine o'clock on Monday evening.",
            THURSDAY,
            &[("nine o'clock on Monday evening", "TIME", "2025-04-21T21:00")],
        ),
        (
            "They met at eight o'clock in the evening.",
            THURSDAY,
            &[("eight o'clock in the evening", "TIME", "2025-04-24T20:00")],
        ),
        ("It was 9.15 p.m. by then.", THURSDAY, &[("9.15 p.m.", "TIME", "2025-04-24T21:15")]),
        ("It was 21.40 GMT by then.", THURSDAY, &[("21.40 GMT", "TIME", "2025-04-24T21:40")]),
        ("It cost 9.15 by then.", THURSDAY, &[]),
        (
            "It began at half past four in the morning.",
            "",
            &[("half past four in the morning", "TIME", "XXXX-XX-XXT04:30")],
        ),
        (
            "It began at a quarter to one p.m.",
            "",
            &[("quarter to one p.m.", "TIME", "XXXX-XX-XXT12:45")],
        ),
        (
            "It began at twenty minutes past nine in the evening.",
            "",
            &[("twenty minutes past nine in the evening", "TIME", "XXXX-XX-XXT21:20")],
        ),
        ("She read from five to ten in the evening.", THURSDAY, &[]),
        (
            "It fell on the morning of April 20.",
            THURSDAY,
            &[("the morning of April 20", "TIME", "2025-04-20TMO")],
        ),
        (
            "Late Friday night it rained.",
            THURSDAY,
            &[("Late Friday night", "TIME", "2025-04-18TNI")],
        ),
        ("They won 10:2 on points.", THURSDAY, &[]),
    ]);
}

#[test]
fn lengths_sets_and_references() {
    check(&[
        ("The siege lasted 24 hours.", THURSDAY, &[("24 hours", "DURATION", "PT24H")]),
        ("A two-year sentence was passed.", "", &[("two-year", "DURATION", "P2Y")]),
        ("It took 2 1/2 years.", "", &[("2 1/2 years", "DURATION", "P2Y6M")]),
        ("It took two and a half days.", "", &[("two and a half days", "DURATION", "P2DT12H")]),
        (
            "It took two hours and 40 minutes.",
            "",
            &[("two hours and 40 minutes", "DURATION", "PT2H40M")],
        ),
        (
            "She was three minutes 12 seconds slower.",
            "",
            &[("three minutes 12 seconds", "DURATION", "PT3M12S")],
        ),
        (
            "He ran for 2 hours, 4 minutes and 8 seconds.",
            "",
            &[("2 hours, 4 minutes and 8 seconds", "DURATION", "PT2H4M8S")],
        ),
        ("It took an hour and a half.", "", &[("an hour and a half", "DURATION", "PT1H30M")]),
        ("He waited for a few days.", "", &[("a few days", "DURATION", "PXD")]),
        (
            "Sales rose over the past two months.",
            THURSDAY,
            &[("the past two months", "DURATION", "P2M")],
        ),
        ("More than four hours passed.", "", &[("More than four hours", "DURATION", "PT4H")]),
        ("A 30-year-old man of 30 years of age died.", "", &[]),
        ("It meets every Thursday.", THURSDAY, &[("every Thursday", "SET", "XXXX-WXX-4")]),
        ("It meets every two weeks.", "", &[("every two weeks", "SET", "P2W")]),
        ("It prints daily.", "", &[("daily", "SET", "P1D")]),
        ("He is now in Rome.", THURSDAY, &[("now", "DATE", "PRESENT_REF")]),
        ("He is now in Rome.", "", &[("now", "DATE", "PRESENT_REF")]),
        ("He recently moved.", "", &[("recently", "DATE", "PAST_REF")]),
        ("Nothing like it was seen in the past.", "", &[("the past", "DATE", "PAST_REF")]),
        ("They fear for the future.", "", &[("the future", "DATE", "FUTURE_REF")]),
        (
            "A last-minute deal paid $154 million last year.",
            THURSDAY,
            &[("last year", "DATE", "2024")],
        ),
        ("Three-quarters of voters stayed away.", THURSDAY, &[]),
        ("Three quarters of the money is gone.", THURSDAY, &[]),
    ]);
}

#[test]
fn days_with_a_name_or_dots() {
    check(&[
        (
            "He came on Christmas Day and left on New Year’s Eve.",
            THURSDAY,
            &[("Christmas Day", "DATE", "2024-12-25"), ("New Year’s Eve", "DATE", "2024-12-31")],
        ),
        ("Easter Monday was calm.", THURSDAY, &[("Easter Monday", "DATE", "2025-04-21")]),
        ("Thanksgiving 2024 was calm.", "", &[("Thanksgiving 2024", "DATE", "2024-11-28")]),
        ("They will meet on Labor Day.", THURSDAY, &[("Labor Day", "DATE", "2025-09-01")]),
        ("It opens on Boxing Day.", "", &[("Boxing Day", "DATE", "XXXX-12-26")]),
        ("A good Friday meal.", THURSDAY, &[("Friday", "DATE", "2025-04-18")]),
        ("They met on 12.05.2025.", "", &[("12.05.2025", "DATE", "2025-05-12")]),
        ("They met on 12.5.25.", "", &[("12.5.25", "DATE", "2025-05-12")]),
        ("Version 1.2.30 came out.", THURSDAY, &[]),
    ]);
}

#[test]
fn intervals_modifiers_and_zones() {
    let only = |text: &str, published: &str| {
        let mut found = times(text, published);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0).1
    };
    let interval = |text: &str| only(text, THURSDAY).interval.map(|(a, b)| format!("{a} {b}"));
    for (text, expected) in [
        ("It fell on April 23.", "2025-04-23T00:00:00 2025-04-23T23:59:59"),
        ("It fell last week.", "2025-04-14T00:00:00 2025-04-20T23:59:59"),
        ("It fell last month.", "2025-03-01T00:00:00 2025-03-31T23:59:59"),
        ("It fell in the first quarter.", "2025-01-01T00:00:00 2025-03-31T23:59:59"),
        ("It fell last winter.", "2024-12-01T00:00:00 2025-02-28T23:59:59"),
        ("It fell at 1 a.m. Tuesday.", "2025-04-22T01:00:00 2025-04-22T01:00:59"),
        ("It fell at midnight Tuesday.", "2025-04-23T00:00:00 2025-04-23T00:00:59"),
        ("It fell on Tuesday night.", "2025-04-22T18:00:00 2025-04-23T05:59:59"),
        ("It ran from 5 to 7 May.", "2025-05-05T00:00:00 2025-05-07T23:59:59"),
        ("The fair is on 10–12 June.", "2025-06-10T00:00:00 2025-06-12T23:59:59"),
        ("It ran June 10-12, 2024.", "2024-06-10T00:00:00 2024-06-12T23:59:59"),
        ("It ran between May 5 and 7.", "2025-05-05T00:00:00 2025-05-07T23:59:59"),
        ("It ran May 5 through 9.", "2025-05-05T00:00:00 2025-05-09T23:59:59"),
        ("The plan for 2019–21 failed.", "2019-01-01T00:00:00 2021-12-31T23:59:59"),
        ("On May 5 10 people came.", "2025-05-05T00:00:00 2025-05-05T23:59:59"),
        ("It rose from May 5 to 12 people.", "2025-05-05T00:00:00 2025-05-05T23:59:59"),
        ("It fell in the 1990s.", "1990-01-01T00:00:00 1999-12-31T23:59:59"),
    ] {
        assert_eq!(interval(text).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(interval("It took three days."), None);
    assert_eq!(
        only("It fell two hours ago.", "2025-04-24T18:30:00Z").value.as_deref(),
        Some("2025-04-24T16:30")
    );
    assert_eq!(only("It fell late Monday.", THURSDAY).modifier, Some(Modifier::End));
    assert_eq!(only("It took at least three days.", "").modifier, Some(Modifier::EqualOrMore));
    assert_eq!(only("It fell at 1 a.m. local time.", THURSDAY).zone.as_deref(), Some("local"));
    assert_eq!(only("It fell at 5 p.m. EST, Nov. 6.", THURSDAY).zone.as_deref(), Some("EST"));
}

#[test]
fn another_language_is_left_alone() {
    let article = Article {
        id: "a".to_owned(),
        text: "Am 6. April 2025 in Berlin.".to_owned(),
        language: Some("de".to_owned()),
        ..Article::default()
    };
    let doc = normalize(article, &NormalizeParams::default());
    assert!(found_in(&doc).is_empty());
}

#[test]
fn hostile_text_takes_linear_time() {
    for unit in [
        "1",
        "in ",
        "1/",
        "1-",
        "the last ",
        "two hundred ",
        "10:",
        "early ",
        "a ",
        "Friday ",
        "May 1 ",
        "more than ",
    ] {
        let n = 60_000 / unit.len();
        let start = std::time::Instant::now();
        times(&unit.repeat(n), THURSDAY);
        // Quadratic work on 60 KB would take minutes in a test build.
        assert!(start.elapsed().as_secs() < 20, "{unit:?} took {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn any_text_and_date_do_no_harm(text in "(\\PC|\n){0,200}", published in "\\PC{0,16}") {
        times(&text, &published);
    }

    #[test]
    fn timelike_text_does_no_harm(
        text in "((the|last|next|two|9999|12|1|half|a|an|year|years|quarter|Monday|May|31|29|Feb|\
            am|pm|ago|later|ended|of|in|at|century|decades|million|hours|GMT|now|Sunday|night)[ ,.:/'-]{1,2}){0,60}",
        published in "(\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2})?|0001-01-01|9999-12-31|0000-00-00)",
    ) {
        for (_, time) in times(&text, &published) {
            if let Some((from, to)) = time.interval {
                prop_assert!(from <= to);
                prop_assert_eq!((from.as_str().len(), to.as_str().len()), (19, 19));
            }
        }
    }

    #[test]
    fn no_time_starts_at_a_word_passed_over(
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..8_usize), 0..40),
    ) {
        let table = include_str!("../data/en/time-words.tsv");
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let words: Vec<&str> = lines
            .filter_map(|line| line.split('\t').nth(2))
            .flat_map(|words| words.split(' '))
            .chain(["12", "1990", "3rd", "1980s", "5pm", "1.5", "house", "Easter", "old"])
            .collect();
        let text: String = picks
            .iter()
            .flat_map(|(pick, gap)| [*pick.get(&words), [" ", " ", " ", " ", "-", ", ", "'s ", ". "][*gap]])
            .collect();
        let doc = document_of(&text, THURSDAY);
        let looked = look_up(&doc);
        let words = Words::new(&doc, &looked);
        for at in 0..doc.tokens.len() {
            let whole = grammar::parse_any(&words, at);
            prop_assert_eq!(&grammar::parse(&words, at), &whole);
            prop_assert!(whole.is_none() || words.next_start(at) == Some(at), "{}", words.word(at));
        }
    }
}
