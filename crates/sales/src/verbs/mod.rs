//! The acts of sales.

mod inspect;
mod load;
pub mod plan;
mod undo;

pub use inspect::Inspect;
pub use load::Load;
pub use undo::Undo;
