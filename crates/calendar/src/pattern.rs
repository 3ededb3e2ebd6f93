//! Learns from past sales which days carry more: Saturdays, the days before a festival, the third day of a long break.
//!
//! The estimator is simple and robust. A day's level is the median of the nearest plain open days, fourteen before it and fourteen
//! after: it follows growth and season, and no festival moves it. A day's ratio is its sales over its level. Ratios are averaged by
//! class: by weekday for plain days; public holidays and make-up work days as one class each; by role for the days of a festival.
//! What was seen seldom is drawn towards what stands behind it, as if that had been seen half a time more: a role towards the class
//! that the day would have without it, a holiday towards a Sunday, a make-up work day towards a Friday.
//! A role on which the scope was closed more often than open weighs nothing.
//! Ratios are statistics and kept as f64; [`split`](crate::split) gives a target to days by them so that it adds up exactly.

use crate::calendar::Calendar;
use crate::day::DayKind;
use crate::festival::Festival;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Plain open days to either side that make a level.
const SIDE: usize = 14;
/// Fewer plain open days than these teach nothing.
const PLAIN_MIN: usize = 28;
/// How often what stands behind a class counts as seen.
const BEHIND: f64 = 0.5;

/// What a scope's past says about its days, as ratios to an ordinary level.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    weekdays: [f64; 7],
    holiday: f64,
    make_up: f64,
    roles: BTreeMap<(Festival, i32), Seen>,
}

/// The ratios seen of one class.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Seen {
    sum: f64,
    open: u32,
    closed: u32,
}

impl Pattern {
    /// Every day alike: what is assumed before there is a past.
    pub fn flat() -> Self {
        Self { weekdays: [1.0; 7], holiday: 1.0, make_up: 1.0, roles: BTreeMap::new() }
    }

    /// Learns from daily sums in any one unit. A day without a sum, or with none above zero, was closed.
    /// With fewer than 28 plain open days the pattern is flat.
    pub fn learn(calendar: &Calendar, sums: &BTreeMap<NaiveDate, i64>) -> Self {
        let open: Vec<_> = sums.iter().filter(|(_, sum)| **sum > 0).map(|(day, sum)| (*day, *sum as f64)).collect();
        let plain: Vec<_> = open.iter().copied().filter(|(day, _)| is_plain(calendar, *day)).collect();
        if plain.len() < PLAIN_MIN {
            return Self::flat();
        }
        let ratios: BTreeMap<_, _> = open.iter().map(|(day, sum)| (*day, sum / level(&plain, *day))).collect();
        let kind = |wanted: fn(DayKind) -> bool| Seen::of(ratios.iter().filter(|(day, _)| wanted(calendar.kind(**day))));
        let weekdays = std::array::from_fn(|weekday| {
            let own = |day: NaiveDate| is_plain(calendar, day) && day.weekday().num_days_from_monday() as usize == weekday;
            Seen::of(ratios.iter().filter(|(day, _)| own(**day))).drawn_to(1.0)
        });
        Self {
            holiday: kind(|kind| matches!(kind, DayKind::Holiday(_))).drawn_to(weekdays[6]),
            make_up: kind(|kind| kind == DayKind::MakeUp).drawn_to(weekdays[4]),
            weekdays,
            roles: roles(calendar, &ratios),
        }
    }

    /// How much of an ordinary day a day is worth for its calendar alone, the rhythm of the week taken out: what a forecast
    /// that learns its weeks by itself wants to know.
    pub fn festival(&self, calendar: &Calendar, day: NaiveDate) -> f64 {
        let usual = self.weekdays[day.weekday().num_days_from_monday() as usize];
        if usual > 0.0 { self.weight(calendar, day) / usual } else { 1.0 }
    }

    /// What a day is expected to carry, as a ratio to an ordinary level.
    pub fn weight(&self, calendar: &Calendar, day: NaiveDate) -> f64 {
        let behind = match calendar.kind(day) {
            DayKind::Holiday(_) => self.holiday,
            DayKind::MakeUp => self.make_up,
            DayKind::Workday | DayKind::Weekend => self.weekdays[day.weekday().num_days_from_monday() as usize],
        };
        match calendar.role(day).and_then(|role| self.roles.get(&(role.festival, role.offset))) {
            Some(seen) if seen.closed > seen.open => 0.0,
            Some(seen) => seen.drawn_to(behind),
            None => behind,
        }
    }
}

impl Seen {
    fn of<'a>(ratios: impl Iterator<Item = (&'a NaiveDate, &'a f64)>) -> Self {
        ratios.fold(Self::default(), |seen, (_, ratio)| Self { sum: seen.sum + ratio, open: seen.open + 1, ..seen })
    }

    fn drawn_to(self, behind: f64) -> f64 {
        (self.sum + BEHIND * behind) / (f64::from(self.open) + BEHIND)
    }
}

/// A day that neither a festival nor a moved weekend touches.
fn is_plain(calendar: &Calendar, day: NaiveDate) -> bool {
    matches!(calendar.kind(day), DayKind::Workday | DayKind::Weekend) && calendar.role(day).is_none()
}

/// The ordinary level around a day, itself left out; `plain` is in the order of days and not short.
fn level(plain: &[(NaiveDate, f64)], day: NaiveDate) -> f64 {
    let before = plain.partition_point(|(other, _)| *other < day);
    let after = plain.partition_point(|(other, _)| *other <= day);
    let near = plain[before.saturating_sub(SIDE)..before].iter().chain(plain[after..].iter().take(SIDE));
    let mut sums: Vec<_> = near.map(|(_, sum)| *sum).collect();
    sums.sort_by(f64::total_cmp);
    let middle = sums.len() / 2;
    if sums.len() % 2 == 1 { sums[middle] } else { f64::midpoint(sums[middle - 1], sums[middle]) }
}

/// What was seen of each role between the first and the last open day.
fn roles(calendar: &Calendar, ratios: &BTreeMap<NaiveDate, f64>) -> BTreeMap<(Festival, i32), Seen> {
    let mut roles = BTreeMap::<_, Seen>::new();
    let ends = ratios.keys().next().zip(ratios.keys().next_back());
    for day in ends.into_iter().flat_map(|(first, last)| first.iter_days().take_while(move |day| day <= last)) {
        let Some(role) = calendar.role(day) else { continue };
        let seen = roles.entry((role.festival, role.offset)).or_default();
        match ratios.get(&day) {
            Some(ratio) => *seen = Seen { sum: seen.sum + ratio, open: seen.open + 1, ..*seen },
            None => seen.closed += 1,
        }
    }
    roles
}
