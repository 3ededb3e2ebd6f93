//! Scores the engine on invented shops and malls: many small rows of very unequal volume, and faults that we made.
//!
//! `cargo run --release -p explain --example ratios -- [CASES] [--list]`. The same numbers come out each time.

use explain::ratios::{Direction, Ratios, Unit, locate};
use explain::{Cells, Combination};
use std::collections::BTreeSet;
use std::time::Instant;

/// What is done to the ratio of an invented case.
#[derive(Debug, Clone, Copy)]
enum Fault {
    /// Nothing but luck and a drift of a few percent.
    Nothing,
    /// Every row loses the same share.
    Everywhere,
    /// One segment of so many attributes loses a share.
    One(usize),
    /// Two segments of one or two attributes do.
    Two,
    /// As one, but the figures are amounts and not counts, and some are negative.
    Amounts(usize),
    /// As one of two attributes, but upwards.
    Rise,
}

fn main() {
    let cases = std::env::args().nth(1).and_then(|number| number.parse().ok()).unwrap_or(200);
    let list = std::env::args().any(|argument| argument == "--list");
    let one = [Fault::One(1), Fault::One(2), Fault::One(3)];
    let faults = [Fault::Nothing, Fault::Everywhere, Fault::Two, Fault::Amounts(1), Fault::Amounts(2), Fault::Rise];
    for fault in one.into_iter().chain(faults) {
        let (mut hits, mut false_alarms, mut misses, mut seconds) = (0, 0, 0, 0.0);
        for seed in 0..cases {
            let (ratios, truth) = invent(fault, seed);
            let direction = if matches!(fault, Fault::Rise) { Direction::Rise } else { Direction::Fall };
            let start = Instant::now();
            let found = locate(&ratios, Some(direction));
            seconds += start.elapsed().as_secs_f64();
            // The drift of a few percent is real: that everything moved alike is no false alarm.
            let answer: BTreeSet<Combination> = found
                .iter()
                .map(|segment| segment.combination.clone())
                .filter(|found| matches!(fault, Fault::Everywhere) || !found.pairs.is_empty())
                .collect();
            let right = answer.intersection(&truth).count();
            hits += right;
            false_alarms += answer.len() - right;
            misses += truth.len() - right;
            if list && answer != truth {
                println!("{fault:?} {seed}: true{} answer{}", show(truth.iter()), show(found.iter().map(|segment| &segment.combination)));
            }
        }
        let f1 = 2.0 * hits as f64 / (2 * hits + false_alarms + misses).max(1) as f64;
        let mean = 1000.0 * seconds / cases as f64;
        println!("{:12} TP {hits:4} FP {false_alarms:4} FN {misses:4} F1 {f1:.3} {mean:.2} ms per case", format!("{fault:?}"));
    }
}

fn show<'a>(combinations: impl Iterator<Item = &'a Combination>) -> String {
    let one = |combination: &Combination| {
        let pairs: Vec<String> = combination.pairs.iter().map(|(attribute, code)| format!("{attribute}:{code}")).collect();
        format!(" [{}]", pairs.join("&"))
    };
    combinations.map(one).collect()
}

/// A case and the segments that were hit.
fn invent(fault: Fault, seed: u64) -> (Ratios, BTreeSet<Combination>) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9) + 17);
    let cells = cells(&mut dice);
    let rows = cells.len();
    let rate = rates(&cells, &mut dice);
    let typical = 3.0 + 60.0 * dice.fraction();
    let volume: Vec<f64> = (0..rows).map(|_| typical * (1.2 * dice.normal()).exp()).collect();
    let truth = causes(fault, &cells, &volume, &rate, &mut dice);
    let losses: Vec<f64> = truth.iter().map(|_| 0.3 + 0.6 * dice.fraction()).collect();
    let drift = if matches!(fault, Fault::Everywhere) { 0.7 } else { 1.0 + 0.03 * dice.normal() };
    let periods = 1 + (dice.fraction() * 4.0) as usize;
    let before = (0..periods).map(|_| period(&volume, &rate, &mut dice)).collect();
    let hit = |row: usize| {
        let loss = truth.iter().zip(&losses).filter(|(cause, _)| cells.within(row, cause)).map(|(_, loss)| *loss).fold(0.0, f64::max);
        if matches!(fault, Fault::Rise) { 1.0 - (1.0 - rate[row]) * (1.0 - loss) } else { (rate[row] * (1.0 - loss) * drift).min(0.99) }
    };
    let now_rate: Vec<f64> = (0..rows).map(hit).collect();
    let (part, whole) = period(&volume, &now_rate, &mut dice);
    let mut ratios = Ratios { cells, unit: Unit::Events, part, whole, before };
    if matches!(fault, Fault::Amounts(_)) {
        ratios = in_money(ratios);
    }
    let truth = if matches!(fault, Fault::Everywhere) { BTreeSet::from([Combination::default()]) } else { truth.into_iter().collect() };
    (ratios, truth)
}

