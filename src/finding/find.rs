//! The findings of a set of accounts.

use super::{
    agree, attribution,
    beside::Neighbours,
    claim::{Place, claims},
    clock,
    difference::{self, Difference},
    gather::gather,
    matter,
    model::{Claim, Facet, Finding, Said, Verdict, stable_id},
    name, near_identical, polarity, quantity, quotation, rival,
    rule::Rule,
    statement::{Ruling, Statement, share_half},
    word_diff::WordDiff,
};
use crate::{
    align::Alignment,
    relate::{Analysis, RelationKind},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Two of the articles and what is aligned between them.
#[derive(Debug, Clone)]
pub struct AlignedPair {
    /// Index of the first article.
    pub a_idx: usize,
    /// Index of the second.
    pub b_idx: usize,
    /// How they stand.
    pub kind: RelationKind,
    /// Sentences that say the same.
    pub alignments: Vec<Alignment>,
}

/// Terms a statement needs to be worth a line of its own when one account alone has it.
const MIN_ONLY_TERMS: usize = 3;
/// Least confidence of an alignment to be called an agreement. A more doubtful one gives no
/// finding, but neither is its statement told by one account alone.
const MIN_AGREE_CONFIDENCE: u32 = 60;
/// Least confidence with which sentences of which each tells much that the other does not are
/// called an agreement: below, they are as often about one matter as of one content.
const MIN_SURE_CONFIDENCE: u32 = 80;

/// Claims of `analyses` and what is to be said of them. `labels` name the articles in
/// messages. Conflicts come first, then by falling confidence, then in the order of the
/// texts. Accounts of different events are not compared: they give claims and no findings.
///
/// Cost: that of the rules, a bounded one for each alignment and each two accounts, and linear
/// in sentences.
#[must_use]
pub fn find_findings(
    analyses: &[Analysis],
    labels: &[String],
    aligned: &[AlignedPair],
) -> (Vec<Claim>, Vec<Finding>) {
    if !aligned.iter().all(|pair| pair.kind.is_one_event()) {
        return (claims(analyses, aligned, &[]), Vec::new());
    }
    let mut rivals = Rivals::default();
    for ruling in aligned.iter().flat_map(|pair| rival::rulings(analyses, labels, pair)) {
        rivals.entry(places_of(&ruling)).or_default().push(ruling);
    }
    let places: Vec<(Place, Place)> = rivals.keys().copied().collect();
    let claims = claims(analyses, aligned, &places);
    let confidences = confidences(aligned);
    let copies = copies(analyses, aligned);
    let mut findings = Vec::new();
    for (claim_idx, claim) in claims.iter().enumerate() {
        let context = Context { analyses, labels, copies: &copies, claim, claim_idx };
        if claim.said.len() > 1 {
            findings.extend(context.shared(&confidences, &mut rivals));
        } else {
            findings.extend(context.only_in());
        }
    }
    let beside = Neighbours::of(&claims, analyses).of_lone(&claims);
    for finding in findings.iter_mut().filter(|finding| finding.verdict == Verdict::OnlyIn) {
        finding.beside_idx = beside[finding.claim_idx];
    }
    let mut findings = gather(findings, &claims, analyses, labels);
    findings.sort_by(|x, y| order(x).cmp(&order(y)));
    (claims, findings)
}

/// Order of a report. Single statements go by article, the rest by place in all texts
/// taken together, so that exchanging two articles exchanges nothing else.
fn order(finding: &Finding) -> (Verdict, std::cmp::Reverse<u32>, usize, u32, &str) {
    let only = finding.verdict == Verdict::OnlyIn;
    let article = if only { finding.said[0].article_idx } else { 0 };
    let place = finding.said.iter().map(|s| s.sentences[0]).sum();
    (finding.verdict, std::cmp::Reverse(finding.confidence), article, place, &finding.id)
}

fn place_of(said: &Said) -> Place {
    (said.article_idx, said.sentences[0])
}

/// Where the two sides of a ruling stand.
fn places_of(ruling: &Ruling) -> (Place, Place) {
    (place_of(&ruling.said[0]), place_of(&ruling.said[1]))
}

/// Rulings on rival facts, by where their two sides stand.
type Rivals = BTreeMap<(Place, Place), Vec<Ruling>>;

/// Confidence of each alignment.
type Confidences = HashMap<(Place, Place), u32>;

fn confidences(aligned: &[AlignedPair]) -> Confidences {
    let of_pair = |pair: &'_ AlignedPair| {
        let (a, b) = (pair.a_idx, pair.b_idx);
        pair.alignments
            .iter()
            .map(move |x| (((a, x.a), (b, x.b)), x.confidence))
            .collect::<Vec<_>>()
    };
    aligned.iter().flat_map(of_pair).collect()
}

