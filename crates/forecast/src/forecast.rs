//! The forecast: each day to come, their total, and how far both may be off.

use crate::history::{Error, History, Series};
use crate::interval::{Misses, mostly_own, usual};
use crate::peers::Peers;
use crate::rehearsal::{rehearse, root_of_squares};
use crate::score::{DayScore, quantile, score};
use crate::smoother::RHYTHM_NEEDS;

/// Fewer open days than this say nothing.
const LEAST_DAYS: usize = 7;
/// Days that are forecast at most: beyond a quarter nobody has measured the intervals.
pub const LONGEST_HORIZON: usize = 92;
/// Fewer past days than this do not make an interval for a day; the noise alone does then.
const DAYS_THAT_RANK: usize = 30;

/// An expectation with its interval, in the unit of the history.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Range {
    pub expected: f64,
    pub low: f64,
    pub high: f64,
}

/// What came out, and on what ground it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Each day to come; a day of weight 0 has nothing.
    pub daily: Vec<Range>,
    /// The days to come together. Its interval is measured on totals: it is not the sum of the daily intervals, which would be far too wide.
    pub total: Range,
    /// On what it stands.
    pub basis: Basis,
    scales: Vec<f64>,
    misses: Vec<f64>,
    /// How far the total may stray, and by how many of that past totals of this length did, signed.
    reach: f64,
    totals: Vec<f64>,
}

/// What a reader must know to trust a forecast, or not to.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    pub method: Method,
    /// Open days since the first sale.
    pub open_days: usize,
    /// How many rehearsals of this horizon fit into the history side by side.
    pub windows: f64,
    pub calibration: Calibration,
}

/// How the level was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// Exponential smoothing with a weekly rhythm; the mean rate says how fast the level follows, from 0.01 (steady) to 0.4 (restless).
    Smoothing { rate: f64 },
    /// The mean of the few days there are.
    Mean,
    /// Nothing was ever sold, and nothing is expected.
    Silent,
}

/// Where the interval of the total comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calibration {
    /// Mostly from the series' own misses: the level holds as measured.
    Own,
    /// Own misses are few, and those of similar series count as much or more.
    Peers,
    /// Own misses are few, and the usual ones of shops stand in: a rough guess.
    Usual,
    /// There is no interval to speak of.
    Nothing,
}

/// Forecasts the next `horizon` days (1 to 92) with an interval that holds with chance `level` (0.5 to 0.99).
///
/// `peers` lend their misses where the own past is short; an empty [`Peers`] leaves it to what is usual.
/// The same question always has the same answer.
pub fn forecast(history: &History, horizon: usize, level: f64, peers: &Peers) -> Result<Forecast, Error> {
    if !(1..=LONGEST_HORIZON).contains(&horizon) {
        return Err(Error::BadHorizon { given: horizon, longest: LONGEST_HORIZON });
    }
    if !(0.5..=0.99).contains(&level) {
        return Err(Error::BadLevel(level));
    }
    let series = Series::of(history, horizon)?;
    let known_days = history.values.iter().flatten().count();
    if series.len() == 0 && known_days >= LEAST_DAYS {
        return Ok(silent(horizon, known_days));
    }
    if series.open < LEAST_DAYS {
        return Err(Error::TooLittleHistory { open: series.open, needed: LEAST_DAYS });
    }
    let borrowed = if peers.misses.is_empty() { usual(horizon).to_vec() } else { peers.lend(horizon, series.open) };
    let lent = if peers.misses.is_empty() { Calibration::Usual } else { Calibration::Peers };
    let ground = if series.open < RHYTHM_NEEDS { mean(&series, horizon, lent) } else { smoothed(&series, horizon, lent)? };
    Ok(ground.forecast(&series, level, &borrowed))
}

/// What the interval is laid around, and with what.
struct Ground {
    daily: Vec<f64>,
    scales: Vec<f64>,
    /// How much further the total strays than independent days would.
    stretch: f64,
    totals: Vec<f64>,
    days: Vec<f64>,
    basis: Basis,
}

fn smoothed(series: &Series, horizon: usize, lent: Calibration) -> Result<Ground, Error> {
    let rehearsed = rehearse(series, horizon)?;
    let calibration = if mostly_own(rehearsed.windows) { Calibration::Own } else { lent };
    let method = Method::Smoothing { rate: rehearsed.rate() };
    let basis = Basis { method, open_days: series.open, windows: rehearsed.windows, calibration };
    Ok(Ground { daily: rehearsed.daily, scales: rehearsed.scales, stretch: 1.0, totals: rehearsed.totals, days: rehearsed.days, basis })
}

/// A mean of n days misses the total of h more by the root of 1 + h / n more than its days alone would.
fn mean(series: &Series, horizon: usize, lent: Calibration) -> Ground {
    let known = series.len();
    let square: f64 = series.plain.iter().map(|day| (day - series.mean).powi(2)).sum();
    let noise = (square / (series.open - 1) as f64).sqrt();
    let weights = &series.weights[known..];
    let basis = Basis { method: Method::Mean, open_days: series.open, windows: 0.0, calibration: lent };
    Ground {
        daily: weights.iter().map(|weight| series.mean * weight).collect(),
        scales: weights.iter().map(|weight| noise * weight).collect(),
        stretch: (1.0 + horizon as f64 / series.open as f64).sqrt(),
        totals: Vec::new(),
        days: Vec::new(),
        basis,
    }
}

