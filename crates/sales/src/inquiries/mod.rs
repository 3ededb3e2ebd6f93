//! What the pages of targets ask: how far one scope is, how far all of them are, and the grid of a plan.

mod board;
mod grid;
mod ground;
mod made_of;
mod progress;
mod when;

pub use board::BoardOf;
pub use grid::GridOf;
pub use ground::{Ground, Holding, TargetsOf, scoped, with_site};
pub use progress::ProgressOf;
pub use when::When;
