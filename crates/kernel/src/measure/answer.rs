//! Answers a question about figures: sums from the source, formulas over them, the same for the periods of comparison.

use super::beside::beside;
use super::compare::Compared;
use super::known::refuse_unknown;
use super::query::{FigureQuery, Order, ROWS_MAX};
use super::sheet::{Column, Sheet};
use super::shift::Shift;
use super::source::{AtomQuery, Figures};
use super::{Dim, Measure};
use crate::desk::Desk;
use crate::refusal::{Outcome, Refusal};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Figures by measure; none where a figure does not exist.
pub type Values = BTreeMap<String, Option<Decimal>>;

/// One row of an answer.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct AnswerRow {
    pub keys: BTreeMap<String, Option<String>>,
    pub labels: BTreeMap<String, String>,
    pub values: Values,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Values>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_year: Option<Values>,
    /// Of the days that last year's stand beside, where these are not all days of the row: what to hold against last year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside_last_year: Option<Values>,
}

/// The whole answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub data_version: String,
    pub until: Option<NaiveDate>,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub compare: BTreeMap<&'static str, Compared>,
    pub measures: Vec<Measure>,
    pub rows: Vec<AnswerRow>,
    pub total: AnswerRow,
    pub more: bool,
}

/// Answers a question. All measures of one question come from one source.
pub async fn ask(desk: &Desk, query: FigureQuery) -> Outcome<Answer> {
    let by = query.by.clone();
    let (source, mut answer) = figures(desk, query).await?;
    label(source.as_ref(), desk, &by, &mut answer.rows).await?;
    Ok(answer)
}

/// The answer to a question, its rows without the names behind their codes; and who knows the names.
pub(super) async fn figures(desk: &Desk, query: FigureQuery) -> Outcome<(Arc<dyn Figures>, Answer)> {
    let query = query.judged()?;
    let (source, measures) = find(desk, &query)?;
    refuse_unknown(desk, source.as_ref(), &query.filters, query.at.as_deref()).await?;
    let data_version = match &query.at {
        Some(at) => at.clone(),
        None => source.version().await?,
    };
    let until = source.until_at(desk, &data_version).await?;
    let shown = query.period.until(until);
    let mut sheet = Sheet::new(&measures, &query.by);
    let days = [query.period];
    let asked = AtomQuery { atoms: atoms(&measures), days: &days, by: &query.by, filters: &query.filters, at: Some(&data_version) };
    sheet.add(Column::Values, source.atoms(desk, &asked).await?);
    let mut compare = BTreeMap::new();
    for with in &query.compare {
        let (way, column) = (with.word(), Column::of(*with));
        if let Some(laid) = with.way() {
            let beside = beside(desk, source.as_ref(), &asked, query.period, until, laid).await?;
            sheet.add(column, beside.with);
            if let Some(compared) = beside.compared {
                sheet.add(Column::BesideLastYear, compared);
            }
            compare.insert(with.column(), Compared { way, period: beside.period, by_day: Some(beside.by_day) });
        } else if let Some(period) = query.period.compared(*with, shown) {
            let mut answer = source.atoms(desk, &AtomQuery { days: &[period], ..asked.clone() }).await?;
            let shift = Shift::onto(query.period, period, *with);
            answer.rows.retain_mut(|row| shift.lay(&query.by, &mut row.keys));
            sheet.add(column, answer);
            compare.insert(with.column(), Compared { way, period, by_day: None });
        }
    }
    let (mut rows, total) = sheet.finish();
    sort(&mut rows, &query);
    let limit = query.limit.clamp(1, ROWS_MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let (from, to) = (query.period.from, query.period.to);
    Ok((source, Answer { data_version, until, from, to, compare, measures, rows, total, more }))
}

fn find(desk: &Desk, query: &FigureQuery) -> Outcome<(Arc<dyn Figures>, Vec<Measure>)> {
    for source in desk.house.catalogue.figures() {
        let offered = source.measures();
        let asked: Vec<Measure> = query.measures.iter().filter_map(|name| offered.iter().find(|m| m.name == name).cloned()).collect();
        if asked.is_empty() {
            continue;
        }
        if asked.len() < query.measures.len() {
            break;
        }
        refuse_dims(&source.dims(), &asked, query.by.iter().chain(query.filters.keys()))?;
        return Ok((source.clone(), asked));
    }
    let names = query.measures.join(", ");
    Err(Refusal::malformed(
        format!("没有这些指标，或不能一起查询：{names}"),
        format!("There are no such measures, or not together: {names}"),
    )
    .into())
}

/// Refuses a dimension that there is not, or that one of the measures is not counted by.
pub fn refuse_dims<'a>(dims: &[Dim], measures: &[Measure], asked: impl Iterator<Item = &'a String>) -> Outcome<()> {
    for dim in asked {
        let known = dims
            .iter()
            .find(|d| d.name == dim)
            .ok_or_else(|| Refusal::malformed(format!("没有“{dim}”这个维度"), format!("There is no dimension “{dim}”")))?;
        if let Some(measure) = measures.iter().find(|m| !known.time && !m.dims.contains(&known.name)) {
            return Err(Refusal::malformed(
                format!("{}不能按{}拆分", measure.title.zh, known.title.zh),
                format!("{} cannot be broken down by {}", measure.title.en, known.title.en),
            )
            .into());
        }
    }
    Ok(())
}

