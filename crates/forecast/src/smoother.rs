//! The library's exponential smoothing with a weekly rhythm, walked through a history and asked for a forecast at each stop.

use anofox_forecast::core::TimeSeries;
use anofox_forecast::models::exponential::{ETS, ETSSpec};
use anofox_forecast::models::{Forecaster, IncrementalForecaster};
use chrono::{DateTime, Duration, Utc};

use crate::history::Error;

/// The days of a week.
pub(crate) const WEEK: usize = 7;
/// The library needs two whole weeks to know a rhythm.
pub(crate) const RHYTHM_NEEDS: usize = 2 * WEEK;
/// How fast the level follows the sales, from hardly to hastily. A rate chosen by the horizon's own errors beats the rate that fits
/// tomorrow best, which is what maximum likelihood looks for.
pub(crate) const RATES: [f64; 5] = [0.01, 0.03, 0.1, 0.2, 0.4];
/// How fast the rhythm of the week follows.
const RHYTHM_RATE: f64 = 0.02;
/// The first weeks are read at once, so that a slow rate does not hang on the very first days.
const WARM_UP: usize = 8 * WEEK;

/// One rate's walk through a history.
pub(crate) struct Walk {
    /// For each stop, the days after it as far as the horizon.
    pub forecasts: Vec<Vec<f64>>,
    /// For each day, what came against what the day before it expected.
    pub misses: Vec<f64>,
}

/// Walks to each stop (a number of known days, rising, the first at least [`RHYTHM_NEEDS`]) and looks `horizon` days ahead.
pub(crate) fn walk(plain: &[f64], rate: f64, stops: &[usize], horizon: usize) -> Result<Walk, Error> {
    let gave_up = |error: anofox_forecast::error::ForecastError| Error::Library(error.to_string());
    let (level, rhythm) = start(&plain[..stops[0].min(WARM_UP)]);
    let mut model = ETS::with_params_and_states(ETSSpec::ana(), WEEK, rate, None, Some(RHYTHM_RATE), None, level, 0.0, rhythm);
    model.fit(&timed(&plain[..RHYTHM_NEEDS]).map_err(gave_up)?).map_err(gave_up)?;
    let mut known = RHYTHM_NEEDS;
    let mut forecasts = Vec::with_capacity(stops.len());
    for stop in stops {
        model.update(&plain[known..*stop]).map_err(gave_up)?;
        known = *stop;
        forecasts.push(model.predict(horizon).map_err(gave_up)?.primary().to_vec());
    }
    Ok(Walk { forecasts, misses: model.residuals().unwrap_or_default().to_vec() })
}

/// The level and the rhythm of whole weeks: their mean, and each weekday's distance from it.
fn start(plain: &[f64]) -> (f64, Vec<f64>) {
    let weeks = plain.len() / WEEK;
    let level = plain[..weeks * WEEK].iter().sum::<f64>() / (weeks * WEEK) as f64;
    let rhythm = (0..WEEK).map(|day| (0..weeks).map(|week| plain[WEEK * week + day]).sum::<f64>() / weeks as f64 - level);
    (level, rhythm.collect())
}

/// The library wants a time for each value and does not look at it.
fn timed(plain: &[f64]) -> anofox_forecast::error::Result<TimeSeries> {
    let times = (0..plain.len()).map(|day| DateTime::<Utc>::UNIX_EPOCH + Duration::days(day as i64)).collect();
    TimeSeries::univariate(times, plain.to_vec())
}
