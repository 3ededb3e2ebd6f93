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

/// Unknown names counted one by one in a block; a file with more has the wrong column mapped.
const UNKNOWN_NAMES_MAX: usize = 20_000;

/// Rows per unknown name.
#[derive(Debug, Clone, Default)]
pub(crate) struct UnknownNames(BTreeMap<Target, HashMap<String, u64>>);

impl UnknownNames {
    pub(crate) fn count(&mut self, target: Target, name: &str, rows: u64) {
        let names = self.0.entry(target).or_default();
        if let Some(count) = names.get_mut(name) {
            *count += rows;
        } else if names.len() < UNKNOWN_NAMES_MAX {
            names.insert(name.to_string(), rows);
        }
    }

    pub(crate) fn merge(&mut self, other: UnknownNames) {
        for (target, names) in other.0 {
            names.into_iter().for_each(|(name, rows)| self.count(target, &name, rows));
        }
    }

    /// Names by dimension, the most frequent first.
    pub(crate) fn sorted(self) -> Vec<(Target, String, u64)> {
        let each = |(target, names): (Target, HashMap<String, u64>)| {
            let mut names: Vec<(String, u64)> = names.into_iter().collect();
            names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            names.into_iter().map(move |(name, rows)| (target, name, rows))
        };
        self.0.into_iter().flat_map(each).collect()
    }
}
