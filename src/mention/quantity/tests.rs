//! Cases of quantities, and properties of all of them.

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
    let mut found = Vec::new();
    super::find(&sentences(doc, &look_up(doc)), &mut found);
    found
}

/// A quantity in one line: class, value, unit, `[counted]`, `<predicate>`.
fn line(doc: &Document, mention: &Mention) -> String {
    let Fact::Quantity(q) = &mention.fact else { return String::new() };
    let value = match (q.bound, q.low == q.high) {
        (Bound::Exact, true) => format!("{}", q.low),
        (Bound::Approximate, true) => format!("~{}", q.low),
        (Bound::Approximate, _) => format!("~{}+", q.low),
        (Bound::AtLeast, _) => format!(">{}", q.low),
        (Bound::AtMost, _) => format!("<{}", q.high),
        (_, _) => format!("{}..{}", q.low, q.high),
    };
    let class = match q.class {
        QuantityClass::Cardinal | QuantityClass::Percentage | QuantityClass::Money => "",
        QuantityClass::Ordinal => "ordinal ",
        QuantityClass::Fraction => "fraction ",
        QuantityClass::Measure => "measure ",
        QuantityClass::Age => "age ",
        QuantityClass::Score => "score ",
    };
    let unit = match (&q.unit, q.class) {
        (Some(unit), QuantityClass::Percentage | QuantityClass::Money | QuantityClass::Measure) => {
            format!(" {unit}")
        }
        _ => String::new(),
    };
    let counted = q.counted.map(|c| format!(" [{}]", c.of(doc.text()))).unwrap_or_default();
    let predicate = q.predicate.as_ref().map(|p| format!(" <{p}>")).unwrap_or_default();
    format!("{class}{value}{unit}{counted}{predicate}")
}

fn lines(text: &str) -> Vec<String> {
    let doc = document(text);
    find(&doc).iter().map(|mention| line(&doc, mention)).collect()
}

