//! Periods, and the period a figure is compared with.

use super::compare::Compare;
use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days from the first to the last, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Period {
    /// Number of days.
    pub fn days(self) -> u64 {
        u64::try_from((self.to - self.from).num_days() + 1).unwrap_or(0)
    }

    /// Its days in order.
    pub fn each(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |day| *day <= self.to)
    }

    /// The part of the period up to the last day that has facts; the whole of it if it is over (or has not begun).
    pub fn until(self, last: Option<NaiveDate>) -> Self {
        match last {
            Some(last) if last < self.to && last >= self.from => Self { to: last, ..self },
            _ => self,
        }
    }

    /// The whole month of a day.
    pub fn month_of(day: NaiveDate) -> Option<Self> {
        let from = day.with_day(1)?;
        Some(Self { from, to: from.checked_add_months(Months::new(1))?.pred_opt()? })
    }

    /// The period to compare with, cut to `shown`, the part of `self` that is over.
    ///
    /// Whole months, quarters and years compare with whole ones however many days they have;
    /// a part of one compares with the same number of days from its start; anything else with as many days just before.
    pub fn compared(self, with: Compare, shown: Self) -> Option<Self> {
        let months = self.whole_months();
        let Some(back) = self.months_back(with) else { return self.just_before() };
        let from = self.from.checked_sub_months(Months::new(back))?;
        if shown != self {
            let to = from.checked_add_days(Days::new(shown.days() - 1))?;
            let end = from.checked_add_months(Months::new(months.unwrap_or(12)))?.pred_opt()?;
            return Some(Self { from, to: to.min(end) });
        }
        let to = match months {
            Some(n) => from.checked_add_months(Months::new(n))?.pred_opt()?,
            None => self.to.checked_sub_months(Months::new(back))?,
        };
        Some(Self { from, to })
    }

    /// How many calendar months lie between it and the period it is compared with; none where they are days.
    pub fn months_back(self, with: Compare) -> Option<u32> {
        match with {
            Compare::Previous => self.whole_months(),
            _ => Some(12),
        }
    }

    fn just_before(self) -> Option<Self> {
        let to = self.from.pred_opt()?;
        Some(Self { from: to.checked_sub_days(Days::new(self.days() - 1))?, to })
    }

    /// How many whole calendar months the period is, if it is any.
    fn whole_months(self) -> Option<u32> {
        let after = self.to.succ_opt()?;
        if self.from.day() != 1 || after.day() != 1 {
            return None;
        }
        let months = (after.year() - self.from.year()) * 12 + after.month() as i32 - self.from.month() as i32;
        u32::try_from(months).ok().filter(|n| *n > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        let (from, to) = text.split_once("..").unwrap();
        Period { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn periods_are_compared_with_like() {
        use Compare::{LastYear, Previous};
        for (whole, last, with, expected) in [
            ("2026-10-01..2026-10-31", "2026-11-22", Previous, "2026-09-01..2026-09-30"),
            ("2026-10-01..2026-10-31", "2026-11-22", LastYear, "2025-10-01..2025-10-31"),
            ("2024-02-01..2024-02-29", "2026-11-22", LastYear, "2023-02-01..2023-02-28"),
            ("2026-01-01..2026-12-31", "2026-11-22", Previous, "2025-01-01..2025-11-22"),
            ("2026-11-01..2026-11-30", "2026-11-22", Previous, "2026-10-01..2026-10-22"),
            ("2026-03-01..2026-03-31", "2026-03-30", Previous, "2026-02-01..2026-02-28"),
            ("2026-11-22..2026-11-22", "2026-11-22", Previous, "2026-11-21..2026-11-21"),
            ("2026-11-22..2026-11-22", "2026-11-22", LastYear, "2025-11-22..2025-11-22"),
            ("2026-11-16..2026-11-22", "2026-11-22", Previous, "2026-11-09..2026-11-15"),
            ("2026-07-01..2026-09-30", "2026-11-22", Previous, "2026-04-01..2026-06-30"),
        ] {
            let whole = period(whole);
            let shown = whole.until(Some(last.parse().unwrap()));
            assert_eq!(whole.compared(with, shown), Some(period(expected)), "{whole:?} {with:?}");
        }
    }
}
