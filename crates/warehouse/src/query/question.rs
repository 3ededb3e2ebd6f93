//! A question about the facts and its answer.

use super::{Atom, Dim};
use crate::error::{Outcome, QuestionFault};
use crate::{Version, WarehouseError};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Groups an answer may have before the order and the limit of the question are applied.
pub const GROUPS_MAX: usize = 300_000;

/// The sites a caller may see. Every question needs one, so that no path to the facts goes around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    All,
    /// The codes of the sites; an empty list sees nothing.
    Sites(Vec<String>),
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    pub atoms: Vec<Atom>,
    /// Dimensions of the groups; none for one figure.
    pub by: Vec<Dim>,
    pub filter: Filter,
    /// Order of the rows; rows that are equal in it are in the order of their keys.
    pub order: Vec<Order>,
    /// Rows of the answer at most.
    pub limit: usize,
}

/// Which facts are looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Filter {
    /// The days, as spans from a first to a last one, in their order and apart from each other. Days that are compared with
    /// by their place among holidays need not follow one another.
    pub spans: Vec<(NaiveDate, NaiveDate)>,
    /// For each dimension the values that count; none of a list means facts without a value. All must hold.
    pub values: Vec<(Dim, Vec<Option<String>>)>,
}

impl Filter {
    /// All facts of a period.
    pub fn period(from: NaiveDate, to: NaiveDate) -> Filter {
        Filter::spans(vec![(from, to)])
    }

    /// All facts of some spans of days.
    pub fn spans(spans: Vec<(NaiveDate, NaiveDate)>) -> Filter {
        Filter { spans, values: Vec::new() }
    }

    /// All facts there are.
    pub fn always() -> Filter {
        Filter::period(NaiveDate::from_ymd_opt(1, 1, 1).expect("a day"), NaiveDate::from_ymd_opt(9999, 12, 31).expect("a day"))
    }

    /// Only facts with one of the values.
    #[must_use]
    pub fn with(mut self, dim: Dim, values: &[&str]) -> Filter {
        self.values.push((dim, values.iter().map(|value| Some(value.to_string())).collect()));
        self
    }

    /// The first day.
    pub fn first(&self) -> NaiveDate {
        self.spans.first().map_or(NaiveDate::MAX, |(from, _)| *from)
    }

    /// The last day.
    pub fn last(&self) -> NaiveDate {
        self.spans.last().map_or(NaiveDate::MIN, |(_, to)| *to)
    }

    /// The same days without any other condition.
    pub(crate) fn days(&self) -> Filter {
        Filter::spans(self.spans.clone())
    }

    /// Whether a span of days has any of its days.
    pub(crate) fn meets(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.spans.iter().any(|(from, to)| first <= *to && last >= *from)
    }

    pub(crate) fn check(&self) -> Outcome<()> {
        let backwards = self.spans.iter().any(|(from, to)| from > to);
        if backwards || self.spans.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
            return Err(WarehouseError::Question(QuestionFault::Backwards));
        }
        if self.values.iter().any(|(dim, _)| dim.is_time()) {
            return Err(WarehouseError::Question(QuestionFault::TimeFilter));
        }
        Ok(())
    }
}

/// One key of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Order {
    pub by: OrderBy,
    pub descending: bool,
}

/// What rows are ordered by. Rows without a value come last either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderBy {
    Atom(Atom),
    Dim(Dim),
}

/// The figures asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub rows: Vec<Figures>,
    /// The atoms over all groups, those beyond the limit included; not the sum of the rows for counts of different
    /// things.
    pub total: Vec<Option<Decimal>>,
    /// Groups in all, those beyond the limit included.
    pub groups: usize,
    /// The version of the data that the figures come of.
    pub version: Version,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// One key for each dimension of the question; none where the facts have no value.
    pub keys: Vec<Option<String>>,
    /// One value for each atom of the question; none where nothing is known.
    pub values: Vec<Option<Decimal>>,
}
