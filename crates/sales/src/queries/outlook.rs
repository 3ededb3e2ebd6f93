//! Where a period will end: what is done, and a forecast of the days to come with an interval that holds four times in five.

use super::asking::Series;
use super::rhythm::Rhythm;
use crate::rules::standing::Standing;
use chrono::{Days, NaiveDate};
use forecast::{Calibration, Error, History, LONGEST_HORIZON, Peers, forecast};
use kernel::fixed::round_half_up;
use kernel::measure::Period;
use kernel::text::{Text, text};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

/// How often an interval holds: four times in five.
pub const LEVEL: f64 = 0.8;

/// The days that a forecast of single days and weeks learns from: a year and what is left of the month before.
pub const PAST_DAYS: u64 = 420;

/// Whether the target will be reached, by the interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Even the low end of the interval reaches it.
    Likely,
    /// It lies inside the interval.
    Open,
    /// Even the high end falls short of it.
    Unlikely,
}

/// Where the interval comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// Measured on its own past.
    Own,
    /// Measured on similar ones, for its own past is short.
    Peers,
    /// What is usual for shops: a rough guess.
    Usual,
    /// No interval: the period ends as it went so far.
    Pace,
}

/// Where a period will end; statistics, rounded to the decimals of the measure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Outlook {
    pub expected: Decimal,
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    /// Expected ÷ target.
    pub share: Option<Decimal>,
    pub reach: Option<Reach>,
    pub ground: Interval,
    pub note: Option<Text>,
    /// What each day to come is expected to bring, the first one after the last day of data.
    #[serde(skip)]
    pub daily: Vec<Decimal>,
}

/// What is known of a series: its sums, and the days on which its doors were open.
pub struct Known<'a> {
    pub series: &'a Series,
    /// A day with facts here and none in the series sold nothing; a day with none in either was closed.
    pub open: &'a Series,
    pub until: NaiveDate,
}

impl Known<'_> {
    /// The history that a forecast learns from, up to the end of a period.
    pub fn history(&self, rhythm: &Rhythm, to: NaiveDate) -> History {
        let first = self.series.keys().next().copied().unwrap_or(self.until);
        let days = |from: NaiveDate, to: NaiveDate| Period { from, to }.each();
        let sold = |day: NaiveDate| match self.series.get(&day) {
            Some(sum) => sum.to_f64(),
            None => self.open.contains_key(&day).then_some(0.0),
        };
        History { values: days(first, self.until).map(sold).collect(), weights: days(first, to).map(|day| rhythm.festival(day)).collect() }
    }
}

/// Where a period will end, or why nothing is said.
pub fn outlook(
    known: &Known<'_>,
    rhythm: &Rhythm,
    period: Period,
    standing: &Standing,
    peers: &Peers,
    decimals: u32,
) -> Result<Outlook, Text> {
    let left = (period.to - known.until).num_days();
    if left <= 0 {
        return Err(text("期间已结束", "The period is over"));
    }
    if known.until.checked_add_days(Days::new(1)).is_none_or(|next| next < period.from) {
        return Err(text("期间尚未开始", "The period has not begun"));
    }
    let done = standing.done.unwrap_or_default();
    let horizon = usize::try_from(left).unwrap_or(usize::MAX);
    if horizon > LONGEST_HORIZON {
        return by_pace(standing, done, decimals);
    }
    let found = forecast(&known.history(rhythm, period.to), horizon, LEVEL, peers).map_err(|error| no_forecast(&error))?;
    let number = |value: f64| Decimal::from_f64_retain(value).map(|value| round_half_up(value, decimals)).unwrap_or_default();
    let (expected, low, high) = (done + number(found.total.expected), done + number(found.total.low), done + number(found.total.high));
    let ground = match found.basis.calibration {
        Calibration::Own => Interval::Own,
        Calibration::Peers => Interval::Peers,
        Calibration::Usual | Calibration::Nothing => Interval::Usual,
    };
    let rough = text("历史太短，区间只是粗略估计", "There is little past; the interval is a rough guess");
    Ok(Outlook {
        expected,
        low: Some(low),
        high: Some(high),
        share: share(expected, standing.target),
        reach: standing.target.map(|target| reach(target, low, high)),
        ground,
        note: (ground == Interval::Usual).then_some(rough),
        daily: found.daily.iter().map(|day| number(day.expected)).collect(),
    })
}

fn reach(target: Decimal, low: Decimal, high: Decimal) -> Reach {
    match () {
        () if low >= target => Reach::Likely,
        () if high < target => Reach::Unlikely,
        () => Reach::Open,
    }
}

fn share(expected: Decimal, target: Option<Decimal>) -> Option<Decimal> {
    expected.checked_div(target?).map(|share| round_half_up(share, 6))
}

/// A long rest: it is taken to go on as it went, and nobody has measured how far that is off.
fn by_pace(standing: &Standing, done: Decimal, decimals: u32) -> Result<Outlook, Text> {
    let far = || {
        text(
            format!("距期末超过 {LONGEST_HORIZON} 天，按目前进度推算，没有区间"),
            format!("More than {LONGEST_HORIZON} days are left: reckoned by the pace so far, without an interval"),
        )
    };
    let rest = standing.target.zip(standing.due).map(|(target, due)| target - due);
    let coming = rest.zip(standing.pace).and_then(|(rest, pace)| rest.checked_mul(pace)?.checked_add(done));
    let expected = round_half_up(coming.ok_or_else(far)?, decimals);
    let share = share(expected, standing.target);
    Ok(Outlook { expected, low: None, high: None, share, reach: None, ground: Interval::Pace, note: Some(far()), daily: Vec::new() })
}

/// Why there is no forecast.
pub fn no_forecast(error: &Error) -> Text {
    match error {
        Error::TooLittleHistory { open, needed } => text(
            format!("只有 {open} 天有数据，至少 {needed} 天才能预测"),
            format!("There are figures of {open} days only; a forecast needs {needed}"),
        ),
        Error::BadHorizon { longest, .. } => {
            text(format!("预测最多 {longest} 天，期间太长"), format!("A forecast reaches {longest} days at most; the period is too long"))
        }
        _ => text("无法预测", "No forecast is possible"),
    }
}
