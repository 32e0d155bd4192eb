//! `crosswire dedup`.

use crate::{
    Outcome,
    args::{Common, DedupArgs},
    output::Output,
    score::{config, inputs, open, print_table, run_score, write},
};
use anyhow::Result;
use crosswire::engine::{ChangedCopies, ScoreRequest};
use crosswire::report::write_json_line;
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
    // A file that cannot be written shows before the work and not after it.
    let kept = Output::open(args.output.as_deref())?;
    let [left_out, summary] = [&args.left_out, &args.summary].map(|path| open(path.as_deref()));
    let (left_out, summary) = (left_out?, summary?);
    let scored = run_score(&request, &config, common)?;
    let changed = if args.drop_changed { ChangedCopies::Drop } else { ChangedCopies::Keep };
    let deduped = scored.dedup(changed);
    write(Some(kept), |out| deduped.write_kept(out))?;
    write(left_out, |out| deduped.write_left_out(out))?;
    write(summary, |out| write_json_line(&scored.summary(), out))?;
    print_table(&scored, started, common);
    if !common.quiet {
        notice!("left out {:>14}", deduped.n_left_out());
    }
    Ok(Outcome::Clean)
}
