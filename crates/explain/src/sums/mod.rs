//! Where a change of sales came from: the few shops, channels or goods, alone or combined, that explain it.
//!
//! A figure is cut into its smallest parts, each with what it was and what was expected of it. Most parts stray a little as
//! on any day; how much, is learned from the parts themselves. A segment is named when its parts moved together, by about
//! one ratio, and when saying so explains more than the name costs; short names cost less than long ones.

mod cuboids;
mod field;
mod leaves;
mod noise;
mod search;
mod tally;

use crate::cells::{Cells, Combination};
use cuboids::Cuboid;
use field::Field;
use leaves::Leaves;
use search::{Found, Named};

/// An additive figure (sales, tickets) by its smallest parts.
///
/// Signs are free: returns may be negative. Rows of the same combination are added up. A row with a figure that is not a
/// number, or beyond 1e100, is left out.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    pub cells: Cells,
    /// What each part was, in the unit of the figure.
    pub actual: Vec<f64>,
    /// What each part was expected to be.
    pub expected: Vec<f64>,
}

/// A place where the figure moved otherwise than in the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    pub combination: Combination,
    /// Sum of the parts that this segment holds; a part that lies in two segments counts for the stronger one only, so the
    /// segments add up.
    pub actual: f64,
    pub expected: f64,
    /// Effect against the rest, in standard deviations of what noise of the parts and the usual differences between the
    /// values of an attribute would do to such a sum. Always at least 4.
    pub surprise: f64,
    /// How sure it is that exactly this place moved, from 0 to 1: the share of such findings that were right in trials.
    pub sure: f64,
}

/// Learning the noise from all parts, and then again from those in no segment.
const ROUNDS_MAX: usize = 3;

/// The fewest segments that carry the change, the largest effect first; at most eight, none within another.
///
/// The rest is the larger number of parts: what happened to all alike (a holiday, a storm) is the measure and no segment,
/// so a change that is everywhere gives an empty answer, as does a change within noise. Two parts alone tell nothing, for
/// neither can be the rest.
pub fn locate(sums: &Sums) -> Vec<Segment> {
    let leaves = Leaves::of(sums);
    let cuboids = cuboids::cuboids(&leaves.codes);
    let mut field = Field::new(&leaves, &vec![true; leaves.len()]);
    let mut named = search::search(&field, &cuboids);
    for _ in 1..ROUNDS_MAX {
        let next = Field::new(&leaves, &ordinary(&named, leaves.len()));
        if next.noise.like(&field.noise) {
            break;
        }
        named = search::search(&next, &cuboids);
        field = next;
    }
    let mut segments: Vec<(f64, Segment)> = named.iter().map(|named| segment(named, &field, &cuboids)).collect();
    segments.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.combination.cmp(&right.1.combination)));
    segments.into_iter().map(|(_, segment)| segment).collect()
}

/// The leaves in no segment, or those in one if these are more: where two channels of three rose, one fell.
fn ordinary(named: &[Named], leaves: usize) -> Vec<bool> {
    let held: usize = named.iter().map(|named| named.held.len()).sum();
    let mut ordinary = vec![held * 2 <= leaves; leaves];
    named.iter().flat_map(|named| &named.held).for_each(|leaf| ordinary[*leaf as usize] = held * 2 > leaves);
    ordinary
}

/// A segment with its effect, in the unit of the figure.
fn segment(named: &Named, field: &Field, cuboids: &[Cuboid]) -> (f64, Segment) {
    let attributes = &cuboids[named.found.place.0].attributes;
    let first = named.held[0] as usize;
    let sum = |of: &[f64]| -> f64 { named.held.iter().map(|leaf| of[*leaf as usize]).sum() };
    let (actual, expected) = (sum(&field.leaves.actual), sum(&field.leaves.expected));
    let combination = Combination { pairs: attributes.iter().map(|at| (*at, field.leaves.codes[*at][first])).collect() };
    let Found { net, surprise, .. } = named.found;
    ((actual - field.rest * expected).abs(), Segment { combination, actual, expected, surprise, sure: sure(net, surprise) })
}

/// Fitted to findings in public and made-up faults (docs/explain.md): a finding is right the more often the more its leaves say and the
/// further its effect is from noise.
fn sure(net: f64, surprise: f64) -> f64 {
    (1.0 - (-(net + 2.0) / 4.0).exp()) * (1.0 - (-(surprise - 3.0) / 1.5).exp())
}
