//! The 80/20 rule: the few that make the most.

use super::answer::figures;
use super::query::FigureQuery;
use crate::desk::Desk;
use crate::refusal::Outcome;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;

/// The share that the few make together.
const MOST: Decimal = Decimal::from_parts(8, 0, 0, false, 1);
/// Rows that are shown one by one.
pub const PARETO_ROWS_MAX: usize = 500;

/// One of the few.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ParetoRow {
    pub key: String,
    pub label: Option<String>,
    pub value: Decimal,
    pub share: Decimal,
    pub cumulative: Decimal,
}

/// How many make the most.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Pareto {
    /// The fewest that make 80 % together, of how many with a positive figure.
    pub few: usize,
    pub of: usize,
    /// What they really make together.
    pub share: Decimal,
    /// What all that are named make, of which the shares are.
    pub total: Decimal,
    /// What facts make that name none: it is nobody's, and has no rank.
    pub unnamed: Option<Decimal>,
    pub rows: Vec<ParetoRow>,
    /// What is not shown one by one.
    pub rest: Rest,
    pub data_version: String,
}

/// The rows beyond those shown.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Rest {
    pub count: usize,
    pub value: Decimal,
}

/// How many of these, the largest first, make the most together.
pub fn few(ranked: impl Iterator<Item = Decimal> + Clone) -> usize {
    let most = ranked.clone().sum::<Decimal>() * MOST;
    let running = ranked.scan(Decimal::ZERO, |made, value| {
        let before = *made;
        *made += value;
        Some(before)
    });
    running.take_while(|made| *made < most).count()
}

/// Ranks one dimension by one measure. Only positive figures count: what was returned more than sold makes nothing.
pub async fn pareto(desk: &Desk, query: FigureQuery) -> Outcome<Pareto> {
    let (measure, dim) = (query.measures.first().cloned().unwrap_or_default(), query.by.first().cloned().unwrap_or_default());
    let (source, answer) = figures(desk, query).await?;
    let (mut ranked, mut unnamed) = (Vec::<(String, Decimal)>::new(), None);
    for mut row in answer.rows {
        let Some(value) = row.values.get(&measure).copied().flatten() else { continue };
        match row.keys.remove(&dim).flatten() {
            None => unnamed = Some(value),
            Some(key) if value > Decimal::ZERO => ranked.push((key, value)),
            Some(_) => {}
        }
    }
    ranked.sort_by_key(|(_, value)| Reverse(*value));
    let total: Decimal = ranked.iter().map(|(_, value)| *value).sum();
    let part = |value: Decimal| value.checked_div(total).unwrap_or_default().round_dp(6);
    let few = few(ranked.iter().map(|(_, value)| *value));
    let made: Decimal = ranked.iter().take(few).map(|(_, value)| *value).sum();
    let beyond = ranked.get(PARETO_ROWS_MAX..).unwrap_or_default();
    let rest = Rest { count: beyond.len(), value: beyond.iter().map(|(_, value)| *value).sum() };
    let shown = &ranked[..ranked.len() - rest.count];
    // Names are asked for what is shown alone: of a hundred thousand items that is little.
    let mut labels = source.labels(desk, &dim, &shown.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>()).await?;
    let mut running = Decimal::ZERO;
    let mut row = |(key, value): &(String, Decimal)| {
        running += value;
        ParetoRow { key: key.clone(), label: labels.remove(key), value: *value, share: part(*value), cumulative: part(running) }
    };
    let rows = shown.iter().map(&mut row).collect();
    Ok(Pareto { few, of: ranked.len(), share: part(made), total, unnamed, rows, rest, data_version: answer.data_version })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_few_are_the_fewest_that_make_four_fifths() {
        for (ranked, expected) in
            [(&[70_i64, 15, 10, 5][..], 2), (&[80, 20], 1), (&[79, 21], 2), (&[1, 1, 1, 1, 1], 4), (&[5], 1), (&[], 0)]
        {
            assert_eq!(few(ranked.iter().map(|value| Decimal::from(*value))), expected, "{ranked:?}");
        }
    }
}
