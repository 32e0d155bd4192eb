//! The part each word plays in time expressions, read from a table.

use super::holiday;
use crate::hash::hash64;

/// The table for English: word, kind, number.
const ENGLISH: &str = include_str!("../data/en/time-words.tsv");

macro_rules! kinds {
    ($($name:literal $kind:ident,)*) => {
        /// What part a word plays.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub(super) enum Kind {
            /// None.
            #[default]
            Other,
            $(#[doc = $name] $kind,)*
        }

        impl Kind {
            fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)* _ => None }
            }
        }
    };
}

kinds! {
    "digits" Digits,
    "decimal" Decimal,
    "dotted-date" DottedDate,
    "digit-ordinal" DigitOrdinal,
    "digit-decade" DigitDecade,
    "digit-clock" DigitClock,
    "month" Month,
    "month-abbr" MonthAbbr,
    "weekday" Weekday,
    "weekday-abbr" WeekdayAbbr,
    "weekdays" Weekdays,
    "number" Number,
    "tens" Tens,
    "scale" Scale,
    "couple" Couple,
    "few" Few,
    "half" Half,
    "ordinal" Ordinal,
    "decade-word" DecadeWord,
    "unit" Unit,
    "units" Units,
    "unit-adjective" UnitAdjective,
    "period" PeriodNoun,
    "term" TermNoun,
    "season" Season,
    "part" Part,
    "parts" Parts,
    "point" Point,
    "day" Day,
    "article" Article,
    "the" The,
    "this" This,
    "that" That,
    "these" These,
    "last" Last,
    "past" Past,
    "next" Next,
    "coming" Coming,
    "previous" Previous,
    "following" Following,
    "recent" Recent,
    "latest" Latest,
    "current" Current,
    "same" Same,
    "near" Near,
    "filler" Filler,
    "fiscal" Fiscal,
    "ago" Ago,
    "earlier" Earlier,
    "later" Later,
    "before" Before,
    "after" After,
    "from" From,
    "hence" Hence,
    "early" Early,
    "mid" Mid,
    "late" Late,
    "edge" Edge,
    "sometime" Sometime,
    "approx" Approx,
    "more" More,
    "less" Less,
    "over" Over,
    "under" Under,
    "than" Than,
    "least" Least,
    "most" Most,
    "up" Up,
    "of" Of,
    "in" In,
    "on" On,
    "at" At,
    "to" To,
    "and" And,
    "or" Or,
    "for" For,
    "by" By,
    "prep" Prep,
    "so" So,
    "right" Right,
    "every" Every,
    "each" Each,
    "per" Per,
    "times" Times,
    "present" Present,
    "recently" Recently,
    "soon" Soon,
    "future" Future,
    "set" Set,
    "ampm" AmPm,
    "oclock" OClock,
    "zone" Zone,
    "zone-word" ZoneWord,
    "time" TimeNoun,
    "year-end" YearEnd,
    "holiday" Holiday,
    "until" Until,
    "will" Will,
    "was" Was,
}

/// A word's part and the number that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::mention) struct Lex {
    /// Its part.
    pub(super) kind: Kind,
    /// How many digits it has, for words of digits.
    pub(super) n_digits: u8,
    /// Its number: month, weekday, value …
    pub(super) number: i32,
}

impl Lex {
    /// Whether a time can start with the word.
    pub(in crate::mention) fn may_start(self) -> bool {
        self.kind.may_start()
    }
}

impl Kind {
    /// Whether an expression can start with a word of this part: those that only stand inside
    /// one or lead to one are named here.
    fn may_start(self) -> bool {
        !matches!(
            self,
            Self::Other
                | Self::Scale
                | Self::UnitAdjective
                | Self::PeriodNoun
                | Self::TermNoun
                | Self::Parts
                | Self::Same
                | Self::Near
                | Self::Filler
                | Self::Ago
                | Self::Before
                | Self::After
                | Self::From
                | Self::Hence
                | Self::Than
                | Self::Least
                | Self::Most
                | Self::Of
                | Self::In
                | Self::On
                | Self::To
                | Self::And
                | Self::Or
                | Self::For
                | Self::By
                | Self::Prep
                | Self::So
                | Self::AmPm
                | Self::OClock
                | Self::Zone
                | Self::ZoneWord
                | Self::TimeNoun
                | Self::YearEnd
                | Self::Until
                | Self::Will
                | Self::Was
        )
    }
}

/// The part of words that only open the name of a holiday.
const HOLIDAY: Lex = Lex { kind: Kind::Holiday, n_digits: 0, number: 0 };

/// The English words by the hash of their lower-cased form, each with its part.
pub(in crate::mention) fn time_words() -> impl Iterator<Item = (u64, Lex)> {
    let listed = ENGLISH.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let mut fields = line.split('\t');
        let kind = fields.next().and_then(Kind::from_name).unwrap_or_default();
        let number = fields.next().and_then(|field| field.parse().ok()).unwrap_or_default();
        let lex = Lex { kind, n_digits: 0, number };
        let words = fields.next().unwrap_or_default().split(' ').filter(|word| !word.is_empty());
        words.map(move |word| (hash64(word.as_bytes()), lex))
    });
    // What a word is by itself goes before what it opens.
    holiday::openers().map(|word| (word, HOLIDAY)).chain(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_a_known_kind_and_each_word_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for line in ENGLISH.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            assert!(Kind::from_name(fields[0]).is_some(), "{line}");
            assert!(fields[1].parse::<i32>().is_ok(), "{line}");
            assert!(fields[2].split(' ').all(|word| seen.insert(word)), "{line}");
        }
        let tuesday = time_words().find(|(word, _)| *word == hash64(b"tuesday"));
        assert_eq!(tuesday.map(|(_, lex)| (lex.kind, lex.number)), Some((Kind::Weekday, 2)));
    }
}
