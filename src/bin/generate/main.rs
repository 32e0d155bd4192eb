//! Writes a synthetic corpus: `generate N [--seed S] [--words W] [--shape SHAPE]` to standard output.

use std::io::{BufWriter, Write};
use std::process::ExitCode;

mod corpus;

use corpus::{Generator, Params, Shape};

fn main() -> ExitCode {
    let Some(params) = parse(std::env::args().skip(1)) else {
        eprintln!(
            "usage: generate N [--seed S] [--words W] [--shape news|footer|identical|empty|huge]"
        );
        return ExitCode::from(2);
    };
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    match Generator::new(params).write_all(&mut out).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("standard output: {error}");
            ExitCode::from(2)
        }
    }
}

fn parse(mut args: impl Iterator<Item = String>) -> Option<Params> {
    let mut params = Params { n_articles: args.next()?.parse().ok()?, ..Params::default() };
    while let Some(flag) = args.next() {
        let value = args.next()?;
        match flag.as_str() {
            "--seed" => params.seed = value.parse().ok()?,
            "--words" => params.mean_words = value.parse().ok()?,
            "--shape" => params.shape = Shape::from_name(&value)?,
            _ => return None,
        }
    }
    Some(params)
}
