//! Attributions: what somebody is reported to have said, without quotation marks.

mod finder;
#[cfg(test)]
mod tests;

pub use finder::Attribution;
pub(super) use finder::find;
