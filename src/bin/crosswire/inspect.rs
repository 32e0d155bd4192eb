//! `crosswire inspect`.

use crate::{
    Outcome,
    args::{Common, InspectArgs, InspectFormat},
    compare::unit,
    output::{Output, report_problems, summarise},
};
use anyhow::Result;
use crosswire::engine::{Input, InspectDetail, inspect_among, learn_shared_lines, load};
use rayon::prelude::*;
use std::io::Write;

/// Articles inspected at once, so that memory does not grow with the input.
const BLOCK: usize = 256;

pub(crate) fn run(args: &InspectArgs, common: &Common) -> Result<Outcome> {
    let config = common.config();
    let inputs: Vec<Input> = args.inputs.iter().map(|arg| Input::from_arg(arg)).collect();
    let loaded = load(&inputs, &config.ingest)?;
    report_problems(&loaded.problems, common)?;
    summarise(&loaded.stats, common);
    let mut output = Output::open(args.output.as_deref())?;
    let detail = if args.tokens { InspectDetail::Tokens } else { InspectDetail::Mentions };
    let shared = learn_shared_lines(&loaded.articles, &config);
    let mut articles = loaded.articles.into_iter();
    loop {
        let block: Vec<_> = articles.by_ref().take(BLOCK).collect();
        if block.is_empty() {
            break;
        }
        let rows: Vec<String> = block
            .into_par_iter()
            .map(|article| {
                let seen = inspect_among(article, detail, &config, &shared);
                match args.format {
                    InspectFormat::Json => seen.with_offsets(unit(args.offsets)).to_json_row(),
                    InspectFormat::Text => seen.to_text(),
                }
            })
            .collect();
        for row in rows {
            output.write_all(row.as_bytes())?;
        }
    }
    output.finish()?;
    Ok(Outcome::Clean)
}
