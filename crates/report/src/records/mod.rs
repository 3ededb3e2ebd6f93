//! The nouns of reporting.

pub mod report;
