//! The routes: few, because records, verbs and measures share theirs.

pub mod events;
pub mod files;
pub mod health;
pub mod history;
pub mod inquiries;
pub mod lookup;
pub mod measures;
pub mod meta;
pub mod records;
pub mod session;
pub mod verbs;
pub mod web;
pub mod workbooks;
