//! Cases of names, and properties of all of them.

use super::*;
use crate::mention::{
    Fact, Mention,
    cases::{self, Case, document},
    vocabulary::look_up,
    words::sentences,
};
use crate::normalize::Document;
use proptest::prelude::*;

fn find(doc: &Document) -> Vec<Mention> {
    super::find(doc, &sentences(doc, &look_up(doc)))
}

/// A name in one line: class letter, words, `=` full form where it differs, `(title)`.
fn line(doc: &Document, mention: &Mention) -> String {
    let Fact::Name(name) = &mention.fact else { return String::new() };
    let class = match name.class {
        NameClass::Person => "P",
        NameClass::Organisation => "O",
        NameClass::Place => "L",
        NameClass::Nationality => "N",
        NameClass::Other => "-",
    };
    let surface = mention.range.of(doc.text());
    let full = if &*name.full == surface { String::new() } else { format!("={}", name.full) };
    let title = name.title.map(|t| format!(" ({})", t.of(doc.text()))).unwrap_or_default();
    format!("{class} {surface}{full}{title}")
}

fn lines(text: &str) -> Vec<String> {
    let doc = document(text);
    find(&doc).iter().map(|mention| line(&doc, mention)).collect()
}

fn check(cases: &[Case<'_>]) {
    cases::check(cases, lines);
}

#[test]
fn people_and_titles() {
    check(&[
        ("The plan by Maria Lopez failed.", &["P Maria Lopez"]),
        ("It was Vice-President Orla Tandy who spoke.", &["P Orla Tandy (Vice-President)"]),
        ("They met Secretary of State Piers Holm.", &["P Piers Holm (Secretary of State)"]),
        ("He thanked Sgt. Dwight Orme.", &["P Dwight Orme (Sgt)"]),
        ("A call to Mr. Venn went unanswered.", &["P Venn (Mr)"]),
        ("Police Chief Edda Kroll resigned.", &["P Edda Kroll (Police Chief)"]),
        ("The talks with special envoy Tor Brandt ended.", &["P Tor Brandt (special envoy)"]),
        ("Former Prime Minister Ines Palma returned.", &["P Ines Palma (Former Prime Minister)"]),
        ("Bill Tarrow left early.", &["P Bill Tarrow"]),
        ("It was Harbourmaster Fiona Vell who rang.", &["P Fiona Vell (Harbourmaster)"]),
        ("It said Chief Executive Aoife Marr left.", &["P Aoife Marr (Chief Executive)"]),
        ("They fear anti-Semitism there.", &[]),
        (
            "It angered Berks County Commissioner Ivo Sand.",
            &["L Berks County", "P Ivo Sand (Commissioner)"],
        ),
        ("The Medicare For All Caucus met.", &["O Medicare For All Caucus"]),
        ("It was shut on Easter Monday.", &["- Easter Monday"]),
        ("He met Ludwig van Hasselt.", &["P Ludwig van Hasselt"]),
        ("It was Samir al-Tawil who fled.", &["P Samir al-Tawil"]),
        ("We saw John F. Tarrow there.", &["P John F. Tarrow"]),
        ("The suit names Robert Kell Jr. and others.", &["P Robert Kell Jr.=Robert Kell Jr"]),
        ("It was Howard “Buck” Delaney who won.", &["P Howard “Buck” Delaney"]),
        ("The singer praised Anna-Lena Voss.", &["P Anna-Lena Voss"]),
        ("According to Dr. Ama Boateng, it is safe.", &["P Ama Boateng (Dr)"]),
        ("It was written by Larry King.", &["P Larry King"]),
        ("Then Varga, 40, fled.", &["P Varga"]),
        ("The mayor, Sipho Dlamini, agreed.", &["P Sipho Dlamini"]),
    ]);
}

#[test]
fn organisations() {
    check(&[
        ("The Bank of Fendwick cut rates.", &["O Bank of Fendwick"]),
        ("They cite the First Amendment often.", &["- First Amendment"]),
        ("It sued the Department of Justice.", &["O Department of Justice"]),
        ("He joined the Food and Drug Administration.", &["O Food and Drug Administration"]),
        ("Shares of Corvane Holdings fell.", &["O Corvane Holdings"]),
        ("The Institute for Coastal Studies agreed.", &["O Institute for Coastal Studies"]),
        ("She works for Marks & Pollen Ltd.", &["O Marks & Pollen Ltd.=Marks & Pollen Ltd"]),
        ("The NGO and WTO met.", &["O NGO", "O WTO"]),
        ("He left the Ministry of Defence.", &["O Ministry of Defence"]),
        ("It was the White House that called.", &["O White House"]),
        ("Fans of Arden United sang.", &["O Arden United"]),
        ("The Screen Actor’s Guild struck.", &["O Screen Actor’s Guild"]),
        ("An appeal to the Supreme Court failed.", &["O Supreme Court"]),
        ("General Motors rose.", &["O General Motors"]),
        ("They passed the Job Openings for All Act.", &["- Job Openings for All Act"]),
        (
            "They passed the Child Care for Working Homes Act.",
            &["- Child Care for Working Homes Act"],
        ),
        (
            "The Department of Health and Human Services paid.",
            &["O Department of Health and Human Services"],
        ),
    ]);
}

#[test]
fn places_and_peoples() {
    check(&[
        ("He was born in Norway.", &["L Norway"]),
        ("They flew to the U.S. on Monday.", &["L U.S.=United States"]),
        ("Troops left for New Zealand in May.", &["L New Zealand"]),
        ("The Ukrainian and South Korean teams won.", &["N Ukrainian", "N South Korean"]),
        ("Five Americans were hurt.", &["N Americans"]),
        ("The flood reached Lake Tarn.", &["L Lake Tarn"]),
        ("A fire on Elm Street spread.", &["L Elm Street"]),
        ("It happened in Drossen.", &["L Drossen"]),
        ("The mayor of Selwick, Ohio, quit.", &["L Selwick", "L Ohio"]),
        ("US-Russia talks stalled.", &["L US=United States", "L Russia"]),
        ("It is a Russian Ministry of Energy plan.", &["N Russian", "O Ministry of Energy"]),
        (
            "UK Foreign Secretary Hal Ames spoke.",
            &["L UK=United Kingdom", "P Hal Ames (Foreign Secretary)"],
        ),
        ("French President Luc Marchand left.", &["N French", "P Luc Marchand (President)"]),
        ("New York is loud.", &["L New York"]),
        ("Great Arnwick lies in the fens.", &["L Great Arnwick"]),
        ("The Gulf of Marrow froze.", &["L Gulf of Marrow"]),
        ("The African American vote counts.", &["N African American"]),
        ("Many African-Americans voted.", &["N African-Americans"]),
        ("She owns major American shops.", &["N American"]),
        ("Mr. Kell of Selwick, Mo., won.", &["P Kell (Mr)", "L Selwick", "L Mo=Missouri"]),
    ]);
}

#[test]
fn one_entity_one_name() {
    check(&[
        ("JD Orpen spoke. Later Orpen left.", &["P JD Orpen", "P Orpen=JD Orpen"]),
        (
            "The International Wheat Board (IWB) met. The IWB voted.",
            &[
                "O International Wheat Board",
                "O IWB=International Wheat Board",
                "O IWB=International Wheat Board",
            ],
        ),
        (
            "The Department of Justice sued. The DOJ won.",
            &["O Department of Justice", "O DOJ=Department of Justice"],
        ),
        (
            "We met Oleg Varensky. Then Varenskyy left, and Varenskiy followed.",
            &["P Oleg Varensky", "P Varenskyy=Oleg Varensky", "P Varenskiy=Oleg Varensky"],
        ),
        (
            "He saw Anna Bell and Tom Bell. Then Tom smiled.",
            &["P Anna Bell", "P Tom Bell", "P Tom=Tom Bell"],
        ),
        ("They like Kyiv. They say Kiev.", &["L Kyiv", "L Kiev=Kyiv"]),
        ("He saw John Dell Sr. and John Dell.", &["P John Dell Sr.=John Dell Sr", "P John Dell"]),
        (
            "The plan of Anna Bell and Tom Bell failed. Then Bell left.",
            &["P Anna Bell", "P Tom Bell", "P Bell"],
        ),
        (
            "We met John Tarrow and John F. Tarrow.",
            &["P John Tarrow=John F. Tarrow", "P John F. Tarrow"],
        ),
        (
            "He joined Corvane Bank in May. Now Corvane is broke.",
            &["O Corvane Bank", "O Corvane=Corvane Bank"],
        ),
    ]);
}

#[test]
fn no_names() {
    for text in [
        "The talks failed.",
        "However, nobody came.",
        "On Monday, I left.",
        "In March it rained.",
        "Police arrested a man.",
        "Officials said the road was closed.",
        "“Nobody came,” he said.",
        "The President spoke.",
        "It was on TV.",
        "Two of them left.",
        "Protesters gathered outside.",
        "Don't go.",
        "Write to us at Desk@example.org today.",
    ] {
        assert_eq!(lines(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn headlines_and_shouting() {
    check(&[
        ("Rescue Teams Search Flooded Valley Towns", &[]),
        (
            "Mayor Resigns After Talks With Brandt\n\nThe mayor met Tor Brandt on Friday.",
            &["P Brandt=Tor Brandt", "P Tor Brandt"],
        ),
        ("NOBODY IS SAFE IN UKRAINE NOW", &["L UKRAINE=Ukraine"]),
    ]);
}

#[test]
fn nationalities_know_their_country() {
    let doc = document("The Norwegian captain swam.");
    let Fact::Name(name) = &find(&doc)[0].fact else { panic!("a name") };
    assert_eq!((name.class, name.country), (NameClass::Nationality, Some("Norway")));
}

/// Checks what holds of every mention in any text.
fn check_ranges(text: &str) {
    let doc = document(text);
    for mention in find(&doc) {
        let sentence = doc.sentences[mention.sentence_idx as usize].range;
        let Fact::Name(name) = &mention.fact else { panic!("only names") };
        assert!(sentence.contains(mention.range) && !mention.range.of(text).is_empty());
        assert!(!name.full.is_empty());
        if let Some(title) = name.title {
            assert!(sentence.contains(title) && !title.overlaps(mention.range));
        }
    }
}

proptest! {
    #[test]
    fn ranges_hold_in_any_text(text in "(\\PC|\n){0,300}") {
        check_ranges(&text);
    }

    #[test]
    fn ranges_hold_in_newslike_text(
        text in "((President|of|the|The|and|U\\.S\\.|Mr\\.|de|van|al-|State|Bank|for|Secretary|Russian|Jr\\.|\\(|\\)|“|”|&|[A-Z]{1,4}|[A-Z][a-z]{1,6}|[a-z]{1,6}s?|[A-Z]-[0-9]{1,2})[ ,.’-]{0,2}){0,60}"
    ) {
        check_ranges(&text);
    }
}

#[test]
fn hostile_input_takes_linear_time() {
    for piece in
        ["A", "A ", "Bo ", "President ", "Bank of ", "de ", "Mr. ", "US-", "Xa’s ", "Za & "]
    {
        let text = piece.repeat(200_000 / piece.len());
        let started = std::time::Instant::now();
        check_ranges(&text);
        assert!(started.elapsed().as_secs() < 20, "{piece}");
    }
    let many: String = (0..20_000).map(|i| format!("we met Xab{i} Yol{i} today. ")).collect();
    let started = std::time::Instant::now();
    check_ranges(&many);
    assert!(started.elapsed().as_secs() < 30);
}
