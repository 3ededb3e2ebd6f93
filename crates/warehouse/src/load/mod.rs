//! From the file a person brought to facts in the warehouse.

mod buckets;
mod columns;
mod detect;
mod doubts;
mod inspect;
mod names;
mod parquet;
mod prepare;
mod profile;
mod reader;
mod refusal;
mod row_cells;
mod run;
mod sale;
mod source;
mod stream;
mod synonyms;
mod target;

pub(crate) use buckets::FILE_ROWS;
pub use detect::{Detected, detect};
pub use doubts::{DayDoubt, Doubts};
pub use inspect::{ColumnSeen, InspectOptions, Inspection};
pub use names::{ByName, Directory, Implied, Names, UNKNOWN_NAMES_MAX, Unknown};
pub use profile::{Meaning, Part, Profile, Rules};
pub use reader::Counts;
pub use refusal::{REFUSALS_LISTED_MAX, Reason, Refusal};
pub use run::{LoadOptions, Loaded, Totals};
pub use stream::{Progress, Watch};
pub use target::Target;
