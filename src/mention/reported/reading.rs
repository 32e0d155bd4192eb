//! A document read once for quotations and attributions: its units and their frames.

use super::{
    frame::{Frame, frames_of},
    unit::{Item, Unit, read_units},
};
use crate::{mention::vocabulary::Looked, normalize::Document, span::TextRange};

/// Items of news for each frame, rounded down.
const ITEMS_PER_FRAME: usize = 24;

/// The units of a document and the frames in them.
#[derive(Debug)]
pub(in crate::mention) struct Reading<'d> {
    /// What was read.
    pub(in crate::mention) doc: &'d Document,
    /// In text order.
    pub(in crate::mention) units: Vec<Unit>,
    items: Vec<Item>,
    frames: Vec<Frame>,
    /// Where the frames of each unit end in `frames`.
    frame_ends: Vec<usize>,
}

impl<'d> Reading<'d> {
    /// Reads `doc`, of whose words `looked` tells; `stretches` are its quoted stretches in text
    /// order, apart from one another. Cost: linear.
    pub(in crate::mention) fn of(
        doc: &'d Document,
        looked: &[Looked],
        stretches: &[TextRange],
    ) -> Self {
        let (items, units) = read_units(doc, looked, stretches);
        let mut frames = Vec::with_capacity(items.len() / ITEMS_PER_FRAME);
        let mut frame_ends = Vec::with_capacity(units.len());
        for unit in &units {
            frames_of(&items[unit.items.clone()], &mut frames);
            frame_ends.push(frames.len());
        }
        Self { doc, units, items, frames, frame_ends }
    }

    /// The items of unit `unit_idx`.
    pub(in crate::mention) fn items(&self, unit_idx: usize) -> &[Item] {
        &self.items[self.units[unit_idx].items.clone()]
    }

    /// The frames of unit `unit_idx`, in order of their cues; they count its items.
    pub(in crate::mention) fn frames(&self, unit_idx: usize) -> &[Frame] {
        let start = unit_idx.checked_sub(1).map_or(0, |before| self.frame_ends[before]);
        &self.frames[start..self.frame_ends[unit_idx]]
    }
}
