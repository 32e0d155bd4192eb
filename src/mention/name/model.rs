//! What a name is.

use crate::span::TextRange;
use std::sync::Arc;

/// A name as written and the entity it stands for within the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What sort of thing bears it.
    pub class: NameClass,
    /// The fullest form of the same name in this article ("JD Vance" for "Vance"),
    /// without titles. Equal for all mentions of one entity. Places that have several
    /// spellings everywhere ("US", "U.S.") carry the one form of the table of places.
    pub full: Arc<str>,
    /// Title or role written with it ("Vice President"), if any.
    pub title: Option<TextRange>,
    /// The country a nationality word belongs to ("Ukraine" for "Ukrainian").
    pub country: Option<&'static str>,
}

/// What sort of thing bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameClass {
    /// A person.
    Person,
    /// A company, party, ministry, team, court …
    Organisation,
    /// A country, city, region, street, sea …
    Place,
    /// People or things of a place ("Ukrainian", "Parisians").
    Nationality,
    /// None of these, or not to be told.
    Other,
}
