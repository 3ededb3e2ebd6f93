//! The long work of sales.

pub mod load;
mod noting;
