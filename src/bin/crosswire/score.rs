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
    // A file that cannot be written shows before the work and not after it.
    let has_files = args.pairs.is_some() || args.clusters.is_some();
    let pairs = match &args.pairs {
        None if has_files => None,
        path => Some(Output::open(path.as_deref())?),
    };
    let [clusters, summary] = [&args.clusters, &args.summary].map(|path| open(path.as_deref()));
    let (clusters, summary) = (clusters?, summary?);
    let scored = run_score(&request, &config, common)?;
    let form = args.pairs.as_deref().map_or(RowForm::JsonLines, RowForm::from_path);
    write(pairs, |out| scored.write_pairs(form, out))?;
    write(clusters, |out| scored.write_clusters(out))?;
    write(summary, |out| write_json_line(&scored.summary(), out))?;
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

/// The file that was asked for, if one was.
pub(crate) fn open(path: Option<&Path>) -> Result<Option<Output>> {
    path.map(|path| Output::open(Some(path))).transpose()
}

/// Writes what was asked for and puts it in its place.
pub(crate) fn write(
    output: Option<Output>,
    rows: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<()> {
    let Some(mut output) = output else { return Ok(()) };
    rows(&mut output)?;
    output.finish()
}

/// A table of the run on standard error.
pub(crate) fn print_table(scored: &Scored, started: Instant, common: &Common) {
    if common.quiet {
        return;
    }
    let seconds = started.elapsed().as_secs_f64();
    let n_articles = scored.stats().n_articles;
    notice!("articles {n_articles:>14}");
    notice!("pairs    {:>14}", scored.n_pairs());
    for (relation, n) in scored.n_pairs_by_relation() {
        notice!("  {relation:<15} {n:>6}");
    }
    let shared = scored.shared_lines();
    if shared.n_removed > 0 {
        notice!("shared lines {:>10}  (left out {} times)", shared.n_learned, shared.n_removed);
    }
    notice!("seconds  {seconds:>14.2}  ({:.0} articles/s)", n_articles as f64 / seconds);
}
