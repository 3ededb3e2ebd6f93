//! The search for the fewest segments that say the most.
//!
//! One segment after the other is named: the one that says most about leaves in no segment yet, less the price of its name.
//! The price counts the names that could have been said instead, so what needs few attributes is named before what needs
//! many (minimum description length, Rissanen 1978).

use std::collections::HashMap;

use super::cuboids::Cuboid;
use super::field::{Field, Move};
use super::tally::Tallies;

/// What a segment has to say before it is named at all, in natural units of information.
const PRICE: f64 = 4.0;
/// At most so many segments: nobody reads more.
const SEGMENTS_MAX: usize = 8;
/// An effect below this many standard deviations of its own noise is none.
const SURPRISE_MIN: f64 = 4.0;
/// An effect from this many standard deviations on is beyond doubt; one below it pays so much for each that is missing.
const SURPRISE_PLAIN: f64 = 5.5;
const DOUBT_PRICE: f64 = 8.0;
/// How many elements of one cuboid are looked at closely, by either of two quick scores.
const CLOSE: usize = 6;
/// A quick score may be this much below the true one.
const QUICK_ERROR: f64 = 4.0;
/// A whole of which at least this share is left by its best parts, and speaks against it, is no whole.
const LEFT_MIN: f64 = 0.25;

/// An element of a cuboid, by their numbers.
pub type Place = (usize, u32);

/// A place taken as a segment.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    pub place: Place,
    pub to: Move,
    /// What it says, less its price.
    pub net: f64,
    /// Its effect, in standard deviations of all noise.
    pub surprise: f64,
}

/// A segment with the leaves that it holds.
#[derive(Debug, Clone)]
pub struct Named {
    pub found: Found,
    pub held: Vec<u32>,
}

/// Names segments until nothing is worth its price; those that say most come first.
pub fn search(field: &Field, cuboids: &[Cuboid]) -> Vec<Named> {
    let mut tallies = Tallies::new(field, cuboids);
    let mut search = Search {
        field,
        cuboids,
        found: Vec::new(),
        free: vec![true; field.leaves.len()],
        actual: field.leaves.actual.iter().sum(),
        expected: field.leaves.expected.iter().sum(),
        moods: Vec::new(),
    };
    let mut fits = HashMap::new();
    let mut named = Vec::new();
    while named.len() < SEGMENTS_MAX {
        search.moods = tallies.moods(cuboids);
        let pool = search.pool(&tallies, &mut fits);
        let Some(best) = best(&pool) else { break };
        let found = search.narrowed(best, &pool);
        let held = search.take(found);
        fits.retain(|place, _| !search.meet(*place, found.place));
        tallies.take_out(&held, cuboids);
        named.push(Named { found, held });
    }
    named
}

#[derive(Clone)]
struct Search<'a> {
    field: &'a Field<'a>,
    cuboids: &'a [Cuboid],
    found: Vec<Found>,
    /// Leaves in no segment as yet: one that is in several is held by the first.
    free: Vec<bool>,
    /// Sums of what the free leaves were and were expected to be.
    actual: f64,
    expected: f64,
    /// How far values differ on an ordinary day, for each cuboid of one attribute.
    moods: Vec<f64>,
}

