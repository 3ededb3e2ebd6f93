//! The parts as evidence: what each one did, against what an ordinary one of its size would do.

use super::leaves::{Leaves, deviation, ratio, volume};
use super::noise::Noise;

/// Chance that a part of a moved segment stood still.
const STILL: f64 = 0.05;
/// What a part that moved to the same side as its segment, but by another ratio, says at worst.
const STRAY: f64 = -0.5;
/// One part never says more than this, in natural units of information, so that one freak cannot speak for many.
const LEAF_MAX: f64 = 40.0;
/// Spread of the moves among the parts of one segment, on top of noise, as a share of the move.
const LOOSENESS: [f64; 4] = [0.0, 0.1, 0.25, 0.5];
/// The ratio of a segment is sought in so many steps on so many of its leaves at most.
const FIT_STEPS: usize = 3;
const FIT_LEAVES: usize = 100;

/// All leaves against a common rest, with the noise among the ordinary ones.
pub struct Field<'a> {
    pub leaves: &'a Leaves,
    /// Actual by expected of everything that is in no segment.
    pub rest: f64,
    pub noise: Noise,
    /// Of each leaf: its size, how far it went from where all went, and how far such a leaf goes on an ordinary day.
    pub volume: Vec<f64>,
    pub deviation: Vec<f64>,
    pub spread: Vec<f64>,
    /// Logarithm of the density under noise alone.
    pub still: Vec<f64>,
}

/// A common ratio, as a deviation, and how loosely the parts keep to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    pub deviation: f64,
    pub looseness: f64,
}

impl<'a> Field<'a> {
    pub fn new(leaves: &'a Leaves, ordinary: &[bool]) -> Self {
        let all = 0..leaves.len();
        let sizes: Vec<f64> = all.clone().map(|leaf| volume(leaves.actual[leaf], leaves.expected[leaf])).collect();
        let mut far: Vec<f64> = all.clone().map(|leaf| deviation(leaves.actual[leaf], leaves.expected[leaf])).collect();
        let noise = Noise::of(all.filter(|leaf| ordinary[*leaf]).map(|leaf| (sizes[leaf], far[leaf])).collect());
        let spread: Vec<f64> = sizes.iter().map(|size| noise.spread(*size)).collect();
        far.iter_mut().for_each(|far| *far -= noise.centre);
        let still = far.iter().zip(&spread).map(|(far, spread)| noise.density(*far, *spread)).collect();
        Self { leaves, rest: ratio(noise.centre), noise, volume: sizes, deviation: far, spread, still }
    }

    /// The effect of leaves on the sum against a rest of this ratio, in standard deviations of the noise of that sum, to which
    /// the mood that they have in common adds.
    pub fn surprise(&self, leaves: &[u32], rest: f64, mood_variance: f64) -> f64 {
        let (mut effect, mut noise, mut size) = (0.0, 0.0, 0.0);
        for leaf in leaves.iter().map(|leaf| *leaf as usize) {
            effect += self.leaves.actual[leaf] - rest * self.leaves.expected[leaf];
            size += self.volume[leaf];
            noise += (self.spread[leaf] * self.volume[leaf]).powi(2);
        }
        let noise = noise + mood_variance * size * size;
        // The root of the rest makes gain and loss of one ratio alike.
        if noise > 0.0 { effect / (noise * rest).sqrt() } else { 0.0 }
    }

    /// What a segment says about a free leaf: the logarithm of its likelihood in the segment against under noise alone.
    pub fn says(&self, leaf: usize, to: Move) -> f64 {
        let together = self.together(leaf, to) - self.still[leaf];
        let says = match together {
            // Beyond these bounds one of the two terms vanishes.
            12.0.. => together + (1.0 - STILL).ln(),
            ..-16.0 => STILL.ln(),
            _ => ((1.0 - STILL) * together.exp() + STILL).ln(),
        };
        // A leaf that moved to the same side, only otherwise, is no witness against the segment, and none for it.
        let side = self.deviation[leaf] * to.deviation.signum() >= to.deviation.abs() / 2.0;
        says.clamp(if side { STRAY } else { f64::NEG_INFINITY }, LEAF_MAX)
    }

    fn together(&self, leaf: usize, to: Move) -> f64 {
        self.noise.density(self.deviation[leaf] - to.deviation, self.loose(leaf, to))
    }

    fn loose(&self, leaf: usize, to: Move) -> f64 {
        let looseness = to.looseness * to.deviation;
        (self.spread[leaf] * self.spread[leaf] + looseness * looseness).sqrt()
    }

    /// The move that fits the leaves best, and what they say for it; nothing can be said if more of them stood still than moved.
    pub fn fit(&self, leaves: &[u32]) -> (Move, f64) {
        let step = leaves.len().div_ceil(FIT_LEAVES).max(1);
        let mut sample: Vec<usize> = leaves.iter().skip(step / 2).step_by(step).map(|leaf| *leaf as usize).collect();
        if sample.is_empty() {
            return (Move { deviation: 0.0, looseness: 0.0 }, f64::NEG_INFINITY);
        }
        sample.sort_unstable_by(|left, right| self.deviation[*left].total_cmp(&self.deviation[*right]));
        let middle = (self.deviation[sample[sample.len() / 2]] + self.deviation[sample[(sample.len() - 1) / 2]]) / 2.0;
        let sum = |of: &[f64]| -> f64 { leaves.iter().map(|leaf| of[*leaf as usize]).sum() };
        let whole = deviation(sum(&self.leaves.actual), self.rest * sum(&self.leaves.expected));
        let score = |to: Move| -> f64 { sample.iter().map(|leaf| self.says(*leaf, to)).sum() };
        let start = [middle, whole].map(|deviation| self.settle(&sample, Move { deviation, looseness: LOOSENESS[1] }, FIT_STEPS));
        let start = if score(start[0]) >= score(start[1]) { start[0] } else { start[1] };
        let tries = LOOSENESS.map(|looseness| self.settle(&sample, Move { looseness, ..start }, 1));
        let scored = tries.map(|to| (to, score(to))).into_iter();
        let (to, score) = scored.reduce(|best, next| if next.1 > best.1 { next } else { best }).unwrap_or((start, 0.0));
        if score <= 0.0 {
            return (to, f64::NEG_INFINITY);
        }
        let (mut with, mut against, mut gain) = (0, 0, 0.0);
        for leaf in leaves {
            let says = self.says(*leaf as usize, to);
            with += usize::from(says > 0.0);
            against += usize::from(says < STRAY);
            gain += says;
        }
        (to, if against > with { f64::NEG_INFINITY } else { gain })
    }

    /// Draws the common ratio to where the leaves that follow it are.
    fn settle(&self, sample: &[usize], mut to: Move, steps: usize) -> Move {
        for _ in 0..steps {
            let (mut weights, mut sum) = (0.0, 0.0);
            for leaf in sample {
                let spread = self.loose(*leaf, to);
                let distance = (self.deviation[*leaf] - to.deviation) / spread;
                let follows = 1.0 / (1.0 + STILL * (self.still[*leaf] - self.together(*leaf, to)).exp());
                let weight = follows / (spread * spread) * (self.noise.freedom + 1.0) / (self.noise.freedom + distance * distance);
                weights += weight;
                sum += weight * self.deviation[*leaf];
            }
            if weights > 0.0 {
                to.deviation = sum / weights;
            }
        }
        to
    }
}
