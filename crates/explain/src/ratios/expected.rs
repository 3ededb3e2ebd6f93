//! What ratio each row was to be expected to have, from what was seen before.
//!
//! A row of a few events says little about its own rate, so it is drawn towards what its attributes say, one by one and
//! in pairs (logistic regression), the more so the less it saw and the more alike the rows are otherwise (empirical
//! Bayes; Robbins 1956). Were it drawn towards the rate of all, every weak shop would seem to fall.

use super::likelihood::likelihood;
use crate::cells::Cells;
use std::collections::HashMap;

/// A rate is never known to be nothing or everything: one event in ten thousand may always be otherwise.
const RATE_MIN: f64 = 0.0001;

/// How much of what its attributes say a row is given, in events; what fits best is used.
const PRIOR: [f64; 4] = [3.0, 10.0, 30.0, 100.0];

/// Sweeps over the attributes; what changes after these is far below the luck in the rows.
const SWEEPS: usize = 8;

/// The nearest chance that there can be.
pub fn possible(rate: f64) -> f64 {
    rate.clamp(RATE_MIN, 1.0 - RATE_MIN)
}

/// The rate of each row, and how many events it was learnt from.
pub fn expect(cells: &Cells, part: &[f64], whole: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let said = by_attribute(cells, part, whole);
    let rows = || part.iter().zip(whole).zip(&said);
    let fit = |prior: &f64| rows().map(|((part, whole), said)| likelihood(*part, *whole, *said, *prior)).sum::<f64>();
    let fits = PRIOR.map(|prior| (fit(&prior), prior));
    let (_, prior) = fits.into_iter().max_by(|one, other| one.0.total_cmp(&other.0)).expect("several priors");
    let rates = rows().map(|((part, whole), said)| possible((part + prior * said) / (whole + prior))).collect();
    (rates, whole.iter().map(|whole| whole + prior).collect())
}

/// Odds of all, times a factor for each value of an attribute, times a factor for each pair of values.
fn by_attribute(cells: &Cells, part: &[f64], whole: &[f64]) -> Vec<f64> {
    let overall = possible(part.iter().sum::<f64>() / whole.iter().sum::<f64>());
    let mut odds = vec![overall / (1.0 - overall); part.len()];
    let varied: Vec<&Vec<u32>> = cells.codes.iter().filter(|codes| codes.iter().any(|code| *code != codes[0])).collect();
    let mut factors: Vec<Factor> = varied.iter().map(|codes| Factor::new(codes.iter().map(|code| (*code, 0)))).collect();
    sweep(&mut factors, part, whole, &mut odds);
    for (index, one) in varied.iter().enumerate() {
        for other in &varied[index + 1..] {
            factors.push(Factor::new(one.iter().copied().zip(other.iter().copied())));
        }
    }
    sweep(&mut factors, part, whole, &mut odds);
    odds.into_iter().map(|odds| possible(odds / (1.0 + odds))).collect()
}

fn sweep(factors: &mut [Factor], part: &[f64], whole: &[f64], odds: &mut [f64]) {
    for _ in 0..SWEEPS {
        factors.iter_mut().for_each(|factor| factor.step(part, whole, odds));
    }
}

/// What the values of one attribute, or pairs of values of two, do to the odds.
struct Factor {
    /// Which value or pair each row has.
    group: Vec<usize>,
    /// Logarithm of the factor of each.
    logs: Vec<f64>,
    /// How far apart the logarithms are, as a variance; unknown before the first step.
    spread: Option<f64>,
}

impl Factor {
    fn new(keys: impl Iterator<Item = (u32, u32)>) -> Factor {
        let mut known = HashMap::new();
        let mut number = |key| {
            let next = known.len();
            *known.entry(key).or_insert(next)
        };
        let group: Vec<usize> = keys.map(&mut number).collect();
        Factor { group, logs: vec![0.0; known.len()], spread: None }
    }

    /// Newton's step, drawn back towards no factor the less the groups differ.
    fn step(&mut self, part: &[f64], whole: &[f64], odds: &mut [f64]) {
        let mut sums = vec![(0.0, 0.0); self.logs.len()];
        for (row, group) in self.group.iter().enumerate() {
            let rate = odds[row] / (1.0 + odds[row]);
            let (missing, variance) = &mut sums[*group];
            *missing += part[row] - whole[row] * rate;
            *variance += whole[row] * rate * (1.0 - rate);
        }
        let spread = *self.spread.get_or_insert_with(|| spread(&sums));
        if spread == 0.0 {
            return;
        }
        let mut step = |((missing, variance), log): (&(f64, f64), &mut f64)| {
            let step = ((missing - *log / spread) / (variance + 1.0 / spread)).clamp(-1.0, 1.0);
            *log += step;
            step.exp()
        };
        let factors: Vec<f64> = sums.iter().zip(&mut self.logs).map(&mut step).collect();
        self.group.iter().zip(odds).for_each(|(group, odds)| *odds *= factors[*group]);
    }
}

/// How much groups differ beyond luck: the moment estimate of DerSimonian and Laird (1986), from what is missing in
/// each group and the variance of that.
fn spread(sums: &[(f64, f64)]) -> f64 {
    let seen = || sums.iter().filter(|(_, variance)| *variance > 0.0);
    let unrest: f64 = seen().map(|(missing, variance)| missing * missing / variance).sum();
    let (weight, squares) = seen().fold((0.0, 0.0), |(weight, squares), (_, variance)| (weight + variance, squares + variance * variance));
    let room = weight - squares / weight;
    if room > 0.0 { ((unrest - (seen().count() as f64 - 1.0)) / room).max(0.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two attributes of ten values; rows of the given size.
    fn cells() -> Cells {
        Cells { sizes: vec![10, 10], codes: vec![(0..100).map(|row| row / 10).collect(), (0..100).map(|row| row % 10).collect()] }
    }

    #[test]
    fn small_rows_are_drawn_towards_what_their_attributes_say() {
        // The first value of the first attribute sells half as often; one row of it saw three visitors and no buyer.
        let cells = cells();
        let rate = |row: usize| if cells.codes[0][row] == 0 { 0.1 } else { 0.2 };
        let whole: Vec<f64> = (0..100).map(|row| if row == 5 { 3.0 } else { 100.0 }).collect();
        let part: Vec<f64> = (0..100).map(|row| if row == 5 { 0.0 } else { rate(row) * whole[row] }).collect();
        let (rates, learnt) = expect(&cells, &part, &whole);
        assert!((rates[5] - 0.1).abs() < 0.02, "{}", rates[5]);
        assert!((rates[50] - 0.2).abs() < 0.01, "{}", rates[50]);
        assert!(learnt[5] > 3.0 && learnt[5] < learnt[50]);
    }

    #[test]
    fn groups_that_differ_by_luck_only_have_no_spread() {
        for (sums, known) in [([(1.0, 4.0), (-1.0, 4.0)], 0.0), ([(20.0, 4.0), (-20.0, 4.0)], 49.75), ([(0.0, 0.0), (5.0, 4.0)], 0.0)] {
            assert!((spread(&sums) - known).abs() < 1e-9, "{sums:?}: {}", spread(&sums));
        }
    }

    #[test]
    fn a_rate_is_never_nothing_or_everything() {
        for (part, whole) in [(0.0, 1e9), (1e9, 1e9)] {
            let (rates, _) = expect(&Cells { sizes: vec![1], codes: vec![vec![0]] }, &[part], &[whole]);
            assert!(rates[0] > 0.0 && rates[0] < 1.0);
        }
    }
}
