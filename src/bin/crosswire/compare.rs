//! `crosswire compare`.

use crate::{
    Outcome,
    args::{AssumeArg, Common, CompareArgs, OffsetsArg, ReportFormat},
    output::{Output, report_problems, summarise},
};
use anyhow::{Context, Result, bail};
use crosswire::{
    config::{Assume, Config},
    engine::{Input, compare, compare_rows, load},
    report::{Colour, Report, TextParams, render_html, render_json, render_markdown, render_text},
    span::OffsetUnit,
};
use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufRead, BufReader, IsTerminal, Write},
};

/// Entries of one section of the text report before the rest is counted.
const FOLDED_AT: usize = 12;

pub(crate) fn run(args: &CompareArgs, common: &Common) -> Result<Outcome> {
    let mut config = common.config();
    if args.assume == Some(AssumeArg::SameEvent) {
        config.assume = Assume::SameEvent;
    }
    config.validate()?;
    match &args.pairs {
        Some(path) => run_pairs(path, args, common, &config),
        None => run_articles(args, common, &config),
    }
}

fn run_articles(args: &CompareArgs, common: &Common, config: &Config) -> Result<Outcome> {
    let inputs: Vec<Input> = args.articles.iter().map(|arg| Input::from_arg(arg)).collect();
    let loaded = load(&inputs, &config.ingest)?;
    report_problems(&loaded.problems, common)?;
    summarise(&loaded.stats, common);
    if loaded.articles.len() < 2 {
        bail!(
            "there is only one article ({}), and nothing to compare it with",
            loaded.articles[0].id
        );
    }
    let mut report = compare(loaded.articles, config);
    if let Some(path) = &args.ignore {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let ids: BTreeSet<&str> = text.split_whitespace().collect();
        report.drop_findings(&ids);
    }
    let n_conflicts = report.counts.conflict;
    let mut output = Output::open(args.output.as_deref())?;
    output.write_all(render(report, args).as_bytes())?;
    output.finish()?;
    Ok(if args.check && n_conflicts > 0 { Outcome::Found } else { Outcome::Clean })
}

fn render(report: Report, args: &CompareArgs) -> String {
    match args.format {
        ReportFormat::Json => render_json(&report.with_offsets(unit(args.offsets))),
        ReportFormat::Markdown => render_markdown(&report),
        ReportFormat::Html => render_html(&report),
        ReportFormat::Text => render_text(&report, &text_params(args)),
    }
}

pub(crate) fn unit(offsets: OffsetsArg) -> OffsetUnit {
    match offsets {
        OffsetsArg::Utf8 => OffsetUnit::Utf8,
        OffsetsArg::Char => OffsetUnit::Char,
        OffsetsArg::Utf16 => OffsetUnit::Utf16,
    }
}

/// Colour and the terminal's width on a terminal; plain, 80 columns elsewhere.
fn text_params(args: &CompareArgs) -> TextParams {
    let is_terminal = args.output.is_none() && std::io::stdout().is_terminal();
    let wants_colour = is_terminal
        && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    let width = args.width.or_else(|| if is_terminal { terminal_width() } else { None });
    TextParams {
        width: width.unwrap_or(80),
        colour: if wants_colour { Colour::Ansi } else { Colour::Plain },
        max_per_section: (!args.all).then_some(FOLDED_AT),
    }
}

/// The terminal's width, at most 120: longer lines are hard to read.
fn terminal_width() -> Option<u16> {
    terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| width.min(120))
}

fn run_pairs(path: &str, args: &CompareArgs, common: &Common, config: &Config) -> Result<Outcome> {
    if args.format == ReportFormat::Html {
        bail!("rows of --pairs are JSON: --format html is for a comparison of named articles");
    }
    let mut reader: Box<dyn BufRead> = if path == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(path).with_context(|| format!("cannot open {path}"))?))
    };
    let mut output = Output::open(args.output.as_deref())?;
    let name = if path == "-" { "<stdin>" } else { path };
    let summary = compare_rows(&mut reader, name, &mut output, config)?;
    report_problems(&summary.problems, common)?;
    if summary.n_rows == 0 {
        bail!("{name}: no pair could be compared");
    }
    output.finish()?;
    Ok(if args.check && summary.n_with_conflict > 0 { Outcome::Found } else { Outcome::Clean })
}
