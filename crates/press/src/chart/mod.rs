//! Charts: what they show, and the drawing that is made of it.

mod bars;
mod frame;
mod head;
mod line;
mod pareto;
mod scale;
mod sketch;
#[cfg(test)]
mod tests;
mod unit;
mod waterfall;

pub(crate) use sketch::Sketch;

use crate::document::Language;
use crate::text::Text;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A chart with its title. Numbers are exact; the chart writes its own labels, in 万 or 亿 (thousand, million) where
/// they are large.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Names the chart to the caller; not printed.
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub title: Text,
    /// What the values are counted in: 元, 人次. Left empty for shares.
    #[serde(default)]
    pub unit: Text,
    /// The values are shares: 0.058 is drawn as 5.8%.
    #[serde(default)]
    pub percent: bool,
    /// What the chart shows, in a sentence, for a reader who cannot see it.
    #[serde(default)]
    pub alt: Text,
    /// Small print below the chart.
    #[serde(default)]
    pub note: Text,
    pub picture: Picture,
}

/// The kinds of chart and what each needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Picture {
    /// One or more bars per category: upright while the names fit, lying on their side otherwise.
    Bar {
        #[serde(default)]
        axis: Axis,
        categories: Vec<Text>,
        series: Vec<Series>,
        #[serde(default)]
        mark: Option<Mark>,
    },
    /// One or more lines over time. A missing value leaves a gap.
    Line {
        categories: Vec<Text>,
        series: Vec<Series>,
        #[serde(default)]
        mark: Option<Mark>,
    },
    /// The few that make the most: bars from the largest down, with their running share of the whole.
    ///
    /// The order is the caller's, so that 其他 may stand last. The bars up to 80% are set off.
    Pareto {
        bars: Vec<Bar>,
        /// What the shares are of, where the bars are not all there is.
        #[serde(default)]
        whole: Option<Decimal>,
    },
    /// From one total to another by steps.
    Waterfall {
        steps: Vec<Step>,
        /// Whether a rise is welcome; it is where the caller says nothing.
        #[serde(default = "welcome")]
        rise_good: bool,
    },
}

impl Default for Picture {
    fn default() -> Picture {
        Picture::Bar { axis: Axis::Names, categories: Vec::new(), series: Vec::new(), mark: None }
    }
}

fn welcome() -> bool {
    true
}

/// What the categories of a bar chart are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// Every name is printed.
    #[default]
    Names,
    /// Days or months in order; where there are many, only some are labelled.
    Time,
}

/// Values under one name, one for each category; a missing one is not drawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Series {
    #[serde(default)]
    pub name: Text,
    pub values: Vec<Option<Decimal>>,
}

/// A value to hold the others against, drawn as a dashed line: a target, the time elapsed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub name: Text,
    pub value: Decimal,
}

/// One bar of a Pareto chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    pub name: Text,
    pub value: Decimal,
}

/// One bar of a waterfall.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub name: Text,
    /// The change, or for a total the level reached.
    pub value: Decimal,
    #[serde(default)]
    pub total: bool,
}

/// More names than this are not drawn; the chart says how many were left out. A page has no room for more.
pub const NAMES_MAX: usize = 40;
/// More points in time than this are not drawn; two years of days fit in.
pub const TIMES_MAX: usize = 740;
/// More series than this are not drawn.
pub const SERIES_MAX: usize = crate::colour::SERIES.len();

/// Draws the chart at the given width in points; the height follows from what is in it.
pub(crate) fn draw(chart: &Chart, width: f64, language: Language) -> Sketch {
    match &chart.picture {
        Picture::Bar { axis, categories, series, mark } => {
            bars::draw(chart, &bars::Bars { axis: *axis, categories, series, mark: mark.as_ref() }, width, language)
        }
        Picture::Line { categories, series, mark } => line::draw(chart, categories, series, mark.as_ref(), width, language),
        Picture::Pareto { bars, whole } => pareto::draw(chart, (bars, *whole), width, language),
        Picture::Waterfall { steps, rise_good } => waterfall::draw(chart, steps, *rise_good, width, language),
    }
}
