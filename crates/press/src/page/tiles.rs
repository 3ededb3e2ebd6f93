//! The figures of the first page as tiles.

use super::print::WIDTH;
use crate::colour::{self, movement};
use crate::document::{Change, Direction, Document, Figure};
use crate::width::{em, shorten};
use serde_json::{Value, json};

/// A tile has room for this many comparisons.
const CHANGES_MAX: usize = 4;

/// More tiles than this do not stand in one row.
const TILES_MAX: usize = 5;

/// The arrow of a change, with the room behind it.
pub fn arrow(change: &Change) -> &'static str {
    match change.direction {
        Direction::Up => "↑ ",
        Direction::Down => "↓ ",
        Direction::Flat => "",
    }
}

/// The tiles, in rows.
pub fn tiles(document: &Document) -> Vec<Vec<Value>> {
    let row = if document.figures.len() > TILES_MAX { 4 } else { TILES_MAX };
    // A tile is never torn, so no text in it may grow without end.
    let tile = |figure: &Figure| {
        let changes: Vec<Value> = figure
            .changes
            .iter()
            .take(CHANGES_MAX)
            .map(|change| {
                let colour = movement(change.direction, change.good, document.language);
                let (against, text) = (shorten(&change.against, 16.0), shorten(&change.text, 16.0));
                json!({"against": against, "text": text, "arrow": arrow(change), "colour": colour})
            })
            .collect();
        let rule = figure.light.as_ref().map_or(colour::NEUTRAL, |light| colour::light(light.level));
        json!({
            "name": shorten(&figure.name, 40.0), "text": shorten(&figure.text, 40.0), "unit": shorten(&figure.unit, 12.0),
            "light": figure.light.as_ref().map(|light| shorten(&light.text, 24.0)), "rule": rule, "changes": changes,
        })
    };
    document.figures.chunks(row).map(|figures| figures.iter().map(tile).collect()).collect()
}

/// The largest type size at which the value of every tile stays on one line.
pub fn tile_size(figures: &[Figure]) -> f64 {
    let in_row = if figures.len() > TILES_MAX { 4 } else { figures.len().max(1) } as f64;
    let room = (WIDTH - 8.0 * (in_row - 1.0)) / in_row - 20.0;
    let fitting = figures.iter().map(|f| (room - em(&f.unit) * 8.5) / em(&f.text).max(1.0));
    fitting.fold(20.0, f64::min).max(9.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_or_long_figures_are_set_smaller() {
        let figure = |text: &str| Figure { text: text.into(), unit: "万元".into(), ..Figure::default() };
        assert_eq!(tile_size(&[figure("6,842"), figure("31.4")]), 20.0);
        assert!(tile_size(&vec![figure("12,345,678.90"); 5]) < 12.0);
        assert_eq!(tile_size(&[]), 20.0);
    }
}
