//! One article as the normaliser sees it.

use crate::{
    article::Article,
    config::Config,
    normalize::{LineSurvey, Normalizer, SharedLines, normalize_among},
    relate::Analysis,
    report::Inspection,
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
    inspect_among(article, detail, config, &SharedLines::default())
}

/// The lines that the sources of `articles` share, which [`inspect_among`] leaves out; none
/// with the normaliser `plain`. Cost: linear, and memory for a sample.
#[must_use]
pub fn learn_shared_lines(articles: &[Article], config: &Config) -> SharedLines {
    let mut survey = LineSurvey::default();
    if config.normalize.normalizer == Normalizer::News {
        articles.iter().for_each(|a| survey.take(a.source.as_deref(), &a.text));
    }
    survey.learn()
}

/// As [`inspect`], of an article among others whose sources share lines.
#[must_use]
pub fn inspect_among(
    article: Article,
    detail: InspectDetail,
    config: &Config,
    shared: &SharedLines,
) -> Inspection {
    let analysis = Analysis::of(normalize_among(article, &config.normalize, shared));
    let seen = Inspection::of(&analysis);
    match detail {
        InspectDetail::Mentions => seen,
        InspectDetail::Tokens => seen.with_tokens(&analysis),
    }
}
