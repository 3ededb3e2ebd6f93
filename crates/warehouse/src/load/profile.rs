//! How a kind of file is to be read; made by detection or by hand, kept by the caller, used again for the next file.

use super::{Target, Unknown};
use crate::Kind;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The reading of a kind of file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// What people call it, such as "POS 日销售".
    pub name: String,
    pub kind: Kind,
    /// The sheet of a workbook; the first one with a table when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row of column titles; found when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u64>,
    /// Title of the column each target is taken from.
    pub columns: BTreeMap<Target, String>,
    /// Values that hold for every row, such as the site of a file that covers one store.
    pub constants: BTreeMap<Target, String>,
    /// chrono formats of days and times that are ambiguous without one.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub formats: BTreeMap<Target, String>,
    /// What words of a column mean: `{"returned": {"退货": true}}`, `{"channel": {"天猫": "TM"}}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Target, BTreeMap<String, Meaning>>,
    /// What a number of a column is multiplied by: 10000 for amounts in 万元, 0.001 for grams.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub factors: BTreeMap<Target, Decimal>,
    /// What becomes of names that the directory does not know; made where nothing is said.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub unknown: BTreeMap<Target, Unknown>,
    /// For tables that put several facts side by side in a row; each part becomes a fact of its own and adds to
    /// or replaces the columns and constants above.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    pub rules: Rules,
}

/// One of several facts in a row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    pub columns: BTreeMap<Target, String>,
    pub constants: BTreeMap<Target, String>,
}

/// What a word of a column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Meaning {
    Truth(bool),
    Text(String),
}

/// How the odd rows of a file are taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Orders without a time of payment are no sales and are passed over.
    pub skip_unpaid: bool,
    /// The amount paid is what remained after the refund, as Tmall exports it; the sale was the sum of both.
    pub paid_is_net: bool,
    /// A negative amount is a return even where no column says so.
    pub negative_is_return: bool,
    /// Rows that say 合计, 小计 or total are passed over.
    pub skip_totals: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Rules { skip_unpaid: true, paid_is_net: false, negative_is_return: true, skip_totals: true }
    }
}

impl Profile {
    /// The source that facts read by it belong to, where nobody says otherwise: its name, or else the titles it takes its
    /// columns from.
    pub fn source(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let mut titles: Vec<&str> = self.columns.values().map(String::as_str).collect();
        titles.sort_unstable();
        titles.join("|")
    }

    /// The targets that facts of the kind need and the profile does not give.
    pub fn missing(&self) -> Vec<Target> {
        let given = |target: Target| {
            let of = |columns: &BTreeMap<Target, String>, constants: &BTreeMap<Target, String>| {
                columns.contains_key(&target) || constants.contains_key(&target)
            };
            let everywhere = of(&self.columns, &self.constants);
            everywhere || (!self.parts.is_empty() && self.parts.iter().all(|part| of(&part.columns, &part.constants)))
        };
        let mut missing: Vec<Target> = Target::ALL.into_iter().filter(|target| target.required(self.kind) && !given(*target)).collect();
        let computed = given(Target::Price) && given(Target::Quantity);
        let derived = given(Target::ListAmount) && given(Target::Discount);
        if self.kind == Kind::Sales && !given(Target::Amount) && !computed && !derived {
            missing.push(Target::Amount);
        }
        missing
    }
}
