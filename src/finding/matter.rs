//! Whether two statements that contradict each other in one thing tell of one matter.

use super::{
    model::{Facet, Verdict},
    rule::Rule,
    statement::{Ruling, Statement},
};
use crate::{
    mention::{
        Quantity, QuantityClass, Time, TimeClass, ValueRelation, are_opposites, compare_values,
    },
    normalize::Shape,
    span::TextRange,
};

/// Whether beside what a conflict is about something else differs as well, so that each account may
/// be right about a matter of its own: another figure beside a contrary deed or another name
/// ("opened 22 stores", "closed nine"), a second day, a second pair of opposites ("none in the
/// lowest layer", "60 in the uppermost"). Cost: words of one times words of the other.
pub(super) fn are_two(a: Statement<'_>, b: Statement<'_>, ruling: &Ruling) -> bool {
    let is_judged = ruling.verdict == Verdict::Conflict;
    is_judged
        && match (ruling.rule, ruling.facet) {
            // What has risen by so much has not fallen by so much.
            (Rule::Contrary, _) => have_other_figures(a, b, &COUNTS) || have_other_times(a, b),
            (_, Some(Facet::Polarity)) => {
                have_other_figures(a, b, &AMOUNTS)
                    || have_other_times(a, b)
                    || have_opposites(a, b, ruling)
            }
            (_, Some(Facet::Name)) => have_other_figures(a, b, &AMOUNTS) || have_other_times(a, b),
            // "Closed at 7 a.m.", "open at 11 a.m.".
            (_, Some(Facet::Time)) => have_opposites(a, b, ruling),
            _ => false,
        }
}

const COUNTS: [QuantityClass; 1] = [QuantityClass::Cardinal];
/// Classes of figures that go with a deed: an age goes with a name.
const AMOUNTS: [QuantityClass; 4] = [
    QuantityClass::Cardinal,
    QuantityClass::Money,
    QuantityClass::Percentage,
    QuantityClass::Measure,
];

/// Whether either statement has a figure of one sort, of one of `classes`, that the other has not.
fn have_other_figures(a: Statement<'_>, b: Statement<'_>, classes: &[QuantityClass]) -> bool {
    let (mut in_a, mut in_b) = (a.quantities(), b.quantities());
    for figures in [&mut in_a, &mut in_b] {
        figures.retain(|(_, quantity)| classes.contains(&quantity.class));
    }
    let is_of_sort = |x: &Quantity, y: &Quantity| x.class == y.class && x.unit == y.unit;
    let lacks = |all: &[(TextRange, &Quantity)], x: &Quantity| {
        let mut of_sort = all.iter().filter(|(_, y)| is_of_sort(x, y)).peekable();
        of_sort.peek().is_some()
            && of_sort.all(|(_, y)| compare_values(x, y) == ValueRelation::Differ)
    };
    in_a.iter().any(|(_, x)| lacks(&in_b, x)) && in_b.iter().any(|(_, y)| lacks(&in_a, y))
}

/// Whether both statements name days, or both name hours, none of them in both.
fn have_other_times(a: Statement<'_>, b: Statement<'_>) -> bool {
    let times = |s: Statement<'_>, is_kept: fn(&Time) -> bool| -> Vec<String> {
        let told = s.times().filter(|(range, time)| {
            is_kept(time) && !s.is_time_of_report(*range) && !s.is_dateline(*range)
        });
        told.filter_map(|(_, time)| time.value.clone()).collect()
    };
    [is_day as fn(&Time) -> bool, is_hour].into_iter().any(|is_kept| {
        let (in_a, in_b) = (times(a, is_kept), times(b, is_kept));
        !in_a.is_empty() && !in_b.is_empty() && !in_a.iter().any(|time| in_b.contains(time))
    })
}

fn is_hour(time: &Time) -> bool {
    time.class == TimeClass::Time && time.value.as_deref().is_some_and(|value| value.contains(':'))
}

fn is_day(time: &Time) -> bool {
    time.class == TimeClass::Date && (time.day_of_year().is_some() || time.weekday().is_some())
}

/// Whether one statement has a word, outside what the conflict is about, of which the other has an
/// opposite, and neither has both.
fn have_opposites(a: Statement<'_>, b: Statement<'_>, ruling: &Ruling) -> bool {
    let (in_a, in_b) = (outside(a, &ruling.said[0].marks), outside(b, &ruling.said[1].marks));
    in_a.iter()
        .any(|x| !in_b.contains(x) && in_b.iter().any(|y| !in_a.contains(y) && are_opposites(x, y)))
}

/// Stems of the words of a statement outside `marks` that are no names.
fn outside<'a>(statement: Statement<'a>, marks: &[TextRange]) -> Vec<&'a str> {
    let doc = &statement.analysis.doc;
    let is_outside = |range: TextRange| !marks.iter().any(|mark| mark.overlaps(range));
    let told = statement.tokens().iter().filter(|t| t.shape == Shape::Lower && is_outside(t.range));
    told.map(|token| doc.term(token).stem.as_str()).collect()
}
