//! Measures: the figures of the house, each declared once and served to dashboard, explorer, report, API and command line.

mod answer;
mod beside;
mod compare;
mod evidence;
mod formula;
mod known;
mod pareto;
mod period;
mod query;
mod sheet;
mod shift;
mod source;
mod workbook;

pub use answer::{Answer, AnswerRow, Values, ask, refuse_dims};
pub use beside::atoms_of;
pub use compare::{ByDay, Compare, Compared, spans};
pub use evidence::evidence;
pub use formula::Formula;
pub use known::refuse_unknown;
pub use pareto::{Pareto, ParetoRow, Rest, few, pareto};
pub use period::Period;
pub use query::{FigureQuery, NO_VALUE, Order, ROWS_MAX, Where};
pub use source::{AtomQuery, AtomRow, Atoms, Evidence, EvidenceColumn, EvidenceQuery, Figures, OverDays};
pub use workbook::workbook;

use crate::text::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Yuan,
    Count,
    /// Pieces or kilograms: goods are sold by weight too.
    Quantity,
    /// A ratio of one: 0.31 is 31 %.
    Percent,
    YuanPerM2,
    PerTicket,
}

impl Unit {
    /// Decimals that are kept of a computed figure; sums keep what their facts have.
    pub fn decimals(self) -> u32 {
        match self {
            Self::Yuan | Self::YuanPerM2 | Self::PerTicket => 2,
            Self::Count => 0,
            Self::Quantity => 3,
            Self::Percent => 6,
        }
    }
}

/// Which way is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Good {
    Up,
    Down,
    None,
}

/// A figure: what it is called, what it counts, and how it comes about from sums its source keeps.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Measure {
    pub name: &'static str,
    #[serde(flatten)]
    pub title: Text,
    pub unit: Unit,
    pub good: Good,
    /// By what it may be broken down, besides time.
    pub dims: &'static [&'static str],
    /// The definition, as it stands in the appendix of a report.
    pub about: Text,
    #[serde(skip)]
    pub formula: Formula,
}

/// Something figures are broken down by: a record's code, or a span of time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Dim {
    pub name: &'static str,
    #[serde(flatten)]
    pub title: Text,
    /// The record type whose `code` the keys are.
    pub record: Option<&'static str>,
    pub time: bool,
}
