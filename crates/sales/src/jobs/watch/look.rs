//! Looks over the last days of every site, channel, brand or shop: which of them left their forecast further than is put up with.

use crate::queries::{Asking, PAST_DAYS, Past, Rhythm, Series};
use crate::records::watch::{Level, Model};
use crate::rules::alarm::{Heard, Run, rate, runs};
use chrono::{Datelike, Days, NaiveDate};
use forecast::{Forecast, Peers, Pool, Side, forecast};
use kernel::measure::{Period, Where};
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Days that are looked over again each night: facts come late and are corrected.
const DAYS: u64 = 7;
/// Days that are looked over at the most, where nobody looked for long.
const DAYS_MAX: u64 = 28;
/// Who sold nothing for so many days is not watched any more.
const ALIVE_DAYS: u64 = 14;
/// Past misses that say what is usual; with fewer, what came since must help.
const MISSES_MIN: usize = 200;
/// How often the interval that is shown holds.
const LEVEL: f64 = 0.8;

/// What was found in one look.
pub struct Looked {
    pub days: Period,
    pub rang: Vec<Rang>,
    /// Codes and days that came near to ringing: what was found there before is not taken back.
    near: HashMap<String, Vec<NaiveDate>>,
    all: BTreeMap<String, Watched>,
}

/// A run of days that rang.
#[derive(Clone, Debug)]
pub struct Rang {
    pub code: String,
    /// The code of the site that it lies at, if it is one.
    pub site: Option<String>,
    pub run: Run,
    /// Of so many ordinary days one is like the rarest of the run.
    pub once_in: i32,
}

/// What came and what was forecast on the day before.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub actual: Decimal,
    pub expected: f64,
    pub low: f64,
    pub high: f64,
}

impl Size {
    pub fn strayed(&self) -> f64 {
        (self.actual.to_f64().unwrap_or(0.0) - self.expected).abs()
    }

    pub fn is_above(&self) -> bool {
        self.actual.to_f64().unwrap_or(0.0) > self.expected
    }

    /// By how many percent of the forecast it strayed.
    pub fn percent(&self) -> Option<f64> {
        (self.expected > 0.0).then(|| self.strayed() / self.expected * 100.0)
    }
}

struct Watched {
    site: Option<String>,
    series: Series,
    /// The days on which it could have sold.
    open: Arc<Series>,
    rhythm: Rhythm,
}

impl Watched {
    /// The forecast of the eve, of which some days are no lesson.
    fn forecast(&self, from: NaiveDate, to: NaiveDate, without: impl Iterator<Item = NaiveDate>) -> Option<Forecast> {
        let eve = from.pred_opt()?;
        let begin = eve.checked_sub_days(Days::new(PAST_DAYS - 1))?;
        let series: Series = self.series.range(begin..=eve).map(|(day, sum)| (*day, *sum)).collect();
        let mut history = Past { series: &series, open: &self.open, until: eve }.history(&self.rhythm, to);
        let first = *series.keys().next()?;
        for day in without {
            if let Some(value) = usize::try_from((day - first).num_days()).ok().and_then(|at| history.values.get_mut(at)) {
                *value = None;
            }
        }
        let horizon = usize::try_from((to - from).num_days() + 1).ok()?;
        forecast(&history, horizon, LEVEL, &Peers::default()).ok()
    }

    /// What came on a day; nothing where it could have sold and did not, none where the doors were shut.
    fn actual(&self, day: NaiveDate) -> Option<Decimal> {
        self.series.get(&day).copied().or_else(|| self.open.contains_key(&day).then_some(Decimal::ZERO))
    }
}

