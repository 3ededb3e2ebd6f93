//! The acts of sales.

mod inspect;
pub mod judge;
mod load;
mod look_over;
pub mod plan;
mod undo;

pub use inspect::Inspect;
pub use judge::Judge;
pub use load::Load;
pub use look_over::LookOver;
pub use undo::Undo;
