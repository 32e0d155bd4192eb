//! Progress bars on standard error.

use crate::args::Common;
use crosswire::engine::{Progress, Stage};
use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;

/// Bars where somebody looks at them, nothing elsewhere.
pub(crate) struct Bars {
    current: Mutex<ProgressBar>,
    is_shown: bool,
}

/// A run is long from about half a gigabyte on.
const LONG_RUN: u64 = 512 << 20;

impl Bars {
    pub(crate) fn new(common: &Common) -> Self {
        let is_shown = std::io::stderr().is_terminal() && !common.quiet && !common.no_progress;
        Self { current: Mutex::new(ProgressBar::hidden()), is_shown }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Ok(bar) = self.current.lock() {
            bar.finish_and_clear();
        }
    }
}

fn style(stage: Stage) -> ProgressStyle {
    let template = match stage {
        Stage::Read => "{msg:>9} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left",
        _ => "{msg:>9} {wide_bar} {human_pos}/{human_len} {per_sec}, {eta} left",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Progress for Bars {
    fn estimated(&self, n_bytes: u64) {
        if self.is_shown && n_bytes >= LONG_RUN {
            eprintln!("crosswire: about {} of memory", HumanBytes(n_bytes));
        }
    }

    fn begin(&self, stage: Stage, total: u64) {
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
        if self.is_shown
            && let Ok(bar) = self.current.lock()
        {
            bar.inc(n);
        }
    }
}
