//! The calendar itself: the official list, the days a customer adds, and what the law says where neither does.

use crate::day::{Day, DayKind};
use crate::festival::Festival;
use crate::lunar::LunarDate;
use crate::occasion::Occasion;
use crate::role::Role;
use crate::term::SolarTerm;
use crate::windows::Facts;
use crate::{official, statutory};
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// The first year with festivals; days before it are told by their weekday alone.
pub const FIRST_YEAR: i32 = 2000;
/// The last year with festivals; days after it are told by their weekday alone.
pub const LAST_YEAR: i32 = 2099;

/// What a listed day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpecialKind {
    /// A day off.
    Off,
    /// A work day.
    Work,
}

/// One row of a holiday table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialDay {
    pub date: NaiveDate,
    pub kind: SpecialKind,
    /// The Chinese name of the break, such as `春节`; a name that is no festival's is kept as it is.
    pub name: String,
}

/// Which days are days off, and what part each plays in a festival.
///
/// Made once and asked often: making one takes some milliseconds, asking it a look into a map.
#[derive(Clone, Debug)]
pub struct Calendar {
    special: BTreeMap<NaiveDate, SpecialDay>,
    /// Days off by law in years whose notice is missing.
    derived: BTreeMap<NaiveDate, Festival>,
    provisional: BTreeSet<i32>,
    roles: BTreeMap<NaiveDate, Role>,
    dates: BTreeMap<Role, NaiveDate>,
}

impl Calendar {
    /// The official days of 2004 to 2026; any other year is provisional.
    pub fn official() -> Self {
        Self::of(official::days().into_iter().map(|day| (day.date, day)).collect())
    }

    /// Adds rows, each in place of what was listed for its day.
    ///
    /// A year stops being provisional when every day off that the law names in it is listed as a day off: a table with the
    /// whole notice of a year does that, a few days of the customer's own do not.
    #[must_use]
    pub fn with(self, days: impl IntoIterator<Item = SpecialDay>) -> Self {
        let mut special = self.special;
        special.extend(days.into_iter().map(|day| (day.date, day)));
        Self::of(special)
    }

    fn of(special: BTreeMap<NaiveDate, SpecialDay>) -> Self {
        let years = FIRST_YEAR..=LAST_YEAR;
        let off = |day: &NaiveDate| special.get(day).is_some_and(|row| row.kind == SpecialKind::Off);
        let provisional: BTreeSet<_> = years.clone().filter(|year| !statutory::days(*year).iter().all(|(day, _)| off(day))).collect();
        let derived: BTreeMap<_, _> = provisional.iter().flat_map(|year| statutory::days(*year)).collect();
        let facts = Facts { kind: |day| kind(&special, &derived, day), provisional: |year| provisional.contains(&year), years };
        let roles = facts.roles();
        let dates = roles.iter().map(|(day, role)| (*role, *day)).collect();
        Self { special, derived, provisional, roles, dates }
    }

    /// Whether the official list of a year is missing.
    pub fn provisional(&self, year: i32) -> bool {
        self.provisional.contains(&year) || !(FIRST_YEAR..=LAST_YEAR).contains(&year)
    }

    /// Whether a day is a work day, a weekend, a public holiday or a make-up work day.
    pub fn kind(&self, date: NaiveDate) -> DayKind {
        kind(&self.special, &self.derived, date)
    }

    /// The day's place in or before a festival; none on most days.
    pub fn role(&self, date: NaiveDate) -> Option<Role> {
        self.roles.get(&date).copied()
    }

    /// The day that has a role.
    pub fn date(&self, role: Role) -> Option<NaiveDate> {
        self.dates.get(&role).copied()
    }

    /// Everything known of a day.
    pub fn day(&self, date: NaiveDate) -> Day {
        let listed = self.special.get(&date).map(|row| row.name.clone());
        Day {
            date,
            kind: self.kind(date),
            listed: listed.or_else(|| self.derived.get(&date).map(|festival| festival.zh().to_owned())),
            role: self.role(date),
            lunar: LunarDate::of(date),
            term: SolarTerm::of(date),
            occasion: Occasion::of(date),
            provisional: self.provisional(date.year()),
        }
    }
}

fn kind(special: &BTreeMap<NaiveDate, SpecialDay>, derived: &BTreeMap<NaiveDate, Festival>, date: NaiveDate) -> DayKind {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    match (special.get(&date), derived.get(&date)) {
        (Some(row), _) if row.kind == SpecialKind::Off => DayKind::Holiday(Festival::named(&row.name)),
        (Some(_), _) if weekend => DayKind::MakeUp,
        (Some(_), _) => DayKind::Workday,
        (None, Some(festival)) => DayKind::Holiday(Some(*festival)),
        (None, None) if weekend => DayKind::Weekend,
        (None, None) => DayKind::Workday,
    }
}
