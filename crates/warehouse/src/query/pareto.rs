//! The few that make the most: how many of all items, brands or shops bring eighty percent of the sales.

use super::question::{Filter, Order, OrderBy, Question, Scope};
use super::{Atom, Dim};
use crate::error::Outcome;
use crate::{Version, Warehouse};
use rust_decimal::Decimal;

/// The ranking of a dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Pareto {
    /// How many of the values, largest first, reach the share asked for.
    pub few: usize,
    /// How many values there are.
    pub of: usize,
    /// The share asked for, such as 0.8.
    pub share: Decimal,
    /// The total over all values; none when nothing is known.
    pub total: Option<Decimal>,
    /// The largest, in order.
    pub rows: Vec<ParetoRow>,
    /// How many values are not listed, and what they make together.
    pub rest: (usize, Decimal),
    pub version: Version,
}

/// One value of the dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct ParetoRow {
    /// None for the facts without a value.
    pub key: Option<String>,
    pub value: Decimal,
    /// Part of the total, to six decimals; none when the total is not above zero.
    pub share: Option<Decimal>,
    /// Part of the total of this and all before it.
    pub cumulative: Option<Decimal>,
}

impl Warehouse {
    /// Ranks the values of a dimension by a sum and lists the largest.
    pub async fn pareto(
        &self,
        scope: &Scope,
        (atom, dim): (Atom, Dim),
        filter: &Filter,
        (share, limit): (Decimal, usize),
        at: Option<Version>,
    ) -> Outcome<Pareto> {
        let question = Question {
            atoms: vec![atom],
            by: vec![dim],
            filter: filter.clone(),
            order: vec![Order { by: OrderBy::Atom(atom), descending: true }],
            limit: usize::MAX,
        };
        let answer = self.ask(scope, &question, at).await?;
        let values: Vec<(Option<String>, Decimal)> =
            answer.rows.into_iter().filter_map(|mut row| Some((row.keys.pop().flatten(), row.values.pop().flatten()?))).collect();
        let total: Option<Decimal> = values.iter().map(|(_, value)| *value).reduce(|sum, value| sum + value);
        let part = |value: Decimal| {
            total.filter(|total| *total > Decimal::ZERO).and_then(|total| value.checked_div(total)).map(|part| part.round_dp(6))
        };
        let mut sum = Decimal::ZERO;
        let mut few = None;
        let mut rows = Vec::new();
        for (index, (key, value)) in values.iter().enumerate() {
            sum += value;
            if few.is_none() && total.is_some_and(|total| sum >= total * share) {
                few = Some(index + 1);
            }
            if index < limit {
                rows.push(ParetoRow { key: key.clone(), value: *value, share: part(*value), cumulative: part(sum) });
            }
        }
        let rest = values.iter().skip(limit).map(|(_, value)| *value).sum();
        let unlisted = values.len().saturating_sub(limit);
        let (few, of) = (few.unwrap_or(0), values.len());
        Ok(Pareto { few, of, share, total, rows, rest: (unlisted, rest), version: answer.version })
    }
}
