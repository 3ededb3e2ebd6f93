//! What a campaign did that lay on one side alone: how much more each site usually sells the more of it is on promotion.

use super::super::baseline::Sides;
use super::super::reply::Test;
use super::past::{Past, SitePast, median};
use super::{Change, float, told};
use chrono::{Datelike, NaiveDate};
use kernel::calendar::Calendar;
use kernel::text::text;
use std::collections::{BTreeMap, BTreeSet};

/// From so much of sales beyond the usual on promotion on, a day belongs to a campaign.
const CAMPAIGN: f64 = 0.15;

/// How far both sides must differ in the part that is on promotion.
const MOVED: f64 = 0.05;

/// Squares of the parts beyond the usual must add up to this before anything can be learnt: some ten days of a small campaign.
const SEEN_MIN: f64 = 0.5;

/// What is known of promotion at one site.
struct Promotion {
    /// The part of sales on promotion beyond what its weekday usually has.
    beyond: BTreeMap<NaiveDate, f64>,
    /// What the whole of sales on promotion would add to those of an ordinary day.
    lift: Option<f64>,
}

/// A campaign that moved by a week takes its sales along; what is sold on promotion in every period alike is none. `around` is the
/// past of the whole sites: their campaign reaches a shop that has promotions of its own.
pub fn test(past: &Past, around: Option<&Past>, sides: &Sides, change: &Change<'_>) -> Test {
    let title = text("促销活动错位", "A campaign at another time");
    let of_site = |site: &SitePast| {
        let own = Promotion::of(&past.calendar, site, site);
        let around = around.and_then(|around| around.sites.iter().find(|around| around.site == site.site));
        let around = around.and_then(|around| Promotion::of(&past.calendar, site, around));
        around.filter(|around| around.moved(past, site, sides).abs() >= CAMPAIGN).or(own)
    };
    let known: BTreeMap<&str, Promotion> = past.sites.iter().filter_map(|site| Some((site.site.as_str(), of_site(site)?))).collect();
    let share = |days: &[NaiveDate]| {
        let of = |sold: fn(f64, f64) -> f64| -> f64 {
            let all = past.sites.iter().flat_map(|site| days.iter().filter_map(|day| site.days.get(day)));
            all.filter_map(|day| Some(sold(day.cents as f64, day.promoted?))).sum()
        };
        let all = of(|cents, _| cents);
        (all > 0.0).then(|| of(|cents, promoted| cents * promoted) / all * 100.0)
    };
    let (Some(share_now), Some(share_before)) = (share(&sides.now), share(&sides.before)) else {
        let said = text("数据里没有促销标记", "The facts do not tell what was on promotion");
        return told("campaign", title, None, change, said);
    };
    let of_days = |site: &SitePast, days: &[NaiveDate]| {
        let promotion = known.get(site.site.as_str())?;
        let moved = promotion.moved(past, site, sides).abs() >= MOVED;
        Some(if moved { 1.0 + promotion.lift? * promotion.mean(past, site, days) } else { 1.0 })
    };
    let effect = past.by_site(sides, of_days);
    let shares = (
        format!("促销销售占比 {share_before:.1}% → {share_now:.1}%"),
        format!("Sales on promotion went from {share_before:.1}% to {share_now:.1}%"),
    );
    let said = match effect {
        Some(effect) => text(
            format!("{}，按以往促销的带动，相当于 {:+.1}%", shares.0, effect * 100.0),
            format!("{}; as promotions did before, that means {:+.1}%", shares.1, effect * 100.0),
        ),
        None => text(
            format!("{}；以往促销太少，看不出带动多少", shares.0),
            format!("{}; there were too few promotions to learn from", shares.1),
        ),
    };
    told("campaign", title, effect.map(|effect| float(change.before) * effect), change, said)
}

impl Promotion {
    /// How much more of the period is on promotion than of what it is held against.
    fn moved(&self, past: &Past, site: &SitePast, sides: &Sides) -> f64 {
        self.mean(past, site, &sides.now) - self.mean(past, site, &sides.before)
    }

    fn mean(&self, past: &Past, site: &SitePast, days: &[NaiveDate]) -> f64 {
        site.mean(&past.calendar, days, |day| self.beyond.get(&day).copied().unwrap_or(0.0))
    }

    /// What the sales of a part of a site do when more `of` it is on promotion; none where the facts do not tell what was.
    fn of(calendar: &Calendar, site: &SitePast, of: &SitePast) -> Option<Self> {
        let mut by_weekday = [const { Vec::new() }; 7];
        let promoted = || of.days.iter().filter_map(|(day, sold)| Some((*day, sold.promoted?)));
        promoted().for_each(|(day, part)| by_weekday[day.weekday().num_days_from_monday() as usize].push(part));
        let usual = by_weekday.map(|parts| median(parts).unwrap_or(0.0));
        let beyond: BTreeMap<NaiveDate, f64> =
            promoted().map(|(day, part)| (day, part - usual[day.weekday().num_days_from_monday() as usize])).collect();
        if beyond.is_empty() {
            return None;
        }
        let odd = |day: NaiveDate| beyond.get(&day).is_some_and(|part| part.abs() >= CAMPAIGN);
        let told: BTreeSet<NaiveDate> = beyond.keys().copied().collect();
        let ratios = site.ratios(calendar, &told, odd);
        Some(Self { lift: lift(&ratios, &beyond), beyond })
    }
}

/// The slope of sales against the part that is on promotion, by least squares; a campaign never sells less than none.
fn lift(ratios: &BTreeMap<NaiveDate, f64>, beyond: &BTreeMap<NaiveDate, f64>) -> Option<f64> {
    let pairs = || ratios.iter().filter_map(|(day, ratio)| Some((*beyond.get(day)?, ratio - 1.0)));
    let seen: f64 = pairs().map(|(part, _)| part * part).sum();
    (seen >= SEEN_MIN).then(|| (pairs().map(|(part, more)| part * more).sum::<f64>() / seen).max(0.0))
}
