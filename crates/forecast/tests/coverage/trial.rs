//! Forecasts made at many days of the past for the rest of each month, against what came and against what a shopkeeper would guess.

use chrono::{Datelike, NaiveDate};
use forecast::{Error, Forecast, History, Peers, forecast};

/// A series: its first day and what was sold on each.
pub struct Sales {
    pub first: NaiveDate,
    pub values: Vec<Option<f64>>,
}

/// The days of a month at whose end a forecast is asked for.
pub const ASKED_AFTER: [u32; 5] = [5, 10, 15, 20, 25];
pub const LEVEL: f64 = 0.8;

/// One question, its answer and what came.
pub struct Trial {
    pub answer: Forecast,
    pub horizon: usize,
    pub actual: f64,
    /// The open days of the horizon, by position, and what came on them.
    pub days: Vec<(usize, f64)>,
    /// The share of open days with sales before the question.
    pub busy: f64,
    /// Last week's days again, the mean of the last four same weekdays, and this month's pace as last year's, where there is one.
    pub guesses: [Option<f64>; 3],
}

/// What to ask, and with what help.
pub struct Plan<'a> {
    /// No question before this many days since the first sale.
    pub least: usize,
    /// Only so many days before the question are shown, to see how the young fare.
    pub shown: usize,
    /// The weight of each day, learnt from the days before the question.
    pub weights: &'a dyn Fn(NaiveDate, &[NaiveDate]) -> Vec<f64>,
    /// Similar series that lend their misses at a horizon, known only before the question.
    pub peers: &'a dyn Fn(NaiveDate, usize) -> Peers,
}

pub fn ordinary(_: NaiveDate, days: &[NaiveDate]) -> Vec<f64> {
    vec![1.0; days.len()]
}

pub fn alone(_: NaiveDate, _: usize) -> Peers {
    Peers::default()
}

/// Asks about one series after each of [`ASKED_AFTER`].
pub fn trials(sales: &Sales, plan: &Plan) -> Vec<Trial> {
    let Some(opening) = sales.values.iter().position(|value| value.is_some_and(|value| value > 0.0)) else { return Vec::new() };
    (opening + plan.least..sales.values.len()).filter_map(|at| trial(sales, plan, opening, at)).collect()
}

fn trial(sales: &Sales, plan: &Plan, opening: usize, at: usize) -> Option<Trial> {
    let day = |at: usize| crate::day(sales.first, at);
    if !ASKED_AFTER.contains(&day(at - 1).day()) {
        return None;
    }
    let horizon = day(at).num_days_in_month() as usize - day(at).day0() as usize;
    let coming = sales.values.get(at..at + horizon)?;
    let days: Vec<(usize, f64)> = coming.iter().enumerate().filter_map(|(day, value)| value.map(|value| (day, value))).collect();
    if days.is_empty() {
        return None;
    }
    let from = opening.max(at.saturating_sub(plan.shown));
    let mut weights = (plan.weights)(day(at), &(from..at + horizon).map(day).collect::<Vec<_>>());
    for (weight, value) in weights[at - from..].iter_mut().zip(coming) {
        // That a day will be closed is known beforehand: it is on the door.
        *weight = if value.is_some() { *weight } else { 0.0 };
    }
    let history = History { values: sales.values[from..at].to_vec(), weights };
    let answer = match forecast(&history, horizon, LEVEL, &(plan.peers)(day(at), horizon)) {
        Ok(answer) => answer,
        Err(Error::TooLittleHistory { .. }) => return None,
        Err(error) => panic!("{error}"),
    };
    let before: Vec<f64> = sales.values[opening..at].iter().flatten().copied().collect();
    let busy = before.iter().filter(|value| **value != 0.0).count() as f64 / before.len() as f64;
    let guesses = [weekdays(sales, at, &days, 1), weekdays(sales, at, &days, 4), last_year(sales, at, horizon)];
    Some(Trial { answer, horizon, actual: days.iter().map(|(_, value)| value).sum(), days, busy, guesses })
}

/// The mean of the last same weekdays, closed ones skipped.
fn weekdays(sales: &Sales, at: usize, days: &[(usize, f64)], weeks: usize) -> Option<f64> {
    let guess = |day: &usize| {
        let before: Vec<f64> = (0..weeks).filter_map(|week| sales.values[at - 7 + day % 7 - 7 * week]).collect();
        if before.is_empty() { 0.0 } else { before.iter().sum::<f64>() / before.len() as f64 }
    };
    (at >= 7 * weeks).then(|| days.iter().map(|(day, _)| guess(day)).sum())
}

/// What this month had so far, times what last year's rest was to last year's start of the month.
fn last_year(sales: &Sales, at: usize, horizon: usize) -> Option<f64> {
    let first = crate::day(sales.first, at);
    let start = at.checked_sub(first.day0() as usize)?;
    let sum = |from: usize, to: usize| sales.values[from..to].iter().flatten().sum::<f64>();
    let back = 365;
    let begun = start.checked_sub(back).map(|from| sum(from, at - back)).filter(|begun| *begun > 0.0)?;
    Some(sum(start, at) * sum(at - back, at - back + horizon) / begun)
}

/// How trials went together.
#[derive(Default, Clone)]
pub struct Tally {
    pub count: usize,
    pub held: usize,
    pub too_low: usize,
    pub sold: f64,
    pub missed: f64,
    pub bias: f64,
    pub width: f64,
    pub guessed: [(f64, f64); 3],
    pub days: usize,
    pub days_held: usize,
}

impl Tally {
    pub fn of<'a>(trials: impl IntoIterator<Item = &'a Trial>) -> Self {
        let mut tally = Self::default();
        for trial in trials {
            tally.add(trial);
        }
        tally
    }

    fn add(&mut self, trial: &Trial) {
        let total = trial.answer.total;
        let slack = 1e-9 * (1.0 + trial.actual.abs());
        self.count += 1;
        self.held += usize::from(trial.actual >= total.low - slack && trial.actual <= total.high + slack);
        self.too_low += usize::from(trial.actual > total.high + slack);
        self.sold += trial.actual;
        self.missed += (total.expected - trial.actual).abs();
        self.bias += total.expected - trial.actual;
        self.width += total.high - total.low;
        for (sum, guess) in self.guessed.iter_mut().zip(trial.guesses) {
            if let Some(guess) = guess {
                *sum = (sum.0 + (guess - trial.actual).abs(), sum.1 + trial.actual);
            }
        }
        for (day, actual) in &trial.days {
            let range = trial.answer.daily[*day];
            self.days += 1;
            self.days_held += usize::from(*actual >= range.low - slack && *actual <= range.high + slack);
        }
    }

    /// The share of intervals that held what came.
    pub fn coverage(&self) -> f64 {
        self.held as f64 / self.count as f64
    }
}
