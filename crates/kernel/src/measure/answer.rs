//! Answers a question about figures: sums from the source, formulas over them, the same for the periods of comparison.

use super::known::refuse_unknown;
use super::period::{Compare, Period};
use super::query::{FigureQuery, Order, ROWS_MAX};
use super::shift::Shift;
use super::source::{AtomQuery, AtomRow, Atoms, Figures};
use super::{Dim, Measure};
use crate::desk::Desk;
use crate::refusal::{Outcome, Refusal};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
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
}

/// The whole answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Answer {
    pub data_version: String,
    pub until: Option<NaiveDate>,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub compare: BTreeMap<&'static str, Period>,
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
    let asked = |period| AtomQuery { atoms: atoms(&measures), period, by: &query.by, filters: &query.filters, at: Some(&data_version) };
    sheet.add(None, source.atoms(desk, &asked(query.period)).await?);
    let mut compare = BTreeMap::new();
    for with in &query.compare {
        let Some(period) = query.period.compared(*with, shown) else { continue };
        compare.insert(with.word(), period);
        let mut answer = source.atoms(desk, &asked(period)).await?;
        let shift = Shift::onto(query.period, period, *with);
        answer.rows.retain_mut(|row| shift.lay(&query.by, &mut row.keys));
        sheet.add(Some(*with), answer);
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

/// Rows by their keys, while the periods are being added.
struct Sheet<'a> {
    measures: &'a [Measure],
    by: &'a [String],
    order: Vec<Vec<Option<String>>>,
    rows: HashMap<Vec<Option<String>>, AnswerRow>,
    total: AnswerRow,
}

impl<'a> Sheet<'a> {
    fn new(measures: &'a [Measure], by: &'a [String]) -> Self {
        Self { measures, by, order: Vec::new(), rows: HashMap::new(), total: AnswerRow::default() }
    }

    /// Adds the figures of a period; those of one that is compared with have the keys of the one that is asked about.
    fn add(&mut self, with: Option<Compare>, answer: Atoms) {
        for row in answer.rows {
            let values = self.values(&row);
            if !self.rows.contains_key(&row.keys) {
                self.order.push(row.keys.clone());
            }
            let keys = self.by.iter().cloned().zip(row.keys.iter().cloned()).collect();
            let entry = self.rows.entry(row.keys).or_insert_with(|| AnswerRow { keys, ..AnswerRow::default() });
            put(entry, with, values);
        }
        let values = self.values(&answer.total);
        put(&mut self.total, with, values);
    }

    fn values(&self, row: &AtomRow) -> Values {
        self.measures.iter().map(|m| (m.name.to_owned(), m.formula.value(|atom| row.atoms.get(atom).copied(), m.unit.decimals()))).collect()
    }

    /// Every row carries every period: what was not sold then is empty, not missing.
    fn finish(mut self) -> (Vec<AnswerRow>, AnswerRow) {
        let none: Values = self.measures.iter().map(|m| (m.name.to_owned(), None)).collect();
        let (previous, last_year) = (self.total.previous.is_some(), self.total.last_year.is_some());
        let mut rows = Vec::with_capacity(self.order.len());
        for keys in &self.order {
            let Some(mut row) = self.rows.remove(keys) else { continue };
            if row.values.is_empty() {
                row.values = none.clone();
            }
            row.previous = row.previous.or_else(|| previous.then(|| none.clone()));
            row.last_year = row.last_year.or_else(|| last_year.then(|| none.clone()));
            rows.push(row);
        }
        (rows, self.total)
    }
}

fn put(row: &mut AnswerRow, with: Option<Compare>, values: Values) {
    match with {
        None => row.values = values,
        Some(Compare::Previous) => row.previous = Some(values),
        Some(Compare::LastYear) => row.last_year = Some(values),
    }
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
