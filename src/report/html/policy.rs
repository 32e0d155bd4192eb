//! The content security policies of the pages.

/// Of a report: its own style and script by their hashes, an empty icon, and nothing else.
pub(super) const REPORT: &str = concat!(
    "default-src 'none'; style-src 'sha256-FK4Kw/Nzuv+xNJXqmukyrLapjHcHFeckttDe5M14S1E='; ",
    "script-src 'sha256-5HpRbDnUtyuFqUG0a2NZgzbYWDl7frR5KU+rqiKwHG4='; img-src data:; base-uri 'none'; form-action 'none'"
);

/// Of an index: the same without a script.
pub(super) const INDEX: &str = concat!(
    "default-src 'none'; style-src 'sha256-FK4Kw/Nzuv+xNJXqmukyrLapjHcHFeckttDe5M14S1E='; ",
    "img-src data:; base-uri 'none'; form-action 'none'"
);