fn check(cases: &[Case<'_>]) {
    cases::check(cases, lines);
}

#[test]
fn values() {
    check(&[
        ("The fire took five hours and left 7 families homeless.", &["7 [families] <displac>"]),
        ("She keeps twenty-one geese.", &["21 [geese]"]),
        ("A hundred boats came.", &["100 [boats]"]),
        ("Two hundred and fifty guests sang.", &["250 [guests]"]),
        ("Three thousand four hundred voters signed.", &["3400 [voters] <sign>"]),
        ("There were 1.5 million visitors.", &["1500000 [visitors]"]),
        ("Half a million birds died.", &["500000 [birds] <kill>"]),
        ("Two and a half million hens were sold.", &["2500000 [hens] <sold>"]),
        ("He bought two dozen eggs.", &["24 [eggs] <bought>"]),
        ("Dozens of people were hurt.", &["~12+ [people] <injur>"]),
        ("Hundreds of thousands of casualties were feared.", &["~100000+ [casualties] <fear>"]),
        ("Tens of thousands of soldiers fled.", &["~10000+ [soldiers] <fled>"]),
        ("Several hundred workers walked out.", &["~100+ [workers] <walk>"]),
        ("The farm has 12,345 trees.", &["12345 [trees]"]),
        ("They found 2½ loaves.", &["2.5 [loaves] <found>"]),
        ("Ten to fifteen trucks were seen.", &["10..15 [trucks] <seen>"]),
        ("It needs 10-15 volunteers.", &["10..15 [volunteers]"]),
        ("Between 10 and 15 cows escaped.", &["10..15 [cows] <escap>"]),
        ("Between 5 and 10 million bees died.", &["5000000..10000000 [bees] <kill>"]),
        ("Officials spoke of 50m passengers.", &["50000000 [passengers]"]),
        ("They have three very different plans.", &["3 [different plans]"]),
        ("The raid stopped 40 would-be recruits.", &["40 [recruits] <stop>"]),
        ("She holds a 2-to-1 lead.", &[]),
        (
            "It serves 450,000 of five million registered refugees.",
            &["450000 [registered refugees]", "5000000 [registered refugees]"],
        ),
        ("He missed the 3 percent growth Marlow promised.", &["3 % [growth]"]),
    ]);
}

#[test]
fn what_is_counted() {
    check(&[
        (
            "Aid reached 40 million internally displaced people.",
            &["40000000 [internally displaced people] <displac>"],
        ),
        (
            "A third of median income pays the rent.",
            &["fraction 0.3333333333333333 [median income] <pay>"],
        ),
        ("They caught two main suspects.", &["2 [main suspects] <caught>"]),
        ("Of millions of parking notices, few came.", &["~1000000+ [parking notices]"]),
        ("Two thirds of men believes it.", &["fraction 0.6666666666666666 [men]"]),
        ("He fought in the second world war.", &[]),
        ("The blast resulted in five injuries.", &["5 [injuries] <injur>"]),
        (
            "It recruited over 1,500 foreign mercenaries from 48 countries.",
            &[">1500 [foreign mercenaries] <recruit>", "48 [countries]"],
        ),
        ("The storm killed 12 and injured 30.", &["12 <kill>", "30 <injur>"]),
        ("At least 12 were killed.", &[">12 <kill>"]),
        ("The crash left 12 dead.", &["12 <kill>"]),
        ("The death toll rose to 340.", &["340 [death toll] <kill>"]),
        ("They discussed a 28-point peace plan.", &["28 [point]"]),
        ("Police arrested three men and one woman.", &["3 [men] <arrest>", "1 [woman] <arrest>"]),
        ("12 people were killed and 30 injured.", &["12 [people] <kill>", "30 <injur>"]),
        ("Twelve people in the village were killed.", &["12 [people] <kill>"]),
        (
            "The raid killed 12 people, including five children.",
            &["12 [people] <kill>", "5 [children] <kill>"],
        ),
        ("Two sports fans were detained.", &["2 [sports fans] <arrest>"]),
        ("Four young, unarmed guards waited.", &["4 [young, unarmed guards] <wait>"]),
        ("Seven Norwegian police officers resigned.", &["7 [Norwegian police officers] <resign>"]),
        ("Six wounded soldiers were flown home.", &["6 [wounded soldiers] <injur>"]),
        ("A town with a population of 5,000 was cut off.", &["5000 [population]"]),
        ("The deaths of 40 whales puzzled experts.", &["40 [whales] <kill>"]),
        ("The number of injured reached 40.", &["40 [injured] <injur>"]),
        ("Twelve of the 50 members voted.", &["12 [members] <vote>", "50 [members] <vote>"]),
        ("Another 20 houses were damaged.", &["20 [houses] <damag>"]),
        ("A coalition of 16 U.S. states sued.", &["16 [U.S. states] <su>"]),
        ("The 2,000 US troops left.", &["2000 [US troops] <left>"]),
        ("Some 26 of Mr. Orpen’s nominees were approved.", &["~26 [nominees] <approv>"]),
        ("Two National Guardsmen stood there.", &["2 [National Guardsmen]"]),
        ("It is the second-largest city.", &["ordinal 2 [largest city]"]),
        ("The flood claimed the lives of 12 miners.", &["12 [miners] <kill>"]),
        ("Three of them fled.", &["3"]),
        ("Two of the three died.", &["2 <kill>", "3 <kill>"]),
        ("Two of the wounded fled.", &["2 [wounded] <injur>"]),
        ("A pair of lynxes escaped.", &["2 [lynxes] <escap>"]),
        ("They saved 6% of the nation’s named orchards.", &["6 % [named orchards] <rescu>"]),
        ("A pair who met there married.", &[]),
        ("The shots killed a mother of nine.", &["9"]),
        ("Fifteen more villages lost power.", &["15 [villages] <lost>"]),
    ]);
}

#[test]
fn money_shares_and_measures() {
    check(&[
        ("The bridge cost $2.3bn.", &["2300000000 USD [bridge]"]),
        ("A fine of US$500 was paid.", &["500 USD [fine]"]),
        ("It lost money to the tune of $3.5 billion.", &["3500000000 USD"]),
        ("They pledged £1.2 million in aid.", &["1200000 GBP [aid] <pledg>"]),
        ("He owes A$40.", &["40 AUD"]),
        ("The ticket sells for 50 cents.", &["0.5 USD"]),
        ("It raised $5-10 million.", &["5000000..10000000 USD <rais>"]),
        ("She won a 20 million euro contract.", &["20000000 EUR [contract] <won>"]),
        ("Prices rose 5.2 percent.", &["5.2 % [Prices]"]),
        ("It set aside 98 million euros, up from 61 million.", &["98000000 EUR", "61000000 EUR"]),
        (
            "It cost $5 million and drew crowds, from 2 million visitors to 3 million guests.",
            &["5000000 USD", "2000000 [visitors]", "3000000 [guests]"],
        ),
        ("Turnout was 61%.", &["61 % [Turnout]"]),
        ("Some 40 per cent of voters stayed away.", &["~40 % [voters] <stay>"]),
        ("The rate fell by two percentage points.", &["2 percentage-point"]),
        ("It would cut school funding by 9 percent.", &["9 % [school funding]"]),
        ("It cost $464m in total.", &["464000000 USD"]),
        ("A 10% increase is planned.", &["10 % [increase]"]),
        ("A third of the crew fell ill.", &["fraction 0.3333333333333333 [crew]"]),
        ("Four fifths of voters agreed.", &["fraction 0.8 [voters] <agre>"]),
        ("Half of the seats were empty.", &["fraction 0.5 [seats]"]),
        ("Two-thirds of members agreed.", &["fraction 0.6666666666666666 [members] <agre>"]),
        ("One in five pupils is absent.", &["fraction 0.2 [pupils]"]),
        ("The road is 10 km long.", &["measure 10000 m [road]"]),
        ("They seized 3 tonnes of cocaine.", &["measure 3000 kg [cocaine] <seiz>"]),
        ("It reached 104 degrees Fahrenheit.", &["measure 40 °C"]),
        ("Lows of -5°C are due.", &["measure -5 °C [Lows]"]),
        ("Winds of 100 mph hit the coast.", &["measure 44.704 m/s [Winds] <hit>"]),
        ("The fire burned 1,000 acres.", &["measure 4046856.4224 m2 <burn>"]),
        ("A 6.3-magnitude earthquake struck.", &["measure 6.3 magnitude [earthquake]"]),
        ("The estate spans 20 square miles.", &["measure 51799762.2067 m2"]),
    ]);
}

#[test]
fn ages_scores_and_order() {
    check(&[
        ("Maria Lopez, 40, said nothing.", &["age 40"]),
        ("A 12-year-old girl was found.", &["age 12"]),
        ("A 36 - year - old man fell.", &["age 36"]),
        ("His son, aged 7, escaped.", &["age 7"]),
        ("The Senate voted 51-49.", &["score 51..49"]),
        ("Rovers won 3-1 at home.", &["score 3..1"]),
        ("It passed by a vote of 51 to 49.", &["score 51..49"]),
        ("He was the third man on board.", &["ordinal 3 [man]"]),
        ("Her 21st novel is out.", &["ordinal 21 [novel]"]),
        ("At first, nobody came.", &[]),
        ("Third Suspect Arrested in Bank Raid", &["ordinal 3 [Suspect]"]),
        ("Second Chance for Old Harbour Bridge", &[]),
    ]);
}

#[test]
fn hedges() {
    check(&[
        ("More than 200 sheep were lost.", &[">200 [sheep] <lost>"]),
        ("No fewer than 6 judges quit.", &[">6 [judges]"]),
        ("As many as 60 trees fell.", &["<60 [trees]"]),
        ("Up to 500 jobs may go.", &["<500 [jobs]"]),
        ("Fewer than 10 cases remain.", &["<10 [cases]"]),
        ("Nearly 300 homes burned.", &["~300 [homes] <burn>"]),
        ("About 40 students protested.", &["~40 [students] <protest>"]),
        ("An estimated 8,000 fans came.", &["~8000 [fans]"]),
        ("Forty or so monks live there.", &["~40 [monks]"]),
        ("It employs 90 or more clerks.", &[">90 [clerks]"]),
        ("Over 50+ stalls opened.", &[">50 [stalls] <open>"]),
        ("The pipe lies below 100 metres and up to 30 at the shore.", &["measure <100 m", "<30"]),
        ("It costs 40 euros and up.", &[">40 EUR"]),
        ("Nearly half said so.", &["fraction ~0.5"]),
        ("More than half were women.", &["fraction >0.5"]),
    ]);
}

#[test]
fn no_quantities() {
    for text in [
        "It began in 2014 and ended in 2019.",
        "On April 24, the talks resumed.",
        "The 24th of April was cold.",
        "Blasts came around 1:00 a.m. local time.",
        "He arrived at 5 p.m. sharp.",
        "The 1990s were calm.",
        "A Boeing 737 landed.",
        "The G7 and an F-16 were mentioned.",
        "Under Article 5, allies must help.",
        "See No. 10 for details.",
        "Traffic on Interstate 95 stopped.",
        "The 1300 block of Elm Street was closed.",
        "He lives at 123 Main Street.",
        "Call 555-123-4567 now.",
        "One of them left.",
        "No one is safe.",
        "The 30-day truce holds.",
        "It lasted three years.",
        "Covid-19 spread.",
        "He watched Formula One.",
        "The talks on 9/11 and 24/7 news.",
        "The file is at 192.168.1.1 today.",
        "They met in the fourth quarter.",
        "The date was 2014-05-06.",
        "It ran from 5 to 7 May.",
        "The fair is on 10–12 June.",
        "She spoke from 10 to 11 a.m. there.",
        "It began at nine o'clock.",
        "It began at twenty past nine in the evening.",
    ] {
        assert_eq!(lines(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_mention_holds_hedge_figure_and_unit() {
    for (text, surface) in [
        ("It hired more than 1,500 men.", "more than 1,500"),
        ("It cost about $2.3bn.", "about $2.3bn"),
        ("It cost US$5 million.", "US$5 million"),
        ("It fell 5.2 % today.", "5.2 %"),
        ("It runs 10 to 15 miles.", "10 to 15 miles"),
        ("It is -5°C here.", "-5°C"),
        ("It has between 10 and 15 doors.", "between 10 and 15"),
    ] {
        let doc = document(text);
        let found = find(&doc);
        assert_eq!(found[0].range.of(doc.text()), surface);
    }
}

/// Checks what holds of every mention in any text.
fn check_ranges(text: &str) {
    let doc = document(text);
    for mention in find(&doc) {
        let sentence = doc.sentences[mention.sentence_idx as usize].range;
        let Fact::Quantity(q) = &mention.fact else { panic!("only quantities") };
        assert!(sentence.contains(mention.range) && !mention.range.of(text).is_empty());
        for part in q.counted.iter().chain(&q.scope) {
            assert!(sentence.contains(*part) && !part.of(text).is_empty());
        }
        assert!(!q.low.is_nan() && !q.high.is_nan());
        assert!(q.class == QuantityClass::Score || q.low <= q.high);
    }
}

proptest! {
    #[test]
    fn ranges_hold_in_any_text(text in "(\\PC|\n){0,300}") {
        check_ranges(&text);
    }

    #[test]
    fn ranges_hold_in_newslike_text(
        text in "((more than|a|half|of|the|\\$|€|°|–|-|−|\\.|,|%|five|million|dozens|and|to|between|third|people|killed|were|in|US|[0-9]{1,6}|[0-9],[0-9]{3}|½|[A-Z][a-z]{1,6}|[a-z]{1,6}s|m|km)[ ,’-]{0,2}){0,60}"
    ) {
        check_ranges(&text);
    }
}

#[test]
fn hostile_input_takes_linear_time() {
    for piece in [
        "7",
        "1,",
        "12 ",
        "one ",
        "million ",
        "a hundred and ",
        "5-",
        "$",
        "5 to ",
        "half of ",
        "is killed of ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let started = std::time::Instant::now();
        check_ranges(&text);
        assert!(started.elapsed().as_secs() < 20, "{piece}");
    }
}
