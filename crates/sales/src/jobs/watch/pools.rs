//! The past misses that a day or a week is ranked among.

use super::watched::Watched;
use chrono::{Days, NaiveDate};
use forecast::{Forecast, Pool};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The watched are ranked among their like in groups of at least so many, and in so many groups at most.
const GROUP_MIN: usize = 30;
const GROUPS_MAX: usize = 4;
/// Past misses that say what is usual; with fewer, what came since must help.
const MISSES_MIN: usize = 200;

/// Misses of single days and of seven days together.
#[derive(Default)]
pub struct Pools {
    pub days: Pool,
    pub weeks: Pool,
}

/// For each its own past misses and those of the others that are about as restless, for a jumpy small shop would hide what a
/// steady one does. They end before the first day that may be looked over: what is unusual now must not teach what is usual, and
/// two looks on one night must see with the same eyes. Where that is too little, what came since must help.
pub fn pools(all: &BTreeMap<String, Watched>, early: NaiveDate, until: NaiveDate) -> HashMap<&str, Arc<Pools>> {
    let mut late: Vec<(&str, &Watched, Forecast)> =
        all.iter().filter_map(|(code, one)| Some((code.as_str(), one, one.forecast(until, until, [])?))).collect();
    late.sort_by(|(.., a), (.., b)| a.restlessness().total_cmp(&b.restlessness()));
    let groups = (late.len() / GROUP_MIN).clamp(1, GROUPS_MAX);
    let mut pools = HashMap::new();
    for group in late.chunks(late.len().div_ceil(groups).max(1)) {
        let made_on = |from: NaiveDate, to: NaiveDate| -> Vec<Forecast> {
            group.iter().filter_map(|(_, one, _)| one.forecast(from, to, [])).collect()
        };
        let of = |day: NaiveDate| {
            let week = day.checked_add_days(Days::new(6)).unwrap_or(day);
            Pools { days: Pool::of(&made_on(day, day)), weeks: Pool::of_totals(&made_on(day, week)) }
        };
        let before = of(early);
        let enough = before.days.len() >= MISSES_MIN && !before.weeks.is_empty();
        let pool = Arc::new(if enough { before } else { of(until.checked_sub_days(Days::new(6)).unwrap_or(until)) });
        pools.extend(group.iter().map(|(code, ..)| (*code, pool.clone())));
    }
    pools
}
