//! `crosswire events`.

use crate::{
    Outcome,
    args::{Common, EventsArgs},
    output::{Output, report_problems, summarise},
    progress::Bars,
    score::{inputs, open, write},
};
use anyhow::{Context, Result};
use crosswire::{
    cluster::events::EventGroupModel,
    config::Config,
    engine::{EventsRequest, Grouped, events},
    report::{render_html_index, write_json_line},
};
use std::{
    io::Write,
    path::{Path, PathBuf},
    time::Instant,
};

pub(crate) fn run(args: &EventsArgs, common: &Common) -> Result<Outcome> {
    let started = Instant::now();
    let config = common.config();
    config.validate()?;
    let inputs = inputs(&args.inputs);
    let request = EventsRequest {
        inputs: &inputs,
        max_memory: args.max_memory,
        model: EventGroupModel::news(),
    };
    // A file that cannot be written shows before the work and not after it.
    let output = Output::open(args.output.as_deref())?;
    let summary = open(args.summary.as_deref())?;
    let pages = args.report.as_deref().map(Pages::open).transpose()?;
    let bars = Bars::new(common);
    let grouped = events(&request, &config, &bars);
    bars.finish();
    let grouped = grouped?;
    report_problems(grouped.problems(), common)?;
    summarise(grouped.stats(), common);
    write(Some(output), |out| grouped.write(out))?;
    if let Some(pages) = pages {
        pages.write(&grouped, &config, &bars)?;
    }
    write(summary, |out| write_json_line(&grouped.summary(), out))?;
    print_table(&grouped, started, common);
    Ok(Outcome::Clean)
}

/// The pages of `--report`.
struct Pages<'a> {
    folder: &'a Path,
    index: (PathBuf, Output),
}

impl<'a> Pages<'a> {
    /// Makes the folder where it is missing.
    fn open(folder: &'a Path) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let path = folder.join("index.html");
        let output = Output::open(Some(&path))?;
        Ok(Self { folder, index: (path, output) })
    }

    /// Writes a page an event and then the index; other files of the folder stay as they are.
    fn write(self, grouped: &Grouped, config: &Config, bars: &Bars) -> Result<()> {
        let mut entries = Vec::new();
        for page in grouped.pages(config, bars) {
            let page = page.inspect_err(|_| bars.finish())?;
            let path = self.folder.join(&page.entry.href);
            write_whole(Output::open(Some(&path))?, &path, &page.html)?;
            entries.push(page.entry);
        }
        bars.finish();
        let index = render_html_index("Who reports what", &entries, grouped.n_alone());
        let (path, output) = self.index;
        write_whole(output, &path, &index)
    }
}

fn write_whole(mut output: Output, path: &Path, html: &str) -> Result<()> {
    let written = output.write_all(html.as_bytes());
    written.with_context(|| format!("cannot write {}", path.display()))?;
    output.finish()
}

/// A table of the run on standard error.
fn print_table(grouped: &Grouped, started: Instant, common: &Common) {
    if common.quiet {
        return;
    }
    let seconds = started.elapsed().as_secs_f64();
    let summary = grouped.summary();
    let n_articles = summary.input.n_articles;
    notice!("articles  {n_articles:>14}");
    notice!("witnesses {:>14}", summary.n_witnesses);
    notice!("events    {:>14}  (told by several {})", summary.n_events, summary.n_told_by_several);
    notice!("seconds   {seconds:>14.2}  ({:.0} articles/s)", n_articles as f64 / seconds);
}
