//! The content security policies of the pages.

/// Of a report: its own style and script by their hashes, an empty icon, and nothing else.
pub(super) const REPORT: &str = concat!(
    "default-src 'none'; style-src 'sha256-dD9uezu8CURgZjkn53CEISUdHn87AFX3UI3+XEIUVN0='; ",
    "script-src 'sha256-5HpRbDnUtyuFqUG0a2NZgzbYWDl7frR5KU+rqiKwHG4='; img-src data:; base-uri 'none'; form-action 'none'"
);

/// Of an index: the same without a script.
pub(super) const INDEX: &str = concat!(
    "default-src 'none'; style-src 'sha256-dD9uezu8CURgZjkn53CEISUdHn87AFX3UI3+XEIUVN0='; ",
    "img-src data:; base-uri 'none'; form-action 'none'"
);
