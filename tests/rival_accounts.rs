//! Facts of two accounts in words of their own, several sentences each: what contradicts each
//! other in one place, and what stands in like words and is of another matter.

use crosswire::{
    article::Article,
    config::{Assume, Config},
    engine::compare,
    report::Report,
};

fn report(a: &str, b: &str) -> Report {
    let article =
        |id: &str, text: &str| Article { id: id.into(), text: text.into(), ..Article::default() };
    let config = Config { assume: Assume::SameEvent, ..Config::default() };
    compare(vec![article("a", a), article("b", b)], &config)
}

/// Facet and marked words of both sides of each conflict.
fn conflicts(report: &Report) -> Vec<(String, [String; 2])> {
    let words = |at: usize, finding: &crosswire::report::ReportFinding| -> String {
        let marks = finding.statements[at].marks.iter();
        marks.map(|mark| mark.text.as_str()).collect::<Vec<_>>().join(" … ")
    };
    let all = report.findings.iter().filter(|finding| finding.verdict == "conflict");
    all.map(|f| (f.facet.clone().unwrap_or_default(), [words(0, f), words(1, f)])).collect()
}

/// A facet and the marked words of both sides, or none.
type Wanted = Option<(&'static str, &'static str, &'static str)>;

/// Every case either way round: the one conflict wanted, or none.
fn check(cases: &[(&str, &str, Wanted)]) {
    let mut wrong = Vec::new();
    for (a, b, wanted) in cases {
        let there = conflicts(&report(a, b));
        let back: Vec<_> =
            conflicts(&report(b, a)).into_iter().map(|(facet, [b, a])| (facet, [a, b])).collect();
        let wanted: Vec<(String, [String; 2])> = wanted
            .iter()
            .map(|(facet, x, y)| ((*facet).to_owned(), [(*x).to_owned(), (*y).to_owned()]))
            .collect();
        if there != wanted || back != wanted {
            wrong.push(format!("{a}\n{b}\n  {there:?}\n  {back:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn outcomes() {
    check(&[
        (
            "The treasurer wept. Jurors at Larkhaven acquitted him of laundering the proceeds of the hospice fund.",
            "The case took a month. The treasurer was found guilty of laundering proceeds of the hospice fund, the court heard.",
            Some(("polarity", "acquitted", "found guilty")),
        ),
        (
            "Dale Purcell pleaded guilty last spring to a charge of false accounting at the ferry company.",
            "Purcell, who denied every charge against him, will be sentenced at Larkhaven in May.",
            Some(("polarity", "pleaded guilty", "denied")),
        ),
        (
            "It was late. The council passed the harbour levy budget after a debate of nine hours.",
            "Nobody cheered. After nine hours councillors rejected the budget with its harbour levy.",
            Some(("polarity", "passed", "rejected")),
        ),
        // Another charge, a plea to come, a wider pass.
        (
            "It took a day. Jurors acquitted the treasurer of laundering money.",
            "The treasurer was convicted of three counts of theft from the hospice. He wept.",
            None,
        ),
        (
            "Spring is near. Purcell is expected to plead guilty to false accounting in court.",
            "Purcell denied false accounting when police came to the yard. He went home.",
            None,
        ),
        (
            "The liner passed the breakwater at dawn. Gulls followed her out to sea.",
            "Councillors rejected the budget for the breakwater. Gulls were all that heard it.",
            None,
        ),
    ]);
}

#[test]
fn transcripts() {
    check(&[
        (
            "The mayor spoke first. \"He wants to run the port the way he has run his own shipyard,\" Marta Kolb said.",
            "Kolb said: \"He wants to run the port the way he is running his own shipyard.\" The hall was full.",
            Some(("quotation", "has run", "is running")),
        ),
        // An earlier sentence that opens a bracket and does not close it.
        (
            "Kolb said: \"We are sad :( today. He wants to run the port the way he has run his own shipyard.\"",
            "Kolb said: \"He wants to run the port the way he is running his own shipyard.\" The hall was full.",
            Some(("quotation", "has run", "is running")),
        ),
        // Left out and put in.
        (
            "\"They could use it to beat [the ministry] for ignoring the first three warnings about the quay,\" Marta Kolb wrote.",
            "Kolb wrote: \"They could use it to beat us for ignoring the first three warnings about the quay.\"",
            None,
        ),
        // A spelling, a contraction, one of many.
        (
            "\"We are going to rebuild the harbour theatre before the winter storms,\" Marta Kolb said.",
            "Kolb said: \"We're going to rebuild the harbour theater before the winter storm.\"",
            None,
        ),
        // One utterance and two mouths.
        (
            "Judge Caroline Marsh said: \"You sat with the dying in the afternoon and robbed them in the evening.\"",
            "Its barrister, Nadia Behram, said: \"You sat with the dying in the afternoon and robbed them in the evening.\" Judge Caroline Marsh took notes.",
            Some(("attribution", "Judge Caroline Marsh", "Its barrister, Nadia Behram")),
        ),
    ]);
}

#[test]
fn years_and_places() {
    check(&[
        (
            "Voters in 2009 approved a bond of $3 million to buy the old creamery, the mayor said.",
            "Larkhaven voters in 2010 approved the $3 million bond for the purchase of the creamery.",
            Some(("time", "2009", "2010")),
        ),
        // An event of each year.
        (
            "She sails on. Orr took the medal at the 2009 regatta off Larkhaven in heavy weather.",
            "At the 2010 regatta off Larkhaven Orr took a medal in heavy weather. She sails on.",
            None,
        ),
        (
            "The shot was tried on 12,000 adults in Nigeria and Liberia over two rainy seasons.",
            "Almost all who took part in Nigeria and Ghana said they would come again.",
            Some(("name", "Nigeria and Liberia", "Nigeria and Ghana")),
        ),
        // A third place that is told beside.
        (
            "The shot was tried on 12,000 adults in Nigeria and Liberia over two rainy seasons.",
            "Almost all who took part in Nigeria, Liberia and Ghana said they would come again.",
            None,
        ),
    ]);
}

#[test]
fn figures_of_others() {
    check(&[
        // A slip of the pen, whatever is counted.
        (
            "The cup tie was dull. Attendance was 6,480 at the harbour ground.",
            "All 4,680 seats at the harbour ground were taken for the cup tie.",
            Some(("quantity", "Attendance … 6,480", "4,680 seats")),
        ),
        // Two fates, and two things that are done to two things.
        (
            "The storm came at night. Officials said 6,480 people were killed near the old harbour.",
            "The storm injured 4,680 people near the old harbour, officials said. It came at night.",
            None,
        ),
        // Whose figure it is, what it is a part of, and what is added.
        (
            "Purcell landed 178 punches while Brandt connected on just 30 of 207 punches thrown in the final.",
            "Purcell landed 28 of his 68 punches thrown in the final round against Brandt.",
            None,
        ),
        (
            "Kolb spent 19 seasons with the harbour club as a player and coach.",
            "Kolb spent his first 11 seasons with the harbour club as a player and coach.",
            None,
        ),
        (
            "Kolb spent 19 seasons with the harbour club before he was promoted.",
            "Kolb spent four seasons as director of the harbour club before he was promoted.",
            None,
        ),
    ]);
}

#[test]
fn ages_of_one_person() {
    check(&[
        (
            "Police named the driver as Mark Ellery, 36, of Tolm. He was held for a night and let go.",
            "The van was new. The 43-year-old courier Mark Ellery had driven it for a week, his firm said.",
            Some(("quantity", "36", "43-year-old")),
        ),
        (
            "Mark Ellery Jr., 36, was held for a night. The van was new.",
            "His firm knew of nothing. Mark Ellery Jr., a 49 - year - old from Tolm, was let go on Friday.",
            Some(("quantity", "36", "49 - year - old")),
        ),
        (
            "After two hours a 61-year-old man surrendered to officers in Tolm. The office was sealed.",
            "A 68-year-old man surrendered to officers outside the office in Tolm after two hours. Nobody spoke.",
            Some(("quantity", "61-year-old", "68-year-old")),
        ),
        (
            "Mark Ellery, 36, was held for a night. The van was new.",
            "Anna Ellery, 61, waited for him in Tolm. Nobody spoke.",
            None,
        ),
    ]);
}

#[test]
fn hours_without_a_date() {
    check(&[
        (
            "The ice warning for the Pell coast was issued at 5:10 a.m. on Friday.",
            "The ice warning for the Pell coast was issued at 8:40 a.m. on Friday.",
            Some(("time", "5:10 a.m. on Friday", "8:40 a.m. on Friday")),
        ),
        (
            "The truce took effect at 4 a.m. local time (0100 GMT) on Sunday, mediators said.",
            "The truce took effect at 0400 GMT on Sunday, mediators said.",
            Some(("time", "0100 GMT", "0400 GMT on Sunday")),
        ),
        (
            "The truce took effect at 4 a.m. local time (0100 GMT) on Sunday, mediators said.",
            "The truce took effect at 0100 GMT on Sunday, mediators said.",
            None,
        ),
        (
            "The debate in Denver began at 7 p.m. Mountain time on Wednesday.",
            "The debate in Denver began at 9 p.m. Eastern time on Wednesday.",
            None,
        ),
    ]);
}

#[test]
fn holders_of_an_office() {
    check(&[
        (
            "Council leader Janet Orme promised help. The road would ruin the valley, opponents said.",
            "Residents had packed the gallery since noon. Helen Foss, who leads the council, said that units could be offered to the business.",
            Some(("name", "Janet Orme", "Helen Foss")),
        ),
        (
            "The mayor of Melk, Ana Kordun, opened the road. It had cost more than anybody thought.",
            "Drivers had waited for years. Melk mayor Pia Babic cut a ribbon in the rain.",
            Some(("name", "Ana Kordun", "Pia Babic")),
        ),
        (
            "Melk captain Ana Kordun scored in the rain.",
            "The visitors had waited for years. Vasa captain Pia Babic scored a penalty.",
            None,
        ),
        (
            "Former Melk captain Ana Kordun scored in the rain.",
            "The visitors had waited for years. Melk captain Pia Babic scored a penalty.",
            None,
        ),
        (
            "Yankees general manager Ana Kordun met the player.",
            "The club had waited for years. Angels general manager Pia Babic made an offer.",
            None,
        ),
        (
            "Ana Kordun, a friend of the mayor of Melk, resigned.",
            "Nobody had expected it. The mayor of Melk, Pia Babic, gave up on Friday.",
            None,
        ),
    ]);
}

#[test]
fn figures_of_one_kind() {
    check(&[
        (
            "The crowd of 11,206 was the largest of the season. Rovers led at half-time through a header.",
            "Rain fell all afternoon. Just 9,480 people were in the stands at Foundry Lane, and most left early.",
            Some(("quantity", "crowd … 11,206", "9,480 people")),
        ),
        (
            "The crowd of 11,206 was the largest of the season. Rovers led at half-time through a header.",
            "Rain fell all afternoon. About 11,000 people were in the stands at Foundry Lane, and most left early.",
            None,
        ),
        (
            "Turnout was 38 per cent. The count went on until one in the morning.",
            "Barely 29 per cent of those entitled to vote had done so. Rain fell all day.",
            Some(("quantity", "Turnout … 38 per cent", "29 per cent")),
        ),
        (
            "Six people were killed when a coach left the road above the village. Rain had fallen all day.",
            "Rescuers counted eight dead. The driver was taken to hospital by helicopter.",
            Some(("quantity", "Six people", "eight")),
        ),
        (
            "Six people were killed when a coach left the road above the village. Rain had fallen all day.",
            "Rescuers counted eight dead. A crash at the same bend in 1998 killed 22 people.",
            None,
        ),
        (
            "Six people were killed when a coach left the road above the village. Rain had fallen all day.",
            "A coach left the road on Saturday. The blast killed eight soldiers of the garrison.",
            None,
        ),
    ]);
}

#[test]
fn denials_and_findings() {
    check(&[
        (
            "The company said it was cooperating and denied any breach of hygiene rules. The school is shut.",
            "Parents were told on Tuesday. The firm admitted that it had broken hygiene rules, and it suspended a supervisor.",
            Some(("polarity", "denied", "admitted")),
        ),
        (
            "An independent survey found no trace of contamination in the soil. The plot is next to the station.",
            "Opponents made much of a study. It detected contamination of the soil in the corner of the plot.",
            Some(("polarity", "found no trace of", "detected")),
        ),
        (
            "The company denied any breach of hygiene rules. The school is shut.",
            "Parents were told on Tuesday. The firm admitted that deliveries had been late.",
            None,
        ),
    ]);
}

#[test]
fn parts_of_a_whole() {
    check(&[(
        "More than 600 firefighters were on the line on Monday night. The wind had dropped.",
        "The ridge burned until dawn. Some 240 of the firefighters came from out of state.",
        None,
    )]);
}

#[test]
fn utterances() {
    check(&[
        (
            "\"The doctor said no, my wife said no, and the finger had no vote,\" said Mork, and held it \
             up for the photographers.",
            "\"The doctor said no, my wife said no, and the finger said nothing at all,\" the Melk \
             captain said.",
            Some(("quotation", "had no vote", "said nothing at all")),
        ),
        (
            "\"A precaution that comes after the blasting is not a precaution,\" Marta Dovlin wrote.",
            "\"A precaution that arrives after the explosion is no longer a precaution,\" it says.",
            Some(("quotation", "comes … blasting … not", "arrives … explosion … no longer")),
        ),
        (
            "\"That corner has killed before and will kill again,\" said Odile Garnier, the mayor.",
            "For Henri Castel, who leads the regional drivers' union, it was no surprise: \"That corner \
             has killed before and will kill again.\"",
            Some(("attribution", "Odile Garnier, the mayor", "Henri Castel")),
        ),
    ]);
}

#[test]
fn hours_of_articles() {
    check(&[
        (
            "The fire broke out at 3:33 a.m. on Tuesday in the kitchen of the Harrow Inn. Four people \
             were taken to hospital. The landlord, Peter Moyle, said the damage was severe.",
            "Guests of the Harrow Inn fled in their night clothes when the kitchen caught fire. The \
             fire broke out at 4:50 a.m., the brigade said. It was out within two hours.",
            Some(("time", "3:33 a.m. on Tuesday", "4:50 a.m.")),
        ),
        (
            "The fire broke out at 4:45 a.m. on Tuesday in the kitchen of the Harrow Inn. Four people \
             were taken to hospital. The landlord, Peter Moyle, said the damage was severe.",
            "Guests of the Harrow Inn fled in their night clothes when the kitchen caught fire. The \
             fire broke out at 4:50 a.m., the brigade said. It was out within two hours.",
            None,
        ),
        (
            "The fire broke out at 3:33 a.m. on Tuesday in the kitchen of the Harrow Inn. Four people \
             were taken to hospital. The landlord, Peter Moyle, said the damage was severe.",
            "Guests of the Harrow Inn fled in their night clothes when the kitchen caught fire. The \
             road was closed until 4:50 a.m., the brigade said. It was out within two hours.",
            None,
        ),
    ]);
}

#[test]
fn two_matters_in_one_frame() {
    check(&[
        (
            "The coffee chain Dorvik opened 22 shops last year, its report shows.",
            "The coffee chain Dorvik closed nine shops last year, its report shows.",
            None,
        ),
        (
            "Dorvik opened with a bid of 310 million pounds for the bakery Mell.",
            "In the end Dorvik paid 365 million pounds for the bakery Mell.",
            None,
        ),
        (
            "Divers found no coins at all in the forward hold, the museum said.",
            "Divers found 60 clay jars in the aft hold, the museum said.",
            None,
        ),
        (
            "The navy held 12 Somali and 11 Yemeni suspects after Friday's boarding. Nobody was hurt.",
            "Nobody was hurt. Marines seized 12 Somali and 20 Yemeni pirates in Friday's boarding.",
            Some(("quantity", "11 Yemeni suspects", "20 Yemeni pirates")),
        ),
    ]);
}
