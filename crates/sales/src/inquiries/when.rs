//! The period that is asked about: a month, a quarter, a year, or days of one year.

use chrono::{Datelike, Months, NaiveDate};
use kernel::measure::Period;
use kernel::refusal::{Outcome, Refusal};
use schemars::JsonSchema;
use serde::Deserialize;

/// The period that is asked about; the month of the last day of data where nothing is said.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub struct When {
    #[schemars(title = "月份", example = "2026-11", extend("x-en" = "Month"))]
    pub month: Option<String>,
    #[schemars(title = "季度", example = "2026-Q4", extend("x-en" = "Quarter"))]
    pub quarter: Option<String>,
    #[schemars(title = "年份", extend("x-en" = "Year"))]
    pub year: Option<i32>,
    #[schemars(title = "起始日", extend("x-en" = "From"))]
    pub from: Option<NaiveDate>,
    #[schemars(title = "截止日", extend("x-en" = "To"))]
    pub to: Option<NaiveDate>,
}

impl When {
    /// The period; targets are those of a year, so it lies within one.
    pub fn period(&self, last: NaiveDate) -> Outcome<Period> {
        let found = match self {
            Self { month: Some(month), .. } => span(&format!("{month}-01"), 1),
            Self { quarter: Some(quarter), .. } => of_quarter(quarter),
            Self { year: Some(year), .. } => span(&format!("{year}-01-01"), 12),
            Self { from: Some(from), to: Some(to), .. } => Some(Period { from: *from, to: *to }),
            Self { from: None, to: None, .. } => Period::month_of(last),
            _ => None,
        };
        let (zh, en) = (
            "期间应为 2026-11、2026-Q4、2026，或起止日期",
            "A period such as 2026-11, 2026-Q4, 2026, or a first and a last day is expected",
        );
        let period = found.ok_or_else(|| Refusal::malformed(zh, en))?;
        if period.to < period.from || period.from.year() != period.to.year() || !(2000..=2099).contains(&period.from.year()) {
            let (zh, en) = ("目标按年制定：期间应在同一年之内", "Targets are made by the year: the period must lie within one");
            return Err(Refusal::malformed(zh, en).into());
        }
        Ok(period)
    }
}

fn of_quarter(quarter: &str) -> Option<Period> {
    let (year, number) = quarter.split_once("-Q")?;
    let number: u32 = number.parse().ok().filter(|number| (1..=4).contains(number))?;
    span(&format!("{year}-{:02}-01", number * 3 - 2), 3)
}

fn span(first: &str, months: u32) -> Option<Period> {
    let from: NaiveDate = first.parse().ok()?;
    Some(Period { from, to: from.checked_add_months(Months::new(months))?.pred_opt()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_said_in_the_words_of_the_trade() {
        let last: NaiveDate = "2026-11-22".parse().unwrap();
        let day = |text: &str| text.parse().ok();
        for (when, expected) in [
            (When::default(), Some("2026-11-01..2026-11-30")),
            (When { month: Some("2026-02".into()), ..When::default() }, Some("2026-02-01..2026-02-28")),
            (When { quarter: Some("2026-Q4".into()), ..When::default() }, Some("2026-10-01..2026-12-31")),
            (When { year: Some(2026), ..When::default() }, Some("2026-01-01..2026-12-31")),
            (When { from: day("2026-03-05"), to: day("2026-03-09"), ..When::default() }, Some("2026-03-05..2026-03-09")),
            (When { from: day("2026-12-05"), to: day("2027-01-09"), ..When::default() }, None),
            (When { from: day("2026-12-05"), ..When::default() }, None),
            (When { quarter: Some("2026-Q5".into()), ..When::default() }, None),
            (When { month: Some("11月".into()), ..When::default() }, None),
        ] {
            let found = when.period(last).ok().map(|period| format!("{}..{}", period.from, period.to));
            assert_eq!(found.as_deref(), expected, "{when:?}");
        }
    }
}
