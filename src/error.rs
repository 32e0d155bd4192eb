//! The one error of the library: what stopped a whole run.
//!
//! A bad article is no error but data, a [`Problem`](crate::outcome::Problem).

use std::fmt;

/// What stopped a run. Opaque: ask the predicates, print the message.
///
/// Messages are lower case, without a full stop, and name what and where.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    source: Option<std::io::Error>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Io,
    InvalidInput,
    InvalidParams,
    IncompatibleParams,
}

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Reading or writing `what` failed.
    #[must_use]
    pub fn io(what: impl Into<String>, source: std::io::Error) -> Self {
        Self { kind: Kind::Io, message: what.into(), source: Some(source) }
    }

    /// The input as a whole cannot be worked on.
    #[must_use]
    pub fn invalid_input(message: impl Into<String>) -> Self {
        Self { kind: Kind::InvalidInput, message: message.into(), source: None }
    }

    /// A parameter is out of range or does not fit the others.
    #[must_use]
    pub fn invalid_params(message: impl Into<String>) -> Self {
        Self { kind: Kind::InvalidParams, message: message.into(), source: None }
    }

    /// Data made with other parameters than these.
    #[must_use]
    pub fn incompatible_params(message: impl Into<String>) -> Self {
        Self { kind: Kind::IncompatibleParams, message: message.into(), source: None }
    }

    /// Whether reading or writing failed.
    #[must_use]
    pub fn is_io(&self) -> bool {
        self.kind == Kind::Io
    }

    /// Whether the input cannot be worked on: nothing readable, no article in it.
    #[must_use]
    pub fn is_invalid_input(&self) -> bool {
        self.kind == Kind::InvalidInput
    }

    /// Whether a parameter is out of range.
    #[must_use]
    pub fn is_invalid_params(&self) -> bool {
        self.kind == Kind::InvalidParams
    }

    /// Whether stored data was made with other parameters.
    #[must_use]
    pub fn is_incompatible_params(&self) -> bool {
        self.kind == Kind::IncompatibleParams
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error as _;

    #[test]
    fn predicates_tell_kinds_apart() {
        let io = Error::io("cannot open a.txt", std::io::Error::other("gone"));
        assert!(io.is_io() && !io.is_invalid_input() && io.source().is_some());
        assert!(Error::invalid_input("no article").is_invalid_input());
        assert!(Error::invalid_params("0 threads").is_invalid_params());
        assert!(Error::incompatible_params("other shingles").is_incompatible_params());
        assert_eq!(Error::invalid_input("no article").to_string(), "no article");
    }
}
