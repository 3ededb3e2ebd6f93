//! Finds the one segment that explains best what happened.

use super::candidates::{Candidate, Candidates};
use super::events::Events;
use super::likelihood::likelihood_max;

/// How firmly rows that nothing happened to may keep to their rates, in events; what fits best is used.
const CALM: [f64; 5] = [30.0, 100.0, 300.0, 1000.0, 3000.0];

/// The same for rows that were hit, to the rates that are left to them: no fault hits all of them alike.
const HIT: [f64; 4] = [3.0, 10.0, 30.0, 100.0];

/// When the rest lost at least this share of what the best segment lost, the change is everywhere.
const ALIKE_MIN: f64 = 0.5;

/// A segment that is to blame.
#[derive(Debug, Clone, Copy)]
pub struct Blame {
    pub candidate: usize,
    /// Events that are missing inside of it, and which share of those expected they are.
    pub lost: f64,
    pub loss: f64,
    /// How firmly the rows outside keep to their rates.
    pub calm: f64,
    /// How firmly the rows inside keep to the rates that are left to them.
    pub hit: f64,
    /// How much likelier the rows inside are with the loss than without (nats).
    pub surprise: f64,
    /// The chance that no neighbour is the better answer; known once the segment is settled.
    pub sure: f64,
}

/// The candidate that makes the figures likeliest, when a price is paid for narrow ones; none when luck does as well.
pub fn best(events: &Events, candidates: &Candidates, blames: &[Blame]) -> Option<Blame> {
    let trial = Trial::new(events, candidates);
    let mut order: Vec<(f64, usize)> = (1..candidates.all.len())
        .filter(|index| is_free(candidates, *index, blames))
        .map(|index| (trial.bound(&candidates.all[index]), index))
        .collect();
    order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut best: Option<(f64, Blame)> = None;
    for (bound, index) in order {
        if best.as_ref().is_some_and(|(value, _)| bound < *value) {
            break;
        }
        if let Some((value, blame)) = trial.blame(index, candidates)
            && best.as_ref().is_none_or(|(top, _)| value > *top)
        {
            best = Some((value, blame));
        }
    }
    if blames.is_empty() {
        best = trial.everywhere(candidates, best);
    }
    best.map(|(_, blame)| blame).filter(|blame| holds(events, candidates, blame))
}

/// Whether luck does not explain the segment, and neither does unrest alone: with the unrest of the rows outside or with
/// that of the rows inside, those inside are likelier with the common loss than without.
pub fn holds(events: &Events, candidates: &Candidates, blame: &Blame) -> bool {
    let Candidate { rows, price, .. } = &candidates.all[blame.candidate];
    let calm = events.likelihood(rows, blame.loss, blame.calm) - events.likelihood(rows, 0.0, blame.calm);
    let hit = events.firmly(rows, blame.loss, blame.hit) - events.firmly(rows, 0.0, blame.hit);
    blame.surprise >= *price && calm.max(hit) >= candidates.all[0].price
}

/// Segments of an answer are never nested in one another.
pub fn is_free(candidates: &Candidates, index: usize, blames: &[Blame]) -> bool {
    !blames.iter().any(|blame| candidates.covers(blame.candidate, index) || candidates.covers(index, blame.candidate))
}

/// What each row is worth to a candidate, computed once for all.
pub struct Trial<'a> {
    events: &'a Events,
    /// For each degree of calm, the likelihood of every row when it was not hit, and their sum.
    calm: Vec<(Vec<f64>, f64)>,
    /// What the likelihood of every row can be at most.
    most: Vec<f64>,
}

impl<'a> Trial<'a> {
    pub fn new(events: &'a Events, candidates: &Candidates) -> Trial<'a> {
        let rows = &candidates.all[0].rows;
        let column = |value: &dyn Fn(usize) -> f64| {
            let mut column = vec![0.0; events.whole.len()];
            rows.iter().for_each(|row| column[*row] = value(*row));
            column
        };
        let calm = CALM.iter().map(|calm| column(&|row| events.likelihood(&[row], 0.0, *calm)));
        let calm = calm.map(|column| (column.iter().sum(), column)).map(|(sum, column)| (column, sum)).collect();
        Trial { events, calm, most: column(&|row| likelihood_max(events.part[row], events.whole[row])) }
    }

    /// The value of a candidate, and what is to be said of it; none when it did not lose anything.
    pub fn blame(&self, index: usize, candidates: &Candidates) -> Option<(f64, Blame)> {
        let candidate = &candidates.all[index];
        let (lost, loss) = self.events.loss(&candidate.rows);
        if lost <= 0.0 {
            return None;
        }
        let one = |hit: &f64| (self.events.firmly(&candidate.rows, loss, *hit), *hit);
        let (inside, hit) = HIT.iter().map(one).max_by(|one, other| one.0.total_cmp(&other.0)).expect("several degrees of firmness");
        let Outside { likelihood: outside, calm, luck } = self.outside(candidate);
        Some((inside + outside - candidate.price, Blame { candidate: index, lost, loss, calm, hit, surprise: inside - luck, sure: 0.0 }))
    }

    /// All rows together take the place of the best segment when they explain more and the rest moved much alike.
    fn everywhere(&self, candidates: &Candidates, best: Option<(f64, Blame)>) -> Option<(f64, Blame)> {
        let Some(all) = self.blame(0, candidates) else { return best };
        let spread = |(value, blame): &(f64, Blame)| {
            all.0 > *value && self.events.loss(&candidates.rest(0, blame.candidate)).1 >= ALIKE_MIN * blame.loss
        };
        if best.as_ref().is_none_or(spread) { Some(all) } else { best }
    }

    /// No value of a candidate is above this.
    fn bound(&self, candidate: &Candidate) -> f64 {
        candidate.rows.iter().map(|row| self.most[*row]).sum::<f64>() + self.outside(candidate).likelihood - candidate.price
    }

    /// Where nothing is outside, the degree of calm is the one that fits the inside without any loss.
    fn outside(&self, candidate: &Candidate) -> Outside {
        let one = |(calm, (column, sum)): (&f64, &(Vec<f64>, f64))| {
            let luck: f64 = candidate.rows.iter().map(|row| column[*row]).sum();
            Outside { likelihood: sum - luck, calm: *calm, luck }
        };
        let fits = |one: &Outside, other: &Outside| one.likelihood.total_cmp(&other.likelihood).then(one.luck.total_cmp(&other.luck));
        CALM.iter().zip(&self.calm).map(one).max_by(fits).expect("several degrees of calm")
    }
}

/// How likely everything outside of a candidate is with the degree of calm that fits it best, and how likely the inside
/// would be by luck with that degree.
struct Outside {
    likelihood: f64,
    calm: f64,
    luck: f64,
}
