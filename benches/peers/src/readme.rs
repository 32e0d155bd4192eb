//! The table inside a Markdown file, between two marks.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- peers -->\n";
const END: &str = "<!-- /peers -->";

/// Replaces what stands between the marks.
///
/// # Errors
/// The file cannot be read or written, or has no marks.
pub(crate) fn update(path: &Path, table: &str) -> Result<()> {
    let name = path.display();
    let old = fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    let new = replaced(&old, table)
        .with_context(|| format!("{name} has no lines <!-- peers --> and <!-- /peers -->"))?;
    fs::write(path, new).with_context(|| format!("cannot write {name}"))
}

fn replaced(old: &str, table: &str) -> Option<String> {
    let (before, rest) = old.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{}\n{END}{after}", table.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_what_stands_between_the_marks_changes() {
        let old = "a\n<!-- peers -->\nold\n<!-- /peers -->\nb\n";
        let new = "a\n<!-- peers -->\nnew\n<!-- /peers -->\nb\n";
        assert_eq!(replaced(old, "new\n").as_deref(), Some(new));
        assert_eq!(replaced("a\nb\n", "new"), None);
    }
}
