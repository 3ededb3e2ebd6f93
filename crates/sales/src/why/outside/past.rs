//! What the scope sold on each day before, site by site, and what its days weigh: the ground on which causes are learnt.

use super::super::baseline::Sides;
use super::super::reply::Test;
use super::super::scope::Scope;
use super::{Change, float, told};
use chrono::{Days, NaiveDate};
use kernel::calendar::{Calendar, Pattern};
use kernel::desk::Desk;
use kernel::measure::{Period, Where};
use kernel::refusal::Outcome;
use kernel::text::text;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How far back the usual ups and downs and the weight of days are learnt from.
const HISTORY_DAYS: u64 = 800;

/// Ordinary days to either side that make the level of a day.
const SIDE: u64 = 14;

/// What was sold on a day in cents, in how many pieces, and what part of it on promotion, where the facts tell.
#[derive(Clone, Copy, Default)]
pub struct Sold {
    pub cents: i64,
    pub pieces: f64,
    pub promoted: Option<f64>,
}

/// The days of one site within the scope.
pub struct SitePast {
    pub site: String,
    pub days: BTreeMap<NaiveDate, Sold>,
    pub pattern: Pattern,
}

/// The past of a scope.
pub struct Past {
    pub calendar: Arc<Calendar>,
    pub pattern: Pattern,
    pub sites: Vec<SitePast>,
    /// The first day of the period: what is learnt is learnt before it.
    pub from: NaiveDate,
}

impl Past {
    /// Within some conditions.
    pub async fn of(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where) -> Outcome<Self> {
        let (calendar, shown) = (desk.calendar().await?, sides.shown);
        let first = shown.from.checked_sub_days(Days::new(HISTORY_DAYS)).unwrap_or(shown.from);
        let days: Vec<NaiveDate> = Period { from: first, to: shown.to }.each().collect();
        let by = ["site".to_owned(), "day".to_owned()];
        let mut sites = BTreeMap::<String, BTreeMap<NaiveDate, Sold>>::new();
        let mut sums = BTreeMap::<NaiveDate, i64>::new();
        for row in scope.atoms(desk, &["amount", "quantity", "promotion_amount"], &by, filters, &days).await?.rows {
            let [Some(site), Some(day)] = &row.keys[..] else { continue };
            let (Ok(day), Some(amount)) = (day.parse(), row.atoms.get("amount")) else { continue };
            let cents = (amount * Decimal::ONE_HUNDRED).round().to_i64().unwrap_or(0);
            let promoted =
                row.atoms.get("promotion_amount").filter(|_| cents > 0).map(|sum| (float(*sum) / float(*amount)).clamp(0.0, 1.0));
            *sums.entry(day).or_default() += cents;
            sites
                .entry(site.clone())
                .or_default()
                .insert(day, Sold { cents, pieces: row.atoms.get("quantity").map_or(0.0, |pieces| float(*pieces)), promoted });
        }
        let learn = |days: &BTreeMap<NaiveDate, i64>| {
            Pattern::learn(&calendar, &days.range(..shown.from).map(|(day, cents)| (*day, *cents)).collect())
        };
        let pattern = learn(&sums);
        let sites = sites.into_iter().map(|(site, days)| SitePast {
            pattern: learn(&days.iter().map(|(day, sold)| (*day, sold.cents)).collect()),
            site,
            days,
        });
        Ok(Self { sites: sites.collect(), pattern, from: shown.from, calendar })
    }

    /// Cents and pieces of some days together.
    pub fn sold(&self, days: impl Iterator<Item = NaiveDate>) -> (f64, f64) {
        let sold = days.flat_map(|day| self.sites.iter().filter_map(move |site| site.days.get(&day)));
        sold.fold((0.0, 0.0), |(cents, pieces), sold| (cents + sold.cents as f64, pieces + sold.pieces))
    }

