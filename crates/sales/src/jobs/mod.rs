//! The long work of sales.

pub mod load;
mod noting;
pub mod watch;
