//! From bytes to articles: readers of text, Markdown, HTML, JSON, JSON Lines and CSV, packed or
//! not, with bad records reported and passed over.
//!
//! The only place below `engine` that does IO, and only on a reader it is handed.

mod block;
mod csv;
mod date;
mod encoding;
mod fields;
mod front_matter;
#[cfg(feature = "html")]
mod html;
mod ids;
mod json;
mod json_file;
mod json_lines;
mod line;
mod params;
mod reader;
mod record;
mod sniff;
mod text;
mod unpack;

pub(crate) use block::{Block, BlockReader};
pub(crate) use date::{MONTHS, WEEKDAYS};
pub(crate) use encoding::HEAD_BYTES;
pub use ids::make_ids_unique;
pub use json::article_from_json;
pub(crate) use json_lines::too_long;
pub(crate) use line::{Fields, Line, LineReader};
pub use params::{Format, IngestParams, Ingested, ReadArticle};
pub(crate) use params::{Sink, has_packed_name};
pub use reader::read_articles;
pub(crate) use reader::{is_json_lines, read_into};
pub(crate) use unpack::{Packing, Unpacked};