    /// What the days alone would have done: weekdays, holidays and their eves weigh unlike.
    pub fn calendar(&self, sides: &Sides, change: &Change<'_>) -> Test {
        let title = text("日历与节日", "Calendar and festivals");
        if sides.against.is_expected() {
            let said = text("预测和目标已经按日子的轻重计算", "Forecast and target have the weight of days in them");
            return told("calendar", title, Some(0.0), change, said);
        }
        let weight = |days: &[NaiveDate]| days.iter().map(|day| self.pattern.weight(&self.calendar, *day)).sum::<f64>();
        let (now, before) = (weight(&sides.now), weight(&sides.before) / sides.likes as f64);
        if self.pattern == Pattern::flat() || before <= 0.0 {
            let said = text("历史数据太短，算不出日子的轻重", "There is too little history to weigh the days");
            return told("calendar", title, None, change, said);
        }
        let effect = float(change.before) * (now / before - 1.0);
        let percent = (now / before - 1.0) * 100.0;
        let said = if percent.abs() < 0.05 {
            text("按星期和节假日的轻重，两边差不多", "By their weekdays and holidays both sides weigh about the same")
        } else {
            text(
                format!("按星期和节假日的轻重，本来就会{}{:.1}%", if percent < 0.0 { "少 " } else { "多 " }, percent.abs()),
                format!(
                    "By its weekdays and holidays it would be {:.1}% {} anyway",
                    percent.abs(),
                    if percent < 0.0 { "less" } else { "more" }
                ),
            )
        };
        told("calendar", title, Some(effect), change, said)
    }

    /// What each site did on days of its own alone, added up as parts of what was before. `of` tells how the days of a site on a
    /// side would have been for it, as a factor of ordinary ones; none where it cannot be told.
    pub fn by_site(&self, sides: &Sides, of: impl Fn(&SitePast, &[NaiveDate]) -> Option<f64>) -> Option<f64> {
        let before = |site: &SitePast| sides.before.iter().filter_map(|day| site.days.get(day)).map(|sold| sold.cents as f64).sum::<f64>();
        let all: f64 = self.sites.iter().map(before).sum();
        let moved: Vec<f64> = self
            .sites
            .iter()
            .filter_map(|site| {
                let (then, now) = of(site, &sides.before).zip(of(site, &sides.now)).filter(|(then, _)| *then > 0.0)?;
                Some(before(site) * (now / then - 1.0))
            })
            .collect();
        (!moved.is_empty() && all > 0.0).then(|| moved.iter().sum::<f64>() / all)
    }
}

impl SitePast {
    /// The mean over some days of what stands beside each, days counting by their weight.
    pub fn mean(&self, calendar: &Calendar, days: &[NaiveDate], of: impl Fn(NaiveDate) -> f64) -> f64 {
        let weighed = || days.iter().map(|day| (*day, self.pattern.weight(calendar, *day)));
        let all: f64 = weighed().map(|(_, weight)| weight).sum();
        if all > 0.0 { weighed().map(|(day, weight)| weight * of(day)).sum::<f64>() / all } else { 0.0 }
    }

    /// How the sales of some days stand to the ordinary days around each; the weight of days is taken out first. `odd` days make
    /// no level.
    pub fn ratios(&self, calendar: &Calendar, of: &BTreeSet<NaiveDate>, odd: impl Fn(NaiveDate) -> bool) -> BTreeMap<NaiveDate, f64> {
        let plain: BTreeMap<NaiveDate, f64> = self
            .days
            .iter()
            .map(|(day, sold)| (*day, self.pattern.weight(calendar, *day), sold.cents as f64))
            .filter(|(_, weight, cents)| *weight > 0.0 && *cents > 0.0)
            .map(|(day, weight, cents)| (day, cents / weight))
            .collect();
        ratios(&plain, of, odd)
    }
}

/// How each of some days stands to the median of the days around it.
pub fn ratios(plain: &BTreeMap<NaiveDate, f64>, of: &BTreeSet<NaiveDate>, odd: impl Fn(NaiveDate) -> bool) -> BTreeMap<NaiveDate, f64> {
    let level = |day: NaiveDate| {
        let (first, last) = (day.checked_sub_days(Days::new(SIDE))?, day.checked_add_days(Days::new(SIDE))?);
        median(plain.range(first..=last).filter(|(near, _)| !odd(**near)).map(|(_, sum)| *sum).collect())
    };
    of.iter().filter_map(|day| Some((*day, plain.get(day)? / level(*day)?))).collect()
}

pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
