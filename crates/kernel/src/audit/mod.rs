//! The history: who did what, when, from where, what before and after, in a chain that shows every tampering.

mod append;
pub mod chain;
mod digest;
pub mod entry;
mod log;
mod read;
mod verify;
mod workbook;

pub use append::append;
pub use digest::digest;
pub use entry::hex;
pub(crate) use log::deleted_with;
pub use log::{LogEvent, LogLine, LogPage, LogQuery, events, log};
pub(crate) use read::{GENERIC_EVENTS, generic_event};
pub use read::{HistoryPage, Line, deleted, history};
pub use verify::{Finding, Verdict, verify, verify_by_pages};
pub use workbook::log_workbook;

use serde_json::Value;
use uuid::Uuid;

/// One thing that was done to a row, as the desk notes it. `before` and `after` are whole rows; null where there is none.
#[derive(Clone, Debug)]
pub struct Change {
    pub record: &'static str,
    pub row: Option<Uuid>,
    /// `create`, `change`, `end`, `delete`, `reopen`, or the name of a verb.
    pub event: &'static str,
    pub before: Value,
    pub after: Value,
    /// The digest of the row as it now is; empty when it is gone.
    pub digest: String,
}
