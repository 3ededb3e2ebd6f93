//! The nouns of sales.

pub mod alias;
pub mod anomaly;
pub mod batch;
pub mod source_profile;
pub mod target;
pub mod target_plan;
pub mod watch;
pub mod weather;
