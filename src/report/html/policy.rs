//! The content security policies of the pages.

/// Of a report: its own style and script by their hashes, an empty icon, and nothing else.
pub(super) const REPORT: &str = concat!(
    "default-src 'none'; style-src 'sha256-69kKwSwTROc153RlBRca0uL2T8+4ZSMXRHKs3FH2EO4='; ",
    "script-src 'sha256-OGmBxCJWb/aEX5TSxODPcetepMOPlGH8tYKesnPf5lg='; img-src data:; base-uri 'none'; form-action 'none'"
);

/// Of an index: the same without a script.
pub(super) const INDEX: &str = concat!(
    "default-src 'none'; style-src 'sha256-69kKwSwTROc153RlBRca0uL2T8+4ZSMXRHKs3FH2EO4='; ",
    "img-src data:; base-uri 'none'; form-action 'none'"
);
