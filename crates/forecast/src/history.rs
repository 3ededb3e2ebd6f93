//! The days that are known and the days that are asked for, each with the weight the calendar gives it.

use thiserror::Error;

/// Below this weight a day says too little about the level to be divided by its weight.
const WEIGHT_THAT_SPEAKS: f64 = 0.25;

/// Why nothing can be said.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Error {
    #[error("a forecast needs at least {needed} open days since the first sale, and there are {open}")]
    TooLittleHistory { open: usize, needed: usize },
    #[error("there must be one weight for each known day and each day to come: {expected}, not {given}")]
    WeightsDoNotMatch { expected: usize, given: usize },
    #[error("weight {index} is {weight}: a weight is a finite number from 0")]
    BadWeight { index: usize, weight: f64 },
    #[error("the value of day {index} is not a finite number")]
    BadValue { index: usize },
    #[error("the horizon must be 1 to {longest} days, not {given}")]
    BadHorizon { given: usize, longest: usize },
    #[error("the level must lie between 0.5 and 0.99, not at {0}")]
    BadLevel(f64),
    #[error("the forecasting library gave up: {0}")]
    Library(String),
}

/// Daily sales in any unit, oldest day first and without gaps: the weekly rhythm goes by position, seven by seven.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// What was sold on each day; `None` is a day that was closed or is not known, which is not the same as nothing sold.
    /// Days before the first sale are left out. Where a series has ended, give the days to come the weight 0.
    pub values: Vec<Option<f64>>,
    /// How much of an ordinary day each day is worth by the calendar, for the known days and then for the days to come: 1 is ordinary,
    /// 1.8 a festival's eve, 0 a day on which the doors stay shut. The rhythm of the week is learnt from the values and must not be in here.
    pub weights: Vec<f64>,
}

impl History {
    /// A history without a calendar: every day, known or to come, is ordinary.
    pub fn ordinary(values: Vec<Option<f64>>, horizon: usize) -> Self {
        let weights = vec![1.0; values.len() + horizon];
        Self { values, weights }
    }
}

/// A checked history from the first sale on, with the calendar taken out and the closed days filled.
pub(crate) struct Series {
    /// What was sold; `None` where the doors were shut.
    pub actual: Vec<Option<f64>>,
    /// The same in ordinary days, without holes, for the smoother to walk over.
    pub plain: Vec<f64>,
    /// The weights of the known days and of the days to come.
    pub weights: Vec<f64>,
    /// How many days really speak.
    pub open: usize,
    /// The mean of the open days in ordinary days.
    pub mean: f64,
    /// Whether anything was ever below zero, as returns can make it.
    pub negative: bool,
    /// The share of the open days on which something was sold.
    pub busy: f64,
}

impl Series {
    /// Checks a history, and drops the days before the first sale: the shop was not there yet.
    pub fn of(history: &History, horizon: usize) -> Result<Self, Error> {
        let expected = history.values.len() + horizon;
        if history.weights.len() != expected {
            return Err(Error::WeightsDoNotMatch { expected, given: history.weights.len() });
        }
        if let Some((index, weight)) = history.weights.iter().enumerate().find(|(_, weight)| !weight.is_finite() || **weight < 0.0) {
            return Err(Error::BadWeight { index, weight: *weight });
        }
        if let Some(index) = history.values.iter().position(|value| value.is_some_and(|value| !value.is_finite())) {
            return Err(Error::BadValue { index });
        }
        let first = history.values.iter().position(|value| value.is_some_and(|value| value != 0.0)).unwrap_or(history.values.len());
        let actual = history.values[first..].to_vec();
        let weights = history.weights[first..].to_vec();
        let speaking: Vec<f64> = actual.iter().zip(&weights).filter_map(|(value, weight)| ordinary(*value, *weight)).collect();
        let open = speaking.len();
        let mean = if open == 0 { 0.0 } else { speaking.iter().sum::<f64>() / open as f64 };
        let busy = speaking.iter().filter(|value| **value != 0.0).count() as f64 / open.max(1) as f64;
        let negative = speaking.iter().any(|value| *value < 0.0);
        Ok(Self { plain: filled(&actual, &weights, mean), actual, weights, open, mean, negative, busy })
    }

    /// How many days are known.
    pub fn len(&self) -> usize {
        self.actual.len()
    }
}

fn ordinary(value: Option<f64>, weight: f64) -> Option<f64> {
    value.filter(|_| weight >= WEIGHT_THAT_SPEAKS).map(|value| value / weight)
}

/// A hole takes the mean of up to four same weekdays before it. Only the past is used, so that a rehearsal never sees its own future.
fn filled(actual: &[Option<f64>], weights: &[f64], mean: f64) -> Vec<f64> {
    let mut plain: Vec<f64> = Vec::with_capacity(actual.len());
    for (day, (value, weight)) in actual.iter().zip(weights).enumerate() {
        let before: Vec<f64> = (1..=4).filter_map(|weeks| day.checked_sub(7 * weeks).map(|day| plain[day])).collect();
        let guess = if before.is_empty() { mean } else { before.iter().sum::<f64>() / before.len() as f64 };
        plain.push(ordinary(*value, *weight).unwrap_or(guess));
    }
    plain
}
