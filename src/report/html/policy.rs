//! The content security policies of the pages.

/// Of a report: its own style and script by their hashes, an empty icon, and nothing else.
pub(super) const REPORT: &str = concat!(
    "default-src 'none'; style-src 'sha256-l7VJUiHKZZ9LoItik96m80TRu21SdrJ4C9BTnSp69TY='; ",
    "script-src 'sha256-p3tKcd3m5NydUKcCT4/WvYNnuZrY24o10r88C+E4ycU='; img-src data:; base-uri 'none'; form-action 'none'"
);

/// Of an index: the same without a script.
pub(super) const INDEX: &str = concat!(
    "default-src 'none'; style-src 'sha256-l7VJUiHKZZ9LoItik96m80TRu21SdrJ4C9BTnSp69TY='; ",
    "img-src data:; base-uri 'none'; form-action 'none'"
);
