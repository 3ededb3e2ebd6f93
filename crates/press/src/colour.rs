//! The colours of everything that is printed; the same as on the screen.

use crate::document::{Direction, Language, Level};

pub const INK: &str = "#1b2330";
/// Labels and small print.
pub const GREY: &str = "#667080";
/// Rules between rows and the grid of a chart.
pub const RULE: &str = "#e4e8ef";
/// The ground of table heads and note boxes.
pub const GROUND: &str = "#f5f7fa";
/// The one accent.
pub const ACCENT: &str = "#2457f0";
/// The ground of the leading sentence and the area below a line.
pub const ACCENT_PALE: &str = "#eef3ff";
/// A total that a waterfall starts from, and what is outside the vital few of a Pareto chart.
pub const NEUTRAL: &str = "#aab3c2";
/// The line of running shares in a Pareto chart.
pub const ORANGE: &str = "#e8833a";
pub const RED: &str = "#cf2129";
pub const GREEN: &str = "#107a52";
pub const AMBER: &str = "#d48806";
pub const WHITE: &str = "#ffffff";

/// The series of a chart, in order. Their brightness differs too, so that they stay apart on a grey printer.
pub const SERIES: [&str; 6] = [ACCENT, NEUTRAL, ORANGE, "#0aa5b4", "#7a5af8", "#12a150"];

/// The colour of a movement: grey if the caller did not judge it.
///
/// Chinese readers expect a rise in red and a fall in green, whatever it means; elsewhere green is the welcome one.
pub fn movement(direction: Direction, good: Option<bool>, language: Language) -> &'static str {
    match (direction, good, language) {
        (Direction::Flat, _, _) | (_, None, _) => GREY,
        (Direction::Up, _, Language::Zh) | (_, Some(false), Language::En) => RED,
        (Direction::Down, _, Language::Zh) | (_, Some(true), Language::En) => GREEN,
    }
}

/// The colour of a traffic light.
pub fn light(level: Level) -> &'static str {
    match level {
        Level::Green => GREEN,
        Level::Amber => AMBER,
        Level::Red => RED,
    }
}