/// Looks over the last days, with what people said of earlier alarms by code.
pub async fn look(asking: &Asking<'_>, row: &Model, heard: &HashMap<String, Heard>) -> Outcome<Option<Looked>> {
    let Some(until) = asking.until else { return Ok(None) };
    let back = |days: u64| until.checked_sub_days(Days::new(days)).unwrap_or(until);
    let not_seen = row.until_day.map_or(DAYS_MAX, |seen| u64::try_from((until - seen).num_days()).unwrap_or(0) + DAYS);
    let days = Period { from: back(not_seen.clamp(DAYS, DAYS_MAX) - 1), to: until };
    let mut all = gather(asking, row.level, Period { from: back(DAYS_MAX + PAST_DAYS), to: until }).await?;
    all.retain(|_, one| one.series.range(back(ALIVE_DAYS + days.days())..).any(|(_, sum)| !sum.is_zero()));
    // The past misses before the first day that may be looked over: what is unusual now must not teach what is usual, and two
    // looks on one night must see with the same eyes.
    let pool = [back(DAYS_MAX - 1), until]
        .map(|day| Pool::of(&all.values().filter_map(|one| one.forecast(day, day, std::iter::empty())).collect::<Vec<Forecast>>()));
    let pool = pool.iter().find(|pool| pool.len() >= MISSES_MIN).unwrap_or(&pool[1]);
    let (mut rang, mut near) = (Vec::new(), HashMap::<String, Vec<NaiveDate>>::new());
    for (code, one) in &all {
        let rate = rate(row.rate(all.len()), heard.get(code).copied().unwrap_or_default());
        let mut unusual: Vec<(NaiveDate, Side, f64)> = Vec::new();
        for day in days.from.iter_days().take_while(|day| *day <= until) {
            let Some(actual) = one.actual(day).and_then(|sum| sum.to_f64()) else { continue };
            // What was unusual does not teach what is to be expected, or a shop that stays shut would be usual on the third day.
            let forecast = one.forecast(day, day, unusual.iter().map(|(day, ..)| *day));
            let Some(score) = forecast.and_then(|forecast| pool.score(&forecast, 0, actual)) else { continue };
            if score.chance <= rate {
                unusual.push((day, score.side, score.chance));
            }
            if score.chance <= 2.0 * rate {
                near.entry(code.clone()).or_default().push(day);
            }
        }
        let days = unusual;
        for run in runs(&days.iter().map(|(day, side, _)| (*day, *side)).collect::<Vec<_>>()) {
            let chance = days.iter().filter(|(day, ..)| (run.from..=run.to).contains(day)).map(|(.., chance)| *chance).fold(1.0, f64::min);
            rang.push(Rang { code: code.clone(), site: one.site.clone(), run, once_in: (1.0 / chance).round() as i32 });
        }
    }
    Ok(Some(Looked { days, rang, near, all }))
}

impl Looked {
    /// How many were watched.
    pub fn watched(&self) -> usize {
        self.all.len()
    }

    /// What came and what was expected of a run; none where there is no forecast.
    pub fn size(&self, code: &str, from: NaiveDate, to: NaiveDate) -> Option<Size> {
        let one = self.all.get(code)?;
        let total = one.forecast(from, to, std::iter::empty())?.total;
        let actual = from.iter_days().take_while(|day| *day <= to).filter_map(|day| one.actual(day)).sum();
        Some(Size { actual, expected: total.expected, low: total.low, high: total.high })
    }

    /// Whether all days of what was found before were looked over again, and none of them is unusual any more.
    pub fn is_gone(&self, code: &str, from: NaiveDate, to: NaiveDate) -> bool {
        let near = self.near.get(code).into_iter().flatten().any(|day| (from..=to).contains(day));
        self.days.from <= from && to <= self.days.to && !near
    }
}

/// The days of everything at a level.
async fn gather(asking: &Asking<'_>, level: Level, period: Period) -> Outcome<BTreeMap<String, Watched>> {
    let year = period.to.year();
    let dims: &[&str] = match level {
        Level::Shop => &["site", "shop"],
        Level::Site => &["site"],
        Level::Channel => &["channel"],
        Level::Brand => &["brand"],
    };
    let (rhythm, rhythms) = Rhythm::by(asking, year, dims[0], &Where::new()).await?;
    let company = Arc::new(asking.days(period, &Where::new()).await?);
    let sites: BTreeMap<String, Arc<Series>> = if level == Level::Shop {
        let by_site = asking.days_by(period, &["site"], &Where::new()).await?;
        by_site.into_iter().filter_map(|(keys, series)| Some((keys.into_iter().next()?, Arc::new(series)))).collect()
    } else {
        BTreeMap::new()
    };
    let watched = |(keys, series): (Vec<String>, Series)| {
        let (first, code) = (keys.first()?.clone(), keys.last()?.clone());
        let site = matches!(level, Level::Shop | Level::Site).then(|| first.clone());
        let open = sites.get(&first).unwrap_or(&company).clone();
        let rhythm = rhythms.get(&first).unwrap_or(&rhythm).clone();
        Some((code, Watched { site, series, open, rhythm }))
    };
    Ok(asking.days_by(period, dims, &Where::new()).await?.into_iter().filter_map(watched).collect())
}
