//! Attributions: what somebody is reported to have said, without quotation marks.

mod finder;

pub use finder::Attribution;
pub(super) use finder::find;
