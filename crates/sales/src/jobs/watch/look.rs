//! Looks over the last days of every site, channel, brand or shop: which of them left their forecast further than is put up with.

use super::pools::{Pools, pools};
use super::watched::{Watched, gather};
use crate::queries::{Asking, PAST_DAYS};
use crate::records::anomaly::{self, State};
use crate::records::watch::Model;
use crate::rules::alarm::{Heard, Run, rate, runs};
use chrono::{Days, NaiveDate};
use forecast::{Pool, Side};
use kernel::measure::Period;
use kernel::refusal::Outcome;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Days that are looked over again each night: facts come late and are corrected.
const DAYS: u64 = 7;
/// Days that are looked over at the most, where nobody looked for long.
const DAYS_MAX: u64 = 28;
/// Who sold nothing for so many days is not watched any more.
const ALIVE_DAYS: u64 = 14;
/// A day of a week that rang belongs to it from this part of the week's mean miss on.
const OF_THE_WEEK: f64 = 0.8;

/// What was found in one look.
pub struct Looked {
    pub days: Period,
    pub rang: Vec<Rang>,
    /// Codes and days that came near to ringing: what was found there before is not taken back.
    near: HashMap<String, BTreeSet<NaiveDate>>,
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
}

/// Looks over the last days, with what was found before and what people said of it.
pub async fn look(asking: &Asking<'_>, row: &Model, before: &[anomaly::Model]) -> Outcome<Option<Looked>> {
    let Some(until) = asking.until else { return Ok(None) };
    let back = |days: u64| until.checked_sub_days(Days::new(days)).unwrap_or(until);
    let not_seen = row.until_day.map_or(DAYS_MAX, |seen| u64::try_from((until - seen).num_days()).unwrap_or(0) + DAYS);
    let days = Period { from: back(not_seen.clamp(DAYS, DAYS_MAX) - 1), to: until };
    let mut all = gather(asking, row.level, Period { from: back(DAYS_MAX + PAST_DAYS), to: until }).await?;
    all.retain(|_, one| one.series.range(back(ALIVE_DAYS + days.days())..).any(|(_, sum)| !sum.is_zero()));
    let pools = pools(&all, back(DAYS_MAX + DAYS), until);
    let (mut rang, mut near) = (Vec::new(), HashMap::new());
    for (code, one) in &all {
        let Some(pools) = pools.get(code.as_str()) else { continue };
        let own: Vec<&anomaly::Model> = before.iter().filter(|found| found.code == *code).collect();
        let mut judging = Judging::of(one, pools, rate(row.rate(all.len()), heard(&own)), &own);
        days.each().for_each(|day| judging.judge(day));
        for run in runs(&judging.rang.iter().map(|(day, (side, _))| (*day, *side)).collect::<Vec<_>>()) {
            let chance = judging.rang.range(run.from..=run.to).map(|(_, (_, chance))| *chance).fold(1.0, f64::min);
            rang.push(Rang { code: code.clone(), site: one.site.clone(), run, once_in: (1.0 / chance).round() as i32 });
        }
        near.insert(code.clone(), judging.near);
    }
    Ok(Some(Looked { days, rang, near, all }))
}

/// What people said.
fn heard(own: &[&anomaly::Model]) -> Heard {
    let count = |state: State| own.iter().filter(|found| found.state == state).count() as u32;
    Heard { right: count(State::Right), wrong: count(State::Wrong) }
}

/// One of the watched while its days are judged, the earliest first.
struct Judging<'a> {
    one: &'a Watched,
    pools: &'a Pools,
    /// Half of what may ring is for days, the other half for weeks: a shop that sells a third less all week does on no day what
    /// is unheard of.
    rate: f64,
    /// Days that were found unusual before.
    known: BTreeSet<NaiveDate>,
    rang: BTreeMap<NaiveDate, (Side, f64)>,
    near: BTreeSet<NaiveDate>,
}

impl<'a> Judging<'a> {
    fn of(one: &'a Watched, pools: &'a Pools, allowed: f64, own: &[&anomaly::Model]) -> Self {
        let found = own.iter().filter(|found| !matches!(found.state, State::Wrong | State::Gone));
        let known = found.flat_map(|found| Period { from: found.from_day, to: found.to_day }.each()).collect();
        Self { one, pools, rate: allowed / 2.0, known, rang: BTreeMap::new(), near: BTreeSet::new() }
    }

    /// What is no lesson for a forecast made on the eve of a day: what was unusual does not teach what is to be expected, or a
    /// shop that stays shut would be usual on the third day.
    fn unlearnt(&self, day: NaiveDate) -> Vec<NaiveDate> {
        self.known.range(..day).chain(self.rang.range(..day).map(|(day, _)| day)).copied().collect()
    }

    fn judge(&mut self, day: NaiveDate) {
        let actual = |day: NaiveDate| self.one.actual(day).and_then(|sum| sum.to_f64());
        let Some(sold) = actual(day) else { return };
        let forecast = self.one.forecast(day, day, self.unlearnt(day));
        if let Some(score) = forecast.and_then(|forecast| self.pools.days.score(&forecast, 0, sold)) {
            self.note([day], score.side, score.chance, &self.pools.days);
        }
        let Some(first) = day.checked_sub_days(Days::new(6)) else { return };
        let week: Option<Vec<(NaiveDate, f64)>> = Period { from: first, to: day }.each().map(|day| Some((day, actual(day)?))).collect();
        let Some((week, forecast)) = week.zip(self.one.forecast(first, day, self.unlearnt(first))) else { return };
        let total: f64 = week.iter().map(|(_, sold)| sold).sum();
        let score = self.pools.weeks.score_total(&forecast, total);
        let least = (total - forecast.total.expected) / week.len() as f64 * OF_THE_WEEK;
        let days = week.into_iter().zip(&forecast.daily).filter(|((_, sold), of)| (sold - of.expected) / least >= 1.0);
        self.note(days.map(|((day, _), _)| day).collect::<Vec<_>>(), score.side, score.chance, &self.pools.weeks);
    }

    /// Notes days that rang or came near to it; what rang by itself keeps its own chance. What is further out than anything that was
    /// ever seen rings however few that is.
    fn note(&mut self, days: impl IntoIterator<Item = NaiveDate>, side: Side, chance: f64, pool: &Pool) {
        let rate = self.rate.max(2.0 / (pool.len() as f64 + 1.0));
        for day in days {
            if chance <= rate {
                self.rang.entry(day).or_insert((side, chance));
            }
            if chance <= 2.0 * rate {
                self.near.insert(day);
            }
        }
    }
}

impl Looked {
    /// How many were watched.
    pub fn watched(&self) -> usize {
        self.all.len()
    }

    /// What came and what was expected of a run; none where there is no forecast.
    pub fn size(&self, code: &str, from: NaiveDate, to: NaiveDate) -> Option<Size> {
        let one = self.all.get(code)?;
        let total = one.forecast(from, to, [])?.total;
        let actual = Period { from, to }.each().filter_map(|day| one.actual(day)).sum();
        Some(Size { actual, expected: total.expected, low: total.low, high: total.high })
    }

    /// Whether all days of what was found before were looked over again, and none of them is unusual any more.
    pub fn is_gone(&self, code: &str, from: NaiveDate, to: NaiveDate) -> bool {
        let near = self.near.get(code).into_iter().flatten().any(|day| (from..=to).contains(day));
        self.days.from <= from && to <= self.days.to && !near
    }
}
