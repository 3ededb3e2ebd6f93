//! Lays last year, or the month before, onto the days, weeks and months one asked about, so that like stands beside like in one row.

use super::compare::Compare;
use super::period::Period;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// How the keys of a period of comparison move.
pub struct Shift {
    asked: Period,
    compared: Period,
    /// Calendar months from one to the other, where it is months that lie between them.
    months: Option<u32>,
}

impl Shift {
    /// From the period that is compared with onto the one that is asked for.
    pub fn onto(asked: Period, compared: Period, with: Compare) -> Self {
        Self { asked, compared, months: asked.months_back(with) }
    }

    /// Moves nothing: for rows of which only those within the period are wanted.
    pub fn within(asked: Period) -> Self {
        Self { asked, compared: asked, months: Some(0) }
    }

    /// Moves the keys of one row. False where they come to lie outside the period asked for: the last days of a longer month
    /// have no day to stand beside, and count in the total alone.
    pub fn lay(&self, by: &[String], keys: &mut [Option<String>]) -> bool {
        by.iter().zip(keys).all(|(dim, key)| {
            let (Some(span), Some(word)) = (Span::named(dim), key.as_deref()) else { return true };
            *key = self.laid(span, word);
            key.is_some()
        })
    }

    fn laid(&self, span: Span, key: &str) -> Option<String> {
        let first = span.first(key)?;
        let laid = match span {
            Span::Day => self.day(first)?,
            // By their place in the period: the number of a week would be off by one after a year of 53 weeks.
            Span::Week => monday(self.asked.from)?.checked_add_signed(first - monday(self.compared.from)?)?,
            Span::Months(n) => month(place(first, n) + place(self.asked.from, n) - place(self.compared.from, n), n)?,
        };
        (laid <= self.asked.to && span.last(laid)? >= self.asked.from).then(|| span.key(laid))
    }

    /// The same day of the month where months lie between, so that a 29 February moves none of the days after it.
    fn day(&self, day: NaiveDate) -> Option<NaiveDate> {
        // The day before a year of a 29 February is a 28 February: first stands beside first.
        if day == self.compared.from {
            return Some(self.asked.from);
        }
        match self.months {
            Some(months) => day.checked_add_months(Months::new(months)).filter(|laid| laid.day() == day.day()),
            None => self.asked.from.checked_add_signed(day - self.compared.from),
        }
    }
}

/// A span of time that has a place within a period; a weekday and an hour are the same in every period.
#[derive(Clone, Copy)]
pub(super) enum Span {
    Day,
    Week,
    /// As many months: a month, a quarter, a year.
    Months(i32),
}

impl Span {
    pub(super) fn named(dim: &str) -> Option<Self> {
        match dim {
            "day" => Some(Self::Day),
            "week" => Some(Self::Week),
            "month" => Some(Self::Months(1)),
            "quarter" => Some(Self::Months(3)),
            "year" => Some(Self::Months(12)),
            _ => None,
        }
    }

    /// The first day of a key such as `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4` or `2026`.
    fn first(self, key: &str) -> Option<NaiveDate> {
        match self {
            Self::Day => key.parse().ok(),
            Self::Week => {
                let (year, week) = key.split_once("-W")?;
                NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)
            }
            Self::Months(3) => {
                let (year, quarter) = key.split_once("-Q")?;
                month(year.parse::<i32>().ok()?.checked_mul(4)? + quarter.parse::<i32>().ok()? - 1, 3)
            }
            Self::Months(12) => month(key.parse().ok()?, 12),
            Self::Months(_) => format!("{key}-01").parse().ok(),
        }
    }

    fn last(self, first: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => Some(first),
            Self::Week => first.checked_add_days(Days::new(6)),
            Self::Months(n) => first.checked_add_months(Months::new(n.unsigned_abs()))?.pred_opt(),
        }
    }

    /// The key of the span that a day lies in.
    pub(super) fn key(self, day: NaiveDate) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Week => day.format("%G-W%V").to_string(),
            Self::Months(3) => format!("{:04}-Q{}", day.year(), day.month0() / 3 + 1),
            Self::Months(12) => day.year().to_string(),
            Self::Months(_) => day.format("%Y-%m").to_string(),
        }
    }
}

fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
}

/// Spans of so many months since the year nought.
fn place(day: NaiveDate, months: i32) -> i32 {
    (day.year() * 12 + day.month0() as i32).div_euclid(months)
}

