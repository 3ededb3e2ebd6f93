//! Questions about the directory that take more than one row.

pub mod sites_below;