/// What the measures are computed from, each once.
fn atoms(measures: &[Measure]) -> Vec<&'static str> {
    let mut atoms: Vec<&'static str> = measures.iter().flat_map(|m| m.formula.atoms()).collect();
    atoms.sort_unstable();
    atoms.dedup();
    atoms
}

/// By the order asked for; otherwise by time if there is any, else the largest of the first measure first. Rows without a value come last.
fn sort(rows: &mut [AnswerRow], query: &FigureQuery) {
    let time = query.by.iter().find(|dim| matches!(dim.as_str(), "day" | "week" | "month" | "quarter" | "year" | "weekday" | "hour"));
    let order = match (&query.order, time) {
        (Some(order), _) => order.clone(),
        (None, Some(time)) => Order { by: time.clone(), descending: false },
        (None, None) => Order { by: query.measures.first().cloned().unwrap_or_default(), descending: true },
    };
    rows.sort_by(|a, b| {
        let turn = |ordering: std::cmp::Ordering| if order.descending { ordering.reverse() } else { ordering };
        if let (Some(a), Some(b)) = (a.keys.get(&order.by), b.keys.get(&order.by)) {
            return turn(natural(a.as_deref(), b.as_deref()));
        }
        match (a.values.get(&order.by).copied().flatten(), b.values.get(&order.by).copied().flatten()) {
            (Some(a), Some(b)) => turn(a.cmp(&b)),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    });
}

/// Hours and weekdays as numbers, everything else as text.
fn natural(a: Option<&str>, b: Option<&str>) -> std::cmp::Ordering {
    let number = |text: Option<&str>| text.and_then(|t| t.parse::<i64>().ok());
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.cmp(&b),
    }
}

async fn label(source: &dyn Figures, desk: &Desk, by: &[String], rows: &mut [AnswerRow]) -> Outcome<()> {
    for dim in by {
        let keys: Vec<String> = rows.iter().filter_map(|r| r.keys.get(dim).cloned().flatten()).collect();
        let mut distinct: Vec<&str> = keys.iter().map(String::as_str).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let labels = source.labels(desk, dim, &distinct).await?;
        for row in &mut *rows {
            if let Some(label) = row.keys.get(dim).cloned().flatten().and_then(|key| labels.get(&key)) {
                row.labels.insert(dim.clone(), label.clone());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Period;

    #[test]
    fn rows_without_an_order_are_in_that_of_the_first_measure_asked_for() {
        let day = |text: &str| text.parse().unwrap();
        let period = Period { from: day("2026-11-01"), to: day("2026-11-30") };
        let row = |shop: &str, sales: Option<i64>, quantity: i64| AnswerRow {
            keys: BTreeMap::from([("shop".into(), Some(shop.into()))]),
            values: Values::from([("sales".into(), sales.map(Decimal::from)), ("quantity".into(), Some(quantity.into()))]),
            ..AnswerRow::default()
        };
        let query = FigureQuery { measures: vec!["sales".into(), "quantity".into()], ..FigureQuery::total("sales", period) };
        let mut rows = vec![row("none", None, 9), row("few", Some(1), 8), row("most", Some(3), 1)];
        sort(&mut rows, &query);
        let shops: Vec<&str> = rows.iter().filter_map(|row| row.keys["shop"].as_deref()).collect();
        assert_eq!(shops, ["most", "few", "none"]);
    }
}
