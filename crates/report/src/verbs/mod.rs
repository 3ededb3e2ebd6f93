//! The acts of reporting.

mod accept;
mod document;
mod draft;
mod print;
mod redraft;
mod return_report;
mod submit;
mod edit;

pub use accept::Accept;
pub use document::ReadDocument;
pub use draft::Draft;
pub use print::{Format, Print};
pub use redraft::Redraft;
pub use return_report::Return;
pub use submit::Submit;
pub use edit::Edit;

/// The states in which the author may still change a report.
const OPEN: [&str; 2] = ["draft", "returned"];
