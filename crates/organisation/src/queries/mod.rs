//! Questions about the directory that take more than one row.

pub mod above;
pub mod sites_below;
