//! What a report says in plain words, the same in every format.

pub(super) use crate::finding::listed;

use super::outline::{Outline, Verdict};
use super::table::ClaimColumn;
use super::{
    CourseStep, Report, ReportArticle, ReportClaim, ReportEvidence, ReportOverlap, Statement,
};

/// How many names, figures or words of the evidence are listed; the rarest come first, and
/// beyond a dozen they persuade nobody further.
const MAX_EVIDENCE: usize = 12;

/// A sign that tells a verdict without colour; no browser shows one of them as a picture.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "≠",
        Verdict::Updated => "→",
        Verdict::Compatible => "≈",
        Verdict::Agree => "=",
        Verdict::OnlyIn => "+",
    }
}

/// How two articles stand, in one phrase.
pub(super) fn relation(kind: &str) -> &str {
    match kind {
        "identical" => "Identical: the same words throughout",
        "near-duplicate" => "Near-duplicate: one is an edited version of the other",
        "partial-reuse" => "Partial reuse: shared passages in otherwise own text",
        "same-event" => "Same event, told in different words",
        "same-topic" => "Same topic, but not the same event",
        "unrelated" => "Unrelated: no event in common",
        other => other,
    }
}

/// How two of many articles stand, in few words.
pub(super) fn relation_in_brief(kind: &str) -> String {
    match kind {
        "near-duplicate" => kind.to_owned(),
        _ => kind.replace('-', " "),
    }
}

/// Why there is nothing to list.
pub(super) fn no_findings(report: &Report) -> &'static str {
    match shared_kind(report) {
        Some("identical") => "Nothing to set side by side: the texts say the same.",
        Some("near-duplicate") => "No findings: the edits change nothing that could be compared.",
        Some("partial-reuse") => "Beyond the shared passages no statements could be compared.",
        Some("same-topic") => {
            "No findings: the articles report different events of one topic, and differences \
             between accounts of different events are not conflicts."
        }
        Some("unrelated") => {
            "No findings: the articles report different events, and differences between \
             accounts of different events are not conflicts."
        }
        _ => "No findings: no statements could be compared.",
    }
}

/// A warning where accounts of different events were compared all the same.
pub(super) fn caveat(report: &Report) -> Option<&'static str> {
    let differs = report.counts.conflict + report.counts.updated > 0;
    let is_apart = matches!(shared_kind(report), Some("same-topic" | "unrelated"));
    (differs && is_apart)
        .then_some("Compared as accounts of one event, although they do not seem to be.")
}

/// The relation of the two articles; of more, one that stands between any two of them.
fn shared_kind(report: &Report) -> Option<&str> {
    if let Some(relation) = &report.relation {
        return Some(&relation.kind);
    }
    let (first, rest) = report.relations.split_first()?;
    let is_apart = |kind: &str| matches!(kind, "same-topic" | "unrelated");
    if is_apart(&first.kind) && rest.iter().all(|pair| is_apart(&pair.kind)) {
        return Some("unrelated");
    }
    rest.iter().all(|pair| pair.kind == first.kind).then_some(&first.kind)
}

/// How many findings there are of each verdict, those there are.
pub(super) fn counts(report: &Report) -> String {
    let counts = &report.counts;
    let all = [
        (counts.conflict, Verdict::Conflict),
        (counts.updated, Verdict::Updated),
        (counts.compatible, Verdict::Compatible),
        (counts.agree, Verdict::Agree),
        (counts.only_in, Verdict::OnlyIn),
    ];
    let some = all.iter().filter(|(n, _)| *n > 0);
    let words: Vec<String> = some.map(|&(n, verdict)| count(n, verdict)).collect();
    words.join(" · ")
}

/// Only a conflict is a thing that can be counted; the other verdicts are said of findings.
fn count(n: u32, verdict: Verdict) -> String {
    let plural = if verdict == Verdict::Conflict && n > 1 { "s" } else { "" };
    format!("{n} {}{plural}", verdict.as_str())
}

/// The heading of a section.
pub(super) fn heading(verdict: Verdict, labels: &[&str]) -> String {
    match verdict {
        Verdict::Conflict => "Conflicts".to_owned(),
        Verdict::Updated => "Updated".to_owned(),
        Verdict::Compatible => "Compatible".to_owned(),
        Verdict::Agree => "Agree".to_owned(),
        Verdict::OnlyIn if labels.is_empty() => "Only in one account".to_owned(),
        Verdict::OnlyIn => format!("Only in {}", listed(labels)),
    }
}

/// What a relation rests on: a name for each kind of evidence there is, and the evidence.
pub(super) fn evidence(
    evidence: &ReportEvidence,
    labels: [&str; 2],
) -> Vec<(&'static str, String)> {
    let mut rows: Vec<(&'static str, String)> = [
        ("names in both", &evidence.names),
        ("figures in both", &evidence.figures),
        ("times in both", &evidence.times),
        ("rare words in both", &evidence.terms),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(name, values)| (name, first_few(values)))
    .collect();
    for (name, sets) in
        [("word shingles", &evidence.word_shingles), ("stem shingles", &evidence.stem_shingles)]
    {
        rows.push((name, overlap(sets, labels)));
    }
    rows
}

