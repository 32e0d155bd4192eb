//! From bytes to articles.
mod date;
#[cfg(feature = "html")]
mod html;
mod params;
mod record;

pub use params::{Format, IngestParams, Ingested, ReadArticle};
