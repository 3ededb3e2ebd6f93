//! Questions of sales that take more than one record.

mod asking;
mod costs;
pub mod directory;
mod neighbours;
mod outlook;
pub mod recognised;
pub mod remarks;
mod rhythm;
pub mod seen;
mod shape;
mod targets;

pub use asking::{Asking, Series};
pub use neighbours::{Neighbours, wider};
pub use outlook::{Known, LEVEL, Outlook, PAST_DAYS, no_forecast};
pub use rhythm::Rhythm;
pub use shape::Shapes;
pub use targets::{PlanRow, Targets, in_force, names_of_mix, targets};
