//! Reported speech: what quotations and attributions share. Reads the text in units, finds
//! the cues in them, and for each its source.

mod frame;
mod lexicon;
mod noun_phrase;
mod resolve;
mod unit;

pub(super) use frame::{Frame, Side, frames_of, main_subject};
pub(super) use lexicon::Tag;
pub(super) use resolve::Registry;
pub(super) use unit::{Item, Kind, Scope, Unit, read_units, sentence_at};
