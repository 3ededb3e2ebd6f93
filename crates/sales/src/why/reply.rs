//! What an explanation says: the change, how it came about, where, whether it was anybody's doing, and all of it in words.

use chrono::NaiveDate;
use kernel::measure::{Measure, Period, Unit, Where};
use kernel::text::Text;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Why a figure changed. Figures are exact, and parts add up to the change.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Explanation {
    pub measure: Measure,
    pub scope: Vec<Condition>,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub baseline: Baseline,
    pub data_version: String,
    pub now: Option<Decimal>,
    pub before: Option<Decimal>,
    pub change: Option<Decimal>,
    /// The change as a part of what was before.
    pub rate: Option<Decimal>,
    pub how: How,
    pub goods: Option<GoodsEffects>,
    pub places: Vec<Place>,
    /// What lies in no place; together with the places it is the whole change.
    pub rest: Rest,
    pub items: Vec<ItemMove>,
    pub outside: Outside,
    /// Three sentences, in which `{{id}}` stands for a figure.
    pub sentences: Vec<Text>,
    pub figures: Vec<Figure>,
}

/// One condition of the scope, in words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Condition {
    pub dim: &'static str,
    #[serde(flatten)]
    pub title: Text,
    pub values: Vec<Named>,
}

/// A code and the name of what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Named {
    pub code: Option<String>,
    pub name: Text,
}

/// What the period is held against.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Baseline {
    pub way: &'static str,
    #[serde(flatten)]
    pub title: Text,
    /// The days that are held against, as spans.
    pub days: Vec<Period>,
    /// The days of the period that have a like, as spans.
    pub beside: Vec<Period>,
    pub matched: usize,
    pub closed: usize,
    pub unmatched: usize,
    pub stand_in: usize,
    pub provisional: bool,
}

/// The drivers of the change.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct How {
    /// `lmdi`, `shapley`, or `none` where there are no drivers; it does not change with the figures but by kind of measure, except that Shapley stands in
    /// for LMDI where a driver is nought or negative.
    pub method: &'static str,
    #[serde(flatten)]
    pub title: Text,
    /// Which driver is left out and why, where the facts tell of it for some of the sales or days only.
    pub note: Option<Text>,
    /// Their effects add up to the change.
    pub drivers: Vec<Driver>,
    /// Every part of a rate moved one way and the whole the other.
    pub reversed: bool,
    /// The dimension by whose parts the effects were worked out, with what moved between them as the driver `mix`.
    pub parts: Option<&'static str>,
}

/// A driver, then and now, with what it did to the figure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Driver {
    pub key: &'static str,
    #[serde(flatten)]
    pub title: Text,
    pub unit: Unit,
    pub before: Option<Decimal>,
    pub now: Option<Decimal>,
    pub effect: Decimal,
}

/// The change of money by volume, mix and price, in the wording of finance.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GoodsEffects {
    /// By what the goods are told apart.
    pub dim: &'static str,
    pub volume: Decimal,
    pub mix: Decimal,
    pub price: Decimal,
    pub new: Decimal,
    pub ended: Decimal,
    pub unpriced: Decimal,
    /// Sales that name none, or stand on days without a like.
    pub other: Decimal,
}

/// A place that carries a part of the change.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Place {
    pub keys: BTreeMap<&'static str, Named>,
    pub name: Text,
    pub before: Option<Decimal>,
    pub now: Option<Decimal>,
    /// What it did to the figure of the scope.
    pub effect: Decimal,
    /// That as a part of the change; none where the change is nought.
    pub share: Option<Decimal>,
    /// Its own change as a part of what it was before.
    pub rate: Option<Decimal>,
    /// How far beyond the rest it moved: standard deviations, or nats of a rate.
    pub surprise: Decimal,
    /// From 0 to 1.
    pub sure: Decimal,
    /// On how many days it has no data, where it has them otherwise: it is so much less sure.
    pub note: Option<Text>,
    /// The most telling of its drivers first.
    pub drivers: Vec<Driver>,
    /// The scope and this place, to ask on with.
    #[serde(rename = "where")]
    pub filters: Where,
    /// Part of it lies in another place and is counted there.
    pub overlaps: bool,
}

/// What is left beside the places.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Rest {
    pub before: Option<Decimal>,
    pub now: Option<Decimal>,
    pub effect: Decimal,
    pub rate: Option<Decimal>,
    /// Of that, what lies on days without a like.
    pub days: Decimal,
}

/// One of the goods that moved most.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ItemMove {
    pub item: Named,
    pub before: Decimal,
    pub now: Decimal,
    pub effect: Decimal,
    /// `new`, `ended`, `price`, `volume`
    pub kind: &'static str,
}

/// Whether it was the scope's own doing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Outside {
    pub verdict: Verdict,
    #[serde(flatten)]
    pub title: Text,
    pub tests: Vec<Test>,
}

/// Whose doing a change was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The scope's own: nothing outside explains it.
    Own,
    /// Something outside explains most of it.
    External,
    /// Facts are missing, so nothing can be said yet.
    Missing,
    /// The change lies within what is usual.
    Usual,
}

/// A test of something outside.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Test {
    pub key: &'static str,
    #[serde(flatten)]
    pub title: Text,
    pub outcome: Outcome,
    /// How much of the change it explains, in the unit of the measure.
    pub effect: Option<Decimal>,
    pub said: Text,
}

/// What a test found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It explains most of the change.
    Explains,
    /// It explains some of it.
    Partly,
    /// It is not the cause.
    No,
    /// It cannot be told: nothing is known of it.
    Unknown,
}

/// A figure of the sentences, with the question that opens it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Figure {
    pub id: String,
    pub value: Option<Decimal>,
    pub unit: Unit,
    /// A change, which is shown with its sign.
    pub signed: bool,
    pub measure: &'static str,
    pub days: Vec<Period>,
    #[serde(rename = "where")]
    pub filters: Where,
}
