//! Reported speech: what quotations and attributions share. Reads the text in units, finds
//! the cues in them, and for each its source.

mod evidence;
mod frame;
mod lexicon;
mod noun_phrase;
mod reading;
mod resolve;
mod unit;
mod verb;

pub(super) use frame::{Frame, Side, main_subject};
pub(super) use lexicon::Tag;
pub(super) use noun_phrase::speaker_of;
pub(super) use reading::Reading;
pub(super) use resolve::Registry;
pub(super) use unit::{Item, Kind, Unit, sentence_at};
