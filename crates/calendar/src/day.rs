//! What a day is: a work day or a day off, its festival, its date by the moon.

use crate::festival::Festival;
use crate::lunar::LunarDate;
use crate::occasion::Occasion;
use crate::role::Role;
use crate::term::SolarTerm;
use chrono::NaiveDate;

/// Whether people work on a day, and why or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayKind {
    /// Monday to Friday, and no holiday.
    Workday,
    /// A Saturday or Sunday that became a work day (调休上班).
    MakeUp,
    /// A Saturday or Sunday.
    Weekend,
    /// A public holiday of a festival; none for a single day off of another name, such as 2015-09-03.
    Holiday(Option<Festival>),
}

impl DayKind {
    /// Whether people work on it.
    pub fn works(self) -> bool {
        matches!(self, Self::Workday | Self::MakeUp)
    }

    /// What a reader calls it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Workday => "工作日",
            Self::MakeUp => "调休上班",
            Self::Weekend => "周末",
            Self::Holiday(_) => "法定节假日",
        }
    }

    /// What a reader calls it in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Workday => "work day",
            Self::MakeUp => "make-up work day",
            Self::Weekend => "weekend",
            Self::Holiday(_) => "public holiday",
        }
    }
}

/// Everything the calendar knows of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    pub kind: DayKind,
    /// The name under which the day is listed, such as `国庆节`; none for a plain day.
    pub listed: Option<String>,
    /// Its place in or before a festival.
    pub role: Option<Role>,
    pub lunar: Option<LunarDate>,
    pub term: Option<SolarTerm>,
    pub occasion: Option<Occasion>,
    /// Whether the official list of its year is still missing, so that a weekend may yet be moved.
    pub provisional: bool,
}
