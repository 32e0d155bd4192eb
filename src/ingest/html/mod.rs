//! One HTML page to one article: main text, title, date, outlet, byline, address, language.

mod body;
mod flatten;
mod page;
mod prose;
mod published;

pub(super) use page::read_page;