/// Rates around 2 to 52 %: each value of an attribute has its own odds, and so has each pair of the first two.
fn rates(cells: &Cells, dice: &mut Dice) -> Vec<f64> {
    let base = 0.02 + 0.5 * dice.fraction();
    let tilt: Vec<Vec<f64>> = cells.sizes.iter().map(|size| (0..*size).map(|_| 0.3 * dice.normal()).collect()).collect();
    let pairs: Vec<f64> = (0..cells.sizes[0] * cells.sizes[1]).map(|_| 0.3 * dice.normal()).collect();
    let rate = |row: usize| {
        let single: f64 = tilt.iter().zip(&cells.codes).map(|(tilt, codes)| tilt[codes[row] as usize]).sum();
        logistic(logit(base) + single + pairs[(cells.codes[0][row] * cells.sizes[1] + cells.codes[1][row]) as usize])
    };
    (0..cells.len()).map(rate).collect()
}

/// Margin instead of hits: a hit earns 40 % of a price of 80, a miss loses 10 %.
fn in_money(ratios: Ratios) -> Ratios {
    let money = |part: &[f64], whole: &[f64]| -> (Vec<f64>, Vec<f64>) {
        (
            part.iter().zip(whole).map(|(part, whole)| 80.0 * (0.5 * part - 0.1 * whole)).collect(),
            whole.iter().map(|whole| 80.0 * whole).collect(),
        )
    };
    let (part, whole) = money(&ratios.part, &ratios.whole);
    let before = ratios.before.iter().map(|(part, whole)| money(part, whole)).collect();
    Ratios { unit: Unit::Amounts, part, whole, before, ..ratios }
}

/// Three to five attributes of 2 to 9 values, and the rows of them that there are.
fn cells(dice: &mut Dice) -> Cells {
    let sizes: Vec<u32> = (0..3 + (dice.fraction() * 3.0) as usize).map(|_| 2 + (dice.fraction() * 8.0) as u32).collect();
    let all: u32 = sizes.iter().product();
    let keep = (600.0 / f64::from(all)).min(0.9);
    let mut codes = vec![Vec::new(); sizes.len()];
    for index in (0..all).filter(|_| dice.fraction() < keep).collect::<Vec<_>>() {
        let mut rest = index;
        for (column, size) in codes.iter_mut().zip(&sizes) {
            column.push(rest % size);
            rest /= size;
        }
    }
    Cells { sizes, codes }
}

/// Draws segments that are large enough to be missed, but less than half of everything.
fn causes(fault: Fault, cells: &Cells, volume: &[f64], rate: &[f64], dice: &mut Dice) -> Vec<Combination> {
    let depths: Vec<usize> = match fault {
        Fault::Nothing | Fault::Everywhere => vec![],
        Fault::One(depth) | Fault::Amounts(depth) => vec![depth],
        Fault::Two => vec![1 + (dice.fraction() * 2.0) as usize, 1 + (dice.fraction() * 2.0) as usize],
        Fault::Rise => vec![2],
    };
    let mut causes: Vec<Combination> = Vec::new();
    for depth in depths {
        for _ in 0..1000 {
            let mut attributes = BTreeSet::new();
            while attributes.len() < depth {
                attributes.insert((dice.fraction() * cells.sizes.len() as f64) as usize);
            }
            let cause =
                Combination { pairs: attributes.into_iter().map(|a| (a, (dice.fraction() * f64::from(cells.sizes[a])) as u32)).collect() };
            let rows: Vec<usize> = (0..cells.len()).filter(|row| cells.within(*row, &cause)).collect();
            let events: f64 = rows.iter().map(|row| volume[*row] * rate[*row].min(1.0 - rate[*row])).sum();
            let share = rows.iter().map(|row| volume[*row]).sum::<f64>() / volume.iter().sum::<f64>();
            if events > 60.0
                && share < 0.5
                && rows.len() > 1
                && !causes.iter().any(|other| (0..cells.len()).any(|row| cells.within(row, other) && cells.within(row, &cause)))
            {
                causes.push(cause);
                break;
            }
        }
    }
    causes
}

/// Visitors and buyers of one period: the volume is Poisson, the chance of each row scatters a little.
fn period(volume: &[f64], rate: &[f64], dice: &mut Dice) -> (Vec<f64>, Vec<f64>) {
    let mut row = |(volume, rate): (&f64, &f64)| {
        let whole = (volume + volume.sqrt() * dice.normal()).round().max(0.0);
        let chance = logistic(logit(rate.clamp(0.001, 0.999)) + 0.1 * dice.normal());
        let part = (0..whole as u64).filter(|_| dice.fraction() < chance).count();
        (part as f64, whole)
    };
    volume.iter().zip(rate).map(&mut row).unzip()
}

fn logit(rate: f64) -> f64 {
    (rate / (1.0 - rate)).ln()
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// Pseudo-random numbers from a seed (SplitMix64; Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn fraction(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let (radius, angle) = ((-2.0 * (1.0 - self.fraction()).ln()).sqrt(), std::f64::consts::TAU * self.fraction());
        radius * angle.cos()
    }
}
