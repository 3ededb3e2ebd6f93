//! What facts can be grouped and filtered by: the dimensions of the directory and the periods of time.

use chrono::{Datelike, NaiveDate};
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::functions::datetime::expr_fn::date_part;
use datafusion::logical_expr::{Expr, cast};
use datafusion::prelude::{col, lit};
use serde::{Deserialize, Serialize};

/// A dimension. Keys of periods are texts: `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`, weekdays 1 (Monday)
/// to 7, hours 0 to 23.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dim {
    Site,
    Channel,
    Shop,
    Brand,
    Category,
    Item,
    Member,
    Entrance,
    Source,
    Batch,
    Day,
    /// ISO weeks, which begin on Monday and belong to the year of their Thursday.
    Week,
    Month,
    Quarter,
    Year,
    Weekday,
    Hour,
}

impl Dim {
    /// The column of the facts; periods come of the day.
    pub(crate) fn column(self) -> &'static str {
        match self {
            Dim::Site => "site",
            Dim::Channel => "channel",
            Dim::Shop => "shop",
            Dim::Brand => "brand",
            Dim::Category => "category",
            Dim::Item => "item",
            Dim::Member => "member",
            Dim::Entrance => "entrance",
            Dim::Source => "source",
            Dim::Batch => "batch",
            Dim::Hour => "hour",
            Dim::Day | Dim::Week | Dim::Month | Dim::Quarter | Dim::Year | Dim::Weekday => "day",
        }
    }

    /// Whether the dimension is a period.
    pub fn is_time(self) -> bool {
        matches!(self, Dim::Day | Dim::Week | Dim::Month | Dim::Quarter | Dim::Year | Dim::Weekday | Dim::Hour)
    }

    /// The grouping expression: a text, or a whole number that [`Dim::key`] turns into one.
    pub(crate) fn group(self) -> Expr {
        let days = || cast(col("day"), DataType::Int32);
        let part = |name: &str| date_part(lit(name), col("day"));
        match self {
            Dim::Day => days(),
            // 1970-01-01 was a Thursday, three days after a Monday.
            Dim::Week => days() - ((days() + lit(3)) % lit(7)),
            Dim::Month => part("year") * lit(100) + part("month"),
            Dim::Quarter => part("year") * lit(10) + part("quarter"),
            Dim::Year => part("year"),
            Dim::Weekday => (days() + lit(3)) % lit(7) + lit(1),
            Dim::Hour => cast(col("hour"), DataType::Int32),
            other => col(other.column()),
        }
    }

    /// The key of a group of a period.
    pub(crate) fn key(self, number: i64) -> String {
        let date = || i32::try_from(number).ok().and_then(Date32Type::to_naive_date_opt).unwrap_or(NaiveDate::MIN);
        match self {
            Dim::Day => date().to_string(),
            Dim::Week => format!("{}-W{:02}", date().iso_week().year(), date().iso_week().week()),
            Dim::Month => format!("{:04}-{:02}", number / 100, number % 100),
            Dim::Quarter => format!("{:04}-Q{}", number / 10, number % 10),
            _ => number.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_the_keys_people_write() {
        let day = |text: &str| i64::from(Date32Type::from_naive_date(text.parse().unwrap()));
        let cases = [
            (Dim::Day, day("2026-11-22"), "2026-11-22"),
            (Dim::Week, day("2026-11-16"), "2026-W47"),
            (Dim::Week, day("2024-12-30"), "2025-W01"),
            (Dim::Week, day("2020-12-28"), "2020-W53"),
            (Dim::Month, 202_611, "2026-11"),
            (Dim::Quarter, 20_264, "2026-Q4"),
            (Dim::Year, 2026, "2026"),
            (Dim::Weekday, 7, "7"),
            (Dim::Hour, 0, "0"),
        ];
        for (dim, number, expected) in cases {
            assert_eq!(dim.key(number), expected, "{dim:?}");
        }
    }
}
