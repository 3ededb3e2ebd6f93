//! What the weather did: how much less the scope usually sells on days of bad weather, and how many of them each side had.

use super::baseline::Sides;
use crate::records::weather::{Column, Entity, Kind};
use chrono::{Days, NaiveDate};
use kernel::calendar::Pattern;
use kernel::desk::Desk;
use kernel::refusal::Outcome;
use organisation::records::site;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Days of bad weather in the past from which its effect is learnt.
const BAD_DAYS_MIN: usize = 5;

/// Ordinary days to either side that make the level of a day.
const SIDE: u64 = 14;

/// The days of bad weather on both sides, and what they did to sales as a part of those before.
pub struct Weather {
    pub now: usize,
    pub before: usize,
    pub effect: f64,
}

/// None where the company keeps no weather of the sites, or too little of it to learn from.
pub async fn weather(desk: &Desk, sites: &[String], sides: &Sides, history: &BTreeMap<NaiveDate, i64>) -> Outcome<Option<Weather>> {
    let Some(bad) = bad_days(desk, sites).await? else { return Ok(None) };
    let calendar = desk.calendar().await?;
    let past: BTreeMap<NaiveDate, i64> = history.range(..sides.shown.from).map(|(day, sum)| (*day, *sum)).collect();
    let pattern = Pattern::learn(&calendar, &past);
    let plain: BTreeMap<NaiveDate, f64> = past
        .iter()
        .map(|(day, sum)| (*day, pattern.weight(&calendar, *day), *sum as f64))
        .filter(|(_, weight, sum)| *weight > 0.0 && *sum > 0.0)
        .map(|(day, weight, sum)| (day, sum / weight))
        .collect();
    let Some(left) = left_in_bad_weather(&plain, &bad) else { return Ok(None) };
    let weight = |days: &[NaiveDate]| {
        let weighed = |day: &NaiveDate| pattern.weight(&calendar, *day);
        let all: f64 = days.iter().map(weighed).sum();
        let wet: f64 = days.iter().filter(|day| bad.contains(day)).map(weighed).sum();
        if all > 0.0 { wet / all } else { 0.0 }
    };
    let (now, before) = (weight(&sides.now), weight(&sides.before));
    let expected = |wet: f64| 1.0 - wet * (1.0 - left);
    let likes = usize::try_from(sides.likes).unwrap_or(1);
    let count = |days: &[NaiveDate]| days.iter().filter(|day| bad.contains(day)).count();
    Ok(Some(Weather { now: count(&sides.now), before: count(&sides.before) / likes, effect: expected(now) / expected(before) - 1.0 }))
}

/// The days on which every site of the scope that keeps its weather had a bad one.
async fn bad_days(desk: &Desk, sites: &[String]) -> Outcome<Option<BTreeSet<NaiveDate>>> {
    let ids: Vec<_> = site::Entity::find()
        .filter(site::Column::Code.is_in(sites.iter().cloned()))
        .all(&desk.db())
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let rows = Entity::find().filter(Column::SiteId.is_in(ids)).filter(Column::EndedAt.is_null()).all(&desk.db()).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let mut days = BTreeMap::<NaiveDate, bool>::new();
    for row in rows {
        *days.entry(row.date).or_insert(true) &= matches!(row.kind, Kind::Rain | Kind::Storm | Kind::Snow);
    }
    Ok(Some(days.into_iter().filter(|(_, bad)| *bad).map(|(day, _)| day).collect()))
}

/// What is left of sales on a day of bad weather, as the median of such days against the days around each.
fn left_in_bad_weather(plain: &BTreeMap<NaiveDate, f64>, bad: &BTreeSet<NaiveDate>) -> Option<f64> {
    let level = |day: NaiveDate| {
        let (first, last) = (day.checked_sub_days(Days::new(SIDE))?, day.checked_add_days(Days::new(SIDE))?);
        median(plain.range(first..=last).filter(|(near, _)| !bad.contains(near)).map(|(_, sum)| *sum).collect())
    };
    let ratios: Vec<f64> = bad.iter().filter_map(|day| Some(plain.get(day)? / level(*day)?)).collect();
    if ratios.len() < BAD_DAYS_MIN { None } else { median(ratios) }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rain_leaves_is_learnt_from_the_days_around_each() {
        let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let bad: BTreeSet<NaiveDate> = first.iter_days().step_by(9).take(8).collect();
        // Sales grow by one a day; a day of rain leaves seven tenths.
        let plain = |left: f64| -> BTreeMap<NaiveDate, f64> {
            first
                .iter_days()
                .take(70)
                .enumerate()
                .map(|(n, day)| (day, (1000.0 + n as f64) * if bad.contains(&day) { left } else { 1.0 }))
                .collect()
        };
        let left = left_in_bad_weather(&plain(0.7), &bad).unwrap();
        assert!((left - 0.7).abs() < 0.01, "{left}");
        let few = bad.iter().copied().take(3).collect();
        assert_eq!(left_in_bad_weather(&plain(0.7), &few), None);
    }
}
