//! Jobs: work that takes longer than a request. They are kept in the database, survive a kill, and run once.

pub mod record;
mod run;

pub use record::{Job, Retry};
pub use run::{JobKind, JobRun, enqueue, enqueue_nightly, run_jobs};
