//! Articles of inputs that are no lines, copied to a temporary file as lines.

use super::corpus::read_at;
use super::join::OPEN_SPILL;
use crate::article::Article;
use crate::outcome::Place;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Lines of one thread, made as the first one comes; the file has no name and vanishes with the
/// process. Behind each article stands a line with its place.
#[derive(Debug, Default)]
pub(super) struct Spool {
    out: Option<BufWriter<File>>,
    n_bytes: u64,
    failure: Option<io::Error>,
}

impl Spool {
    /// Copies an article with the usual fields, and gives where its line begins and how long it
    /// is; nothing for one too long for a line. A failure to write shows at the end.
    pub(super) fn push(&mut self, article: &Article) -> Option<(u64, u32)> {
        let line = record(article).to_string();
        let len = u32::try_from(line.len() + 1).ok()?;
        let place = serde_json::json!(article.place).to_string();
        if let Err(error) = self.write(&[&line, &place]) {
            self.failure = Some(error);
        }
        let offset = self.n_bytes;
        self.n_bytes += u64::from(len) + place.len() as u64 + 1;
        Some((offset, len))
    }

    fn write(&mut self, lines: &[&str]) -> io::Result<()> {
        if self.out.is_none() {
            self.out = Some(BufWriter::with_capacity(1 << 18, OPEN_SPILL()?));
        }
        let Some(out) = &mut self.out else { return Ok(()) };
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    /// The file, if there is one.
    ///
    /// # Errors
    /// The last failure to write.
    pub(super) fn finish(self) -> io::Result<Option<File>> {
        match self.failure {
            Some(error) => Err(error),
            None => Ok(self.out.map(BufWriter::into_inner).transpose()?),
        }
    }
}

/// Longest line that holds a place.
const MAX_PLACE_BYTES: u64 = 1 << 16;

/// The place that stands at `offset`, behind an article.
pub(super) fn place_behind(file: &File, offset: u64) -> io::Result<Place> {
    let end = file.metadata()?.len().min(offset + MAX_PLACE_BYTES);
    let mut bytes = vec![0; usize::try_from(end.saturating_sub(offset)).unwrap_or_default()];
    read_at(file, &mut bytes, offset)?;
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    Ok(serde_json::from_slice(line)?)
}

/// An article with the usual fields, those without a value left out.
fn record(article: &Article) -> serde_json::Value {
    let mut fields = serde_json::Map::new();
    let published = article.published.as_ref().map(|published| published.value.as_str());
    for (name, value) in [
        ("id", Some(article.id.as_str())),
        ("title", article.title.as_deref()),
        ("source", article.source.as_deref()),
        ("published", published),
        ("url", article.url.as_deref()),
        ("author", article.author.as_deref()),
        ("lang", article.language.as_deref()),
        ("text", Some(article.text.as_str())),
    ] {
        fields.extend(value.map(|value| (name.to_owned(), value.into())));
    }
    fields.into()
}
