//! The tests that go through the front door of the whole house, in one program.

mod access;
mod audit;
mod concurrency;
mod conformance;
mod faults;
mod figures;
mod files;
mod house;
mod idempotency;
mod jobs;
mod loads;
mod report;
mod search;
mod sessions;
mod workbook;