impl Ground {
    fn forecast(self, series: &Series, level: f64, borrowed: &[f64]) -> Forecast {
        let floor = if series.negative { f64::NEG_INFINITY } else { 0.0 };
        let around = |expected: f64, below: f64, above: f64| Range { expected, low: (expected + below).max(floor), high: expected + above };
        let reach = self.stretch * root_of_squares(self.scales.iter().copied());
        let size = reach * Misses::of(&self.totals, self.basis.windows, borrowed).within(level);
        let mut misses = self.days;
        misses.sort_by(f64::total_cmp);
        if misses.len() < DAYS_THAT_RANK {
            misses = usual(1).iter().flat_map(|size| [-size, *size]).collect();
            misses.sort_by(f64::total_cmp);
        }
        let (below, above) = (quantile(&misses, (1.0 - level) / 2.0), quantile(&misses, (1.0 + level) / 2.0));
        let daily = self.daily.iter().zip(&self.scales).map(|(day, scale)| around(*day, below.min(0.0) * scale, above.max(0.0) * scale));
        Forecast {
            daily: daily.collect(),
            total: around(self.daily.iter().sum(), -size, size),
            basis: self.basis,
            scales: self.scales,
            misses,
            reach,
            totals: self.totals,
        }
    }
}

fn silent(horizon: usize, open_days: usize) -> Forecast {
    Forecast {
        daily: vec![Range::default(); horizon],
        total: Range::default(),
        basis: Basis { method: Method::Silent, open_days, windows: 0.0, calibration: Calibration::Nothing },
        scales: vec![0.0; horizon],
        misses: vec![0.0; DAYS_THAT_RANK],
        reach: 0.0,
        totals: Vec::new(),
    }
}

impl Forecast {
    /// How unusual it is that day `day` (0 is the first to come) brought `actual`; `None` beyond the horizon.
    pub fn score(&self, day: usize, actual: f64) -> Option<DayScore> {
        Some(score(&self.misses, self.miss(day, actual)?))
    }

    /// How far the first day to come may stray, as a part of what is expected of it: endless where nothing is.
    pub fn restlessness(&self) -> f64 {
        self.daily.first().zip(self.scales.first()).map_or(f64::INFINITY, |(day, scale)| scale / day.expected.max(f64::MIN_POSITIVE))
    }

    /// By how much of its scale a day strayed; `None` beyond the horizon.
    fn miss(&self, day: usize, actual: f64) -> Option<f64> {
        Some(strayed(actual - self.daily.get(day)?.expected, self.scales[day]))
    }
}

/// A miss in units of its scale; where there is none, any miss is endless.
fn strayed(by: f64, scale: f64) -> f64 {
    match (scale > 0.0, by == 0.0) {
        (true, _) => by / scale,
        (false, true) => 0.0,
        (false, false) => by.signum() * f64::INFINITY,
    }
}

/// The past misses of many series that are watched together, each in units of its own scale.
///
/// One series has at most two hundred, which is too few to say what one day in a thousand looks like; the shops of a company
/// have tens of thousands. What is rung for below a chance then rings falsely on about that share of all their days.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pool {
    misses: Vec<f64>,
}

impl Pool {
    /// Gathers the misses of single days, of series that are long enough to have their own.
    pub fn of<'a>(forecasts: impl IntoIterator<Item = &'a Forecast>) -> Self {
        Self::gathered(forecasts, |found| &found.misses)
    }

    /// Gathers the misses of totals, all of forecasts of one length.
    pub fn of_totals<'a>(forecasts: impl IntoIterator<Item = &'a Forecast>) -> Self {
        Self::gathered(forecasts, |found| &found.totals)
    }

    fn gathered<'a>(forecasts: impl IntoIterator<Item = &'a Forecast>, of: fn(&Forecast) -> &[f64]) -> Self {
        let own = |found: &&Forecast| matches!(found.basis.method, Method::Smoothing { .. });
        let mut misses: Vec<f64> = forecasts.into_iter().filter(own).flat_map(|found| of(found).iter().copied()).collect();
        misses.sort_by(f64::total_cmp);
        Self { misses }
    }

    /// How unusual it is that all days of a forecast together brought `actual`, in a pool of totals.
    pub fn score_total(&self, found: &Forecast, actual: f64) -> DayScore {
        score(&self.misses, strayed(actual - found.total.expected, found.reach))
    }

    /// How many misses there are.
    pub fn len(&self) -> usize {
        self.misses.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.misses.is_empty()
    }

    /// How unusual it is that day `day` of a forecast brought `actual`, among all days of all; `None` beyond the horizon.
    pub fn score(&self, found: &Forecast, day: usize, actual: f64) -> Option<DayScore> {
        Some(score(&self.misses, found.miss(day, actual)?))
    }
}
