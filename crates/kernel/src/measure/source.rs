//! Where figures come from: a department that keeps sums by dimension and can show the facts behind them.

use super::period::Period;
use super::query::Where;
use super::{Dim, Measure};
use crate::desk::Desk;
use crate::refusal::Outcome;
use crate::text::Text;
use async_trait::async_trait;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Asks a source for its sums.
#[derive(Clone, Debug)]
pub struct AtomQuery<'a> {
    pub atoms: Vec<&'static str>,
    /// Spans of days, in order and apart.
    pub days: &'a [Period],
    pub by: &'a [String],
    pub filters: &'a Where,
    pub at: Option<&'a str>,
}

/// Sums for one combination of keys; an atom that is absent is unknown, not zero.
#[derive(Clone, Debug, Default)]
pub struct AtomRow {
    pub keys: Vec<Option<String>>,
    pub atoms: HashMap<&'static str, Decimal>,
}

/// The sums a source answers, and their total (which is not always the sum of the rows: a ticket may hold two brands).
#[derive(Clone, Debug, Default)]
pub struct Atoms {
    pub rows: Vec<AtomRow>,
    pub total: AtomRow,
}

/// Asks for the facts behind a figure.
#[derive(Clone, Debug)]
pub struct EvidenceQuery {
    /// Spans of days, in order and apart.
    pub days: Vec<Period>,
    pub filters: Where,
    /// Where the page before ended; none: from the beginning.
    pub after: Option<String>,
    pub limit: u64,
    pub at: Option<String>,
}

/// The facts behind a figure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Evidence {
    pub columns: Vec<EvidenceColumn>,
    pub rows: Vec<Vec<serde_json::Value>>,
    /// The names behind the codes of the rows, by column.
    pub labels: BTreeMap<&'static str, HashMap<String, String>>,
    pub total: u64,
    pub next: Option<String>,
    pub data_version: String,
    pub about: Text,
}

/// A column of the evidence; `kind` is `text`, `day`, `yuan`, `quantity`, `count` or `bool`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EvidenceColumn {
    pub name: &'static str,
    #[serde(flatten)]
    pub title: Text,
    pub kind: &'static str,
}

/// How the values of an atom on several days become that of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverDays {
    Sum,
    /// The same on every day, or the latest: an area, a last day.
    Largest,
    /// Not told by the days: how many different items were sold.
    Unknown,
}

/// A source of figures. Everything it answers stays within the desk's sites.
#[async_trait]
pub trait Figures: Send + Sync {
    fn measures(&self) -> Vec<Measure>;
    fn dims(&self) -> Vec<Dim>;
    /// The newest data version.
    async fn version(&self) -> Outcome<String>;
    /// The last day that has facts the desk may see, at a data version.
    async fn until_at(&self, desk: &Desk, at: &str) -> Outcome<Option<NaiveDate>>;
    /// The last day that has facts the desk may see now.
    async fn until(&self, desk: &Desk) -> Outcome<Option<NaiveDate>> {
        self.until_at(desk, &self.version().await?).await
    }
    async fn atoms(&self, desk: &Desk, query: &AtomQuery<'_>) -> Outcome<Atoms>;
    /// What an atom of several days is, told by those of each.
    fn over_days(&self, atom: &str) -> OverDays;
    /// The names of keys of a dimension.
    async fn labels(&self, desk: &Desk, dim: &str, keys: &[&str]) -> Outcome<HashMap<String, String>>;
    async fn evidence(&self, desk: &Desk, measure: &Measure, query: &EvidenceQuery) -> Outcome<Evidence>;
    /// Whether any fact that the desk may see has this key of the dimension; without a desk, any fact at all.
    async fn has_facts_of(&self, within: Option<&Desk>, dim: &str, key: &str) -> Outcome<bool>;
}
