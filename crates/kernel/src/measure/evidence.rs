//! Opens the facts behind a figure, of whichever department keeps them.

use super::answer::refuse_dims;
use super::known::refuse_unknown;
use super::source::{Evidence, EvidenceQuery};
use crate::desk::Desk;
use crate::refusal::{Outcome, Refusal};

/// A page of the facts behind a measure; what the measure cannot be broken down by is refused as it is when the figure is asked.
pub async fn evidence(desk: &Desk, measure: &str, query: &EvidenceQuery) -> Outcome<Evidence> {
    for source in desk.house.catalogue.figures() {
        if let Some(measure) = source.measures().into_iter().find(|m| m.name == measure) {
            refuse_dims(&source.dims(), std::slice::from_ref(&measure), query.filters.keys())?;
            refuse_unknown(desk, source.as_ref(), &query.filters, query.at.as_deref()).await?;
            return source.evidence(desk, &measure, query).await;
        }
    }
    Err(Refusal::not_found().into())
}
