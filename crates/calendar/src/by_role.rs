//! Finds for each day the day of last year that played the same part: 除夕 beside 除夕, a plain Tuesday beside a plain Tuesday.
//!
//! It works by seasons from 1 August to 31 July, so that the turn of the year, the longest festival and a 53rd week lie inside one,
//! and what a day is compared with never depends on the period somebody asks for. In each season
//! 1. a day with a role takes the day of that role a year before;
//! 2. a day without one takes the same weekday of the same ISO week, if that day is of the same kind and has no role;
//! 3. the days left over, in order, take the nearest like day that no day has taken (within two weeks), else
//! 4. the nearest like day at all (within five weeks), which then may serve several.
//!
//! A day in a break that had no like last year stays alone: another day off is a true advantage of the year, and no work day is its like.
//! A role outside a break that had none (hidden by 元旦, or a weekend last year) is compared as if it were a plain day.

use crate::calendar::Calendar;
use crate::occasion::Occasion;
use crate::pair::{Match, Pair};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// The month with which a season begins: no festival is near it.
const SEASON_MONTH: u32 = 8;
/// Days to either side within which a free day is taken.
const NEAR: u64 = 14;
/// Days to either side within which a day may serve several; the Spring Festival's part is 37 days long.
const REACH: u64 = 35;
/// Days beyond a season whose counterparts must be known, so that its last days take none of them.
const MARGIN: u64 = NEAR + 28;

/// The pair of each day of a period, in order.
pub(crate) fn pairs(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for year in season(from)..=season(to) {
        let first = NaiveDate::from_ymd_opt(year, SEASON_MONTH, 1).unwrap_or(from);
        let last = NaiveDate::from_ymd_opt(year + 1, SEASON_MONTH, 1).and_then(|day| day.pred_opt()).unwrap_or(to);
        let found = Season::of(calendar, first, last).finish();
        pairs.extend(found.into_values().filter(|pair| (from..=to).contains(&pair.day)));
    }
    pairs
}

/// The year in which the season of a day begins.
fn season(day: NaiveDate) -> i32 {
    if day.month() < SEASON_MONTH { day.year() - 1 } else { day.year() }
}

/// One season on its way to having a pair for each day.
struct Season<'a> {
    calendar: &'a Calendar,
    pairs: BTreeMap<NaiveDate, Pair>,
    /// Days without a pair so far.
    open: Vec<NaiveDate>,
    /// Days of last year that already serve a day.
    taken: BTreeSet<NaiveDate>,
}

impl<'a> Season<'a> {
    /// Steps 1 and 2.
    fn of(calendar: &'a Calendar, first: NaiveDate, last: NaiveDate) -> Self {
        let mut season = Self { calendar, pairs: BTreeMap::new(), open: Vec::new(), taken: BTreeSet::new() };
        let begin = first.checked_sub_days(Days::new(MARGIN)).unwrap_or(first);
        let end = last.checked_add_days(Days::new(MARGIN)).unwrap_or(last);
        for day in begin.iter_days().take_while(|day| *day <= end) {
            let pair = season.first_choice(day);
            season.taken.extend(pair.and_then(|pair| pair.with));
            if !(first..=last).contains(&day) {
                continue;
            }
            match pair {
                Some(pair) => season.pairs.extend([(day, pair)]),
                None => season.open.push(day),
            }
        }
        season
    }

    fn first_choice(&self, day: NaiveDate) -> Option<Pair> {
        if let Some(role) = self.calendar.role(day) {
            let with = self.calendar.date(role.year_before());
            if with.is_some() {
                return Some(Pair { day, with, why: Match::Role });
            }
            if role.in_break() {
                return Some(Pair { day, with: None, why: Match::NoSuchRole });
            }
        }
        let with = same_week(day).filter(|with| self.alike(day, *with));
        with.map(|_| Pair { day, with, why: Match::Week })
    }

    /// Steps 3 and 4.
    fn finish(mut self) -> BTreeMap<NaiveDate, Pair> {
        let mut left = Vec::new();
        for day in std::mem::take(&mut self.open) {
            match self.nearest(day, NEAR, |with| !self.taken.contains(&with)) {
                Some(with) => {
                    self.taken.insert(with);
                    self.pairs.insert(day, Pair { day, with: Some(with), why: Match::Near });
                }
                None => left.push(day),
            }
        }
        for day in left {
            let with = self.nearest(day, REACH, |_| true);
            let why = if with.is_some() { Match::Shared } else { Match::NoLikeDay };
            self.pairs.insert(day, Pair { day, with, why });
        }
        self.pairs
    }

    /// The nearest like day to the same week last year; the earlier of two as near. Never a day of trade such as Christmas or 双11.
    fn nearest(&self, day: NaiveDate, reach: u64, free: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
        // A 53rd week that last year did not have is looked for 52 weeks before.
        let same = same_week(day).or_else(|| day.checked_sub_days(Days::new(364)))?;
        let both = |away| [same.checked_sub_days(Days::new(away)), same.checked_add_days(Days::new(away))];
        let fit = |with| self.alike(day, with) && free(with) && Occasion::of(with).is_none();
        (0..=reach).flat_map(both).flatten().find(|with| fit(*with))
    }

    /// Whether a day of last year without a role is of the kind of a day: a work day or a weekend day with one of its weekday,
    /// a make-up work day with any work day, a day off on a weekday with any day off.
    fn alike(&self, day: NaiveDate, with: NaiveDate) -> bool {
        let works = self.calendar.kind(day).works();
        let moved = works == matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let same_kind = works == self.calendar.kind(with).works() && (moved || day.weekday() == with.weekday());
        same_kind && self.calendar.role(with).is_none()
    }
}

/// The same weekday of the same ISO week a year before, if that year has the week.
fn same_week(day: NaiveDate) -> Option<NaiveDate> {
    let week = day.iso_week();
    NaiveDate::from_isoywd_opt(week.year() - 1, week.week(), day.weekday())
}
