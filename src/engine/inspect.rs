//! One article as the normaliser sees it.

use crate::{
    article::Article, config::Config, normalize::normalize, relate::Analysis, report::Inspection,
};

/// Analyses `article` and lists what was seen. Cost: linear.
#[must_use]
pub fn inspect(article: Article, config: &Config) -> Inspection {
    Inspection::of(&Analysis::of(normalize(article, &config.normalize)))
}