/// The first day of the span at a place.
fn month(place: i32, months: i32) -> Option<NaiveDate> {
    let month = place.checked_mul(months)?;
    NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12).unsigned_abs() + 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Compare::{LastYear, Previous};

    fn period(text: &str) -> Period {
        let (from, to) = text.split_once("..").unwrap();
        Period { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn every_span_of_time_stands_beside_its_like() {
        for (asked, with, dim, key, expected) in [
            ("2026-10-01..2026-10-31", LastYear, "day", "2025-10-07", Some("2026-10-07")),
            ("2026-11-16..2026-11-22", Previous, "day", "2026-11-10", Some("2026-11-17")),
            // January has three days more than February, and April one less than March.
            ("2026-02-01..2026-02-28", Previous, "day", "2026-01-28", Some("2026-02-28")),
            ("2026-02-01..2026-02-28", Previous, "day", "2026-01-29", None),
            ("2026-03-01..2026-03-31", Previous, "day", "2026-02-28", Some("2026-03-28")),
            ("2026-07-01..2026-09-30", Previous, "day", "2026-05-01", Some("2026-08-01")),
            // Leap years.
            ("2025-01-01..2025-12-31", LastYear, "day", "2024-02-29", None),
            ("2025-01-01..2025-12-31", LastYear, "day", "2024-03-01", Some("2025-03-01")),
            ("2024-02-29..2024-02-29", LastYear, "day", "2023-02-28", Some("2024-02-29")),
            ("2026-11-01..2026-11-30", LastYear, "week", "2025-W44", Some("2026-W44")),
            ("2026-11-01..2026-11-30", LastYear, "week", "2025-W48", Some("2026-W48")),
            ("2026-11-16..2026-11-22", Previous, "week", "2026-W46", Some("2026-W47")),
            // 2027 begins in the 53rd week of 2026, 2026 in its first.
            ("2027-01-01..2027-12-31", LastYear, "week", "2026-W01", Some("2026-W53")),
            ("2027-01-01..2027-12-31", LastYear, "week", "2026-W02", Some("2027-W01")),
            ("2026-02-01..2026-02-28", Previous, "week", "2026-W01", Some("2026-W05")),
            ("2026-02-02..2026-02-08", Previous, "week", "2026-W05", Some("2026-W06")),
            ("2026-10-01..2026-10-31", Previous, "month", "2026-09", Some("2026-10")),
            ("2026-01-01..2026-12-31", LastYear, "month", "2025-12", Some("2026-12")),
            ("2026-11-03..2026-11-10", Previous, "month", "2026-10", Some("2026-11")),
            ("2026-11-03..2026-11-10", Previous, "month", "2026-11", None),
            ("2026-01-01..2026-12-31", LastYear, "quarter", "2025-Q4", Some("2026-Q4")),
            ("2026-01-01..2026-03-31", Previous, "quarter", "2025-Q4", Some("2026-Q1")),
            ("2026-07-01..2026-09-30", Previous, "quarter", "2026-Q2", Some("2026-Q3")),
            ("2026-01-01..2026-12-31", LastYear, "year", "2025", Some("2026")),
            ("2026-01-03..2026-01-20", Previous, "year", "2025", Some("2026")),
            ("2026-01-03..2026-01-20", Previous, "year", "2026", None),
            ("2026-10-01..2026-10-31", LastYear, "weekday", "7", Some("7")),
            ("2026-10-01..2026-10-31", LastYear, "hour", "0", Some("0")),
            ("2026-10-01..2026-10-31", LastYear, "shop", "2025-10", Some("2025-10")),
        ] {
            let asked = period(asked);
            let shift = Shift::onto(asked, asked.compared(with, asked).unwrap(), with);
            let mut keys = [Some(key.to_owned())];
            let stays = shift.lay(&[dim.to_owned()], &mut keys);
            assert_eq!(stays.then_some(keys[0].as_deref()).flatten(), expected, "{asked:?} {with:?} {dim} {key}");
        }
    }

    #[test]
    fn a_row_without_a_key_keeps_its_place() {
        let asked = period("2026-10-01..2026-10-31");
        let shift = Shift::onto(asked, asked.compared(LastYear, asked).unwrap(), LastYear);
        let mut keys = [None, Some("2025-10".to_owned())];
        assert!(shift.lay(&["hour".to_owned(), "month".to_owned()], &mut keys));
        assert_eq!(keys, [None, Some("2026-10".to_owned())]);
    }
}
