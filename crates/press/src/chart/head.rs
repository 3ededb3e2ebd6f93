//! What stands above the plot of a chart: the unit, a remark, and the legend.

use super::sketch::{Anchor, LINE, Round, SIZE, Shape, Sketch, points};
use super::unit::Unit;
use super::{Mark, Series};
use crate::colour::{GREY, GROUND, INK, SERIES};
use crate::document::Language;
use crate::width::shorten;
use crate::words::words;

/// One entry of a legend: a series, or the dashed line that marks a value.
pub struct Entry {
    pub name: String,
    pub colour: &'static str,
    pub dashed: bool,
}

impl Entry {
    /// The entries of all series where there is more than one, and of the marked value.
    pub fn all(series: &[Series], mark: Option<&Mark>, unit: &Unit) -> Vec<Entry> {
        let several = if series.len() > 1 { series } else { &[] };
        let entry = |(s, colour): (&Series, _)| Entry { name: shorten(&s.name, NAME_EM), colour, dashed: false };
        let mut entries: Vec<Entry> = several.iter().zip(SERIES).map(entry).collect();
        entries.extend(mark.map(|mark| Entry {
            name: format!("{} {}", shorten(&mark.name, NAME_EM), unit.label(mark.value)),
            colour: INK,
            dashed: true,
        }));
        entries
    }
}

/// A name in the legend takes at most this much room, in em.
const NAME_EM: f64 = 14.0;
/// The swatch and the gaps around it, in points.
const SWATCH: f64 = 12.0;
const GAP: f64 = 14.0;

/// Writes unit and remarks to the left and the legend to the right, on a second line if need be; returns the height
/// taken.
pub fn draw(sketch: &mut Sketch, remarks: &[String], legend: &[Entry]) -> f64 {
    let remarks: Vec<&str> = remarks.iter().map(String::as_str).filter(|r| !r.is_empty()).collect();
    let caption = shorten(&remarks.join(" · "), sketch.width / SIZE);
    if caption.is_empty() && legend.is_empty() {
        return 0.0;
    }
    let wide = |entry: &Entry| SWATCH + points(&entry.name) + GAP;
    let total: f64 = legend.iter().map(wide).sum();
    let mut y = LINE / 2.0;
    let mut x = (sketch.width - total + GAP).max(0.0);
    if !caption.is_empty() {
        sketch.write((0.0, y), Anchor::Start, GREY, caption.as_str());
        if !legend.is_empty() && points(&caption) + GAP > x {
            y += LINE * 1.3;
        }
    }
    for entry in legend {
        if x > 0.0 && x + wide(entry) - GAP > sketch.width + 0.01 {
            x = 0.0;
            y += LINE * 1.2;
        }
        if entry.dashed {
            sketch.dashes((x - 2.0, y), (x + 8.0, y), entry.colour);
        } else {
            let (fill, round) = (entry.colour, Round::All);
            sketch.shapes.push(Shape::Bar { x, y: y - 3.0, w: 8.0, h: 6.0, fill, round });
        }
        sketch.write((x + SWATCH, y), Anchor::Start, GREY, entry.name.as_str());
        x += wide(entry);
    }
    y + LINE / 2.0 + 3.0
}

/// The drawing of a chart without values: a quiet box that says so.
pub fn empty(width: f64, language: Language) -> Sketch {
    let height = 56.0;
    let mut sketch = Sketch { width, height, shapes: Vec::new() };
    sketch.shapes.push(Shape::Bar { x: 0.0, y: 0.0, w: width, h: height, fill: GROUND, round: Round::All });
    sketch.write((width / 2.0, height / 2.0), Anchor::Middle, GREY, words(language).no_data);
    sketch
}
