//! txtfp: bands chosen by its own rule, candidates verified by the estimate of its index.

use super::{N_HASHES, index_articles, write_pairs};
use crate::options::Task;
use crate::shingles::Shingles;
use anyhow::Result;
use std::borrow::Cow;
use txtfp::tokenize::TokenStream;
use txtfp::{
    CanonicalizerBuilder, CaseFold, Fingerprinter, LshIndex, LshIndexBuilder, MinHashFingerprinter,
    Normalization, Tokenizer,
};

/// The plain shingles, for its tokeniser trait; its own `ShingleTokenizer` would copy every word
/// five times.
struct PlainShingles;

impl Tokenizer for PlainShingles {
    fn tokens<'a>(&'a self, input: &'a str) -> TokenStream<'a> {
        let shingles: Vec<String> = Shingles::new(input).iter().map(str::to_owned).collect();
        TokenStream::Owned(Box::new(shingles.into_iter()))
    }

    fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed("shingle-k=5/word-plain")
    }

    fn for_each_token(&self, input: &str, visit: &mut dyn FnMut(&str)) {
        Shingles::new(input).iter().for_each(visit);
    }
}

pub(super) fn run(task: &Task) -> Result<String> {
    let min_resemblance = task.min_resemblance.value() as f32;
    // The shingles are lower-cased already; anything more would change them.
    let as_it_is = CanonicalizerBuilder {
        normalization: Normalization::None,
        case_fold: CaseFold::None,
        strip_bidi: false,
        strip_format: false,
        ..CanonicalizerBuilder::default()
    };
    let default = CanonicalizerBuilder::default();
    // Its default changes nothing in ASCII but the case, and does that on a fast path.
    let [ascii, other] = [default, as_it_is]
        .map(|builder| MinHashFingerprinter::<_, N_HASHES>::new(builder.build(), PlainShingles));
    let bands = LshIndexBuilder::for_threshold(min_resemblance, N_HASHES)?;
    let mut index: LshIndex<N_HASHES> = bands.build();
    // Its only error here is a text without words, which is like nothing.
    let sign = |text: &str| if text.is_ascii() { &ascii } else { &other }.fingerprint(text).ok();
    let ids = index_articles(task, sign, |block, signatures| {
        index.extend_par(block.map(|a| a as u64).zip(signatures));
    })?;
    write_pairs(task, &ids, |a| match index.get(a as u64) {
        Some(signature) => {
            let found = index.query_with_threshold(signature, min_resemblance);
            found.into_iter().map(|b| b as usize).collect()
        }
        None => Vec::new(),
    })?;
    Ok(format!(
        "{N_HASHES} hashes, {} bands × {} rows by LshIndexBuilder::for_threshold, \
         verified by query_with_threshold",
        index.bands(),
        index.rows()
    ))
}
