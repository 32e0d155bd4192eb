//! The finished result and its renderers, one a file. Renderers compute nothing.

mod model;

pub use model::{
    AlignmentSide, PairRelation, Report, ReportAlignment, ReportArticle, ReportClaim,
    ReportEvidence, ReportFinding, ReportOverlap, ReportRelation, ReportRemoved, ReportSentence,
    SCHEMA_VERSION, Statement, VerdictCounts,
};
