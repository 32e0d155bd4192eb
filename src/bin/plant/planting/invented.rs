//! Claims that only one of the two articles makes.

use super::{
    corpus::{Event, Prose, sentences},
    edit::{Edit, Splice},
    kind::Kind,
    tables::Tables,
};

/// Words of a sentence that makes a claim worth missing.
const MIN_WORDS: usize = 8;
/// Words of a paragraph that one more sentence may follow.
const MIN_PARAGRAPH: usize = 18;

pub(super) fn find(events: &[Event], tables: &Tables) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (event_idx, event) in events.iter().enumerate() {
        for (prose_idx, prose) in event.proses.iter().enumerate() {
            let place = (event_idx, prose_idx);
            dropped(prose, place, &mut edits);
            for row in tables.invented.iter().filter(|r| r.pattern.is_match(&event.expected.event))
            {
                row.with.iter().for_each(|with| invented(prose, with, place, &mut edits));
            }
        }
    }
    edits
}

/// The last sentence of a paragraph of the paper's own words goes, so that nothing refers to
/// it any more.
fn dropped(prose: &Prose, place: (usize, usize), into: &mut Vec<Edit>) {
    for paragraph in &prose.paragraphs {
        let all = sentences(prose.text(), paragraph.clone());
        let [.., before, last] = all.as_slice() else { continue };
        let is_claim = prose.text()[last.clone()].split(' ').count() >= MIN_WORDS;
        let has_quotation = prose.text()[last.clone()].contains('"');
        if is_claim && !has_quotation && prose.is_own_words(last) {
            let splice = Splice { range: before.end..last.end, with: String::new() };
            into.push(Edit::new(Kind::DroppedClaim, place, splice));
        }
    }
}

fn invented(prose: &Prose, sentence: &str, place: (usize, usize), into: &mut Vec<Edit>) {
    for paragraph in &prose.paragraphs {
        let text = &prose.text()[paragraph.clone()];
        let is_prose = text.ends_with('.') && text.split(' ').count() >= MIN_PARAGRAPH;
        if is_prose && !prose.is_quoted(paragraph.end - 1) {
            let splice =
                Splice { range: paragraph.end..paragraph.end, with: format!(" {sentence}") };
            into.push(Edit::new(Kind::InventedClaim, place, splice));
        }
    }
}
