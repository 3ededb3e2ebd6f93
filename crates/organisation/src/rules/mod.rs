//! The pure rules of the directory.

pub mod barcode;
pub mod lifespan;
