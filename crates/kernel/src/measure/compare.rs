//! What a period is compared with: the one before, or last year by date, by weekday or by the place of each day among the holidays.

use super::period::Period;
use crate::calendar::{Coverage, Way};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A way to compare. All but [`Compare::Previous`] fill the figures of last year; a question uses one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// The period just before.
    Previous,
    /// The same days a year before.
    LastYear,
    /// The same weekdays 52 weeks before.
    LastYearByWeekday,
    /// The days that had the same place among holidays and make-up work days, elsewhere the same weekday of the same week.
    LastYearByRole,
    /// January and February together, as statistics do, for a period within them.
    LastYearMerged,
}

impl Compare {
    pub const ALL: [Self; 5] = [Self::Previous, Self::LastYear, Self::LastYearByWeekday, Self::LastYearByRole, Self::LastYearMerged];

    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Previous => "previous",
            Self::LastYear => "last_year",
            Self::LastYearByWeekday => "last_year_by_weekday",
            Self::LastYearByRole => "last_year_by_role",
            Self::LastYearMerged => "last_year_merged",
        }
    }

    /// Reads a word of the wire.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.word() == word)
    }

    /// Under which word an answer holds the figures: the previous period's or last year's.
    pub fn column(self) -> &'static str {
        if self == Self::Previous { "previous" } else { "last_year" }
    }

    /// How days are laid beside each other; none where the periods are spans of dates.
    pub fn way(self) -> Option<Way> {
        match self {
            Self::Previous | Self::LastYear => None,
            Self::LastYearByWeekday => Some(Way::LastYearByWeekday),
            Self::LastYearByRole => Some(Way::LastYearByRole),
            Self::LastYearMerged => Some(Way::MergedJanFeb),
        }
    }
}

/// What the figures of an answer were compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Compared {
    pub way: &'static str,
    /// The first and the last day that is compared with.
    #[serde(flatten)]
    pub period: Period,
    /// Which days exactly, where they were chosen by the calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_day: Option<ByDay>,
}

/// Days that were compared day by day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ByDay {
    /// The days of the period that have a counterpart, as spans.
    pub days: Vec<Period>,
    /// Their counterparts.
    pub with: Vec<Period>,
    /// Days compared.
    pub matched: usize,
    /// Days left out because they or their counterparts sold nothing at all: a closed day is no day of nought.
    pub closed: usize,
    /// Days left out because they have no counterpart.
    pub unmatched: usize,
    /// Of the days compared, those beside a like day of another week, because their own week had none.
    pub stand_in: usize,
    /// The official list of holidays of one of the years is not known yet.
    pub provisional: bool,
}

impl ByDay {
    pub(super) fn of(days: &BTreeSet<NaiveDate>, with: &BTreeSet<NaiveDate>, coverage: Coverage, provisional: bool) -> Self {
        let Coverage { matched, closed, unmatched, stand_in } = coverage;
        Self { days: spans(days), with: spans(with), matched, closed, unmatched, stand_in, provisional }
    }
}

/// Days as spans of those that follow one another.
pub fn spans(days: &BTreeSet<NaiveDate>) -> Vec<Period> {
    let mut spans: Vec<Period> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some(span) if span.to.succ_opt() == Some(*day) => span.to = *day,
            _ => spans.push(Period { from: *day, to: *day }),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_follow_one_another_are_one_span() {
        let days = ["2026-02-28", "2026-03-01", "2026-03-03"].map(|day| day.parse().unwrap());
        let written: Vec<String> = spans(&days.into()).iter().map(|span| format!("{}..{}", span.from, span.to)).collect();
        assert_eq!(written, ["2026-02-28..2026-03-01", "2026-03-03..2026-03-03"]);
        assert_eq!(spans(&BTreeSet::new()), []);
    }
}
