//! Two single sentences taken to be of one event: in which ways they contradict each other in
//! words of their own, and what looks like it and does not, either way round.

use crosswire::{
    article::{Article, Published},
    config::{Assume, Config},
    engine::compare,
};

/// The facets of the conflicts that are reported on two sentences published on a Sunday, sorted.
fn conflicts(a: &str, b: &str) -> Vec<String> {
    let article = |id: &str, text: &str| Article {
        id: id.into(),
        text: text.into(),
        published: Some(Published::declared("2025-03-09")),
        ..Article::default()
    };
    let config = Config { assume: Assume::SameEvent, ..Config::default() };
    let report = compare(vec![article("a", a), article("b", b)], &config);
    let conflicts = report.findings.iter().filter(|finding| finding.verdict == "conflict");
    let mut facets: Vec<String> = conflicts.map(|f| f.facet.clone().unwrap_or_default()).collect();
    facets.sort_unstable();
    facets
}

#[test]
fn contradictions() {
    for (a, b) in [
        (
            "The publisher Norda sued the printer Velk on Monday over unpaid invoices for schoolbooks.",
            "The printer Velk sued the publisher Norda on Monday over unpaid invoices for schoolbooks.",
        ),
        (
            "Tarrant beat Ferrol in the cup final on Sunday after extra time.",
            "Ferrol beat Tarrant in the cup final on Sunday after extra time.",
        ),
        (
            "Senator Ruth Adler accused Governor Paul Keene of misusing the flood fund on Tuesday.",
            "Governor Paul Keene accused Senator Ruth Adler of misusing the flood fund on Tuesday.",
        ),
        (
            "Corlett Foods bought the bakery chain Mellow in a deal worth 40 million pounds.",
            "Bakery chain Mellow has acquired Corlett Foods in a deal worth 40 million pounds.",
        ),
        (
            "The teacher Marija Basic was elected to the council of Sund on Sunday with 812 votes.",
            "The nurse Marija Basic was elected to the council of Sund on Sunday with 812 votes.",
        ),
        (
            "Marija Basic, 67, was pulled alive from the rubble of the hotel on Friday morning.",
            "Marija Novak, 67, was pulled alive from the rubble of the hotel on Friday morning.",
        ),
        (
            "Rescuers found Marija Basic, 67, alive under the rubble of the hotel on Friday.",
            "On Friday morning Marija Novak, 67, was pulled alive from what was left of the hotel.",
        ),
        (
            "The conference on fishing rights will be held in Bergen in May, organisers said.",
            "The conference on fishing rights will be held in Madrid in May, organisers said.",
        ),
        (
            "The freighter ran aground off Ireland on Friday with a crew of 14 aboard.",
            "A cargo ship with a crew of 14 ran onto rocks off Brazil on Friday.",
        ),
        (
            "Divers were still searching for the missing pilot on Saturday night, the coastguard said.",
            "The missing pilot was found alive on Friday, the coastguard said.",
        ),
        (
            "The council left parking charges unchanged at Monday's meeting in Easterby.",
            "Parking charges in Easterby will go up after the council's vote at Monday's meeting.",
        ),
        (
            "The bank held its main rate steady at 4 per cent on Thursday.",
            "The bank raised its main rate to 4 per cent on Thursday.",
        ),
        (
            "The only survivor of the crash near Tolm was the pilot, Jan Merk, police said.",
            "One person, the student Eva Lind, was the sole survivor of the crash near Tolm, police said.",
        ),
        (
            "Jan Merk was the only person arrested over the theft at the Orde museum on Monday.",
            "Police arrested Tom Ahl over the theft at the Orde museum on Monday.",
        ),
        (
            "The prime minister travelled to the summit in Vienna alone.",
            "The prime minister travelled to the summit in Vienna with his wife.",
        ),
        (
            "The committee gave the charity 2,000 euros at its meeting on Monday.",
            "The committee gave the charity nothing at its meeting on Monday.",
        ),
        (
            "Burglars took jewels from the safe of the Hotel Astor on Sunday night.",
            "Burglars took nothing from the safe of the Hotel Astor on Sunday night.",
        ),
        (
            "The suspect was born in Genoa and moved to Marseille as a child, the court heard.",
            "The suspect was born in Naples and moved to Marseille as a child, the court heard.",
        ),
        (
            "The company said that sales in the quarter rose sharply on strong demand for pumps.",
            "The company said that weak demand for pumps made sales in the quarter fall sharply.",
        ),
        (
            "Villagers say that the bridge was closed by the army on Monday.",
            "Villagers say that the bridge was opened by the army on Monday.",
        ),
        (
            "The museum in Lund will stay open during the repairs, its director said on Monday.",
            "The museum in Lund will be shut during the repairs, its director said on Monday.",
        ),
        (
            "The jury acquitted the trader of fraud on Friday after a trial of six weeks.",
            "After a trial of six weeks the jury found the trader guilty of fraud on Friday.",
        ),
        (
            "Stratton lost to Milford by two goals in the derby on Saturday.",
            "Milford lost to Stratton by two goals in the derby on Saturday.",
        ),
        (
            "A 30-year-old man from Ghent drowned in the river on Sunday.",
            "A 30-year-old woman from Ghent drowned in the river on Sunday.",
        ),
        (
            "Nobody was on board when the ferry sank at its mooring in Tolm on Monday night.",
            "Six people were on board when the ferry sank at its mooring in Tolm on Monday night.",
        ),
        (
            "All passengers survived the crash of the coach near Brack on Monday.",
            "Three passengers died in the crash of the coach near Brack on Monday.",
        ),
        (
            "The union accepted the offer of 4 per cent on Friday, its leader Kim Aaro said.",
            "The union turned down the offer of 4 per cent on Friday, its leader Kim Aaro said.",
        ),
        (
            "The witness told the court she saw the driver's face clearly.",
            "The witness told the court she did not see the driver's face.",
        ),
        (
            "Not one of the 40 sailors was hurt in the collision off Sund.",
            "Several of the 40 sailors were hurt in the collision off Sund.",
        ),
        (
            "Villa Rica won the cup by beating Olmo 3-1 in the final on Sunday.",
            "Olmo won the cup on Sunday by beating Villa Rica 3-1 in the final.",
        ),
    ] {
        let there = conflicts(a, b);
        assert!(!there.is_empty(), "{a}\n{b}");
        assert_eq!(there, conflicts(b, a), "{a}\n{b}");
    }
}

