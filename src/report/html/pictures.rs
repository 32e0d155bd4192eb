//! Two small pictures of many accounts: who shares how much with whom, and when each was
//! published. Lengths are CSS pixels, places along a line tenths of a per cent.

use super::words;
use crate::article::Published;
use crate::report::clean::clean;
use crate::report::outline::Outline;
use crate::report::table::ClaimTable;
use crate::report::{ColumnShare, ReportArticle, wording};

/// A square of the picture of shares, with the room around it.
const CELL: u32 = 44;
/// The side of the largest square.
const MAX_SIDE: f64 = 36.0;
/// The least side that holds its number.
const MIN_NUMBERED: f64 = 18.0;
/// Room for labels, left and above.
const MARGIN: u32 = 26;
/// More voices than this cannot be told apart in a small picture.
const MAX_VOICES: usize = 12;

/// A triangle of squares: every voice against those before it.
pub(super) struct ShareMap {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Above the columns: `x` and label.
    pub(super) heads: Vec<(u32, String)>,
    /// Beside the rows: `y` and label.
    pub(super) sides: Vec<(u32, String)>,
    pub(super) squares: Vec<Square>,
    /// The same in words.
    pub(super) told: String,
}

/// What two voices share.
pub(super) struct Square {
    /// Its centre.
    pub(super) x: u32,
    pub(super) y: u32,
    /// Its corner and side.
    pub(super) left: String,
    pub(super) top: String,
    pub(super) side: String,
    pub(super) n: u32,
    /// Whether its number stands below it.
    pub(super) is_small: bool,
    pub(super) is_none: bool,
    /// `≠ 2`, where they contradict each other.
    pub(super) conflicts: Option<String>,
}

impl ShareMap {
    /// None where no two voices share anything, or too many are to be shown.
    pub(super) fn of(outline: &Outline<'_>, table: &ClaimTable) -> Option<Self> {
        let n = table.columns.len();
        let most = table.shares.iter().map(|share| share.n_shared).max().filter(|&n| n > 0)?;
        if !(2..=MAX_VOICES).contains(&n) {
            return None;
        }
        let label = |at: usize| {
            let first = table.columns[at].articles.first();
            clean(first.map_or("?", |id| outline.label(id))).into_owned()
        };
        let centre = |at: usize| MARGIN + CELL * at as u32 + CELL / 2;
        let square = |share: &ColumnShare| {
            let (x, y) = (centre(share.a), centre(share.b - 1));
            let side = MAX_SIDE * (f64::from(share.n_shared) / f64::from(most)).sqrt();
            Square {
                x,
                y,
                left: format!("{:.1}", f64::from(x) - side / 2.0),
                top: format!("{:.1}", f64::from(y) - side / 2.0),
                side: format!("{side:.1}"),
                n: share.n_shared,
                is_small: share.n_shared > 0 && side < MIN_NUMBERED,
                is_none: share.n_shared == 0,
                conflicts: (share.n_conflicts > 0).then(|| format!("≠{}", share.n_conflicts)),
            }
        };
        let told = |share: &ColumnShare| {
            let conflicts = match share.n_conflicts {
                0 => String::new(),
                n => format!(", {} in conflict", words::number(n)),
            };
            let n = words::number(share.n_shared);
            format!("{} and {}: {n}{conflicts}", label(share.a), label(share.b))
        };
        let told: Vec<String> = table.shares.iter().map(told).collect();
        Some(Self {
            width: MARGIN + CELL * (n as u32 - 1) + 4,
            height: MARGIN + CELL * (n as u32 - 1) + 4,
            heads: (0..n - 1).map(|at| (centre(at), label(at))).collect(),
            sides: (1..n).map(|at| (centre(at - 1), label(at))).collect(),
            squares: table.shares.iter().map(square).collect(),
            told: format!("Claims that two voices share. {}.", told.join("; ")),
        })
    }
}

/// How near two accounts may stand on a line of their own, in tenths of a per cent: two signs
/// on the narrowest screen.
const NEAR: u32 = 90;
/// Between two lines of signs.
const LEVEL: u32 = 26;
/// The ends of the line, so that signs stay inside.
const ENDS: (u32, u32) = (40, 960);
/// Seconds of a day.
const DAY: i64 = 86_400;
/// How many days are ruled: beginnings of fewer say little in zones of their own.
const RULED_DAYS: std::ops::RangeInclusive<i64> = 3..=16;

