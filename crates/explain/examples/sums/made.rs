//! Made-up faults with known causes: public recipes with other seeds and shapes, and a chain of shops.

use crate::Fault;
use explain::sums::Sums;
use explain::{Cells, Combination};
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use rand_distr::{Distribution, LogNormal, Normal, Poisson, Weibull};
use std::collections::BTreeSet;

/// A family of faults: its name, how many, and how one is made.
pub type Family = (&'static str, u64, fn(&mut StdRng) -> Fault);

/// Eleven kinds: easy and hard, and days on which nothing happened.
pub const FAMILIES: [Family; 11] = [
    ("ripple, noise 1 %", 60, |dice| ripple(dice, 0.01)),
    ("ripple, noise 3 %", 60, |dice| ripple(dice, 0.03)),
    ("ripple, noise 6 %", 60, |dice| ripple(dice, 0.06)),
    ("ripple, noise 12 %", 60, |dice| ripple(dice, 0.12)),
    ("severity, 5 attributes", 24, |dice| severity(dice, &[10, 12, 10, 8, 5], 0.25, false)),
    ("severity, other shape", 40, |dice| severity(dice, &[8, 20, 6, 15], 0.25, false)),
    ("single leaves, noise to 10 %", 30, |dice| severity(dice, &[10, 24, 10, 15], 0.1, true)),
    ("shops", 100, |dice| shops(dice, 0.0, true)),
    ("shops, no cause", 100, |dice| shops(dice, 0.0, false)),
    ("shops with moods", 100, |dice| shops(dice, 0.06, true)),
    ("shops with moods, no cause", 100, |dice| shops(dice, 0.06, false)),
];

/// One fault of a family; the same seed makes the same fault.
pub fn fault(family: &Family, seed: u64) -> Fault {
    (family.2)(&mut StdRng::seed_from_u64(seed))
}

/// Every combination of the attributes' values, in order; codes start at 1.
fn all_cells(sizes: &[u32]) -> Cells {
    let mut codes = vec![Vec::new(); sizes.len()];
    for mut cell in 0..sizes.iter().product::<u32>() {
        for (column, size) in codes.iter_mut().zip(sizes) {
            column.push(cell % size + 1);
            cell /= size;
        }
    }
    Cells { sizes: sizes.iter().map(|size| size + 1).collect(), codes }
}

fn keep(cells: &Cells, kept: &[usize]) -> Cells {
    let codes = cells.codes.iter().map(|column| kept.iter().map(|row| column[*row]).collect()).collect();
    Cells { sizes: cells.sizes.clone(), codes }
}

/// An element of these attributes that holds a row drawn at random, so that it is never empty.
fn element(dice: &mut StdRng, cells: &Cells, attributes: &[usize]) -> Combination {
    let row = dice.random_range(0..cells.len());
    Combination { pairs: attributes.iter().map(|attribute| (*attribute, cells.codes[*attribute][row])).collect() }
}

fn attributes(dice: &mut StdRng, of: usize, layer: usize) -> Vec<usize> {
    let mut chosen: Vec<usize> = (0..of).collect();
    chosen.shuffle(dice);
    chosen.truncate(layer);
    chosen.sort_unstable();
    chosen
}

fn rows(cells: &Cells, cause: &Combination) -> Vec<usize> {
    (0..cells.len()).filter(|row| cells.within(*row, cause)).collect()
}

fn nested(one: &Combination, two: &Combination) -> bool {
    let within = |inner: &Combination, outer: &Combination| outer.pairs.iter().all(|pair| inner.pairs.contains(pair));
    within(one, two) || within(two, one)
}

/// Generalised ripple effect after Squeeze (ISSRE 2019): elements of one layer, whole counts, a common ratio in each.
fn ripple(dice: &mut StdRng, noise: f64) -> Fault {
    let whole = all_cells(&[6, 36, 10, 10]);
    let kept: Vec<usize> = (0..whole.len()).filter(|_| dice.random_bool(0.64)).collect();
    let cells = keep(&whole, &kept);
    let sizes: LogNormal<f64> = LogNormal::new(3.1, 2.6).expect("a valid shape");
    let counts: Vec<f64> = (0..cells.len()).map(|_| sizes.sample(dice).round().max(1.0)).collect();
    let layer = dice.random_range(1..=3);
    let wanted = dice.random_range(1..=3);
    let mut causes: Vec<Combination> = Vec::new();
    while causes.len() < wanted {
        let set = attributes(dice, 4, layer);
        let cause = element(dice, &cells, &set);
        let held = rows(&cells, &cause);
        let share = held.iter().map(|row| counts[*row]).sum::<f64>() / counts.iter().sum::<f64>();
        if held.len() >= 5 && share > 3e-5 && share < 0.4 && !causes.iter().any(|other| nested(other, &cause)) {
            causes.push(cause);
        }
    }
    let mut after = counts.clone();
    for cause in &causes {
        let ratio: f64 = *[0.0, 0.2, 0.4, 0.6, 1.6, 2.5].choose(dice).expect("not empty");
        rows(&cells, cause).into_iter().for_each(|row| after[row] = (counts[row] * ratio).round());
    }
    let stray = Normal::new(1.0, noise).expect("a valid spread");
    let expected = counts.iter().map(|count| (count * stray.sample(dice)).max(0.0)).collect();
    Fault { sums: Sums { cells, actual: after, expected }, causes: BTreeSet::from_iter(causes) }
}

/// The recipe of RiskLoc's synthetic sets (2022): causes of different cuboids, a severity with its own spread, one direction.
fn severity(dice: &mut StdRng, sizes: &[u32], noise_max: f64, leaves_only: bool) -> Fault {
    let cells = all_cells(sizes);
    let noise = Normal::new(0.0, dice.random_range(0.0..noise_max)).expect("a valid spread");
    let values = Weibull::new(100.0, dice.random_range(0.5..1.0)).expect("a valid shape");
    let empty = dice.random_range(0.0..0.25);
    let (mut actual, mut expected) = (Vec::new(), Vec::new());
    for _ in 0..cells.len() {
        let value: f64 = if dice.random_bool(empty) { 0.0 } else { values.sample(dice) };
        let stray = value * (1.0 + noise.sample(dice));
        let (one, two) = if dice.random_bool(0.5) { (value, stray) } else { (stray, value) };
        actual.push(one);
        expected.push(two.max(0.0));
    }
    let mut causes: Vec<Combination> = Vec::new();
    let up = dice.random_bool(0.5);
    for _ in 0..if leaves_only { dice.random_range(1..=5) } else { dice.random_range(1..=3) } {
        let layer = if leaves_only { sizes.len() } else { dice.random_range(1..=sizes.len()) };
        let set = attributes(dice, sizes.len(), layer);
        let centre = dice.random_range(if leaves_only { 0.5..1.0 } else { 0.2..1.0 }) + noise.std_dev();
        let spread = Normal::new(centre, if leaves_only { 0.0 } else { dice.random_range(0.0..0.1) }).expect("a valid spread");
        for _ in 0..if leaves_only { 1 } else { dice.random_range(1..=3) } {
            let cause = element(dice, &cells, &set);
            let held = rows(&cells, &cause);
            // Causes share no value of an attribute, so none hides another.
            let shared = causes.iter().any(|other| other.pairs.len() != layer && other.pairs.iter().any(|pair| cause.pairs.contains(pair)));
            if shared || held.iter().all(|row| actual[*row] <= 0.0) || causes.iter().any(|other| nested(other, &cause)) {
                continue;
            }
            for row in held {
                let (from, to) = if up { (actual[row], &mut expected[row]) } else { (expected[row], &mut actual[row]) };
                *to = (from * (1.0 - spread.sample(dice))).max(0.0);
            }
            causes.push(cause);
        }
    }
    Fault { sums: Sums { cells, actual, expected }, causes: BTreeSet::from_iter(causes) }
}

/// Site, channel, brand, category; leaves of very unequal size, counted tickets, a day that is good or bad for all, and
/// for each site, channel, brand and category a mood of the day that is no cause.
fn shops(dice: &mut StdRng, moods: f64, with_cause: bool) -> Fault {
    let whole = all_cells(&[dice.random_range(6..40), dice.random_range(2..5), dice.random_range(10..60), dice.random_range(4..15)]);
    let wanted = dice.random_range(2_000..20_000).min(whole.len() / 2);
    let mut kept: Vec<usize> = (0..whole.len()).collect();
    kept.shuffle(dice);
    kept.truncate(wanted);
    let cells = keep(&whole, &kept);
    let sizes: LogNormal<f64> = LogNormal::new(dice.random_range(0.5..2.0), 1.7).expect("a valid shape");
    let mood: LogNormal<f64> = LogNormal::new(0.0, dice.random_range(0.05..0.2)).expect("a valid shape");
    let ticket: LogNormal<f64> = LogNormal::new(5.0, 0.8).expect("a valid shape");
    let tide = if dice.random_bool(0.5) { dice.random_range(0.75..1.3) } else { 1.0 };
    let counts: Vec<f64> = (0..cells.len()).map(|_| sizes.sample(dice)).collect();
    let mood_of: LogNormal<f64> = LogNormal::new(0.0, moods).expect("a valid shape");
    let mut rate = vec![tide; cells.len()];
    for (column, size) in cells.codes.iter().zip(&cells.sizes) {
        let moods: Vec<f64> = (0..*size).map(|_| mood_of.sample(dice)).collect();
        column.iter().zip(&mut rate).for_each(|(code, rate)| *rate *= moods[*code as usize]);
    }
    let mut causes: Vec<Combination> = Vec::new();
    for _ in 0..if with_cause { dice.random_range(1..=3) } else { 0 } {
        let layer = *[1, 1, 2, 2, 2, 3].choose(dice).expect("not empty");
        let set = attributes(dice, 4, layer);
        let cause = element(dice, &cells, &set);
        let ratio: f64 = if dice.random_bool(0.6) { dice.random_range(0.0..0.75) } else { dice.random_range(1.4..3.0) };
        let held = rows(&cells, &cause);
        let count: f64 = held.iter().map(|row| counts[*row]).sum();
        let squares: f64 = held.iter().map(|row| counts[*row] * (1.0 + 0.03 * counts[*row])).sum();
        // A cause that drowns in the ups and downs of its own tickets cannot be asked for.
        if (ratio - 1.0).abs() * count > 8.0 * squares.sqrt()
            && count < 0.4 * counts.iter().sum::<f64>()
            && held.len() > 2
            && !causes.iter().any(|other| nested(other, &cause))
        {
            held.into_iter().for_each(|row| rate[row] *= ratio);
            causes.push(cause);
        }
    }
    let mut actual = Vec::with_capacity(cells.len());
    let mut expected = Vec::with_capacity(cells.len());
    for (count, rate) in counts.iter().zip(&rate) {
        let price: f64 = ticket.sample(dice);
        let mean: f64 = count * rate * mood.sample(dice);
        let sold = if mean > 0.0 { Poisson::new(mean).expect("above nothing").sample(dice) } else { 0.0 };
        actual.push((sold * price * 100.0).round() / 100.0);
        expected.push(count * price);
    }
    Fault { sums: Sums { cells, actual, expected }, causes: BTreeSet::from_iter(causes) }
}
