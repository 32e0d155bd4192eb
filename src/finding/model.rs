//! Claims and findings.

use super::rule::Rule;
use crate::{hash::hash64, relate::Analysis, span::TextRange};

/// What the reporter says of a claim, in the order of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The accounts cannot both be right.
    Conflict,
    /// A later account gives a later figure.
    Updated,
    /// Rounded, more precise, converted, paraphrased or of another scope, which is named.
    Compatible,
    /// The same.
    Agree,
    /// One account alone.
    OnlyIn,
}

impl Verdict {
    /// All, in order.
    pub(crate) const ALL: [Self; 5] =
        [Self::Conflict, Self::Updated, Self::Compatible, Self::Agree, Self::OnlyIn];

    /// The verdict of a word used in output; none for any other.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == word)
    }

    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Updated => "updated",
            Self::Compatible => "compatible",
            Self::Agree => "agree",
            Self::OnlyIn => "only-in",
        }
    }
}

/// Which side of a statement a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// A number and what it counts.
    Quantity,
    /// When.
    Time,
    /// Who or where.
    Name,
    /// The words quoted.
    Quotation,
    /// Who said it.
    Attribution,
    /// Yes or no.
    Polarity,
    /// How sure.
    Certainty,
}

impl Facet {
    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Time => "time",
            Self::Name => "name",
            Self::Quotation => "quotation",
            Self::Attribution => "attribution",
            Self::Polarity => "polarity",
            Self::Certainty => "certainty",
        }
    }
}

/// What one account says: some of its sentences, and the words that matter in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Index of the article among those compared.
    pub article_idx: usize,
    /// Indices of its sentences, ascending, never none.
    pub sentences: Vec<u32>,
    /// The words that agree or differ, in text order.
    pub marks: Vec<TextRange>,
    /// The value said, where the finding is about one.
    pub value: Option<String>,
}

/// One thing said about the event, with every wording of it: at most one [`Said`] an
/// article, by article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Stable from run to run.
    pub id: String,
    /// Who says it where.
    pub said: Vec<Said>,
    /// Articles that carry one passage, nearly word for word: groups of at least two, as
    /// indices among those compared.
    pub passages: Vec<Vec<usize>>,
    /// Sources that several of the accounts have it of.
    pub origins: Vec<Origin>,
    /// Articles that say it, or a part of it, in some sentence, as indices, ascending: what is
    /// told in one sentence here may be told in two there. Empty of a claim of one article.
    pub near_idxs: Vec<usize>,
}

/// One source of several accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its fullest name in these accounts, or what they call it.
    pub name: String,
    /// The articles that name it, as indices among those compared, ascending; at least two.
    pub article_idxs: Vec<usize>,
}

/// What is said of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable from run to run.
    pub id: String,
    /// Conflict, agreement …
    pub verdict: Verdict,
    /// What it is about; none for a statement as a whole.
    pub facet: Option<Facet>,
    /// What it rests on.
    pub rule: Rule,
    /// How sure, in hundredths.
    pub confidence: u32,
    /// In plain words.
    pub message: String,
    /// Index of the claim.
    pub claim_idx: usize,
    /// Where each account says it, by article.
    pub said: Vec<Said>,
    /// Index of the claim of several accounts that a statement of one alone tells more of.
    pub beside_idx: Option<usize>,
}

/// A name for `kind` of thing said in `said` that depends on the articles' ids and words
/// alone, not on their order.
pub(super) fn stable_id(kind: &str, said: &[Said], analyses: &[Analysis]) -> String {
    let mut sides: Vec<String> =
        said.iter().map(|s| side_key(s, &analyses[s.article_idx])).collect();
    sides.sort_unstable();
    format!("{:016x}", hash64(format!("{kind}\u{1}{}", sides.join("\u{1}")).as_bytes()))
}

fn side_key(said: &Said, analysis: &Analysis) -> String {
    let doc = &analysis.doc;
    let mut key = doc.article.id.clone();
    let sentences = said.sentences.iter().map(|&idx| doc.sentence_text(idx as usize));
    let marks = said.marks.iter().map(|mark| mark.of(doc.text()));
    for part in sentences.chain(marks) {
        key.push('\u{2}');
        key.push_str(part);
    }
    key
}
