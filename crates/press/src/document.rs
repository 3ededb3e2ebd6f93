//! A document before it is printed: what it says, in the order in which it says it, in one language.

use crate::chart::Chart;
use crate::table::Table;
use crate::text::Text;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Everything that is printed. Empty texts and empty lists are left out of the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The language that all texts are in; decides the few words the press adds itself.
    pub language: Language,
    pub title: Text,
    #[serde(default)]
    pub subtitle: Text,
    /// Stands above the title and in the head of every page.
    #[serde(default)]
    pub company: Text,
    /// Who is named as the author in the properties of the file.
    #[serde(default)]
    pub author: Text,
    /// A word such as 草稿 or 已发布, printed beside the company and in the foot of every page.
    #[serde(default)]
    pub state: Text,
    /// Which state of the data the figures were computed from, printed in the foot of every page.
    #[serde(default)]
    pub data_version: Text,
    /// The day of the document. It is written into the file in place of the clock, so that the same document
    /// always gives the same bytes.
    pub date: NaiveDate,
    /// What the document is about: site, month, author, reader ...
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// The result: the first sentence is set large, the others support it.
    #[serde(default)]
    pub lead: Vec<Text>,
    /// The figures of the first page; three to five look best.
    #[serde(default)]
    pub figures: Vec<Figure>,
    #[serde(default)]
    pub sections: Vec<Section>,
    /// How every figure came about.
    #[serde(default)]
    pub appendix: Vec<Definition>,
}

/// The language of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Zh,
    En,
}

/// One line about the document, such as 门店: 云汇广场.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    pub label: Text,
    pub text: Text,
}

/// One figure of the first page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub name: Text,
    /// The value as it is shown, without its unit.
    pub text: Text,
    /// Stands small behind the value: 万元, %, 人次.
    #[serde(default)]
    pub unit: Text,
    /// The exact value, in the unit that `kind` says and not in `unit`; goes into the Excel file.
    #[serde(default)]
    pub value: Option<Decimal>,
    #[serde(default)]
    pub kind: Kind,
    /// How it moved against the previous period and last year.
    #[serde(default)]
    pub changes: Vec<Change>,
    #[serde(default)]
    pub light: Option<Light>,
    /// What is counted; goes into the Excel file.
    #[serde(default)]
    pub definition: Text,
}

/// How a figure moved against another period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What it is held against: 环比, 同比, "vs last year".
    pub against: Text,
    /// The size of the change, without a sign: the arrow says which way.
    pub text: Text,
    pub direction: Direction,
    /// Whether the change is welcome; `None` prints it in grey.
    #[serde(default)]
    pub good: Option<bool>,
}

/// Which way a figure moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Up,
    Down,
    #[default]
    Flat,
}

/// A traffic light with its word, so that it can be read without colour too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Light {
    pub level: Level,
    /// 达标, 落后 6.7 个点 ...
    pub text: Text,
}

/// The colour of a light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Green,
    Amber,
    Red,
}

/// What a value is; decides how Excel shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    #[default]
    Text,
    /// A whole number of things: tickets, visitors, shops.
    Count,
    /// Any other number, such as an area.
    Number,
    /// An amount, with two decimals.
    Money,
    /// A share: the value 0.058 is shown as 5.8%.
    Percent,
    /// A day, written as text.
    Date,
}

/// A numbered part of the document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Names the section to the caller; not printed.
    #[serde(default)]
    pub key: String,
    pub title: Text,
    #[serde(default)]
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "lowercase")]
pub enum Block {
    Paragraph {
        text: Text,
    },
    Table(Table),
    Chart(Chart),
    /// Says that there is nothing to report here, and why.
    Nothing {
        text: Text,
    },
    /// A box for what the reader should not overlook.
    Note {
        title: Text,
        text: Text,
    },
}

/// How one figure came about; a row of the appendix.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    pub figure: Text,
    pub definition: Text,
    #[serde(default)]
    pub filter: Text,
    #[serde(default)]
    pub period: Text,
    #[serde(default)]
    pub data_version: Text,
}
