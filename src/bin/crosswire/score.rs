//! `crosswire score`.

use crate::{
    Outcome,
    args::{Common, OverlapArgs, ScoreArgs},
    output::{Output, report_problems, summarise},
    progress::Bars,
};
use anyhow::Result;
use crosswire::{
    config::Config,
    engine::{Input, ScoreRequest, Scored, explain, score},
    normalize::Normalizer,
    report::{RowForm, write_json_line},
};
use std::{io::Write, path::Path, time::Instant};

pub(crate) fn run(args: &ScoreArgs, common: &Common) -> Result<Outcome> {
    let config = config(&args.overlap, common)?;
    let inputs = inputs(&args.inputs);
    let against = self::inputs(&args.against);
    if let Some([a, b]) = args.explain.as_deref() {
        let all = [inputs, against].concat();
        let columns = terminal_size::terminal_size().map_or(80, |(width, _)| width.0.into());
        let shown = explain(&all, [a, b], &config, columns)?;
        let mut output = Output::open(None)?;
        output.write_all(shown.as_bytes())?;
        output.finish()?;
        return Ok(Outcome::Clean);
    }
    let started = Instant::now();
    let request = ScoreRequest {
        inputs: &inputs,
        against: &against,
        max_memory: args.overlap.max_memory,
        // `plain` is there to be measured against others, who do not look at facts.
        checks_facts: config.normalize.normalizer == Normalizer::News,
    };
    let scored = run_score(&request, &config, common)?;
    if let Some(path) = &args.pairs {
        write(Some(path), |out| scored.write_pairs(RowForm::from_path(path), out))?;
    }
    if let Some(path) = &args.clusters {
        write(Some(path), |out| scored.write_clusters(out))?;
    }
    if args.pairs.is_none() && args.clusters.is_none() {
        write(None, |out| scored.write_pairs(RowForm::JsonLines, out))?;
    }
    write_summary(&scored, args.summary.as_deref())?;
    print_table(&scored, started, common);
    Ok(Outcome::Clean)
}

pub(crate) fn inputs(args: &[String]) -> Vec<Input> {
    args.iter().map(|arg| Input::from_arg(arg)).collect()
}

pub(crate) fn config(args: &OverlapArgs, common: &Common) -> Result<Config> {
    let mut config = common.config();
    config.score = args.params();
    config.validate()?;
    Ok(config)
}

/// Joins, shows how far it is, and names what was wrong.
pub(crate) fn run_score(
    request: &ScoreRequest<'_>,
    config: &Config,
    common: &Common,
) -> Result<Scored> {
    let bars = Bars::new(common);
    let scored = score(request, config, &bars);
    bars.finish();
    let scored = scored?;
    report_problems(scored.problems(), common)?;
    summarise(scored.stats(), common);
    Ok(scored)
}

/// Writes a file, or standard output.
pub(crate) fn write(
    path: Option<&Path>,
    rows: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<()> {
    let mut output = Output::open(path)?;
    rows(&mut output)?;
    output.finish()
}

pub(crate) fn write_summary(scored: &Scored, path: Option<&Path>) -> Result<()> {
    let Some(path) = path else { return Ok(()) };
    write(Some(path), |out| write_json_line(&scored.summary(), out))
}

/// A table of the run on standard error.
pub(crate) fn print_table(scored: &Scored, started: Instant, common: &Common) {
    if common.quiet {
        return;
    }
    let seconds = started.elapsed().as_secs_f64();
    let n_articles = scored.stats().n_articles;
    eprintln!("articles {n_articles:>14}");
    eprintln!("pairs    {:>14}", scored.n_pairs());
    for (relation, n) in scored.n_pairs_by_relation() {
        eprintln!("  {relation:<15} {n:>6}");
    }
    eprintln!("seconds  {seconds:>14.2}  ({:.0} articles/s)", n_articles as f64 / seconds);
}
