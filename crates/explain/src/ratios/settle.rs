//! Settles how broad the blamed segment is: no narrower than what was hit, and no broader.
//!
//! The likeliest segment may be one step off, because luck in large rows weighs more than anybody cares for. So what
//! lies between it and its neighbours is looked at alone: is it likelier that this rest lost what the segment lost,
//! or that it lost nothing?

use super::candidates::Candidates;
use super::events::Events;
use super::expected::possible;
use super::likelihood::normal_below;
use super::search::{Blame, Trial, is_free};
use super::{LUCK_MAX, SHARE_MIN};

/// Walks to broader segments while their rest moved along, and to narrower ones while the rest inside did not.
pub fn settle(events: &Events, candidates: &Candidates, blames: &[Blame], found: Blame) -> Blame {
    let walk = Walk { events, candidates, blames, calm: found.calm };
    let (mut path, mut last) = (vec![found.candidate], found.candidate);
    while let Some(next) = walk.broader(last).or_else(|| walk.narrower(last)).filter(|next| !path.contains(next)) {
        path.push(next);
        last = next;
    }
    let blame = Trial::new(events, candidates).blame(last, candidates).map_or(found, |(_, blame)| blame);
    let luck = LUCK_MAX * (candidates.all[blame.candidate].price - blame.surprise).exp();
    Blame { sure: walk.sure(blame.candidate).min(1.0 - luck.min(1.0)), ..blame }
}

struct Walk<'a> {
    events: &'a Events,
    candidates: &'a Candidates,
    blames: &'a [Blame],
    calm: f64,
}

impl Walk<'_> {
    /// The broader segment whose rest lost most, if it is likelier to have lost as much as this one than nothing.
    fn broader(&self, index: usize) -> Option<usize> {
        let loss = self.loss(&self.candidates.all[index].rows);
        let along = |other: usize| {
            let rest = self.candidates.rest(other, index);
            (self.gain(&rest, loss) > 0.0).then(|| (self.loss(&rest), other))
        };
        most(self.broader_ones(index).filter_map(along))
    }

    /// The narrower segment with most of what was lost, if the rest is likelier to have lost nothing, and did lose
    /// nothing worth a name. A rest that another segment explains goes too, so that no row is counted twice.
    fn narrower(&self, index: usize) -> Option<usize> {
        let loss = self.loss(&self.candidates.all[index].rows);
        let apart = |other: usize| {
            let rest = self.candidates.rest(index, other);
            let (lost, inner_loss) = self.events.loss(&self.candidates.all[other].rows);
            let still = self.loss(&rest) < SHARE_MIN * inner_loss && self.gain(&rest, loss) <= 0.0;
            still.then_some((lost, other))
        };
        most(self.narrower_ones(index).filter_map(apart))
    }

    /// How much likelier a rest is with the loss than with none (nats).
    fn gain(&self, rest: &[usize], loss: f64) -> f64 {
        self.events.likelihood(rest, loss, self.calm) - self.events.likelihood(rest, 0.0, self.calm)
    }

    fn loss(&self, rows: &[usize]) -> f64 {
        self.events.loss(rows).1
    }

    /// Segments with more rows that are no longer to say: the city of a shop as well as one attribute less.
    fn broader_ones(&self, index: usize) -> impl Iterator<Item = usize> {
        self.others(index).filter(move |other| self.depth(*other) <= self.depth(index) && self.candidates.covers(*other, index))
    }

    fn narrower_ones(&self, index: usize) -> impl Iterator<Item = usize> {
        self.others(index).filter(move |other| self.depth(*other) <= self.depth(index) + 1 && self.candidates.covers(index, *other))
    }

    fn others(&self, index: usize) -> impl Iterator<Item = usize> {
        (1..self.candidates.all.len()).filter(move |other| *other != index && is_free(self.candidates, *other, self.blames))
    }

    fn depth(&self, index: usize) -> usize {
        self.candidates.all[index].combination.pairs.len()
    }

    /// The chance that the closest of all these decisions would be the same on another day.
    fn sure(&self, index: usize) -> f64 {
        let loss = self.loss(&self.candidates.all[index].rows);
        let broader = self.broader_ones(index).filter_map(|other| {
            let margin = self.margin(&self.candidates.rest(other, index), SHARE_MIN * loss)?;
            Some(-margin)
        });
        let narrower = self.narrower_ones(index).filter_map(|other| {
            let inner_loss = self.loss(&self.candidates.all[other].rows);
            self.margin(&self.candidates.rest(index, other), SHARE_MIN * inner_loss)
        });
        normal_below(broader.chain(narrower).fold(f64::INFINITY, f64::min))
    }

    /// By how many of its standard deviations the loss of some rows is above a limit; none when nothing happened there.
    fn margin(&self, rows: &[usize], limit: f64) -> Option<f64> {
        let loss = self.loss(rows);
        let (mut expected, mut variance) = (0.0, 0.0);
        for row in rows {
            let (whole, rate) = (self.events.whole[*row], possible(self.events.rate[*row] * (1.0 - loss)));
            let unrest = 1.0 + (whole - 1.0).max(0.0) / (self.events.precision(*row, self.calm) + 1.0);
            expected += whole * self.events.rate[*row];
            variance += whole * rate * (1.0 - rate) * unrest;
        }
        (variance > 0.0).then(|| (loss - limit) * expected / variance.sqrt())
    }
}

fn most(found: impl Iterator<Item = (f64, usize)>) -> Option<usize> {
    found.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1))).map(|(_, index)| index)
}
