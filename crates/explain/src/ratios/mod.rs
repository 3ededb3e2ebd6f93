//! Says where a change of a ratio came from: which few segments made conversion, return rate or margin rate move.
//!
//! A segment is one value of an attribute or a combination of several. Each part of the figure is a small lottery
//! with its own chance, learnt from before; a segment is blamed when one common loss of chances inside of it, and
//! nothing outside, explains today far better than chance does. docs/explain.md has the formulas and the measured quality.

mod amounts;
mod candidates;
mod events;
mod expected;
mod likelihood;
mod search;
mod settle;

use crate::cells::{Cells, Combination};
use candidates::Candidates;
use events::Events;
use search::Blame;

/// The chance that we accept of blaming a segment when there is only luck in it.
const LUCK_MAX: f64 = 0.05;

/// What moved less than this share of what it is compared with counts as not having moved: it is not worth a name.
const SHARE_MIN: f64 = 0.1;

/// No answer has more segments: a longer list explains nothing to anybody.
const SEGMENTS_MAX: usize = 5;

/// A ratio now and before, cut into its smallest parts. Every column has one entry for each row of the cells.
#[derive(Debug, Clone, Default)]
pub struct Ratios {
    /// Which attributes each row has.
    pub cells: Cells,
    /// What the unit of part and whole is.
    pub unit: Unit,
    /// What is counted of the whole: buyers, returned pieces, margin.
    pub part: Vec<f64>,
    /// Out of how much: visitors, sold pieces, turnover. Nothing happened where it is zero or less.
    pub whole: Vec<f64>,
    /// Part and whole of one or more earlier periods that show what was to be expected, each as long as this one.
    pub before: Vec<(Vec<f64>, Vec<f64>)>,
}

/// What a whole is made of; it decides how much luck there is in a small row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Events that happen or not, so a part is between nothing and the whole: 3 buyers of 40 visitors.
    #[default]
    Events,
    /// Amounts, as money or weight. A part may be negative or above the whole, and how much of it makes one event is
    /// learnt from the unrest of earlier periods.
    Amounts,
}

/// Which way the ratio moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Fall,
    Rise,
}

/// A segment that is blamed for the change.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The attribute values that it has in common; empty when the ratio moved everywhere alike.
    pub combination: Combination,
    /// How much better this segment explains the figures than luck does, as a logarithm of likelihoods (nats).
    pub surprise: f64,
    /// Between 0 and 1: the chance that neither luck nor a segment one step broader or narrower is the better answer.
    pub sure: f64,
}

/// Finds the fewest segments that carry the change, most important first; none when luck explains it.
///
/// Without a direction, the way that the rates as a whole went is looked into.
pub fn locate(ratios: &Ratios, direction: Option<Direction>) -> Vec<Segment> {
    let Some(mut events) = Events::read(ratios, direction) else { return Vec::new() };
    let candidates = Candidates::of(&ratios.cells, &events.whole);
    let Some(first) = search::best(&events, &candidates, &[]) else { return Vec::new() };
    events.drift(&candidates.rest(0, first.candidate));
    let mut blames = blame(events, &candidates);
    blames.sort_by(|one, other| other.lost.total_cmp(&one.lost));
    blames.iter().map(|blame| segment(&candidates, blame)).collect()
}

/// Blames one segment after the other, until luck explains what is left.
fn blame(mut events: Events, candidates: &Candidates) -> Vec<Blame> {
    let mut blames: Vec<Blame> = Vec::new();
    while blames.len() < SEGMENTS_MAX {
        let Some(found) = search::best(&events, candidates, &blames) else { break };
        let blame = settle::settle(&events, candidates, &blames, found);
        let small = blames.first().is_some_and(|first| blame.lost < SHARE_MIN * first.lost);
        if small || !search::holds(&events, candidates, &blame) {
            break;
        }
        events.forget(&candidates.all[blame.candidate].rows);
        blames.push(blame);
    }
    blames
}

fn segment(candidates: &Candidates, blame: &Blame) -> Segment {
    let combination = candidates.all[blame.candidate].combination.clone();
    Segment { combination, surprise: blame.surprise, sure: blame.sure }
}
