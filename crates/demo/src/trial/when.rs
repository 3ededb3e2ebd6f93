//! The days of a question: a week or two that no festival touches, and what they are held against.

use crate::calendar;
use crate::dice::Dice;
use chrono::{Datelike, Days, NaiveDate};

/// Weeks that questions are drawn from.
const FIRST: (i32, u32, u32) = (2024, 3, 4);
const WEEKS: u64 = 140;
/// Days before a question that no festival may touch.
const CLEAN_BEFORE: u64 = 35;
/// Days of facts before a question, and before one that is held against last year.
const HISTORY: u64 = 190;
const HISTORY_OF_YEARS: u64 = 410;
/// And before one about a festival: two years and some, as far back as the explanation looks.
const HISTORY_OF_FESTIVALS: u64 = 800;

/// The days of a question.
#[derive(Clone, Copy)]
pub struct When {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub against: &'static str,
}

impl When {
    /// Some days against one of these.
    pub fn draw(dice: &mut Dice, against: &[&'static str]) -> Self {
        let against = *dice.one(against);
        let days = if dice.unit() < 0.75 { 7 } else { 14 };
        loop {
            let first = NaiveDate::from_ymd_opt(FIRST.0, FIRST.1, FIRST.2).unwrap_or_default();
            let from = later(first, 7 * dice.below(WEEKS));
            let when = Self { from, to: later(from, days - 1), against };
            if when.clean() && when.to < NaiveDate::from_ymd_opt(2026, 11, 20).unwrap_or_default() {
                return when;
            }
        }
    }

    /// No festival lies on either side, nor among the days that tell what is usual.
    fn clean(self) -> bool {
        let spans = if self.by_year() { vec![self, self.a_year_before()] } else { vec![self] };
        spans.iter().all(|span| span.days_from(earlier(span.from, CLEAN_BEFORE)).all(calendar::plain))
    }

    pub fn by_year(self) -> bool {
        self.against.starts_with("last_year")
    }

    /// The same weekdays of the year before.
    pub fn a_year_before(self) -> Self {
        Self { from: earlier(self.from, 364), to: earlier(self.to, 364), ..self }
    }

    /// As many days just before.
    pub fn before(self) -> Self {
        let days = self.days();
        Self { from: earlier(self.from, days), to: earlier(self.to, days), ..self }
    }

    /// The spans that the days are held against, each as long as they are.
    pub fn held_against(self) -> Vec<Self> {
        let back = |days: u64| Self { from: earlier(self.from, days), to: earlier(self.to, days), ..self };
        let weeks = self.days().div_ceil(7);
        match self.against {
            "usual" => (0..4).map(|week| back(7 * (weeks + week))).collect(),
            "previous" => vec![self.before()],
            _ => vec![self.a_year_before()],
        }
    }

    pub fn days(self) -> u64 {
        u64::try_from((self.to - self.from).num_days() + 1).unwrap_or(1)
    }

    pub fn each(self) -> impl Iterator<Item = NaiveDate> {
        self.days_from(self.from)
    }

    fn days_from(self, from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        from.iter_days().take_while(move |day| *day <= self.to)
    }

    /// The first day of facts.
    pub fn first_fact(self) -> NaiveDate {
        earlier(
            self.from,
            match self.against {
                "last_year" => HISTORY_OF_FESTIVALS,
                _ if self.by_year() => HISTORY_OF_YEARS,
                _ => HISTORY,
            },
        )
    }

    /// A part of the days, at least so many.
    pub fn part(self, dice: &mut Dice, least: u64) -> (NaiveDate, NaiveDate) {
        let spare = self.days().saturating_sub(least);
        let late = dice.below(spare + 1);
        let early = dice.below(spare - late + 1);
        (later(self.from, late), earlier(self.to, early))
    }

    /// Days in January, February or around the full moon of autumn, against the same dates of the year before.
    pub fn of_the_moon(dice: &mut Dice) -> Self {
        let year = 2024 + i32::try_from(dice.below(3)).unwrap_or(0);
        let autumn = dice.unit() < 0.35;
        let (month, day) = if autumn { (9, 1 + dice.below(19)) } else { (1, 6 + dice.below(40)) };
        let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
        let from = later(first, day - 1);
        let days = *dice.one(&[7, 10, 14]);
        let from = if from.month() == 9 || dice.unit() < 0.7 { from } else { first };
        let days = if from == first { 31 } else { days };
        Self { from, to: later(from, days - 1), against: "last_year" }
    }
}

pub fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

pub fn earlier(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}