/// Pairs of sentences of articles of which one is a copy of the other, each aligned with the other
/// alone: whatever differs in them was changed. Two single sentences that are alike need be no
/// copies.
fn copies(analyses: &[Analysis], aligned: &[AlignedPair]) -> BTreeSet<(Place, Place)> {
    let is_text = |idx: usize| analyses[idx].doc.sentences.len() > 1;
    let copies = aligned
        .iter()
        .filter(|pair| pair.kind.is_one_witness() && is_text(pair.a_idx) && is_text(pair.b_idx));
    let of_pair = |pair: &'_ AlignedPair| {
        let (mut n_of_a, mut n_of_b) = (HashMap::new(), HashMap::new());
        for found in &pair.alignments {
            *n_of_a.entry(found.a).or_insert(0) += 1;
            *n_of_b.entry(found.b).or_insert(0) += 1;
        }
        let alone = pair.alignments.iter().filter(|x| n_of_a[&x.a] == 1 && n_of_b[&x.b] == 1);
        alone.map(|x| ((pair.a_idx, x.a), (pair.b_idx, x.b))).collect::<Vec<_>>()
    };
    copies.flat_map(of_pair).collect()
}

struct Context<'a> {
    analyses: &'a [Analysis],
    labels: &'a [String],
    copies: &'a BTreeSet<(Place, Place)>,
    claim: &'a Claim,
    claim_idx: usize,
}

impl Context<'_> {
    fn statement<'s>(&'s self, said: &'s Said) -> Statement<'s> {
        let analysis = &self.analyses[said.article_idx];
        Statement { analysis, said, label: &self.labels[said.article_idx] }
    }

    /// What the facet rules say of every two accounts, beside `rivals`; agreement as a whole
    /// where nothing differs.
    fn shared(&self, confidences: &Confidences, rivals: &mut Rivals) -> Vec<Finding> {
        let said = &self.claim.said;
        let pairs =
            said.iter().enumerate().flat_map(|(i, a)| said[i + 1..].iter().map(move |b| (a, b)));
        let (mut findings, mut differs) = (Vec::new(), false);
        for (a, b) in pairs {
            let rivals = rivals.remove(&(place_of(a), place_of(b))).unwrap_or_default();
            // What no alignment brought together is in one claim for its rival facts alone.
            let compared = if self.is_aligned(confidences, a, b) {
                let is_copy = self.copies.contains(&(place_of(a), place_of(b)));
                compare(self.statement(a), self.statement(b), rivals, is_copy)
            } else {
                Compared { differs: !rivals.is_empty(), rulings: rivals }
            };
            differs |= compared.differs;
            findings.extend(compared.rulings.into_iter().map(|ruling| self.ruled(ruling)));
        }
        if !differs {
            findings.extend(self.agreed(confidences));
        }
        findings
    }

    fn is_aligned(&self, confidences: &Confidences, a: &Said, b: &Said) -> bool {
        confidences.contains_key(&(place_of(a), place_of(b)))
    }

    fn ruled(&self, ruling: Ruling) -> Finding {
        let facet = ruling.facet.map_or("", Facet::as_str);
        let kind = format!("{} {facet}", ruling.verdict.as_str());
        Finding {
            id: stable_id(&kind, &ruling.said, self.analyses),
            verdict: ruling.verdict,
            facet: ruling.facet,
            rule: ruling.rule,
            confidence: ruling.rule.confidence(),
            message: ruling.message,
            claim_idx: self.claim_idx,
            said: ruling.said.into(),
            beside_idx: None,
        }
    }

    fn agreed(&self, confidences: &Confidences) -> Option<Finding> {
        let confidence = self.least_confidence(confidences);
        if confidence < MIN_AGREE_CONFIDENCE
            || confidence < MIN_SURE_CONFIDENCE && !self.is_much_shared()
        {
            return None;
        }
        let said = agree::mark_shared(&self.claim.said, self.analyses);
        let message = agree::message(&said, self.analyses);
        Some(Finding {
            id: stable_id("agree", &said, self.analyses),
            verdict: Verdict::Agree,
            facet: None,
            rule: Rule::Agreement,
            confidence,
            message,
            claim_idx: self.claim_idx,
            said,
            beside_idx: None,
        })
    }

    /// Whether every two wordings have half of the telling words of the shorter in common.
    fn is_much_shared(&self) -> bool {
        let said = &self.claim.said;
        let keys: Vec<_> = said.iter().map(|said| self.statement(said).telling_keys()).collect();
        let mut pairs =
            keys.iter().enumerate().flat_map(|(i, x)| keys[i + 1..].iter().map(move |y| (x, y)));
        pairs.all(|(x, y)| share_half(x, y))
    }

    /// The weakest link: every two wordings of a claim are aligned.
    fn least_confidence(&self, confidences: &Confidences) -> u32 {
        let places: Vec<Place> = self.claim.said.iter().map(place_of).collect();
        let pairs = places.iter().flat_map(|a| places.iter().map(move |b| (*a, *b)));
        pairs.filter_map(|pair| confidences.get(&pair)).copied().min().unwrap_or(1)
    }

    fn only_in(&self) -> Option<Finding> {
        let said = &self.claim.said[0];
        let doc = &self.analyses[said.article_idx].doc;
        let tokens = said.sentences.iter().flat_map(|&idx| doc.sentence_tokens(idx as usize));
        if tokens.filter(|token| !doc.term(token).is_stop).count() < MIN_ONLY_TERMS {
            return None;
        }
        Some(Finding {
            id: stable_id("only-in", &self.claim.said, self.analyses),
            verdict: Verdict::OnlyIn,
            facet: None,
            rule: Rule::OnlyIn,
            confidence: Rule::OnlyIn.confidence(),
            message: format!("only {} says this", self.labels[said.article_idx]),
            claim_idx: self.claim_idx,
            said: self.claim.said.clone(),
            beside_idx: None,
        })
    }
}