impl Search<'_> {
    /// Places worth their price. Only those are looked at that seem moved by a quick score: as a whole against noise, or by
    /// the number of freaks among their leaves.
    fn pool(&self, tallies: &Tallies, fits: &mut HashMap<Place, (Move, f64)>) -> Vec<Found> {
        let mut pool = Vec::new();
        for (cuboid, sums) in tallies.sums.iter().enumerate() {
            let enough = self.price(cuboid) - QUICK_ERROR;
            let mut scores: Vec<(f64, f64, u32)> = sums.iter().zip(0..).map(|(sum, element)| (sum.shift(), sum.freaks, element)).collect();
            scores.retain(|score| score.0.max(score.1) > enough);
            let mut close: Vec<u32> = Vec::new();
            scores.sort_unstable_by(|left, right| right.0.total_cmp(&left.0).then(left.2.cmp(&right.2)));
            close.extend(scores.iter().take(CLOSE).map(|score| score.2));
            scores.sort_unstable_by(|left, right| right.1.total_cmp(&left.1).then(left.2.cmp(&right.2)));
            close.extend(scores.iter().take(CLOSE).map(|score| score.2));
            close.sort_unstable();
            close.dedup();
            for place in close.into_iter().map(|element| (cuboid, element)) {
                if !self.found.iter().any(|found| self.nested(place, found.place) || self.nested(found.place, place)) {
                    let fit = *fits.entry(place).or_insert_with(|| self.field.fit(&self.free_of(place)));
                    pool.extend(self.weigh(place, fit));
                }
            }
        }
        pool
    }

    /// A place as a segment of its free leaves, if it is worth its price.
    fn weigh(&self, place: Place, (to, says): (Move, f64)) -> Option<Found> {
        let net = says - self.price(place.0);
        if net <= 0.0 {
            return None;
        }
        let surprise = self.surprise(place);
        // What an effect lacks in size against noise must be made up for by what its leaves say.
        let net = net - DOUBT_PRICE * (SURPRISE_PLAIN - surprise).max(0.0);
        (surprise >= SURPRISE_MIN && net > 0.0).then_some(Found { place, to, net, surprise })
    }

    /// What it costs to name an element: which cuboid, unless one of it is named already, and which of its elements.
    fn price(&self, cuboid: usize) -> f64 {
        let named = self.found.iter().any(|found| found.place.0 == cuboid);
        let layer = self.cuboids[cuboid].attributes.len();
        let like = self.cuboids.iter().filter(|other| other.attributes.len() == layer).count();
        PRICE + (self.cuboids[cuboid].elements() as f64).ln() + if named { 0.0 } else { (like as f64).ln() }
    }

    /// How surprising free leaves are against the common ratio and against all other free leaves: the lesser of the two.
    fn surprise(&self, place: Place) -> f64 {
        let leaves = self.free_of(place);
        let sum = |of: &[f64]| -> f64 { leaves.iter().map(|leaf| of[*leaf as usize]).sum() };
        let (actual, expected) = (self.actual - sum(&self.field.leaves.actual), self.expected - sum(&self.field.leaves.expected));
        let cuts = |single: &Cuboid| self.cuboids[place.0].attributes.contains(&single.attributes[0]);
        let mood = self.cuboids.iter().zip(&self.moods).filter(|(single, _)| cuts(single)).map(|(_, mood)| mood * mood).sum();
        let common = self.field.surprise(&leaves, self.field.rest, mood);
        let others = if actual > 0.0 && expected > 0.0 { self.field.surprise(&leaves, actual / expected, mood) } else { common };
        if common * others > 0.0 { common.abs().min(others.abs()) } else { 0.0 }
    }

    /// The whole itself, or its best part, if its parts taken one by one say more and what they leave speaks against it.
    fn narrowed(&self, whole: Found, pool: &[Found]) -> Found {
        let inside = |at: &&Found| at.place.0 != whole.place.0 && self.nested(at.place, whole.place);
        let mut parts: Vec<Found> = pool.iter().filter(inside).copied().collect();
        if parts.iter().map(|part| part.net).sum::<f64>() <= whole.net {
            return whole;
        }
        let mut trial = self.clone();
        let mut says = 0.0;
        while let Some(part) = best(&parts).filter(|_| trial.found.len() < self.found.len() + SEGMENTS_MAX) {
            says += part.net;
            trial.take(part);
            let fresh = |at: &Found| trial.weigh(at.place, trial.field.fit(&trial.free_of(at.place)));
            let apart = |at: &Found| !trial.nested(at.place, part.place) && !trial.nested(part.place, at.place);
            let again = |at: Found| if trial.meet(at.place, part.place) { fresh(&at) } else { Some(at) };
            parts = parts.into_iter().filter(apart).filter_map(again).collect();
        }
        let left = trial.free_of(whole.place);
        let against = left.iter().map(|leaf| self.field.says(*leaf as usize, whole.to)).sum::<f64>() <= 0.0;
        let enough = left.len() as f64 >= LEFT_MIN * self.free_of(whole.place).len() as f64;
        if against && enough && says > whole.net { self.narrowed(trial.found[self.found.len()], pool) } else { whole }
    }

    fn take(&mut self, found: Found) -> Vec<u32> {
        let held = self.free_of(found.place);
        for leaf in held.iter().map(|leaf| *leaf as usize) {
            self.free[leaf] = false;
            self.actual -= self.field.leaves.actual[leaf];
            self.expected -= self.field.leaves.expected[leaf];
        }
        self.found.push(found);
        held
    }

    fn free_of(&self, place: Place) -> Vec<u32> {
        self.leaves(place).iter().copied().filter(|leaf| self.free[*leaf as usize]).collect()
    }

    fn leaves(&self, place: Place) -> &[u32] {
        self.cuboids[place.0].leaves(place.1)
    }

    /// Whether one place lies within another.
    fn nested(&self, inner: Place, outer: Place) -> bool {
        let (inside, outside) = (&self.cuboids[inner.0], &self.cuboids[outer.0]);
        outside.attributes.iter().all(|attribute| inside.attributes.contains(attribute))
            && outside.element[self.leaves(inner)[0] as usize] == outer.1
    }

    /// Whether two places can have a leaf in common: they agree on every attribute that both name.
    fn meet(&self, left: Place, right: Place) -> bool {
        let code = |place: Place, attribute: usize| self.field.leaves.codes[attribute][self.leaves(place)[0] as usize];
        let both = |attribute: &&usize| self.cuboids[right.0].attributes.contains(attribute);
        self.cuboids[left.0].attributes.iter().filter(both).all(|attribute| code(left, *attribute) == code(right, *attribute))
    }
}

/// The first of those that say most.
fn best(pool: &[Found]) -> Option<Found> {
    pool.iter().copied().reduce(|best, next| if next.net > best.net { next } else { best })
}
