//! How often the right places are named in faults made up by recipe: a cause counts when its attributes and values are exactly right.
//!
//! `cargo run --release -p explain --example sums -- [SEED]`; the settings were chosen with seed 1000.

mod made;

use explain::Combination;
use explain::sums::{Sums, locate};
use std::collections::BTreeSet;
use std::time::Instant;

/// A made-up fault and its causes.
pub struct Fault {
    pub sums: Sums,
    pub causes: BTreeSet<Combination>,
}

fn main() {
    let seed = std::env::args().nth(1).and_then(|seed| seed.parse().ok()).unwrap_or(1000_u64);
    for family in &made::FAMILIES {
        let (mut right, mut wrong, mut missed, mut seconds) = (0, 0, 0, 0.0);
        for number in 0..family.1 {
            let fault = made::fault(family, seed + number);
            let begun = Instant::now();
            let named: BTreeSet<Combination> = locate(&fault.sums).into_iter().map(|segment| segment.combination).collect();
            seconds += begun.elapsed().as_secs_f64();
            let hits = named.intersection(&fault.causes).count();
            right += hits;
            wrong += named.len() - hits;
            missed += fault.causes.len() - hits;
        }
        let f1 = 2.0 * right as f64 / ((2 * right + wrong + missed) as f64).max(1.0);
        let mean = 1000.0 * seconds / family.1 as f64;
        println!("{:28} TP {right:4} FP {wrong:3} FN {missed:3} F1 {f1:.3} {mean:.1} ms a fault", family.0);
    }
}