/// Two statements of one claim, compared.
struct Compared {
    rulings: Vec<Ruling>,
    /// Whether they differ in a way that keeps them from agreeing as a whole.
    differs: bool,
}

/// What the rules say of two statements: of near-identical ones their differing words, of
/// others their quantities and `rivals`, and where none finds a difference, what is left to name. A
/// sentence of a copy is compared word by word however much of it was changed.
fn compare(a: Statement<'_>, b: Statement<'_>, rivals: Vec<Ruling>, is_copy: bool) -> Compared {
    let mut rulings = attribution::rule(a, b, is_copy);
    // Who is said to have said it is no longer a matter of names.
    let diff = WordDiff::of(a, b, is_copy);
    let judged =
        diff.as_ref().map(|diff| near_identical::rule(a, b, diff, is_copy)).unwrap_or_default();
    let words =
        judged.into_iter().chain(name::rule(a, b)).chain(quotation::replaced(a, b, is_copy));
    for ruling in words {
        if !rulings.iter().any(|known| known.shows_same(&ruling)) {
            rulings.push(ruling);
        }
    }
    // What one source affirms and another denies is no content given to both.
    if polarity::is_denied_by_one(a, b) {
        rulings.retain(|ruling| ruling.rule != Rule::SourceChanged);
    }
    let has_figures = rulings.iter().any(|ruling| ruling.facet == Some(Facet::Quantity));
    let more = quantity::rule(a, b).into_iter();
    rulings.extend(more.filter(|ruling| {
        // Of near-identical statements the words have been judged.
        let is_judged = diff.is_some() && ruling.verdict == Verdict::Conflict;
        let is_told = has_figures && is_difference(ruling.verdict);
        !is_judged && !is_told
    }));
    for rival in rivals {
        // Of statements in like words these have been judged.
        let is_measure = matches!(rival.facet, Some(Facet::Quantity | Facet::Time));
        let is_judged = !matches!(
            rival.rule,
            Rule::ClockDiffers
                | Rule::SwappedFigures
                | Rule::ExchangedRoles
                | Rule::EndedBefore
                | Rule::OnlyOne
                | Rule::RivalAge
                | Rule::RivalYear
        ) && diff.as_ref().is_some_and(|diff| {
            is_measure && (diff.is_almost_all() || near_identical::is_narrowed(a, b, diff, &rival))
                || near_identical::has_other_subject(a, b, diff, &rival)
        });
        match rulings.iter_mut().find(|known| known.shows_same(&rival)) {
            _ if is_judged => {}
            Some(known) if known.verdict == Verdict::Compatible => *known = rival,
            Some(_) => {}
            None => rulings.push(rival),
        }
    }
    rulings.iter_mut().for_each(|ruling| quotation::claim_quoted(a, b, ruling));
    if !is_copy {
        rulings
            .iter_mut()
            .filter(|ruling| matter::are_two(a, b, ruling))
            .for_each(near_identical::doubt);
    }
    if clock::are_one_hour(a, b) {
        rulings.retain(|ruling| !matches!(ruling.facet, Some(Facet::Name | Facet::Time)));
    }
    let mut differs = rulings.iter().any(|ruling| is_difference(ruling.verdict));
    if !differs && let Some(ruling) = quantity::scopes(a, b) {
        rulings.push(ruling);
        differs = true;
    }
    if !differs {
        match difference::rule(a, b) {
            Difference::None => {}
            Difference::Loose => differs = true,
            Difference::Named(ruling) => {
                rulings.push(ruling);
                differs = true;
            }
        }
    }
    Compared { rulings, differs }
}

fn is_difference(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Conflict | Verdict::Updated | Verdict::Compatible)
}
