//! What the weather did: how much less each site of the scope usually sells on days of bad weather, and how many of them each side had.

use super::super::baseline::Sides;
use super::super::reply::Test;
use super::past::{Past, SitePast, median};
use super::{Change, float, told};
use crate::records::weather::{Column, Entity, Kind};
use chrono::NaiveDate;
use kernel::desk::Desk;
use kernel::refusal::Outcome;
use kernel::text::text;
use organisation::records::site;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Days of bad weather in the past from which its effect is learnt.
const BAD_DAYS_MIN: usize = 5;

/// Days of bad weather by the code of the site.
type Bad = BTreeMap<String, BTreeSet<NaiveDate>>;

/// The weather of the sites of a scope, and what it leaves of the sales of each.
pub struct Weather {
    bad: Bad,
    left: HashMap<String, f64>,
    cities: HashMap<String, String>,
}

impl Weather {
    /// Learns from the past.
    pub async fn of(desk: &Desk, past: &Past) -> Outcome<Self> {
        let (bad, cities) = bad_days(desk, &past.sites).await?;
        let on_bad = |site: &SitePast| Some(on_bad_days(past, site, bad.get(&site.site)?));
        let pooled: Vec<f64> = past.sites.iter().filter_map(on_bad).flatten().collect();
        let pooled = if pooled.len() < BAD_DAYS_MIN { None } else { median(pooled) };
        let left = past.sites.iter().filter_map(|site| {
            let own = on_bad(site)?;
            Some((site.site.clone(), if own.len() < BAD_DAYS_MIN { pooled } else { median(own) }?))
        });
        Ok(Self { left: left.collect(), bad, cities })
    }

    /// What it did to the sites that are asked for, as a part of what all sold before.
    fn effect(&self, past: &Past, sides: &Sides, asked: impl Fn(&SitePast) -> bool) -> Option<f64> {
        past.by_site(sides, |site, days| {
            let (bad, left) = (self.bad.get(&site.site)?, self.left.get(&site.site).filter(|_| asked(site))?);
            let wet = site.mean(&past.calendar, days, |day| if bad.contains(&day) { 1.0 } else { 0.0 });
            Some(1.0 - wet * (1.0 - left))
        })
    }

    /// The city of which the weather did nearly all that it did to the scope, where there are others; with the effect as a part of
    /// what all sold before.
    pub fn city(&self, past: &Past, sides: &Sides) -> Option<(String, f64)> {
        let all = self.effect(past, sides, |_| true)?;
        let cities: BTreeSet<&String> = self.cities.values().collect();
        let of = |city: &String| self.effect(past, sides, |site| self.cities.get(&site.site) == Some(city));
        let most =
            cities.iter().filter_map(|city| Some(((*city).clone(), of(city)?))).max_by(|a, b| (a.1 / all).total_cmp(&(b.1 / all)))?;
        (cities.len() > 1 && most.1 / all >= NEARLY_ALL).then_some(most)
    }
}

/// The part of the effect of the weather that one city has, if it is told as that city's.
const NEARLY_ALL: f64 = 0.8;

/// What the weather would have done, as far as the company keeps it.
pub fn test(known: &Weather, past: &Past, sides: &Sides, change: &Change<'_>) -> Test {
    let title = text("天气", "Weather");
    let Some(effect) = known.effect(past, sides, |_| true) else {
        let said = text("没有足够的天气记录", "There are too few records of the weather");
        return told("weather", title, None, change, said);
    };
    let any = |day: &&NaiveDate| known.bad.values().any(|days| days.contains(day));
    let likes = usize::try_from(sides.likes).unwrap_or(1);
    let (now, before) = (sides.now.iter().filter(any).count(), sides.before.iter().filter(any).count() / likes);
    let said = text(
        format!("坏天气本期 {now} 天、基准期 {before} 天，通常带来 {:+.1}%", effect * 100.0),
        format!("Bad weather on {now} days against {before}, which usually means {:+.1}%", effect * 100.0),
    );
    told("weather", title, Some(float(change.before) * effect), change, said)
}

/// The days of bad weather of every site that keeps its weather, and the cities of the sites.
async fn bad_days(desk: &Desk, sites: &[SitePast]) -> Outcome<(Bad, HashMap<String, String>)> {
    let codes = sites.iter().map(|site| site.site.clone());
    let sites = site::Entity::find().filter(site::Column::Code.is_in(codes)).all(&desk.db()).await?;
    let cities = sites.iter().filter_map(|row| Some((row.code.clone(), row.city.clone()?))).collect();
    let codes: HashMap<_, String> = sites.into_iter().map(|row| (row.id, row.code)).collect();
    let rows = Entity::find().filter(Column::SiteId.is_in(codes.keys().copied())).filter(Column::EndedAt.is_null()).all(&desk.db()).await?;
    let mut bad = Bad::new();
    for row in rows {
        let days = bad.entry(codes.get(&row.site_id).cloned().unwrap_or_default()).or_default();
        if matches!(row.kind, Kind::Rain | Kind::Storm | Kind::Snow) {
            days.insert(row.date);
        }
    }
    Ok((bad, cities))
}

/// What was left of the sales of a site on each of its bad days before the period, against the days around.
fn on_bad_days(past: &Past, site: &SitePast, bad: &BTreeSet<NaiveDate>) -> Vec<f64> {
    let before = bad.range(..past.from).copied().collect();
    site.ratios(&past.calendar, &before, |day| bad.contains(&day) || day >= past.from).into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::super::past::ratios;
    use super::*;

    #[test]
    fn what_rain_leaves_is_learnt_from_the_days_around_each() {
        let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let bad: BTreeSet<NaiveDate> = first.iter_days().step_by(9).take(8).collect();
        // Sales grow by one a day; a day of rain leaves seven tenths.
        let plain: BTreeMap<NaiveDate, f64> = first
            .iter_days()
            .take(70)
            .enumerate()
            .map(|(n, day)| (day, (1000.0 + n as f64) * if bad.contains(&day) { 0.7 } else { 1.0 }))
            .collect();
        let left = median(ratios(&plain, &bad, |day| bad.contains(&day)).into_values().collect()).unwrap();
        assert!((left - 0.7).abs() < 0.01, "{left}");
    }
}
