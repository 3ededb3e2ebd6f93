//! Drafting: asks the measures and puts the answers into a document, section by section.

mod draft;
mod goods;
mod ledger;
mod names;
mod parts;
mod targets;
mod why;

pub use draft::{Subject, draft};
pub use names::{author, company};
pub use why::WHY;

use kernel::desk::Desk;
use kernel::refusal::Outcome;
use serde_json::Value;

/// Asks what another department answers to its pages.
async fn inquire(desk: &Desk, name: &str, asked: Value) -> Outcome<Value> {
    let inquiry = desk.house.catalogue.inquiries().find(|inquiry| inquiry.name() == name);
    inquiry.ok_or_else(|| anyhow::anyhow!("no department answers {name}"))?.answer(desk, asked).await
}
