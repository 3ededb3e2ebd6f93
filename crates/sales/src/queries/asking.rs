//! One measure, asked several times at one version of the data.

use crate::records::target_plan;
use chrono::NaiveDate;
use kernel::desk::Desk;
use kernel::measure::{Answer, AnswerRow, AtomQuery, FigureQuery, Figures, Formula, Measure, OverDays, Period, Where, ask, refuse_unknown};
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Sums by day.
pub type Series = BTreeMap<NaiveDate, Decimal>;

/// Decimals of sums that are to be added up: more than any fact has.
const UNROUNDED: u32 = 12;

/// A measure and where its figures come from.
pub struct Asking<'a> {
    pub desk: &'a Desk,
    pub source: Arc<dyn Figures>,
    pub measure: Measure,
    /// Whether its figures add up over days and places: sales do, an average ticket does not.
    pub adds_up: bool,
    pub data_version: String,
    /// Whether that is one of the past, which is not judged by what there is today.
    past: bool,
    /// The last day that has facts which the desk may see.
    pub until: Option<NaiveDate>,
}

impl<'a> Asking<'a> {
    /// Asks for a measure at a version of the data, or at the newest.
    pub async fn of(desk: &'a Desk, name: &str, at: Option<&str>) -> Outcome<Self> {
        let measure = target_plan::measure(desk, name)?;
        let sources = desk.house.catalogue.figures();
        let source: Option<Arc<dyn Figures>> = sources.into_iter().find(|s| s.measures().iter().any(|m| m.name == name)).cloned();
        let source = source.ok_or_else(|| anyhow::anyhow!("no source offers {name}"))?;
        let plain = matches!(measure.formula, Formula::Sum(_) | Formula::Difference(..));
        let adds_up = plain && measure.formula.atoms().into_iter().all(|atom| source.over_days(atom) == OverDays::Sum);
        let data_version = match at {
            Some(at) => at.to_owned(),
            None => source.version().await?,
        };
        let until = source.until_at(desk, &data_version).await?;
        Ok(Self { desk, source, measure, adds_up, data_version, past: at.is_some(), until })
    }

    /// Refuses codes that nobody knows, or that the desk may not see. Done by itself, for a question that names its version is not
    /// judged, and all questions of one page name the same.
    pub async fn refuse_unknown(&self, filters: &Where) -> Outcome<()> {
        refuse_unknown(self.desk, self.source.as_ref(), filters, self.past.then_some(self.data_version.as_str())).await
    }

    /// The figures of a period.
    pub async fn answer(&self, period: Period, by: &[&str], filters: &Where) -> Outcome<Answer> {
        let query = FigureQuery {
            by: by.iter().map(|dim| (*dim).to_owned()).collect(),
            filters: filters.clone(),
            at: Some(self.data_version.clone()),
            ..FigureQuery::total(self.measure.name, period)
        };
        ask(self.desk, query).await
    }

    /// The figure of a row.
    pub fn value(&self, row: &AnswerRow) -> Option<Decimal> {
        row.values.get(self.measure.name).copied().flatten()
    }

    /// The figures of each day of a period.
    pub async fn days(&self, period: Period, filters: &Where) -> Outcome<Series> {
        Ok(self.days_by(period, &[], filters).await?.into_values().next().unwrap_or_default())
    }

    /// The figures of each day of a period, for each key of some dimensions; facts that name none are left out.
    pub async fn days_by(&self, period: Period, by: &[&str], filters: &Where) -> Outcome<BTreeMap<Vec<String>, Series>> {
        self.series_by(period, ("day", self.measure.unit.decimals()), by, filters).await
    }

    /// The figures of each month of a period, at the first day of the month, for each key of some dimensions; not rounded, to be
    /// added up.
    pub async fn month_sums_by(&self, period: Period, by: &[&str], filters: &Where) -> Outcome<BTreeMap<Vec<String>, Series>> {
        self.series_by(period, ("month", UNROUNDED), by, filters).await
    }

    async fn series_by(
        &self,
        period: Period,
        (step, decimals): (&str, u32),
        by: &[&str],
        filters: &Where,
    ) -> Outcome<BTreeMap<Vec<String>, Series>> {
        let mut series = BTreeMap::<Vec<String>, Series>::new();
        if period.to < period.from {
            return Ok(series);
        }
        let dims: Vec<String> = by.iter().copied().chain([step]).map(str::to_owned).collect();
        let query = AtomQuery { atoms: self.measure.formula.atoms(), days: &[period], by: &dims, filters, at: Some(&self.data_version) };
        // Straight from the source: a page shows no more rows than people read, and these are added up before anybody sees them.
        for row in self.source.atoms(self.desk, &query).await?.rows {
            let value = self.measure.formula.value(|atom| row.atoms.get(atom).copied(), decimals);
            let Some(mut keys) = row.keys.into_iter().collect::<Option<Vec<String>>>() else { continue };
            let first = keys.pop().and_then(|time| if step == "day" { time.parse().ok() } else { first_of_month(&time) });
            if let Some((day, value)) = first.zip(value) {
                series.entry(keys).or_default().insert(day, value);
            }
        }
        Ok(series)
    }

    /// The figures of each month of a year that is over by the last day of data, for each key of some dimensions.
    pub async fn months_by(&self, year: i32, by: &[&str], filters: &Where) -> Outcome<BTreeMap<Vec<String>, [Option<Decimal>; 12]>> {
        let mut found = BTreeMap::<Vec<String>, [Option<Decimal>; 12]>::new();
        let Some(period) = year_of(year) else { return Ok(found) };
        let dims: Vec<&str> = by.iter().copied().chain(["month"]).collect();
        for row in self.answer(period, &dims, filters).await?.rows {
            let key = |dim: &str| row.keys.get(dim).cloned().flatten();
            let Some(keys) = by.iter().map(|dim| key(dim)).collect::<Option<Vec<String>>>() else { continue };
            let first = key("month").and_then(|month| first_of_month(&month));
            let month = first.and_then(Period::month_of).filter(|month| self.until.is_some_and(|until| month.to <= until));
            if let Some(month) = month {
                found.entry(keys).or_default()[chrono::Datelike::month0(&month.from) as usize] = self.value(&row);
            }
        }
        Ok(found)
    }
}

/// The first day of a month that is written `2026-11`.
fn first_of_month(month: &str) -> Option<NaiveDate> {
    format!("{month}-01").parse().ok()
}

/// A whole year.
pub fn year_of(year: i32) -> Option<Period> {
    Some(Period { from: NaiveDate::from_ymd_opt(year, 1, 1)?, to: NaiveDate::from_ymd_opt(year, 12, 31)? })
}
