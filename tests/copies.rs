//! Copies with an edit: what contradicts the original, and what says the same.

use crosswire::{article::Article, config::Config, engine::compare};

/// An article with one sentence that is edited.
fn text(sentence: &str) -> String {
    format!(
        "A fire broke out in the boiler room of the Larkhaven swimming hall at 6 a.m. on Tuesday. \
         Forty-one children of the early club were led out through the plant entrance by their trainer. \
         {sentence} \
         The hall was to have been closed for repairs in April, according to the town's building plan. \
         Two engines from the harbour station needed three hours to put the fire out. \
         The mayor thanked the crews and promised a new hall within five years."
    )
}

/// Facets of the conflicts of the article with the one sentence and with the other.
fn facets(old: &str, new: &str) -> Vec<String> {
    let article = |id: &str, text: String| Article { id: id.into(), text, ..Article::default() };
    let (old, new) = (article("old", text(old)), article("new", text(new)));
    let report = compare(vec![old, new], &Config::default());
    let conflicts = report.findings.iter().filter(|finding| finding.verdict == "conflict");
    conflicts.map(|finding| finding.facet.clone().unwrap_or_default()).collect()
}

#[test]
fn an_edit_that_changes_a_fact_is_a_conflict() {
    let mut wrong = Vec::new();
    for (old, new, facet) in [
        (
            "The caretaker would not say why the alarm had been off.",
            "The caretaker explained why the alarm had been off.",
            "polarity",
        ),
        (
            "Both pumps had been tested in the week before, the report shows.",
            "Neither pump had been tested in the week before, the report shows.",
            "polarity",
        ),
        (
            "The boiler had last been seen to in 2019, the county fire service said.",
            "The boiler had last been seen to in 2019, the hall's insurers said.",
            "attribution",
        ),
        (
            "Tarn coach Ulla Brand said the children had been calm throughout.",
            "Tarn chairman Otto Weiss said the children had been calm throughout.",
            "attribution",
        ),
        (
            "The smoke could be seen as far as Gannel Head, across the bay.",
            "The smoke could be seen as far as Cairn Moor, across the bay.",
            "name",
        ),
        (
            "Evan Maddock, who trains the club, had counted the children twice.",
            "Owen Maddock, who trains the club, had counted the children twice.",
            "name",
        ),
        (
            "Visibility in the corridor was below 10 metres, the brigade said.",
            "Visibility in the corridor was below 14 metres, the brigade said.",
            "quantity",
        ),
        (
            "The club trains on Sunday mornings and on weekdays before school.",
            "The club trains on Saturday mornings and on weekdays before school.",
            "time",
        ),
        (
            "The final figures gave the plan 14,388 votes against 13,184 for the old hall.",
            "The final figures gave the plan 13,184 votes against 14,388 for the old hall.",
            "quantity",
        ),
        (
            "\"You could taste it on the stairs,\" said a mother of one of them.",
            "\"You go where the trainer goes,\" said a mother of one of them.",
            "quotation",
        ),
    ] {
        let there = facets(old, new);
        let back = facets(new, old);
        if there != [facet] || back != there {
            wrong.push(format!("{old}\n{new}\n  {there:?} {back:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn an_edit_that_tells_the_same_is_none() {
    let mut wrong = Vec::new();
    for (old, new) in [
        (
            "The caretaker led the crews to the boiler room.",
            "The caretaker, without taking questions, led the crews to the boiler room.",
        ),
        (
            "Cheers broke out when the last child came through the door.",
            "Cheers, but no tears, broke out when the last child came through the door.",
        ),
        (
            "The smoke drifted with the wind at 40 km/h towards the harbour.",
            "The smoke drifted with the wind at 25 mph towards the harbour.",
        ),
        (
            "The hall has its own power for about 60 hours.",
            "The hall has its own power for about two and a half days.",
        ),
        (
            "It will take about four weeks to clear the basement of water.",
            "It will take about a month to clear the basement of water.",
        ),
        (
            "Of 3,104 votes cast, 1,893 were for the plan and 1,211 were against.",
            "Of 3,104 votes cast, 1,211 were against the plan and 1,893 were for it.",
        ),
        (
            "The case was brought by an association of 400 local residents.",
            "The case was brought by a residents' association.",
        ),
        (
            "A man in his fifties was treated for smoke in the car park.",
            "A man of 52 was treated for smoke in the car park.",
        ),
        (
            "The Danish company that built the boiler said it would send an expert.",
            "The Scandinavian company that built the boiler said it would send an expert.",
        ),
        (
            "The hall will be shut from May to September at the least.",
            "The hall will be shut in the summer months at the least.",
        ),
        (
            "The trainer rang the brigade at 5:50 a.m. from the pool side.",
            "The trainer rang the brigade shortly before 6 a.m. from the pool side.",
        ),
    ] {
        let (there, back) = (facets(old, new), facets(new, old));
        if !there.is_empty() || !back.is_empty() {
            wrong.push(format!("{old}\n{new}\n  {there:?} {back:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
