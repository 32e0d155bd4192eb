//! `crosswire events`.

use crate::{
    Outcome,
    args::{Common, EventsArgs},
    output::{Output, report_problems, summarise},
    progress::Bars,
    score::{inputs, open, write},
};
use anyhow::Result;
use crosswire::{
    cluster::events::EventGroupModel,
    engine::{EventsRequest, Grouped, events},
    report::write_json_line,
};
use std::time::Instant;

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
    let bars = Bars::new(common);
    let grouped = events(&request, &config, &bars);
    bars.finish();
    let grouped = grouped?;
    report_problems(grouped.problems(), common)?;
    summarise(grouped.stats(), common);
    write(Some(output), |out| grouped.write(out))?;
    write(summary, |out| write_json_line(&grouped.summary(), out))?;
    print_table(&grouped, started, common);
    Ok(Outcome::Clean)
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