fn first_few(values: &[String]) -> String {
    let shown = values.len().min(MAX_EVIDENCE);
    let list = values[..shown].join(" · ");
    match values.len() - shown {
        0 => list,
        more => format!("{list} · and {more} more"),
    }
}

fn overlap(sets: &ReportOverlap, [a, b]: [&str; 2]) -> String {
    let ReportOverlap { n_shared, n_a, n_b, shingle, .. } = sets;
    if *n_shared == 0 {
        return format!("none shared of {a}’s {n_a} and {b}’s {n_b} ({shingle})");
    }
    let (share_a, share_b) = (percent(sets.containment_a), percent(sets.containment_b));
    format!("{n_shared} shared, {share_a} of {a}’s {n_a} and {share_b} of {b}’s {n_b} ({shingle})")
}

/// A share in whole per cent, none of it rounded to nothing or to all.
pub(super) fn percent(fraction: f64) -> String {
    match fraction {
        f if f > 0.0 && f < 0.005 => "under 1 %".to_owned(),
        f if (0.995..1.0).contains(&f) => "over 99 %".to_owned(),
        f => format!("{:.0} %", f * 100.0),
    }
}

/// The outlet and the time of publication, where known.
pub(super) fn provenance(article: &ReportArticle) -> String {
    let published = article.published.as_deref().map(date);
    let parts: Vec<String> = article.source.clone().into_iter().chain(published).collect();
    parts.join(" · ")
}

/// ISO 8601 with spaces between day, time and zone: `2031-03-12 18:30 +01:00`.
pub(super) fn date(iso: &str) -> String {
    let is_day = |day: &str| day.starts_with(|c: char| c.is_ascii_digit()) && !day.contains(' ');
    let Some((day, time)) = iso.split_once('T').filter(|(day, _)| is_day(day)) else {
        return iso.to_owned();
    };
    let zone = time.find(['+', '-', 'Z']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone);
    let time = match time.strip_suffix(":00") {
        Some(minutes) if minutes.contains(':') => minutes,
        _ => time,
    };
    match zone {
        "" => format!("{day} {time}"),
        "Z" => format!("{day} {time} UTC"),
        zone => format!("{day} {time} {zone}"),
    }
}

/// Whether a value is a length of time in ISO 8601: `PT9M`, `P3D`.
fn is_duration(value: &str) -> bool {
    let mut chars = value.chars();
    let is_start = |c: char| c == 'T' || c == 'X' || c.is_ascii_digit();
    chars.next() == Some('P') && chars.next().is_some_and(is_start) && !value.contains(' ')
}

/// A value with the thousands of its long numbers set apart: `at most 98,000,000 EUR`.
fn figures(value: &str) -> String {
    value.split(' ').map(figure).collect::<Vec<_>>().join(" ")
}

/// A word with its thousands set apart if it is a number of at least five digits.
fn figure(word: &str) -> String {
    let is_number = |digits: &str| digits.chars().all(|c| c.is_ascii_digit());
    let (whole, fraction) = word.split_once('.').unwrap_or((word, ""));
    if !is_number(whole) || !is_number(fraction) || whole.len() < 5 {
        return word.to_owned();
    }
    let mut shown = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown + &word[whole.len()..]
}

/// The value of a statement where its marked words do not already say it: the 9 of "Nine
/// cars" and the day of "yesterday", not the 14 of "14 people". A length of time in ISO 8601 never
/// says more than the words.
pub(super) fn unsaid_value(statement: &Statement) -> Option<String> {
    let value = statement.value.as_deref()?.trim();
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let is_said = statement.marks.iter().any(|mark| {
        mark.text.match_indices(value).any(|(at, _)| {
            is_edge(mark.text[..at].chars().next_back())
                && is_edge(mark.text[at + value.len()..].chars().next())
        })
    });
    (!is_said && !value.is_empty() && !is_duration(value)).then(|| figures(&date(value)))
}

/// The articles that count as one voice, one sentence each group of several.
pub(super) fn witnesses(outline: &Outline<'_>) -> Vec<String> {
    let groups = outline.report.witnesses.iter().filter(|group| group.len() > 1);
    let sentence = |group: &Vec<String>| {
        let labels: Vec<&str> = group.iter().map(|id| outline.label(id)).collect();
        format!("{} carry one text and count as one voice.", listed(&labels))
    };
    groups.map(sentence).collect()
}

/// Who has a claim of whom, in sentences.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// One passage, one source, how its figure went; of more than two accounts who was first.
    pub(super) origin: Vec<String>,
    /// Of more than two accounts, in whom it was not found.
    pub(super) silence: Option<String>,
}

