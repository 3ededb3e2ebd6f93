//! Turns the names and codes that files use into the codes of the directory.

use super::Target;
use chrono::NaiveDate;
use foldhash::quality::RandomState;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// By name. A load looks up tens of millions of names, so that hashing one must cost little.
pub type ByName<T> = HashMap<String, T, RandomState>;

/// The directory of one dimension.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Name or code as files write it, in plain form ([`sheet::fold`]), to the code facts are kept under.
    pub known: ByName<String>,
    /// What becomes of a row with another name.
    pub unknown: Unknown,
    /// Other names, in plain form, of which something was decided one by one.
    pub each: ByName<Unknown>,
    /// By code, what a fact is of besides, where the file does not say.
    pub implied: ByName<Implied>,
}

impl Names {
    /// What becomes of a row with a name, in plain form, that is not in the directory.
    pub fn becomes(&self, name: &str) -> Unknown {
        self.each.get(name).copied().unwrap_or(self.unknown)
    }
}

/// What is known of an item or a shop: its brand, its category, and what a unit of it cost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Implied {
    pub brand: Option<String>,
    pub category: Option<String>,
    /// By the day from which it holds, in the order of the days.
    pub costs: Arc<Vec<(NaiveDate, Decimal)>>,
}

impl Implied {
    /// What a unit cost on a day; unknown before the first day.
    pub fn cost_on(&self, day: NaiveDate) -> Option<Decimal> {
        let known = self.costs.partition_point(|(from, _)| *from <= day);
        self.costs[..known].last().map(|(_, cost)| *cost)
    }
}

/// What becomes of a row whose name is not in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// The name itself is kept as the code; the caller makes the record.
    #[default]
    Create,
    Refuse,
}

/// Directories by dimension; a dimension without one keeps every name as it is.
pub type Directory = BTreeMap<Target, Names>;

/// New names of one dimension that a file may bring; one with more has the wrong column mapped.
pub const UNKNOWN_NAMES_MAX: usize = 200_000;

/// Rows with an unknown name: all of them, and those that became facts under it.
#[derive(Debug, Clone, Copy, Default)]
struct Rows {
    met: u64,
    kept: u64,
}

/// Unknown names with their rows. Of a dimension with too many of them one more is kept, so that it is known for what it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct UnknownNames(BTreeMap<Target, IndexMap<String, Rows, RandomState>>);

/// An unknown name that was met.
pub(crate) type Met = (Target, usize);

impl UnknownNames {
    /// Counts a row with the name; by what is answered it is told whether the row became facts.
    pub(crate) fn meet(&mut self, target: Target, name: &str) -> Option<Met> {
        self.add(target, name, Rows { met: 1, kept: 0 }).map(|place| (target, place))
    }

    /// The row with the name became facts.
    pub(crate) fn keep(&mut self, (target, place): Met) {
        if let Some((_, rows)) = self.0.get_mut(&target).and_then(|names| names.get_index_mut(place)) {
            rows.kept += 1;
        }
    }

    fn add(&mut self, target: Target, name: &str, rows: Rows) -> Option<usize> {
        let names = self.0.entry(target).or_default();
        if let Some((place, _, known)) = names.get_full_mut(name) {
            known.met += rows.met;
            known.kept += rows.kept;
            return Some(place);
        }
        (names.len() <= UNKNOWN_NAMES_MAX).then(|| names.insert_full(name.to_string(), rows).0)
    }

    pub(crate) fn merge(&mut self, other: UnknownNames) {
        for (target, names) in other.0 {
            for (name, rows) in names {
                self.add(target, &name, rows);
            }
        }
    }

    /// The dimension that has more new names than a file may bring.
    pub(crate) fn too_many(&self) -> Option<Target> {
        self.0.iter().find(|(_, names)| names.len() > UNKNOWN_NAMES_MAX).map(|(target, _)| *target)
    }

    /// Names by dimension, the most frequent first.
    pub(crate) fn met(&self) -> Vec<(Target, String, u64)> {
        self.sorted(|rows| rows.met)
    }

    /// Names that facts were kept under.
    pub(crate) fn kept(&self) -> Vec<(Target, String, u64)> {
        self.sorted(|rows| rows.kept)
    }

    fn sorted(&self, rows: impl Fn(&Rows) -> u64) -> Vec<(Target, String, u64)> {
        let mut all = Vec::new();
        for (target, names) in &self.0 {
            let mut names: Vec<(&String, u64)> = names.iter().map(|(name, of)| (name, rows(of))).filter(|(_, rows)| *rows > 0).collect();
            names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            all.extend(names.into_iter().map(|(name, rows)| (*target, name.clone(), rows)));
        }
        all
    }
}
