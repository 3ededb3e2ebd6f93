//! Turns the names and codes that files use into the codes of the directory.

use super::Target;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The directory of one dimension.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Name or code as files write it, in plain form ([`sheet::fold`]), to the code facts are kept under.
    pub known: HashMap<String, String>,
    /// What becomes of a row with another name.
    pub unknown: Unknown,
    /// Other names, in plain form, of which something was decided one by one.
    pub each: HashMap<String, Unknown>,
    /// By code, what a fact is of besides, where the file does not say.
    pub implied: HashMap<String, Implied>,
}

impl Names {
    /// What becomes of a row with a name, in plain form, that is not in the directory.
    pub fn becomes(&self, name: &str) -> Unknown {
        self.each.get(name).copied().unwrap_or(self.unknown)
    }
}

/// The brand and the category that an item or a shop is of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Implied {
    pub brand: Option<String>,
    pub category: Option<String>,
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
pub(crate) struct UnknownNames(BTreeMap<Target, HashMap<String, Rows>>);

impl UnknownNames {
    /// Counts a row with the name, which became facts or was refused.
    pub(crate) fn count(&mut self, target: Target, name: &str, kept: bool) {
        self.add(target, name, Rows { met: 1, kept: u64::from(kept) });
    }

    fn add(&mut self, target: Target, name: &str, rows: Rows) {
        let names = self.0.entry(target).or_default();
        if let Some(known) = names.get_mut(name) {
            known.met += rows.met;
            known.kept += rows.kept;
        } else if names.len() <= UNKNOWN_NAMES_MAX {
            names.insert(name.to_string(), rows);
        }
    }

    pub(crate) fn merge(&mut self, other: UnknownNames) {
        for (target, names) in other.0 {
            names.into_iter().for_each(|(name, rows)| self.add(target, &name, rows));
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
