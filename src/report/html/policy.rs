//! The content security policies of the pages.

/// Of a report: its own style and script by their hashes, an empty icon, and nothing else.
pub(super) const REPORT: &str = concat!(
    "default-src 'none'; style-src 'sha256-yT8BY7uv6jeP/hDIAqAfzM70G5Q8sgah6q7UG5xS3bQ='; ",
    "script-src 'sha256-E6AbtspWADk7IEaJJdsbI4xrtpqP+EPe5/gK8JHKx7U='; img-src data:; base-uri 'none'; form-action 'none'"
);

/// Of an index: the same without a script.
pub(super) const INDEX: &str = concat!(
    "default-src 'none'; style-src 'sha256-yT8BY7uv6jeP/hDIAqAfzM70G5Q8sgah6q7UG5xS3bQ='; ",
    "img-src data:; base-uri 'none'; form-action 'none'"
);
