//! The acts of sales.

mod inspect;
pub mod judge;
mod load;
mod look_over;
pub mod plan;
mod undo;

use kernel::id::Id;
use kernel::job::Job;
use schemars::JsonSchema;
use serde::Serialize;

pub use inspect::Inspect;
pub use judge::Judge;
pub use load::Load;
pub use look_over::LookOver;
pub use undo::Undo;

/// What is answered by a verb whose work is done as a job.
#[derive(Serialize, JsonSchema)]
struct Queued {
    job: Id<Job>,
}
