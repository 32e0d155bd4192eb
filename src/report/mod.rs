//! The finished result and its renderers, one a file. Renderers compute nothing.

mod build;
mod clean;
mod edit;
#[cfg(test)]
mod fixture;
pub mod html;
mod inspection;
pub mod json;
pub mod markdown;
mod marks;
mod model;
mod outline;
mod overlap_row;
mod passages;
mod provenance;
mod table;
pub mod text;
mod wording;

pub use build::{RelatedPair, ReportParts};
pub use html::{EventEntry, render_html, render_html_index, render_html_with_table};
pub use inspection::Inspection;
pub use json::{render_json, render_json_row, render_json_row_with_id};
pub use markdown::render_markdown;
pub use model::{
    AlignmentSide, CourseStep, PairRelation, Provenance, Report, ReportAlignment, ReportArticle,
    ReportClaim, ReportEvidence, ReportFinding, ReportOrigin, ReportOverlap, ReportRelation,
    ReportRemoved, ReportSentence, SCHEMA_VERSION, Statement, VerdictCounts,
};
pub use overlap_row::{
    ClusterRow, Direction, EventRow, LeftOutRow, PairRow, RowForm, write_json_line,
};
pub use passages::{PassagePair, render_passages};
pub use table::{CellStatement, ClaimCell, ClaimColumn, ClaimRow, ClaimTable, ColumnShare};
pub use text::{Colour, TextParams, render_text};
