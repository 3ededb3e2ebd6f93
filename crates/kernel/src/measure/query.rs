//! What a figure is asked for.

use super::compare::Compare;
use super::period::Period;
use crate::refusal::{Outcome, Refusal};
use std::collections::BTreeMap;

/// The most rows one answer gives.
pub const ROWS_MAX: usize = 100_000;

/// Filters by dimension: any of the values, [`NO_VALUE`] among them.
pub type Where = BTreeMap<String, Vec<String>>;

/// Stands in a filter for facts that have no value in its dimension: a supermarket's sales have no shop.
pub const NO_VALUE: &str = "~";

/// The order of the rows: a measure or a dimension, and a direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub by: String,
    pub descending: bool,
}

/// A question: these measures, over this period, by these dimensions.
#[derive(Clone, Debug)]
pub struct FigureQuery {
    pub measures: Vec<String>,
    pub period: Period,
    pub by: Vec<String>,
    pub filters: Where,
    pub compare: Vec<Compare>,
    pub order: Option<Order>,
    pub limit: usize,
    /// The data version to answer from; none: the newest.
    pub at: Option<String>,
}

impl FigureQuery {
    /// Asks for the total of one measure over a period.
    pub fn total(measure: &str, period: Period) -> Self {
        Self {
            measures: vec![measure.to_owned()],
            period,
            by: Vec::new(),
            filters: Where::new(),
            compare: Vec::new(),
            order: None,
            limit: ROWS_MAX,
            at: None,
        }
    }

    /// Refuses a period that ends before it begins or is longer than the house keeps.
    pub fn judged(self) -> Outcome<Self> {
        if self.period.to < self.period.from {
            return Err(Refusal::malformed("结束日期早于开始日期", "The last day is before the first").into());
        }
        if self.period.days() > 366 * 30 {
            return Err(Refusal::malformed("时间跨度不能超过 30 年", "A period may be at most 30 years").into());
        }
        if self.compare.iter().filter(|way| way.column() == "last_year").count() > 1 {
            let (zh, en) = ("同比一次只能选一种口径", "Last year can be compared in one way at a time");
            return Err(Refusal::malformed(zh, en).into());
        }
        Ok(self)
    }
}