/// When the accounts were published.
pub(super) struct TimeLine {
    pub(super) height: u32,
    /// Of the line.
    pub(super) axis: u32,
    pub(super) points: Vec<Point>,
    /// Where days begin, in Coordinated Universal Time.
    pub(super) days: Vec<String>,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) undated: Option<String>,
    /// The same in words.
    pub(super) told: String,
}

/// An account on the line.
pub(super) struct Point {
    pub(super) label: String,
    pub(super) x: String,
    pub(super) y: u32,
    /// How far the time of publication is open, where only the day is known.
    pub(super) open: Option<String>,
    pub(super) when: String,
}

impl TimeLine {
    /// None where fewer than two accounts are dated, or all are of one time.
    pub(super) fn of(articles: &[ReportArticle]) -> Option<Self> {
        let span =
            |article: &ReportArticle| Published::declared(article.published.as_deref()?).seconds();
        let mut dated: Vec<(usize, (i64, i64), &ReportArticle)> = articles
            .iter()
            .enumerate()
            .filter_map(|(at, article)| Some((at, span(article)?, article)))
            .collect();
        dated.sort_by_key(|&(at, span, _)| (span, at));
        let start = dated.iter().map(|(_, span, _)| span.0).min()?;
        let latest = dated.iter().map(|(_, span, _)| span.0).max()?;
        if start == latest {
            return None;
        }
        let end = dated.iter().map(|(_, span, _)| span.1).max()?;
        let place = |seconds: i64| {
            let (from, to) = (i128::from(ENDS.0), i128::from(ENDS.1));
            let along = i128::from(seconds - start) * (to - from) / i128::from(end - start);
            u32::try_from(from + along).unwrap_or(ENDS.1)
        };
        let mut levels: Vec<u32> = Vec::new();
        let level_of = |x: u32, levels: &mut Vec<u32>| {
            let free = levels.iter().position(|&last| x >= last + NEAR);
            let level = free.unwrap_or(levels.len());
            if level == levels.len() {
                levels.push(x);
            }
            levels[level] = x;
            level as u32
        };
        let placed: Vec<(u32, u32)> = dated
            .iter()
            .map(|(_, span, _)| {
                let x = place(span.0);
                (x, level_of(x, &mut levels))
            })
            .collect();
        let axis = LEVEL * levels.len() as u32 + 8;
        let points = dated.iter().zip(&placed).map(|(&(_, span, article), &(x, level))| Point {
            label: clean(&article.label).into_owned(),
            x: percent(x),
            y: axis - LEVEL / 2 - 6 - LEVEL * level,
            open: (span.1 - span.0 >= DAY).then(|| percent(place(span.1) - x)),
            when: when(article),
        });
        let first_day = start.div_euclid(DAY) + 1;
        let n_days = end.div_euclid(DAY) - first_day + 1;
        let days = (0..n_days).filter(|_| RULED_DAYS.contains(&n_days));
        let undated: Vec<String> = articles
            .iter()
            .filter(|article| span(article).is_none())
            .map(|article| clean(&article.label).into_owned())
            .collect();
        let undated: Vec<&str> = undated.iter().map(String::as_str).collect();
        let points: Vec<Point> = points.collect();
        let told: Vec<String> =
            points.iter().map(|point| format!("{}, {}", point.label, point.when)).collect();
        Some(Self {
            height: axis + 4,
            axis,
            days: days.map(|day| percent(place((first_day + day) * DAY))).collect(),
            first: points.first().map(|point| point.when.clone()).unwrap_or_default(),
            last: points.last().map(|point| point.when.clone()).unwrap_or_default(),
            undated: (!undated.is_empty()).then(|| wording::listed(&undated)),
            told: format!("Times of publication. {}.", told.join("; ")),
            points,
        })
    }
}

fn when(article: &ReportArticle) -> String {
    clean(&words::date(article.published.as_deref().unwrap_or_default())).into_owned()
}

fn percent(tenths: u32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}
