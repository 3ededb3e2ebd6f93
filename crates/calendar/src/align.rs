//! Lays the days of a period beside the days they are compared with.

use crate::aligned::Aligned;
use crate::by_role;
use crate::calendar::{Calendar, FIRST_YEAR, LAST_YEAR};
use crate::pair::{Match, Pair};
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::BTreeSet;
use thiserror::Error;

/// Longest period that is compared: ten years.
pub const DAYS_MAX: i64 = 3_660;

/// What a period is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// As many days just before; whole months with as many whole months before.
    Previous,
    /// The same dates a year before.
    LastYear,
    /// The same weekdays 52 weeks before.
    LastYearByWeekday,
    /// The days of last year that played the same part: see [`Calendar::align`].
    LastYearByRole,
    /// January and February as one, with January and February of the year before.
    MergedJanFeb,
}

/// Why a period cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PeriodError {
    #[error("the period ends before it begins")]
    Backwards,
    #[error("the period is longer than {DAYS_MAX} days")]
    TooLong,
    #[error("the period does not lie within January and February of one year")]
    NotJanuaryFebruary,
    #[error("the calendar knows the years {FIRST_YEAR} to {LAST_YEAR}")]
    OutOfReach,
}

impl Calendar {
    /// Lays the days from `from` to `to`, both counted, beside those they are compared with.
    ///
    /// `LastYearByRole` compares a day that has a [role](Calendar::role) with the day of the same role a year before, whatever its
    /// weekday. Any other day is compared with the same weekday of the same ISO week a year before, if that is a day of the same kind
    /// without a role; else with the nearest such day. A make-up work day goes with a work day. What a day is compared with does
    /// not depend on the period asked for, so that the weeks of a month add up to the month.
    ///
    /// # Errors
    /// A period that is backwards, too long or out of reach, and for `MergedJanFeb` one that does not lie within the two months.
    pub fn align(&self, from: NaiveDate, to: NaiveDate, way: Way) -> Result<Aligned, PeriodError> {
        check(from, to)?;
        match way {
            Way::Previous => match whole_months(from, to) {
                Some(months) => months_back(from, to, months),
                None => days_back(from, to, (to - from).num_days().unsigned_abs() + 1, Match::Date),
            },
            Way::LastYear => months_back(from, to, 12),
            Way::LastYearByWeekday => days_back(from, to, 364, Match::Weekday),
            Way::LastYearByRole => Ok(Aligned { pairs: by_role::pairs(self, from, to), spare: Vec::new() }),
            Way::MergedJanFeb => {
                let (from, to) = january_and_february(from, to).ok_or(PeriodError::NotJanuaryFebruary)?;
                months_back(from, to, 12)
            }
        }
    }
}

/// Refuses a period that is backwards, longer than [`DAYS_MAX`] or not within the years of the calendar.
pub(crate) fn check(from: NaiveDate, to: NaiveDate) -> Result<(), PeriodError> {
    if to < from {
        return Err(PeriodError::Backwards);
    }
    if (to - from).num_days() >= DAYS_MAX {
        return Err(PeriodError::TooLong);
    }
    if from.year() < FIRST_YEAR || to.year() > LAST_YEAR {
        return Err(PeriodError::OutOfReach);
    }
    Ok(())
}

fn days_back(from: NaiveDate, to: NaiveDate, days: u64, why: Match) -> Result<Aligned, PeriodError> {
    let pairs = from.iter_days().take_while(|day| *day <= to).map(|day| {
        let with = day.checked_sub_days(Days::new(days)).ok_or(PeriodError::OutOfReach)?;
        Ok(Pair { day, with: Some(with), why })
    });
    Ok(Aligned { pairs: pairs.collect::<Result<_, _>>()?, spare: Vec::new() })
}

/// The same day of the month so many months before. A month with more days than its like leaves days alone; one with fewer, spare days.
fn months_back(from: NaiveDate, to: NaiveDate, months: u32) -> Result<Aligned, PeriodError> {
    let pairs: Vec<_> = from
        .iter_days()
        .take_while(|day| *day <= to)
        .map(|day| match day.checked_sub_months(Months::new(months)).filter(|with| with.day() == day.day()) {
            with @ Some(_) => Pair { day, with, why: Match::Date },
            None => Pair { day, with: None, why: Match::NoSuchDate },
        })
        .collect();
    let used: BTreeSet<_> = pairs.iter().filter_map(|pair| pair.with).collect();
    let first = from.checked_sub_months(Months::new(months)).ok_or(PeriodError::OutOfReach)?;
    let after = to.succ_opt().and_then(|after| after.checked_sub_months(Months::new(months))).ok_or(PeriodError::OutOfReach)?;
    let spare = first.iter_days().take_while(|day| *day < after).filter(|day| !used.contains(day)).collect();
    Ok(Aligned { pairs, spare })
}

/// How many whole calendar months a period is, if it is any.
fn whole_months(from: NaiveDate, to: NaiveDate) -> Option<u32> {
    let after = to.succ_opt()?;
    let months = (after.year() - from.year()) * 12 + after.month() as i32 - from.month() as i32;
    (from.day() == 1 && after.day() == 1).then(|| u32::try_from(months).ok())?
}

/// 1 January to the last day of February of the year of a period that lies within them.
fn january_and_february(from: NaiveDate, to: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(from.year(), 1, 1)?;
    let last = NaiveDate::from_ymd_opt(from.year(), 3, 1)?.pred_opt()?;
    (to <= last && from <= last).then_some((first, last))
}
