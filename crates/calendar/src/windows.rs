//! Which days around each festival belong to it, and which festival has a day that two of them claim.
//!
//! Claims are settled in this order; the first to claim a day has it.
//! 1. The breaks: from the first to the last day off around the festival. When 中秋 falls into the break of 国庆, 国庆 has all of it
//!    and 中秋 has no part that year: seven or eight days of travel and shopping outweigh one family dinner, and so each of
//!    those days finds its like in a year in which the two are apart.
//! 2. The Spring Festival from 21 days before 正月初一 to 15 after. It yields to the break of 元旦, which reaches it
//!    when 初一 falls before 25 January: a day off three weeks ahead is first of all a day off.
//! 3. The last work days before each break, 国庆 first.

use crate::day::DayKind;
use crate::festival::Festival;
use crate::role::{Role, SPRING};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// A break is looked for so many days to either side of its festival.
const BREAK_REACH: u64 = 10;

/// What the calendar knows before it knows any role.
pub(crate) struct Facts<K, P> {
    pub kind: K,
    /// Whether the official list of a year is missing.
    pub provisional: P,
    pub years: RangeInclusive<i32>,
}

impl<K: Fn(NaiveDate) -> DayKind, P: Fn(i32) -> bool> Facts<K, P> {
    /// The role of every day that has one.
    pub fn roles(&self) -> BTreeMap<NaiveDate, Role> {
        let mut roles = BTreeMap::new();
        let breaks: Vec<_> = self.years.clone().flat_map(|year| self.breaks(year)).collect();
        for one in &breaks {
            claim(&mut roles, one.festival, one.year, one.counted_from, one.first, one.last);
        }
        for year in self.years.clone() {
            if let Some(day) = Festival::Spring.day(year) {
                claim(&mut roles, Festival::Spring, year, day, step(day, SPRING.0), step(day, SPRING.1));
            }
        }
        for one in &breaks {
            for day in (1..=lead(one.festival)).map(|back| step(one.first, -back)).filter(|day| (self.kind)(*day).works()) {
                claim(&mut roles, one.festival, one.year, one.counted_from, day, day);
            }
        }
        roles
    }

    /// The breaks of a year in the order in which they claim their days.
    fn breaks(&self, year: i32) -> Vec<Break> {
        use Festival::{DragonBoat, Labour, MidAutumn, National, NewYear, Qingming};
        let all: Vec<_> =
            [National, NewYear, Qingming, Labour, DragonBoat, MidAutumn].into_iter().filter_map(|f| self.holiday_break(f, year)).collect();
        let long = all.iter().find(|one| one.festival == National).map(|one| one.first..=one.last);
        let merged = MidAutumn.day(year).zip(long).is_some_and(|(day, long)| long.contains(&day));
        all.into_iter().filter(|one| one.festival != MidAutumn || !merged).collect()
    }

    /// The break of a festival; none where its day is a work day, as 清明 was before 2008.
    fn holiday_break(&self, festival: Festival, year: i32) -> Option<Break> {
        let day = festival.day(year)?;
        if festival == Festival::NewYear {
            return Some(Break { festival, year, counted_from: day, first: step(day, -1), last: self.last_off(day) });
        }
        if !self.off(day) {
            return None;
        }
        let first = match usual(festival) {
            Some(_) if (self.provisional)(year) => day,
            _ => self.first_off(day),
        };
        let last = match usual(festival) {
            Some(days) if (self.provisional)(year) => self.last_off(day).max(step(day, days - 1)),
            _ => self.last_off(day),
        };
        Some(Break { festival, year, counted_from: first, first, last })
    }

    fn first_off(&self, day: NaiveDate) -> NaiveDate {
        let back = (0..=BREAK_REACH).map_while(|days| day.checked_sub_days(Days::new(days)));
        back.take_while(|day| self.off(*day)).last().unwrap_or(day)
    }

    fn last_off(&self, day: NaiveDate) -> NaiveDate {
        let on = (0..=BREAK_REACH).map_while(|days| day.checked_add_days(Days::new(days)));
        on.take_while(|day| self.off(*day)).last().unwrap_or(day)
    }

    /// Whether a day can belong to a break; a single day off of another name beside it does not, and so moves no count.
    fn off(&self, day: NaiveDate) -> bool {
        matches!((self.kind)(day), DayKind::Weekend | DayKind::Holiday(Some(_)))
    }
}

struct Break {
    festival: Festival,
    year: i32,
    counted_from: NaiveDate,
    first: NaiveDate,
    last: NaiveDate,
}

/// Days that notices have given a festival in recent years, expected while the notice of a year is missing.
fn usual(festival: Festival) -> Option<i32> {
    match festival {
        Festival::National => Some(7),
        Festival::Labour => Some(5),
        _ => None,
    }
}

/// How many days before its break a festival already moves sales.
fn lead(festival: Festival) -> i32 {
    match festival {
        Festival::National | Festival::MidAutumn => 3,
        Festival::Labour | Festival::DragonBoat => 2,
        Festival::Qingming => 1,
        // 31 December and the weeks before the Spring Festival are parts of their own.
        Festival::NewYear | Festival::Spring => 0,
    }
}

fn claim(roles: &mut BTreeMap<NaiveDate, Role>, festival: Festival, year: i32, counted_from: NaiveDate, first: NaiveDate, last: NaiveDate) {
    for day in first.iter_days().take_while(|day| *day <= last) {
        let offset = i32::try_from((day - counted_from).num_days()).unwrap_or(i32::MAX);
        roles.entry(day).or_insert(Role { festival, year, offset });
    }
}

/// So many days later, or earlier; the day itself at the end of time.
fn step(day: NaiveDate, days: i32) -> NaiveDate {
    day.checked_add_signed(chrono::TimeDelta::days(days.into())).unwrap_or(day)
}
