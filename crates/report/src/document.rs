//! The document of a report: its figures, each with the question it answers, and the sections that show them.

use chrono::NaiveDate;
use kernel::measure::{Good, Period, Unit, Where};
use kernel::text::Text;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A drafted document. It is kept as drafted: its figures never change, whatever happens to the data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Document {
    pub title: Text,
    pub subtitle: Text,
    pub data_version: String,
    /// The names that the company and the author had when it was drafted; none in documents older than this field.
    pub company: Option<String>,
    pub author: Option<String>,
    /// The figures of the first page, by id.
    pub headline: Vec<String>,
    pub figures: Vec<Figure>,
    pub sections: Vec<Section>,
}

/// A figure with everything needed to check it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    pub id: String,
    pub measure: String,
    #[serde(flatten)]
    pub title: Text,
    /// What it is of: a brand, a channel; none for the whole.
    pub label: Option<Text>,
    pub unit: UnitWord,
    pub good: GoodWord,
    pub about: Text,
    pub value: Option<Decimal>,
    /// A change, which is shown with its sign.
    #[serde(default)]
    pub signed: bool,
    pub previous: Option<Decimal>,
    pub last_year: Option<Decimal>,
    /// Its part of the whole, where it is one.
    pub share: Option<Decimal>,
    pub light: Option<Light>,
    pub query: Question,
}

/// The question behind a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Question {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The days that count, where they are not all from the first to the last; none in documents that are older than this field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Period>,
    #[serde(rename = "where")]
    pub filters: Where,
    /// What the filters say, with the names of that day; empty in documents that are older than this field.
    #[serde(default)]
    pub said: Text,
}

impl Question {
    /// The days that count, as spans.
    pub fn spans(&self) -> Vec<Period> {
        if self.days.is_empty() { vec![Period { from: self.from, to: self.to }] } else { self.days.clone() }
    }
}

/// The unit of a figure, as kept in a document that is read again years later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitWord {
    Yuan,
    Count,
    Quantity,
    Percent,
    YuanPerM2,
    PerTicket,
}

/// Which way is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoodWord {
    Up,
    Down,
    None,
}

/// Green, amber or red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    Green,
    Amber,
    Red,
}

/// A section of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    pub key: String,
    #[serde(flatten)]
    pub title: Text,
    pub blocks: Vec<Block>,
}

/// What a section is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    Text {
        key: String,
        #[serde(flatten)]
        text: Text,
        editable: bool,
    },
    Table {
        columns: Vec<Text>,
        rows: Vec<Vec<Cell>>,
    },
    Chart {
        chart: ChartKind,
        #[serde(flatten)]
        title: Text,
        unit: UnitWord,
        x: Vec<Text>,
        series: Vec<Series>,
        /// What the shares of a Pareto chart are of, where it does not draw all there is.
        #[serde(default)]
        whole: Option<Decimal>,
    },
    Empty {
        #[serde(flatten)]
        text: Text,
    },
}

/// A cell of a table: words, a figure shown in one of its ways, or a number that no question is bound to, such as a remainder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Cell {
    Figure { figure: String, show: Show },
    Number { value: Decimal, unit: UnitWord },
    Text(Text),
}

/// How a figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    Value,
    /// Its change against the previous period.
    Previous,
    /// Its change against last year.
    LastYear,
    Share,
    /// By how much it moved from the previous period, in its own unit; what is not known counts as nothing.
    ByPrevious,
    /// The same, from last year.
    ByLastYear,
}

/// The kinds of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    Bar,
    Line,
    Pareto,
    Waterfall,
}

/// A line of values of a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    #[serde(flatten)]
    pub title: Text,
    pub values: Vec<Option<Decimal>>,
}

impl From<Unit> for UnitWord {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Yuan => Self::Yuan,
            Unit::Count => Self::Count,
            Unit::Quantity => Self::Quantity,
            Unit::Percent => Self::Percent,
            Unit::YuanPerM2 => Self::YuanPerM2,
            Unit::PerTicket => Self::PerTicket,
        }
    }
}

impl From<Good> for GoodWord {
    fn from(good: Good) -> Self {
        match good {
            Good::Up => Self::Up,
            Good::Down => Self::Down,
            Good::None => Self::None,
        }
    }
}
