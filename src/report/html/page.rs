//! What the templates show, every string ready.

use super::pictures::{ShareMap, TimeLine};
use super::reading::Paragraph;
use super::words;
use crate::report::outline::Verdict;
use crate::report::wording;
use crate::report::{ReportFinding, Statement};

/// A report as one page.
pub(super) struct Page<'r> {
    pub(super) title: String,
    pub(super) kicker: String,
    pub(super) headline: String,
    pub(super) confidence: Option<String>,
    /// Sentences under the headline.
    pub(super) standfirst: Vec<String>,
    pub(super) evidence: Vec<(&'static str, String)>,
    pub(super) pairs: Vec<PairRow>,
    /// With more than two accounts.
    pub(super) share_map: Option<ShareMap>,
    pub(super) time_line: Option<TimeLine>,
    pub(super) accounts: Vec<Account<'r>>,
    pub(super) bar: Vec<Share>,
    pub(super) facets: Vec<(String, usize)>,
    pub(super) n_entries: usize,
    /// With more than two accounts: the voices, one a column of the table.
    pub(super) columns: Vec<Column>,
    /// What several accounts tell, by verdict: cards of two accounts, rows of more.
    pub(super) groups: Vec<Group<'r>>,
    /// What one account tells alone, by account.
    pub(super) alone: Vec<Group<'r>>,
}

/// An article.
pub(super) struct Account<'r> {
    /// From 1.
    pub(super) no: usize,
    pub(super) label: String,
    /// Outlet, or "Account A".
    pub(super) name: String,
    pub(super) title: Option<String>,
    pub(super) published: Option<Published>,
    pub(super) id: String,
    /// Other articles that carry its text and are not compared.
    pub(super) carried_by: Option<String>,
    pub(super) left_out: Option<String>,
    pub(super) paragraphs: Vec<Paragraph<'r>>,
}

/// A time of publication.
pub(super) struct Published {
    /// As given, where it is ISO 8601.
    pub(super) iso: String,
    pub(super) words: String,
}

/// How one account stands to those before it.
pub(super) struct PairRow {
    pub(super) label: String,
    /// Words and confidence.
    pub(super) cells: Vec<(String, String)>,
}

/// A verdict's part of the bar.
pub(super) struct Share {
    pub(super) kind: Kind,
    pub(super) n: usize,
    pub(super) x: usize,
    pub(super) width: usize,
}

/// A voice.
pub(super) struct Column {
    pub(super) labels: String,
    pub(super) name: String,
    /// Other articles that carry its text.
    pub(super) copies: Option<String>,
    /// Number of its first account.
    pub(super) account: usize,
    /// How much it tells, tells alone and leaves out.
    pub(super) tally: String,
}

/// Entries under one heading.
pub(super) struct Group<'r> {
    pub(super) kind: Kind,
    /// Unique on the page.
    pub(super) id: String,
    pub(super) heading: String,
    /// Outlet, where the heading names one account.
    pub(super) source: Option<String>,
    pub(super) entries: Vec<Entry<'r>>,
}

/// A finding of two accounts, a claim of more.
pub(super) struct Entry<'r> {
    /// From 1, in page order.
    pub(super) no: usize,
    pub(super) kind: Kind,
    /// Separated by blanks.
    pub(super) facets: String,
    pub(super) confidence: String,
    pub(super) message: String,
    /// What further findings of the claim say, and who has it of whom.
    pub(super) notes: Vec<String>,
    /// The finding it begins with.
    pub(super) finding: Option<&'r ReportFinding>,
    pub(super) voices: Vec<Voice<'r>>,
}

/// What one account alone tells more of a claim of several.
pub(super) struct Addition {
    /// Number of its entry.
    pub(super) entry: usize,
    pub(super) text: String,
}

/// What one account or witness says.
pub(super) struct Voice<'r> {
    pub(super) label: String,
    pub(super) name: String,
    /// Numbers of its accounts.
    pub(super) accounts: Vec<usize>,
    pub(super) quotes: Vec<Quote<'r>>,
    /// Whether it tells of the claim in a sentence of another.
    pub(super) is_elsewhere: bool,
    /// What it alone tells more of the claim.
    pub(super) additions: Vec<Addition>,
}

/// A statement.
pub(super) struct Quote<'r> {
    /// Number of the account.
    pub(super) account: usize,
    pub(super) label: String,
    /// Where accounts differ: which reading this is, and the words that differ.
    pub(super) reading: Option<u32>,
    pub(super) brief: Option<String>,
    /// Whether another article of the same voice was quoted already, and says no other.
    pub(super) is_copy: bool,
    pub(super) words: Vec<Words>,
    /// What its words stand for.
    pub(super) value: Option<String>,
    pub(super) statement: &'r Statement,
}

/// A stretch of a statement.
pub(super) struct Words {
    pub(super) text: String,
    pub(super) is_marked: bool,
}

/// A verdict as a page tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind(pub(super) Verdict);

impl Kind {
    pub(super) fn class(self) -> &'static str {
        self.0.as_str()
    }

    pub(super) fn sign(self) -> &'static str {
        wording::sign(self.0)
    }

    pub(super) fn name(self) -> &'static str {
        words::verdict(self.0)
    }

    /// Whether it says that accounts differ.
    pub(super) fn is_difference(self) -> bool {
        matches!(self.0, Verdict::Conflict | Verdict::Updated | Verdict::Compatible)
    }

    pub(super) fn meaning(self) -> &'static str {
        words::meaning(self.0)
    }
}

impl Entry<'_> {
    /// Whether its verdict is that the accounts differ.
    pub(super) fn differs(&self) -> bool {
        self.kind.is_difference()
    }

    /// Where its first account says it; at most one.
    pub(super) fn first_quote(&self) -> Option<&Quote<'_>> {
        self.voices.iter().flat_map(|voice| &voice.quotes).next()
    }
}
