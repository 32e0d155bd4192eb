//! Progress bars on standard error.

use crate::args::Common;
use crosswire::engine::{Estimate, Progress, Stage};
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Bars where somebody looks at them, and a few words before a long run.
pub(crate) struct Bars {
    current: Mutex<ProgressBar>,
    is_shown: bool,
    is_quiet: bool,
    /// Of a long run that is being read.
    reading: Mutex<Option<Reading>>,
}

/// How far reading is.
struct Reading {
    since: Instant,
    n_done: u64,
    n_bytes: u64,
}

/// A run is long from about a quarter of a gigabyte on, some seconds.
const LONG_RUN: u64 = 256 << 20;
/// The first seconds, whose rate is taken for that of the whole run.
const FIRST: Duration = Duration::from_secs(2);
/// Joining takes so many tenths of the time of reading.
const JOIN_TENTHS: u32 = 6;

impl Bars {
    pub(crate) fn new(common: &Common) -> Self {
        let is_shown = std::io::stderr().is_terminal() && !common.quiet && !common.no_progress;
        Self {
            current: Mutex::new(ProgressBar::hidden()),
            is_shown,
            is_quiet: common.quiet,
            reading: Mutex::new(None),
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Ok(bar) = self.current.lock() {
            bar.finish_and_clear();
        }
    }

    /// Says once how long the run will take.
    fn extrapolate(&self, n: u64) {
        let Ok(mut reading) = self.reading.lock() else { return };
        let Some(now) = &mut *reading else { return };
        now.n_done += n;
        let passed = now.since.elapsed();
        if passed < FIRST {
            return;
        }
        let rate = now.n_done as f64 / passed.as_secs_f64();
        let all = now.n_bytes as f64 / rate * f64::from(10 + JOIN_TENTHS) / 10.0;
        let rate = HumanBytes(rate as u64);
        *reading = None;
        self.say(&format!("crosswire: reading {rate}/s, about {all:.0} s in all"));
    }

    fn say(&self, line: &str) {
        if let Ok(bar) = self.current.lock() {
            bar.suspend(|| notice!("{line}"));
        }
    }
}

fn style(stage: Stage) -> ProgressStyle {
    let template = match stage {
        Stage::Survey | Stage::Read => {
            "{msg:>9} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left"
        }
        _ => "{msg:>9} {wide_bar} {human_pos}/{human_len} {per_sec}, {eta} left",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Bars {
    fn estimated(&self, estimate: &Estimate) {
        if self.is_quiet || estimate.n_bytes < LONG_RUN {
            return;
        }
        let spilled = match estimate.spilled {
            0 => String::new(),
            n => format!(", {} in temporary files", HumanBytes(n)),
        };
        self.say(&format!(
            "crosswire: about {} articles in {}; about {} of memory in {} partitions{spilled}",
            HumanCount(estimate.n_articles),
            HumanBytes(estimate.n_bytes),
            HumanBytes(estimate.memory),
            estimate.n_partitions,
        ));
        if let Ok(mut reading) = self.reading.lock() {
            let (since, n_bytes) = (Instant::now(), estimate.n_bytes);
            *reading = Some(Reading { since, n_done: 0, n_bytes });
        }
    }

    fn begin(&self, stage: Stage, total: u64) {
        if stage != Stage::Read
            && let Ok(mut reading) = self.reading.lock()
        {
            *reading = None;
        }
        let Ok(mut current) = self.current.lock() else { return };
        current.finish_and_clear();
        if self.is_shown {
            let bar = if total > 0 { ProgressBar::new(total) } else { ProgressBar::new_spinner() };
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
            if total > 0 {
                bar.set_style(style(stage));
            }
            bar.set_message(stage.as_str());
            *current = bar;
        }
    }

    fn advance(&self, n: u64) {
        self.extrapolate(n);
        if self.is_shown
            && let Ok(bar) = self.current.lock()
        {
            bar.inc(n);
        }
    }
}
