//! The nouns of sales.

pub mod batch;
pub mod source_profile;