#[test]
fn what_looks_like_a_contradiction() {
    for (a, b) in [
        // Two people of one name.
        (
            "Ruth Adler, the ship's captain, survived the sinking of the Norrland, the owners said.",
            "Ruth Adler, a passenger of 71, died in the sinking of the Norrland, the owners said.",
        ),
        // Two groups, two lines, two sources.
        (
            "Boys at Larkhaven High scored an average of 61 points in this year's national maths test.",
            "Girls at Larkhaven High scored an average of 68 points in this year's national maths test.",
        ),
        (
            "Trains on the harbour line were cancelled on Monday because of the fault at Deane junction.",
            "Trains on the valley line were cancelled on Monday because of the fault at Deane junction.",
        ),
        (
            "The old dam above Sund is safe, its owner assured villagers after Sunday's earthquake.",
            "The old dam above Sund is not safe, government inspectors said after Sunday's earthquake.",
        ),
        // Denied of others, asked and not arrested, turned down twice.
        (
            "No trains ran on the coast line on Monday, but ferries sailed to all the islands.",
            "Ferries to the islands kept running on Monday while the coast railway stood still.",
        ),
        (
            "Police questioned the treasurer on Tuesday and searched her office in the capital.",
            "Police did not arrest the treasurer on Tuesday but searched her office in the capital.",
        ),
        (
            "The writer Ana Basic turned down the 50,000-euro Norda prize, citing the sponsor's oil business.",
            "Basic has refused the Norda award, the organisers confirmed on Thursday.",
        ),
        (
            "Senator Ruth Adler accused Governor Paul Keene of misusing the flood fund on Tuesday.",
            "Governor Paul Keene was accused by Senator Ruth Adler of misusing the flood fund on Tuesday.",
        ),
        (
            "Corlett Foods bought the bakery chain Mellow in a deal worth 40 million pounds.",
            "Bakery chain Mellow was taken over by Corlett Foods in a deal worth 40 million pounds.",
        ),
        (
            "The conference on fishing rights will be held in Bergen in May, organisers said.",
            "The conference on fishing rights will be held in Norway in May, organisers said.",
        ),
        (
            "The strike at the Norsund shipyard was still going on at noon on Wednesday.",
            "The strike at the Norsund shipyard ended on Thursday when both sides signed a deal.",
        ),
        (
            "The bank held its main rate steady on Thursday but cut its growth forecast.",
            "The bank cut its growth forecast on Thursday and said that its main rate stays where it is.",
        ),
        (
            "Jan Merk was among those arrested over the theft at the Orde museum on Monday.",
            "Police arrested Tom Ahl over the theft at the Orde museum on Monday.",
        ),
        (
            "Burglars took nothing from the safe of the Hotel Astor on Sunday night.",
            "Burglars opened the safe of the Hotel Astor on Sunday night and took nothing.",
        ),
        (
            "The surgeon who found the painting in Lund has handed it to the museum.",
            "The doctor who found the painting in Lund has given it to the museum.",
        ),
        (
            "Stratton lost to Milford by two goals in the derby on Saturday.",
            "Milford beat Stratton by two goals in the derby on Saturday.",
        ),
        (
            "The house in Mill Lane burned down on Monday, the brigade said.",
            "The house in Mill Lane was destroyed by fire on Monday because of arson, the brigade said.",
        ),
    ] {
        assert_eq!(conflicts(a, b), [""; 0], "{a}\n{b}");
        assert_eq!(conflicts(b, a), [""; 0], "{b}\n{a}");
    }
}

/// The rules compare words with words: a sentence of a thousand must not take long.
#[test]
fn long_sentences_have_a_bound() {
    let names: Vec<String> =
        (0..500).map(|n| format!("Ana Reyes beat Tom Castro{n} in Bergen")).collect();
    let (a, b) = (names.join(" and then ") + ".", names.join(" while ") + ".");
    let started = std::time::Instant::now();
    conflicts(&a, &b);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
