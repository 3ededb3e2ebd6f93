//! The weather over the demonstration's cities: now and then a day of heavy rain, on which fewer people go out.

use crate::dice::Dice;
use crate::names::BRANCHES;
use crate::shops::MALL;
use crate::trouble::{Kind, Trouble, on};
use chrono::NaiveDate;

/// The part of days with heavy rain.
const WET: f64 = 0.11;
/// What such a day leaves of a mall's trade, where nothing else is said, and how much of the loss a supermarket feels.
pub const LEFT: f64 = 0.82;
const FELT_BY_SUPERMARKETS: f64 = 0.6;
/// A stream of dice of its own, so that what is sold on a dry day does not hang on the weather.
const STREAM: u64 = 9_000_000_000;

/// Where it rains on a day, and what that leaves of a mall's trade.
pub struct Sky {
    wet: Vec<&'static str>,
    left: f64,
}

impl Sky {
    /// The sky of a day over all cities; `left` is what rain leaves of a mall's trade.
    pub fn over(seed: u64, day: NaiveDate, troubles: &[Trouble], left: f64) -> Self {
        let number = u64::try_from((day - NaiveDate::MIN).num_days()).unwrap_or(0);
        let mut dice = Dice::new(seed, STREAM + number);
        let mut wet: Vec<&'static str> = cities().into_iter().filter(|_| dice.unit() < WET).collect();
        wet.extend(on(troubles, day).filter_map(|kind| match kind {
            Kind::Rain { city } => Some(city),
            _ => None,
        }));
        Self { wet, left }
    }

    /// Whether it rains at a site.
    pub fn wet(&self, site: &str) -> bool {
        self.wet.contains(&city(site))
    }

    /// What the weather leaves of the mall's trade.
    pub fn left_to_mall(&self) -> f64 {
        if self.wet(MALL) { self.left } else { 1.0 }
    }

    /// What the weather leaves of a supermarket's trade.
    pub fn left_to_branch(&self, branch: &str) -> f64 {
        if self.wet(branch) { 1.0 - (1.0 - self.left) * FELT_BY_SUPERMARKETS } else { 1.0 }
    }
}

/// The city of a site.
pub fn city(site: &str) -> &'static str {
    BRANCHES.iter().find(|branch| branch.code == site).map_or(BRANCHES[0].city, |branch| branch.city)
}

/// The cities, each once.
fn cities() -> Vec<&'static str> {
    let mut cities: Vec<&'static str> = Vec::new();
    for branch in &BRANCHES {
        if !cities.contains(&branch.city) {
            cities.push(branch.city);
        }
    }
    cities
}
