//! The kernel: the grammar of the house (record, verb, measure) and what every act needs around it.
//!
//! Departments declare; the kernel makes lists, forms, workbooks, permissions and history follow from the declaration.
//! It knows nothing of HTTP and nothing of any trade.

pub mod access;
pub mod audit;
pub mod away;
pub mod bell;
pub mod calendar;
pub mod clock;
pub mod department;
pub mod desk;
pub mod file;
pub mod fixed;
pub mod house;
pub mod id;
pub mod idempotency;
pub mod inquiry;
pub mod job;
pub mod measure;
pub mod notice;
pub mod record;
pub mod refusal;
pub mod sweep;
pub mod system;
pub mod text;
pub mod verb;
pub mod view;

pub use record::words as record_words;
