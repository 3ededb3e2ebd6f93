//! The rhythm of a place: which of its days carry more, learnt from the years before the one that is planned.
//!
//! Only what lies before the year is looked at, so that the targets of days stand still while the year goes by. A site has a
//! rhythm of its own, and so has a channel of the whole company; what lies inside a site goes by the site's. The board and the
//! progress of one scope share this rule, or they would tell the same shop two stories.

use super::asking::{Asking, Series, year_of};
use crate::rules::days::Weights;
use chrono::{Datelike, NaiveDate};
use kernel::calendar::{Calendar, Pattern};
use kernel::measure::{Period, Where};
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Years that are learnt from.
const YEARS: i32 = 3;
/// Weights are whole numbers of this part of an ordinary day.
const PARTS: f64 = 1_000_000.0;

/// What days weigh.
#[derive(Clone)]
pub struct Rhythm {
    calendar: Arc<Calendar>,
    pattern: Pattern,
}

impl Rhythm {
    /// The rhythm of whom a filter speaks of, for the days of a year.
    pub async fn of(asking: &Asking<'_>, year: i32, filters: &Where) -> Outcome<Self> {
        let own = Self::whose(filters);
        let series = asking.days(before(year), &own).await?;
        let learnt = Self::learnt(asking, &series).await?;
        if learnt.pattern != Pattern::flat() || own.is_empty() {
            return Ok(learnt);
        }
        let company = asking.days(before(year), &Where::new()).await?;
        Self::learnt(asking, &company).await
    }

    /// The rhythms of each key of a dimension, and that of all together first: `site` and `channel` have their own, which is that
    /// of all they sell.
    pub async fn by(asking: &Asking<'_>, year: i32, dim: &str, filters: &Where) -> Outcome<(Self, BTreeMap<String, Self>)> {
        let all = Self::of(asking, year, filters).await?;
        let mut each = BTreeMap::new();
        if !["site", "channel"].contains(&dim) || !Self::whose(filters).is_empty() {
            return Ok((all, each));
        }
        let own: Where = filters.get_key_value(dim).map(|(dim, codes)| (dim.clone(), codes.clone())).into_iter().collect();
        for (mut keys, series) in asking.days_by(before(year), &[dim], &own).await? {
            let learnt = Self::learnt(asking, &series).await?;
            let key = keys.pop().unwrap_or_default();
            each.insert(key, if learnt.pattern == Pattern::flat() { all.clone() } else { learnt });
        }
        Ok((all, each))
    }

    /// Whose rhythm goes for a filter: that of its one site, else of its one channel, else of the company.
    fn whose(filters: &Where) -> Where {
        let single = |dim: &str| filters.get(dim).filter(|codes| codes.len() == 1).map(|codes| (dim.to_owned(), codes.clone()));
        single("site").or_else(|| single("channel")).into_iter().collect()
    }

    async fn learnt(asking: &Asking<'_>, series: &Series) -> Outcome<Self> {
        let calendar = asking.desk.calendar().await?;
        let sums = series.iter().filter_map(|(day, sum)| Some((*day, (*sum * Decimal::ONE_HUNDRED).round().to_i64()?))).collect();
        let pattern = Pattern::learn(&calendar, &sums);
        Ok(Self { calendar, pattern })
    }

    /// What each day of a year weighs.
    pub fn weights(&self, year: i32) -> Weights {
        let days = year_of(year).into_iter().flat_map(Period::each);
        days.map(|day| (day, (self.ratio(day) * PARTS).round() as u64)).collect()
    }

    /// What each month of a year weighs together.
    pub fn months(&self, year: i32) -> [f64; 12] {
        let mut months = [0.0; 12];
        for (day, weight) in self.weights(year) {
            months[day.month0() as usize] += weight as f64 / PARTS;
        }
        months
    }

    /// The same as whole numbers, to split a year by.
    pub fn month_parts(&self, year: i32) -> Vec<u64> {
        self.months(year).iter().map(|month| (month * 1_000.0).round() as u64).collect()
    }

    /// What a day is worth for its festival alone.
    pub fn festival(&self, day: NaiveDate) -> f64 {
        self.pattern.festival(&self.calendar, day)
    }

    fn ratio(&self, day: NaiveDate) -> f64 {
        self.pattern.weight(&self.calendar, day)
    }
}

/// The years before a year.
fn before(year: i32) -> Period {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    Period { from: day(year - YEARS, 1, 1), to: day(year - 1, 12, 31) }
}
