//! Quick sums over the elements of every cuboid: enough to tell which of them deserve a closer look.

use super::cuboids::Cuboid;
use super::field::Field;

/// Bounds of one leaf's part in the quick sums.
const PULL_MAX: f64 = 4.0;
const FREAK_MIN: f64 = -2.0;
const FREAK_MAX: f64 = 20.0;
/// A freak can be anywhere between -2 and 2.
const FREAK_DENSITY: f64 = 0.25;
/// What an element weighs after all its leaves were taken out, for want of exactness.
const WEIGHT_MIN: f64 = 1e-3;
/// Fewer values of an attribute do not tell how much values differ.
const SIBLINGS_MIN: usize = 5;
/// A spread told by few values may well be larger than it looks: by this share, divided by their number.
const SIBLINGS_DOUBT: f64 = 1.0;
/// Half of a normal distribution lies in so many standard deviations; the shortest half of few values is shorter by a share
/// of theirs, found by simulation.
const NORMAL_HALF: f64 = 1.349;
const HALF_SHORT: f64 = 1.9;

/// Sums over the leaves of an element that are in no segment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// Deviations by their precision, and the precisions.
    pull: f64,
    weight: f64,
    /// How much better the leaves are explained by anything at all than by noise.
    pub freaks: f64,
}

impl Tally {
    fn of(field: &Field, leaf: usize) -> Self {
        let (spread, deviation) = (field.spread[leaf], field.deviation[leaf]);
        let freaks = (FREAK_DENSITY.ln() - field.still[leaf]).clamp(FREAK_MIN, FREAK_MAX);
        Self { pull: (deviation / spread).clamp(-PULL_MAX, PULL_MAX) / spread, weight: 1.0 / (spread * spread), freaks }
    }

    fn add(&mut self, other: &Self, sign: f64) {
        self.pull += sign * other.pull;
        self.weight += sign * other.weight;
        self.freaks += sign * other.freaks;
    }

    /// What the leaves say as a whole against noise, as if each kept within its bounds.
    pub fn shift(&self) -> f64 {
        if self.weight > WEIGHT_MIN { self.pull * self.pull / self.weight / 2.0 } else { 0.0 }
    }
}

/// The sums of every element of every cuboid.
pub struct Tallies {
    leaves: Vec<Tally>,
    pub sums: Vec<Vec<Tally>>,
}

impl Tallies {
    pub fn new(field: &Field, cuboids: &[Cuboid]) -> Self {
        let leaves: Vec<Tally> = (0..field.leaves.len()).map(|leaf| Tally::of(field, leaf)).collect();
        let of = |cuboid: &Cuboid| {
            let mut sums = vec![Tally::default(); cuboid.elements()];
            cuboid.element.iter().zip(&leaves).for_each(|(element, leaf)| sums[*element as usize].add(leaf, 1.0));
            sums
        };
        let sums = cuboids.iter().map(of).collect();
        Self { leaves, sums }
    }

    /// Leaves that are in a segment now say nothing more.
    pub fn take_out(&mut self, leaves: &[u32], cuboids: &[Cuboid]) {
        for (sums, cuboid) in self.sums.iter_mut().zip(cuboids) {
            for leaf in leaves.iter().map(|leaf| *leaf as usize) {
                sums[cuboid.element[leaf] as usize].add(&self.leaves[leaf], -1.0);
            }
        }
    }

    /// How far the values of each attribute differ from one another on this day beyond the noise of their leaves: shops
    /// have their moods. One figure for each cuboid of one attribute; where there are too few values, that of the others.
    pub fn moods(&self, cuboids: &[Cuboid]) -> Vec<f64> {
        let singles = self.sums.iter().zip(cuboids).take_while(|(_, cuboid)| cuboid.attributes.len() == 1);
        let known: Vec<Option<f64>> = singles.map(|(sums, _)| mood(sums)).collect();
        let typical = known.iter().flatten().sum::<f64>() / known.iter().flatten().count().max(1) as f64;
        known.into_iter().map(|mood| mood.unwrap_or(typical)).collect()
    }
}

/// The half of the values that lie closest together tell their mood, so the other half may be causes.
fn mood(sums: &[Tally]) -> Option<f64> {
    let live: Vec<&Tally> = sums.iter().filter(|sum| sum.weight > WEIGHT_MIN).collect();
    if live.len() < SIBLINGS_MIN {
        return None;
    }
    let mut far: Vec<f64> = live.iter().map(|sum| sum.pull / sum.weight).collect();
    far.sort_unstable_by(f64::total_cmp);
    let half = far.len().div_ceil(2);
    let stretch = far.windows(half).map(|near| near[half - 1] - near[0]).fold(f64::INFINITY, f64::min);
    let distance = stretch / (NORMAL_HALF * (1.0 - HALF_SHORT / (live.len() as f64).powf(0.65)));
    let mut noise: Vec<f64> = live.iter().map(|sum| 1.0 / sum.weight).collect();
    let middle = *noise.select_nth_unstable_by(half - 1, f64::total_cmp).1;
    Some((distance * distance - middle).max(0.0).sqrt() * (1.0 + SIBLINGS_DOUBT / live.len() as f64))
}
