//! The acts of reporting.

mod accept;
mod discard;
mod document;
mod draft;
mod edit;
mod print;
mod redraft;
mod return_report;
mod submit;

pub use accept::Accept;
pub use discard::Discard;
pub use document::ReadDocument;
pub use draft::Draft;
pub use edit::Edit;
pub use print::{Format, Print};
pub use redraft::Redraft;
pub use return_report::Return;
pub use submit::Submit;

/// The states in which the author may still change a report.
const OPEN: [&str; 2] = ["draft", "returned"];
