//! `crosswire bench`: how good and how fast the engine is.

mod account_pairs;
mod baseline;
mod corpus_findings;
mod corpus_mentions;
mod corpus_relations;
mod corpus_text;
mod expected;
#[expect(dead_code, reason = "the program generates more than is measured here")]
#[path = "../../generate/corpus.rs"]
mod generated;
mod generated_speed;
mod grouping;
mod metrics;
mod planted;
#[path = "../../plant/planting/mod.rs"]
pub(crate) mod planting;
mod result;
mod rule_counts;
mod sets;
mod speed;
mod table;
mod trap_tables;
mod truth;

use crate::{
    Outcome,
    args::{BenchArgs, BenchFormat, Common, Split, Suite},
    output::Output,
};
use anyhow::{Context, Result, bail};
use crosswire::config::Config;
use result::{Results, SuiteResult};
use std::io::Write;
use truth::Corpus;

pub(crate) fn run(args: &BenchArgs, common: &Common) -> Result<Outcome> {
    let config = common.config();
    config.validate()?;
    let mut suites = Vec::new();
    if args.sets.is_empty() || !args.suites.is_empty() {
        for split in splits(args.split) {
            run_corpus(split, args, &config, &mut suites)?;
        }
        if is_asked(Suite::Speed, args) {
            suites.push(generated_speed::speed(args.articles, &config)?);
        }
    }
    for folder in &args.sets {
        suites.extend(sets::measure(folder, &config)?);
    }
    let results = Results::new(suites);
    write(&results, args)?;
    if let Some(path) = &args.write_baseline {
        std::fs::write(path, baseline::kept(&results)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    if let Some(path) = &args.write_rules {
        std::fs::write(path, rule_counts::data_file(&results))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    let Some(path) = &args.baseline else { return Ok(Outcome::Clean) };
    let losses = baseline::losses(&baseline::read(path)?, &results);
    for loss in &losses {
        let now = loss.now.map_or_else(|| "nothing".to_owned(), |now| format!("{now:.3}"));
        notice!("crosswire: loss: {}: {now}, was {:.3}", loss.what, loss.before);
    }
    Ok(if losses.is_empty() { Outcome::Clean } else { Outcome::Found })
}

fn is_asked(suite: Suite, args: &BenchArgs) -> bool {
    args.suites.is_empty() || args.suites.contains(&suite)
}

fn splits(split: Split) -> &'static [&'static str] {
    match split {
        Split::Dev => &["dev"],
        Split::Test => &["test"],
        Split::All => &["dev", "test"],
    }
}

fn run_corpus(
    split: &str,
    args: &BenchArgs,
    config: &Config,
    into: &mut Vec<SuiteResult>,
) -> Result<()> {
    if !args.corpus.is_dir() {
        bail!("there is no folder {}; name one with --corpus", args.corpus.display());
    }
    let corpus = Corpus::read(&args.corpus, split, config)?;
    for suite in Suite::ALL.into_iter().filter(|suite| is_asked(*suite, args)) {
        into.push(measure(suite, &corpus, split, args, config)?);
        if suite == Suite::Findings {
            into.push(account_pairs::account_pairs(&args.corpus, split, config)?);
        }
        if suite == Suite::Traps {
            into.push(trap_tables::trap_tables(&args.corpus, split, config)?);
        }
    }
    Ok(())
}

fn measure(
    suite: Suite,
    corpus: &Corpus,
    split: &str,
    args: &BenchArgs,
    config: &Config,
) -> Result<SuiteResult> {
    Ok(match suite {
        Suite::Sentences => corpus_text::sentences(corpus),
        Suite::Boilerplate => corpus_text::boilerplate(corpus),
        Suite::Relations => corpus_relations::relations(corpus, config),
        Suite::Witnesses => corpus_relations::witnesses(corpus),
        Suite::Events => grouping::of_corpus(corpus, config)?,
        Suite::Alignment => corpus_text::alignment(corpus),
        Suite::Mentions => corpus_mentions::mentions(corpus)?,
        Suite::Findings => corpus_findings::findings(corpus, config),
        Suite::Traps => corpus_findings::traps(corpus),
        Suite::Planted => planted::planted(&args.corpus, split, args.per_kind, config)?,
        Suite::Speed => speed::speed(corpus, config)?,
    })
}

fn write(results: &Results, args: &BenchArgs) -> Result<()> {
    let mut output = Output::open(args.output.as_deref())?;
    let text = match args.format {
        BenchFormat::Text => table::render(results, args.errors.unwrap_or(0)),
        BenchFormat::Json => {
            let mut value = serde_json::to_value(results)?;
            for suite in value["suites"].as_array_mut().into_iter().flatten() {
                if let Some(errors) = suite["errors"].as_array_mut() {
                    errors.truncate(args.errors.unwrap_or(0));
                }
            }
            serde_json::to_string_pretty(&value)? + "\n"
        }
    };
    output.write_all(text.as_bytes())?;
    output.finish()
}
