//! Drafting: asks the measures and puts the answers into a document, section by section.

mod changes;
mod draft;
mod goods;
mod ledger;
mod names;
mod parts;

pub use draft::{Subject, draft};
pub use names::{author, company};
