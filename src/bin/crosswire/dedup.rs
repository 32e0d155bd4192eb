//! `crosswire dedup`.

use crate::{
    Outcome,
    args::{Common, DedupArgs},
    score::{config, inputs, print_table, run_score, write, write_summary},
};
use anyhow::Result;
use crosswire::engine::{ChangedCopies, ScoreRequest};
use std::time::Instant;

pub(crate) fn run(args: &DedupArgs, common: &Common) -> Result<Outcome> {
    let started = Instant::now();
    let config = config(&args.overlap, common)?;
    let inputs = inputs(&args.inputs);
    let request = ScoreRequest {
        inputs: &inputs,
        against: &[],
        max_memory: args.overlap.max_memory,
        checks_facts: true,
    };
    let scored = run_score(&request, &config, common)?;
    let changed = if args.drop_changed { ChangedCopies::Drop } else { ChangedCopies::Keep };
    let deduped = scored.dedup(changed);
    write(args.output.as_deref(), |out| deduped.write_kept(out))?;
    if let Some(path) = &args.left_out {
        write(Some(path), |out| deduped.write_left_out(out))?;
    }
    write_summary(&scored, args.summary.as_deref())?;
    print_table(&scored, started, common);
    if !common.quiet {
        eprintln!("left out {:>14}", deduped.n_left_out());
    }
    Ok(Outcome::Clean)
}
