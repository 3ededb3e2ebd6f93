//! Made sales, the same for the same seed: a mall, shops, a small shop that sells nothing on half its days.

use chrono::NaiveDate;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::trial::Sales;

const DAYS: usize = 730;
const SERIES: usize = 8;
const RHYTHM: [f64; 7] = [0.85, 0.8, 0.85, 0.9, 1.1, 1.35, 1.15];

/// How a kind of shop sells.
struct Kind {
    name: &'static str,
    usual: f64,
    /// How far a day strays from its expectation, as a share.
    noise: f64,
    /// How much of a day's straying the next day keeps.
    memory: f64,
    /// How far the level wanders in a day.
    wander: f64,
    /// The share of days with sales.
    busy: f64,
}

const KINDS: [Kind; 4] = [
    Kind { name: "made mall", usual: 900_000.0, noise: 0.08, memory: 0.3, wander: 0.004, busy: 1.0 },
    Kind { name: "made shop", usual: 12_000.0, noise: 0.3, memory: 0.1, wander: 0.008, busy: 1.0 },
    Kind { name: "made restless shop", usual: 6_000.0, noise: 0.25, memory: 0.2, wander: 0.03, busy: 0.95 },
    Kind { name: "made small shop", usual: 800.0, noise: 0.6, memory: 0.0, wander: 0.005, busy: 0.5 },
];

/// Two years of each kind, a closed day now and then.
pub fn sets(seed: u64) -> Vec<(&'static str, Vec<Sales>)> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut sets = Vec::new();
    for kind in &KINDS {
        sets.push((kind.name, (0..SERIES).map(|_| sales(kind, &mut dice)).collect()));
    }
    sets
}

fn sales(kind: &Kind, dice: &mut ChaCha8Rng) -> Sales {
    let (mut level, mut kept) = (0.0f64, 0.0);
    let values = (0..DAYS).map(|day| {
        level += kind.wander * bell(dice);
        kept = kind.memory * kept + kind.noise * bell(dice);
        let sold = kind.usual * RHYTHM[day % 7] * (level + kept).exp();
        let (open, busy) = (dice.random::<f64>() > 0.005, dice.random::<f64>() < kind.busy);
        open.then_some(if busy { sold } else { 0.0 })
    });
    let first = NaiveDate::from_ymd_opt(2022, 1, 1).expect("a date");
    Sales { first, values: values.collect() }
}

/// Nearly normal: the sum of twelve dice (Irwin-Hall).
fn bell(dice: &mut ChaCha8Rng) -> f64 {
    (0..12).map(|_| dice.random::<f64>()).sum::<f64>() - 6.0
}