impl Notes {
    /// All of them; empty where there is nothing to say.
    pub(super) fn text(&self) -> String {
        let all = self.origin.iter().chain(&self.silence);
        all.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// What is to be said of the provenance of a claim.
pub(super) fn notes(outline: &Outline<'_>, claim: &ReportClaim) -> Notes {
    let labels = |ids: &[String]| {
        let labels: Vec<&str> = ids.iter().map(|id| outline.label(id)).collect();
        listed(&labels)
    };
    let provenance = &claim.provenance;
    let is_witness = |group: &&Vec<String>| {
        let is_inside = |witness: &Vec<String>| group.iter().all(|id| witness.contains(id));
        outline.report.witnesses.iter().any(is_inside)
    };
    let mut sentences: Vec<String> = Vec::new();
    for passage in provenance.passages.iter().filter(|group| !is_witness(group)) {
        sentences.push(format!("{} carry one passage of it: one voice.", labels(passage)));
    }
    for origin in &provenance.origins {
        let articles = labels(&origin.articles);
        sentences.push(format!("{articles} have it of one source: {}.", origin.name));
    }
    if !provenance.course.is_empty() {
        sentences.push(format!("As it was published: {}.", course(outline, &provenance.course)));
    }
    let is_of_many = outline.report.articles.len() > 2;
    if let Some(first) = provenance.first.as_ref().filter(|_| is_of_many) {
        sentences.push(format!("{} published it first.", outline.label(first)));
    }
    let silent = &provenance.left_out_by;
    let is_told = is_of_many && claim.n_witnesses > 1 && !silent.is_empty();
    let silence = is_told.then(|| format!("Not found in {}.", labels(silent)));
    Notes { origin: sentences, silence }
}

/// What the words of a cell stand for. That nothing was found proves no silence.
pub(super) const CELLS: [(&str, &str); 3] = [
    ("=", "agrees"),
    ("…", "in another sentence"),
    ("–", "not found, may still be said in other words"),
];

/// How much a voice tells, tells alone and seems to leave out: `28 claims, 24 alone, 9 of the
/// others’ not found`.
pub(super) fn tally(column: &ClaimColumn) -> String {
    let &ClaimColumn { n_claims, n_alone, n_left_out, .. } = column;
    let claims = if n_claims == 1 { "claim" } else { "claims" };
    let alone = if n_alone == 0 { "none".to_owned() } else { n_alone.to_string() };
    let silent = match n_left_out {
        0 => String::new(),
        n => format!(", {n} of the others’ not found"),
    };
    format!("{n_claims} {claims}, {alone} alone{silent}")
}

/// `“22 people” (E) → “27 people” (D)`.
fn course(outline: &Outline<'_>, steps: &[CourseStep]) -> String {
    let step = |step: &CourseStep| format!("“{}” ({})", step.text, outline.label(&step.article));
    steps.iter().map(step).collect::<Vec<_>>().join(" → ")
}

/// What was left out of an article, each reason once with how often, in text order.
pub(super) fn left_out(article: &ReportArticle) -> Option<String> {
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for removed in &article.removed {
        match reasons.iter_mut().find(|(reason, _)| *reason == removed.reason) {
            Some((_, n)) => *n += 1,
            None => reasons.push((&removed.reason, 1)),
        }
    }
    let shown = |&(reason, n): &(&str, usize)| match n {
        1 => reason.to_owned(),
        n => format!("{reason} ({n})"),
    };
    let reasons: Vec<String> = reasons.iter().map(shown).collect();
    (!reasons.is_empty()).then(|| reasons.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_such() {
        for (iso, expected) in [
            ("2031", "2031"),
            ("2031-03-12", "2031-03-12"),
            ("2031-03-12T18:30:00+01:00", "2031-03-12 18:30 +01:00"),
            ("2031-03-12T18:30:00Z", "2031-03-12 18:30 UTC"),
            ("2031-03-12T18:30:05-05:00", "2031-03-12 18:30:05 -05:00"),
            ("2031-03-12T18:00", "2031-03-12 18:00"),
            ("Tuesday", "Tuesday"),
            ("Morning Tern", "Morning Tern"),
            ("XXXX-03-12", "XXXX-03-12"),
        ] {
            assert_eq!(date(iso), expected);
        }
    }

    #[test]
    fn durations_are_known() {
        for (value, expected) in [
            ("PT9M", true),
            ("P3D", true),
            ("PXY", true),
            ("Paris", false),
            ("P1 x", false),
            ("", false),
        ] {
            assert_eq!(is_duration(value), expected, "{value}");
        }
    }

    #[test]
    fn long_numbers_are_set_apart() {
        for (value, expected) in [
            ("84000 USD", "84,000 USD"),
            ("at most 1500000", "at most 1,500,000"),
            ("10000 to 15000.50", "10,000 to 15,000.50"),
            ("2031", "2031"),
            ("2031-03-12", "2031-03-12"),
            ("ferry", "ferry"),
        ] {
            assert_eq!(figures(value), expected);
        }
    }

    #[test]
    fn small_and_large_shares_are_not_rounded_away() {
        for (fraction, expected) in [
            (0.0, "0 %"),
            (0.001, "under 1 %"),
            (0.125, "12 %"),
            (0.999, "over 99 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(fraction), expected);
        }
    }
}
