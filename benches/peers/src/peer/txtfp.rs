//! txtfp: bands chosen by its own rule, candidates verified by the estimate of its index.

use super::{N_HASHES, index_articles, write_pairs};
use crate::options::Task;
use crate::shingles::words;
use anyhow::Result;
use std::borrow::Cow;
use txtfp::tokenize::TokenStream;
use txtfp::{
    CanonicalizerBuilder, CaseFold, Fingerprinter, LshIndex, LshIndexBuilder, MinHashFingerprinter,
    Normalization, ShingleTokenizer, Tokenizer,
};

/// The plain words, for its tokeniser trait.
struct PlainWords;

impl Tokenizer for PlainWords {
    fn tokens<'a>(&'a self, input: &'a str) -> TokenStream<'a> {
        let mut owned = Vec::new();
        words(input, |word| owned.push(word.to_owned()));
        TokenStream::Owned(Box::new(owned.into_iter()))
    }

    fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed("word-plain")
    }

    fn for_each_token(&self, input: &str, visit: &mut dyn FnMut(&str)) {
        words(input, visit);
    }
}

pub(super) fn run(task: &Task) -> Result<String> {
    let min_resemblance = task.min_resemblance.value() as f32;
    let lower_case = CanonicalizerBuilder {
        normalization: Normalization::None,
        case_fold: CaseFold::Simple,
        strip_bidi: false,
        strip_format: false,
        ..CanonicalizerBuilder::default()
    };
    let shingles = ShingleTokenizer { k: 5, inner: PlainWords };
    let fingerprinter = MinHashFingerprinter::<_, N_HASHES>::new(lower_case.build(), shingles);
    let bands = LshIndexBuilder::for_threshold(min_resemblance, N_HASHES)?;
    let mut index: LshIndex<N_HASHES> = bands.build();
    // Its only error here is a text without words, which is like nothing.
    let sign = |text: &str| fingerprinter.fingerprint(text).ok();
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
