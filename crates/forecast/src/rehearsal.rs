//! Forecasts that could have been made in the past, held against what came: they choose the model and measure how far it misses.

use crate::history::{Error, Series};
use crate::smoother::{RATES, RHYTHM_NEEDS, Walk, walk};

/// More stops than this cost time and teach nothing: neighbouring stops miss together.
const MOST_STOPS: usize = 200;
/// The first rehearsal waits for this many days, or for a quarter of a long history.
const FIRST_STOP: usize = 28;
/// How decisively a better rate is preferred; 0 would be a plain mean of all, endless the best alone.
const DECISIVENESS: i32 = 8;
/// How the rates usually miss against each other, and how many independent looks that knowledge is worth.
const USUAL_MISSES: [f64; RATES.len()] = [1.0, 0.93, 0.93, 1.0, 1.15];
const USUAL_LOOKS: f64 = 2.0;
/// A series that sells on fewer of its days than this misses like a count does, by the root of its level; a steadier one by its level.
const STEADY: f64 = 0.8;
/// A day whose weight is no further from that of an ordinary day is one.
const ORDINARY: f64 = 0.02;
/// With fewer ordinary days the others must help to say what one may miss by.
const PLAIN_MIN: usize = 30;
/// No day's scale falls below this share of the usual one.
const LEAST_SCALE: f64 = 0.1;

/// What the rehearsals taught, and the forecast itself.
pub(crate) struct Rehearsed {
    /// The days to come, in ordinary days times their weight.
    pub daily: Vec<f64>,
    /// How far each day may stray; the total strays by the root of their squares where days miss independently.
    pub scales: Vec<f64>,
    /// The misses of the totals in units of that scale, one for each rehearsal.
    pub totals: Vec<f64>,
    /// The misses of single days in units of their scale, signed.
    pub days: Vec<f64>,
    /// How many rehearsals would fit side by side without overlap: as many independent looks there were.
    pub windows: f64,
    /// The share each of [`RATES`] has in the forecast.
    pub shares: [f64; RATES.len()],
}

/// Rehearses a series of at least [`RHYTHM_NEEDS`](crate::smoother::RHYTHM_NEEDS) days and forecasts it.
pub(crate) fn rehearse(series: &Series, horizon: usize) -> Result<Rehearsed, Error> {
    let known = series.len();
    let step = (horizon / 3).max(1);
    let stops = stops(known, horizon, step);
    let walks = RATES
        .iter()
        .map(|rate| walk(&series.plain, *rate, &[stops.as_slice(), &[known]].concat(), horizon))
        .collect::<Result<Vec<Walk>, Error>>()?;
    let windows: Vec<Window> = stops.iter().enumerate().filter_map(|(at, stop)| Window::at(series, &walks, at, *stop, horizon)).collect();
    let looks = (windows.len() * step) as f64 / horizon as f64;
    let shares = shares(&windows, looks);
    let ruler = Ruler::of(series, &walks, &shares);

    let ahead: Vec<Vec<f64>> =
        walks.iter().map(|walk| weighted(&walk.forecasts[stops.len()], &series.weights[known..], series.negative)).collect();
    let daily = blend(&ahead, &shares);
    let scales =
        daily.iter().zip(&series.weights[known..]).map(|(day, weight)| if *weight > 0.0 { ruler.scale(*day) } else { 0.0 }).collect();
    let mut totals = Vec::with_capacity(windows.len());
    let (mut days, mut plain) = (Vec::new(), Vec::new());
    for window in &windows {
        let expected = blend(&window.forecasts, &shares);
        let reach = root_of_squares(expected.iter().map(|day| ruler.scale(*day)));
        totals.push(ratio(window.actual.iter().sum::<f64>() - expected.iter().sum::<f64>(), reach));
        for ((actual, day), ordinary) in window.actual.iter().zip(&expected).zip(&window.ordinary) {
            let miss = ratio(actual - day, ruler.scale(*day));
            days.push(miss);
            plain.extend(ordinary.then_some(miss));
        }
    }
    // What a festival was missed by says nothing of an ordinary day.
    let asks_ordinary = series.weights[known..].iter().all(|weight| is_ordinary(*weight));
    let days = if asks_ordinary && plain.len() >= PLAIN_MIN { plain } else { days };
    Ok(Rehearsed { daily, scales, totals, days, windows: looks, shares })
}

impl Rehearsed {
    /// The mean of the rates by their shares.
    pub fn rate(&self) -> f64 {
        RATES.iter().zip(self.shares).map(|(rate, share)| rate * share).sum()
    }
}

