//! The warehouse of facts: what was sold where, when and for how much, and how many people came.
//!
//! Facts come in from the files people have ([`Warehouse::inspect`], [`Warehouse::load`]), each file as one batch that
//! becomes visible in one atomic step or not at all, and can be taken back ([`Warehouse::undo`]). Figures come out
//! exact, at the newest version or any earlier one ([`Warehouse::ask`], [`Warehouse::pareto`], [`Warehouse::movers`]),
//! with the facts behind them ([`Warehouse::evidence`]). The tables are Delta tables on Parquet files in a folder or in
//! an S3-compatible storage, so any tool that reads those can read them too.

mod change;
#[cfg(feature = "cluster")]
mod cluster;
mod compact;
mod engine;
mod error;
mod facts;
mod holdings;
pub mod load;
mod months;
pub mod query;
mod rollup;
mod store;
mod table;
mod warehouse;
mod write;

#[cfg(feature = "cluster")]
pub use cluster::{Executor, execute, schedule};
pub use engine::Share;
pub use error::{ProfileFault, QuestionFault, WarehouseError};
pub use facts::Kind;
pub use holdings::{FOLDERS, Holding, Holdings};
pub use load::Target;
pub use months::MONTH_ROWS_MIN;
pub use store::{S3, Storage};
pub use warehouse::{Batch, Version, Warehouse};
