//! The pure rules of reports.

pub mod fill;
pub mod light;
pub mod words;