/// From the last possible stop back in steps, as far as there is enough before it.
fn stops(known: usize, horizon: usize, step: usize) -> Vec<usize> {
    let first = if known >= 2 * FIRST_STOP { FIRST_STOP.max(known / 4) } else { RHYTHM_NEEDS };
    let mut stops: Vec<usize> = (first..=known.saturating_sub(horizon)).rev().step_by(step).take(MOST_STOPS).collect();
    stops.reverse();
    stops
}

/// One rehearsal: the open days of one horizon, what came and what each rate expected.
struct Window {
    actual: Vec<f64>,
    /// Whether the calendar makes each of these days an ordinary one.
    ordinary: Vec<bool>,
    forecasts: Vec<Vec<f64>>,
}

impl Window {
    /// `None` where half of the days or more were closed: such a stretch teaches nothing about an open one.
    fn at(series: &Series, walks: &[Walk], at: usize, stop: usize, horizon: usize) -> Option<Self> {
        let open: Vec<usize> = (0..horizon).filter(|day| series.actual[stop + day].is_some() && series.weights[stop + day] > 0.0).collect();
        if 2 * open.len() <= horizon {
            return None;
        }
        let weights = &series.weights[stop..stop + horizon];
        let forecasts = walks.iter().map(|walk| {
            let days = weighted(&walk.forecasts[at], weights, series.negative);
            open.iter().map(|day| days[*day]).collect()
        });
        let actual = open.iter().filter_map(|day| series.actual[stop + day]).collect();
        let ordinary = open.iter().map(|day| is_ordinary(weights[*day])).collect();
        Some(Self { actual, ordinary, forecasts: forecasts.collect() })
    }
}

/// Whether a day is worth about as much as any other of its weekday.
fn is_ordinary(weight: f64) -> bool {
    (weight - 1.0).abs() <= ORDINARY
}

/// Puts the calendar back. Where nothing was ever below zero, nothing will be.
fn weighted(plain: &[f64], weights: &[f64], negative: bool) -> Vec<f64> {
    plain.iter().zip(weights).map(|(day, weight)| if negative { day * weight } else { (day * weight).max(0.0) }).collect()
}

/// Each rate's share: the smaller its mean miss of the totals, the larger. Few own windows lean on what is usual.
fn shares(windows: &[Window], looks: f64) -> [f64; RATES.len()] {
    let misses: Vec<f64> = (0..RATES.len())
        .map(|rate| windows.iter().map(|w| (w.actual.iter().sum::<f64>() - w.forecasts[rate].iter().sum::<f64>()).abs()).sum())
        .collect();
    let mean = misses.iter().sum::<f64>() / RATES.len() as f64;
    let mut shares = [0.0; RATES.len()];
    for (rate, share) in shares.iter_mut().enumerate() {
        let relative =
            (looks * if mean > 0.0 { misses[rate] / mean } else { 1.0 } + USUAL_LOOKS * USUAL_MISSES[rate]) / (looks + USUAL_LOOKS);
        *share = relative.powi(-DECISIVENESS);
    }
    let all: f64 = shares.iter().sum();
    shares.map(|share| share / all)
}

fn blend(forecasts: &[Vec<f64>], shares: &[f64]) -> Vec<f64> {
    let days = forecasts[0].len();
    (0..days).map(|day| forecasts.iter().zip(shares).map(|(forecast, share)| forecast[day] * share).sum()).collect()
}

/// How far a day of a given size is expected to stray.
struct Ruler {
    noise: f64,
    mean: f64,
    power: f64,
}

impl Ruler {
    /// The noise is the root mean square of the one-day misses, which the rhythm's seven figures have made a little too small.
    fn of(series: &Series, walks: &[Walk], shares: &[f64]) -> Self {
        let days = series.len();
        let square: f64 = (0..days).map(|day| walks.iter().zip(shares).map(|(w, share)| w.misses[day] * share).sum::<f64>().powi(2)).sum();
        let noise = (square / days.saturating_sub(8).max(1) as f64).sqrt();
        Self { noise, mean: series.mean.abs(), power: if series.busy >= STEADY { 1.0 } else { 0.5 } }
    }

    fn scale(&self, day: f64) -> f64 {
        self.noise * ratio(day.abs(), self.mean).powf(self.power).max(LEAST_SCALE)
    }
}

/// The scale of a total whose days stray independently.
pub(crate) fn root_of_squares(scales: impl Iterator<Item = f64>) -> f64 {
    scales.map(|scale| scale * scale).sum::<f64>().sqrt()
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
