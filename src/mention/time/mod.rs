//! Times: dates, times of day, durations, sets, resolved against the publication date.
//!
//! Words get their part in the grammar from a table (`lexicon`), productions written by
//! hand turn runs of them into a meaning (`grammar` and what it calls), and the meaning is
//! resolved against the publication date, what was said before and the tense of the
//! sentence (`resolve`).

mod amount;
mod calendar;
mod clock;
mod finder;
mod grammar;
mod holiday;
mod lexicon;
mod meaning;
mod model;
mod period;
mod phrase;
mod range;
mod resolve;
mod tense;
#[cfg(test)]
mod tests;
mod value;
mod words;

pub(super) use finder::find;
pub(super) use lexicon::{Lex, time_words};
pub use model::{Modifier, Moment, Time, TimeClass};
