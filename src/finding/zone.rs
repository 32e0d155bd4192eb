//! Times of two accounts on one clock.

use super::statement::overlap;
use crate::mention::{Moment, Time};
use jiff::{ToSpan, civil::DateTime};

/// Hours by which clocks of two places may differ.
const MAX_DIFFERENCE: i64 = 14;

/// Minutes east of Greenwich of the zones that news names. Those of several meanings (IST, CST
/// in China) have that of most reports.
const ZONES: [(&str, i64); 28] = [
    ("gmt", 0),
    ("utc", 0),
    ("z", 0),
    ("wet", 0),
    ("bst", 60),
    ("cet", 60),
    ("west", 60),
    ("cest", 120),
    ("eet", 120),
    ("sast", 120),
    ("eest", 180),
    ("msk", 180),
    ("gst", 240),
    ("pkt", 300),
    ("ist", 330),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("pst", -480),
    ("pdt", -420),
];

/// Whether two resolved times share no moment, whatever clocks they may go by. Times of one
/// zone, or of none said, are taken as of one clock.
pub(super) fn is_apart(x: &Time, y: &Time) -> bool {
    let (Some(of_x), Some(of_y)) = (&x.interval, &y.interval) else { return false };
    if x.zone.as_deref().map(str::to_lowercase) == y.zone.as_deref().map(str::to_lowercase) {
        return !overlap(of_x, of_y);
    }
    let [shift_x, shift_y, slack] = match (minutes(x), minutes(y)) {
        (Some(of_x), Some(of_y)) => [-of_x, -of_y, 0],
        _ => [0, 0, MAX_DIFFERENCE * 60],
    };
    let moments = |of: &(Moment, Moment), shift: i64, slack: i64| {
        Some((moved(&of.0, shift - slack)?, moved(&of.1, shift + slack)?))
    };
    match (moments(of_x, shift_x, slack), moments(of_y, shift_y, 0)) {
        (Some(x), Some(y)) => !overlap(&x, &y),
        _ => false,
    }
}

fn minutes(time: &Time) -> Option<i64> {
    let zone = time.zone.as_deref()?.to_lowercase();
    ZONES.iter().find(|(name, _)| *name == zone).map(|(_, minutes)| *minutes)
}

fn moved(moment: &Moment, minutes: i64) -> Option<DateTime> {
    moment.as_str().parse::<DateTime>().ok()?.checked_add(minutes.minutes()).ok()
}
