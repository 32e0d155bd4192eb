//! One article as the normaliser sees it.

use crate::{
    article::Article, config::Config, normalize::normalize, relate::Analysis, report::Inspection,
};

/// How much [`inspect`] lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum InspectDetail {
    /// Boilerplate, sentences and mentions.
    #[default]
    Mentions,
    /// Every word with its stem too.
    Tokens,
}

/// Analyses `article` and lists what was seen. Cost: linear.
#[must_use]
pub fn inspect(article: Article, detail: InspectDetail, config: &Config) -> Inspection {
    let analysis = Analysis::of(normalize(article, &config.normalize));
    let seen = Inspection::of(&analysis);
    match detail {
        InspectDetail::Mentions => seen,
        InspectDetail::Tokens => seen.with_tokens(&analysis),
    }
}
